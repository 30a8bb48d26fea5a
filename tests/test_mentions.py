"""A text mentions a name where it surely has it, and lacks one that is surely nowhere: two sides of one doubt."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vaultlint.cli import main
from vaultlint.finding import Applicability
from vaultlint.lint import activate, check_note
from vaultlint.mend import mend
from vaultlint.mentions.finder import Finder, is_there
from vaultlint.mentions.forms import forms, kind
from vaultlint.mentions.mentioned import mentioned
from vaultlint.mentions.names import Known, Names
from vaultlint.mentions.nowhere import Said
from vaultlint.mentions.prose import prose
from vaultlint.note import parse
from vaultlint.pool import WORTH_IT
from vaultlint.rule import discover
from vaultlint.vault import Vault
from vaultlint.vocabulary import Vocabulary

RULE = activate(discover()["vocabulary/mentioned"])


def names(lists: str, notes: int = 3) -> Names:
    """The names of a vault in which so many notes have these lists."""
    return Names(Vault.of(parse(f"{number}.md", f"---\n{lists}\n---\n") for number in range(notes)))


def said(text: str) -> str:
    return prose(parse("a.md", text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("`Ann Baker`", "code"),
        ("    Ann Baker\n", "code"),
        ("```\nAnn Baker\n```\n", "code"),
        ("<!-- Ann Baker -->", "a comment"),
        ("%% Ann Baker %%", "a comment"),
        ("<% Ann Baker %>", "a template"),
        ("$Ann Baker$", "math"),
        ("$$\nAnn Baker\n$$\n", "math"),
        ('<img alt="Ann Baker">', "a tag"),
        ("[bread](<Ann Baker.md>)", "where a link leads"),
        ("[bread]: people/Ann Baker", "where a link leads"),
        ("https://example.org/Ann Baker.com", ""),
        ("Ann `the` Baker", "two texts"),
        ("Ann\n\nBaker", "two paragraphs"),
    ],
)
def test_what_is_not_said(text: str, why: str) -> None:
    found = mentioned(
        names("people: [Ann Baker]"), said(f"Bread. {text}\n" if "\n" not in text else f"Bread.\n\n{text}")
    )
    assert not found, why


@pytest.mark.parametrize(
    "text",
    [
        "Ann Baker", "Ann\nBaker", "**Ann Baker**", "[[Ann Baker]]", "[[ann|Ann Baker]]", "[Ann Baker](a.md)",
        "Ann Baker’s", "“Ann Baker”", "看Ann Baker做", "Ａｎｎ　Ｂａｋｅｒ", "> Ann Baker", "# Ann Baker", "(Ann Baker)",
        "<details>\n<summary>Original</summary>\n<p>Ann Baker bakes.</p>\n</details>", "costs $5, says Ann Baker, not $6",
    ],
)  # fmt: skip
def test_what_is_said(text: str) -> None:
    assert mentioned(names("people: [Ann Baker]"), said(f"{text}\n")) == {"people": {"Ann Baker": 1}}


WORDS = "companies: [Ovenly, Apple, Ovenly Parts, BreadCo, AI, Bo]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At Ovenly, and by Ovenly.", ["Ovenly"]),
        ("At Ovenly.", []),  # once is too little for a single word
        ("Ovenly bakes. Ovenly sells.", []),  # any word has a capital there
        ("- Ovenly\n- Ovenly\n", []),
        ("An Apple, the Apple, an apple.", []),  # a word of the language
        ("An Apple, the Apple.", ["Apple"]),
        ("in Ovenlyware, at Ovenly.", []),
        ("at Ovenly.com, by Ovenly-like.", []),
        ("at Ovenly Parts and with Ovenly Parts", ["Ovenly Parts"]),  # the longest name that stands there
        ("at BreadCo, for BreadCo", ["BreadCo"]),
        ("of AI, with AI, by Bo, for Bo", []),  # too short
    ],
)
def test_single_words(text: str, found: list[str]) -> None:
    assert list(mentioned(names(WORDS), said(text + "\n")).get("companies", {})) == found


def test_a_single_word_needs_two_notes() -> None:
    assert not mentioned(names(WORDS, 1), said("at BreadCo, for BreadCo\n"))


@pytest.mark.parametrize(
    ("lists", "text", "found"),
    [
        ("people: [张三丰, 李四, 王五六]", "张三丰说，李四也说。", ["张三丰"]),
        ("people: [李四]", "李四说，李四也说。", ["李四"]),
        ("people: [张三, 张三丰]", "张三丰说，张三丰也说。", ["张三丰"]),
        ("people: [张三丰, Ann Baker, Bo Miller, Cy Cook, Di Smith]", "张三丰说。", []),  # names are in letters here
        ("people: [张三丰]", "张三丰说。\n\nZhang Sanfeng says it here, in all these English words.", []),
        (
            "people: [张三丰, Ann Baker]",
            "安·贝克（Ann Baker）和张三丰说，他们说，他们一起说，他们又说了一次，还说了一次。",
            ["Ann Baker", "张三丰"],
        ),
        (
            "people: [安贝克, Ann Baker]",
            "安贝克（Ann Baker）说，她说，她一直说，她又说了一次，还说了一次，她说了很多很多次。",
            ["Ann Baker"],
        ),
        ("people: [安贝克 (Ann Baker)]", "安贝克说。", ["安贝克 (Ann Baker)"]),
        ("people: [安贝克 (Ann Baker)]", "Ann Baker says.", ["安贝克 (Ann Baker)"]),
        ("people: [ann-baker]", "Ann Baker says.", ["ann-baker"]),
        ("people: [Ann Baker, Bo Miller, Ann]", "With Ann, and by Ann.", []),  # a part of some name
        ("media: ['《面包的书》']", "我读《面包的书》。", ["《面包的书》"]),
    ],
)
def test_full_names_and_characters(lists: str, text: str, found: list[str]) -> None:
    key = lists.partition(":")[0]
    assert sorted(mentioned(names(lists), said(text + "\n")).get(key, {})) == sorted(found)


def test_the_best_spelling_is_added() -> None:
    vault = ["people: [Ann Baker]", "people: [Ann Baker]", "people: [ann-baker]", "people: [ANN BAKER]"]
    known = Names(Vault.of(parse(f"{number}.md", f"---\n{one}\n---\n") for number, one in enumerate(vault)))
    assert mentioned(known, "ANN BAKER bakes.") == {"people": {"Ann Baker": 1}}


def test_a_name_of_several_keys_is_that_of_the_main_one() -> None:
    vault = ["people: [Ann Baker]", "people: [Ann Baker]", "media: [Ann Baker]"]
    known = Names(Vault.of(parse(f"{number}.md", f"---\n{one}\n---\n") for number, one in enumerate(vault)))
    assert list(mentioned(known, "Ann Baker bakes.")) == ["people"]


BOUND = {"安贝克": "Ann Baker", "The Baker": "Ann Baker", "Ryeland": "Rye Mills"}


@pytest.mark.parametrize(
    ("text", "found", "open_", "why"),
    [
        ("Ann Baker bakes.", ["Ann Baker"], False, "a term, though no note has it"),
        ("安贝克做面包。", ["Ann Baker"], False, "an alias"),
        ("安贝克做面包。\n\nShe bakes bread, says the original.", ["Ann Baker"], False, "an alias is no second name"),
        ("Bo Miller bakes.", [], False, "no term, and the vocabulary is closed"),
        ("Bo Miller bakes.", ["Bo Miller"], True, "others may be held as well"),
        ("The flour of Ryeland is for Ryeland.", ["Rye Mills"], False, "a single word, twice"),
        ("The flour of Ryeland, for Ryeland, a ryeland.", [], False, "a word of the language"),
    ],
)
def test_a_vocabulary_knows_better(text: str, found: list[str], open_: bool, why: str) -> None:
    vault = Vault.of([parse("bo.md", "---\npeople: [Bo Miller]\n---\n")])
    known = Known((("people", Vocabulary("people.md", ("Ann Baker", "Rye Mills"), BOUND, open=open_)),))
    assert list(mentioned(vault.answer(known), said(text + "\n")).get("people", {})) == found, why


@pytest.mark.parametrize("block", ["people: [Bo]", "title: Rye", "people: 4", "people: [", "- people"])
def test_no_finding_where_the_list_is_not_empty(block: str) -> None:
    vault = {"other.md": "---\npeople: [Ann Baker]\n---\n", "note.md": f"---\n{block}\n---\nAnn Baker.\n"}
    notes = [parse(path, text) for path, text in vault.items()]
    assert not check_note(notes[1], [RULE], Vault.of(notes)).diagnostics


@pytest.mark.parametrize("empty", ["people:", "people: ''", "people: []", "people: [] # who", "people: ~"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_fix_fills_the_list(empty: str, newline: str) -> None:
    vault = {"other.md": "---\npeople: [Ann Baker]\n---\n", "note.md": f"---\n{empty}\ntitle: Rye\n---\nAnn Baker.\n"}
    notes = [parse(path, text.replace("\n", newline)) for path, text in vault.items()]
    mended = mend(notes[1], [RULE], Vault.of(notes), Applicability.UNSAFE)
    assert parse("a.md", mended.text).values == {"people": ["Ann Baker"], "title": "Rye"}
    assert not mended.left.diagnostics
    assert mend(notes[1], [RULE], Vault.of(notes), Applicability.SAFE).text == notes[1].text


class TestCommand:
    """`vaultlint check` and `fix`, on a vault of files."""

    @pytest.fixture
    def vault(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        (tmp_path / "vaultlint.toml").write_text('extend-select = ["vocabulary/mentioned"]\n', "utf-8")
        (tmp_path / "ann.md").write_text("---\npeople: [Ann Baker]\n---\nAnn Baker bakes.\n", "utf-8")
        (tmp_path / "note.md").write_text("---\npeople: []\n---\nAnn Baker bakes.\n", "utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    def test_a_note_by_itself_knows_the_vault(self, vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "note.md", "--output-format", "concise"]) == 1
        assert "note.md:2:1: warning vocabulary/mentioned `people` is empty" in capsys.readouterr().out

    def test_fix(self, vault: Path) -> None:
        assert main(["fix", "note.md"]) == 1
        assert main(["fix", "note.md", "--unsafe-fixes"]) == 0
        text = (vault / "note.md").read_text("utf-8")
        assert text == "---\npeople:\n  - Ann Baker\n---\nAnn Baker bakes.\n"

    def test_ignored(self, vault: Path) -> None:
        note = "---\n# vaultlint-ignore vocabulary/mentioned\npeople: []\n---\nAnn Baker bakes.\n"
        (vault / "note.md").write_text(note, "utf-8")
        assert main(["check"]) == 0

    def test_any_number_of_processes(self, vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for number in range(WORTH_IT):
            (vault / f"{number}.md").write_text("---\npeople: []\n---\nAnn Baker bakes.\n", "utf-8")
        outputs = []
        for jobs in ("1", "2"):
            main(["check", "--jobs", jobs, "--output-format", "concise"])
            outputs.append(capsys.readouterr().out)
        assert outputs[0] == outputs[1]
        assert outputs[0].count("vocabulary/mentioned") == WORTH_IT + 1

    def test_without_the_library(
        self, vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
        is_there.cache_clear()
        try:
            assert main(["check"]) == 0
        finally:
            is_there.cache_clear()
        assert 'pip install "vaultlint-md[mentions]"' in capsys.readouterr().err


@given(some.lists(some.text("aAbB 三四-", min_size=1).filter(str.strip), min_size=1), some.text("aAbB 三四-."))
def test_places_are_whole_words_apart(wanted: list[str], text: str) -> None:
    done = 0
    for form, start, end in Finder(wanted).places(text):
        assert start >= done
        assert text[start:end] == wanted[form]
        assert start == 0 or not (text[start - 1 : start + 1].isascii() and text[start - 1 : start + 1].isalpha())
        done = end


@given(some.text())
def test_any_text_has_forms_and_a_kind(text: str) -> None:
    for form in forms(text):
        assert form == " ".join(form.split())
        kind(form)


@given(some.text("aB三 \n`$<>[](){}%-:/@.&"))
def test_prose_says_no_more_than_the_body(text: str) -> None:
    assert set(said(text)) <= {*text, "\u2063", "\n", " "}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann Baker", "Baker bakes."),
        ("Ann Baker", "ann bakes."),
        ("Ann Baker", "ＡＮＮ bakes."),
        ("Ann Baker", "See `bake(baker)`."),  # also in code: in doubt it is meant
        ("Ann Baker", "![[photos/baker.png]]"),
        ("Ann Bakerson", "Ann-Bakersen bakes."),  # a letter away, as in a transcript
        ("ann-baker", "Baker bakes."),
        ("JP Morgan", "JPMorgan pays."),
        ("Organic Rye Bakers", "ORB bakes."),
        ("Ovenly (奥文利)", "奥文利烤面包，他们每天都烤。"),
        ("Ovenly (奥文利)", "Ovenly bakes every day."),
        ("安·贝克", "贝克先生做面包。"),
        ("奥文利公司", "奥文利烤面包。"),
        ("联合国粮农组织FAO", "The FAO 和联合国都说面包好，人人都说面包很好。"),
        ("《面包》", "面包的书。"),
        ("Ann Baker", "安贝克做面包，她每天都做面包，做很多很多。"),  # she may be there in characters
        ("安贝克", "Ann bakes every day."),
        ("", "Bread."),
        ("!", "Bread."),
    ],
)
def test_in_doubt_a_name_is_mentioned(name: str, text: str) -> None:
    assert not Said(parse("note.md", f"{text}\n"), ()).lacks(name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bo Miller", "Ann bakes."),
        ("Bo Miller", "安贝克做面包。\n\nAnn bakes, says the folded original of this short note."),
        ("张三丰", "安贝克做面包。"),
        ("AI", "Ann bakes."),
    ],
)
def test_surely_a_name_is_nowhere(name: str, text: str) -> None:
    assert Said(parse("note.md", f"{text}\n"), ()).lacks(name)


@given(some.text("aAbB 三四-.()", min_size=1), some.text("aAbB 三四-. \n"))
def test_what_stands_in_a_text_is_not_lacking(name: str, text: str) -> None:
    assert not Said(parse("note.md", f"Bread. {text}{name}{text}\n"), ()).lacks(name)
