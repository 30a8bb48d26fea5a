"""A note of two languages with a fault in it has one finding, at its place, and is mended as by a careful hand."""

from __future__ import annotations

from functools import cache

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vaultlint.bilingual import Form
from vaultlint.finding import Applicability
from vaultlint.lint import Active, activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Bindings, parse
from vaultlint.rule import discover

LABEL, PLAIN_LABEL = "Show or hide the original", "Original text"
P = '<p class="original">'
BINDINGS = Bindings(translations=(Form(labels=(LABEL,), html_class="original"), Form(labels=(PLAIN_LABEL,))))
PAIRS = [
    ("先把一大锅水烧开，再慢慢放进骨头。", "First bring a large pot of water to the boil, then slip the bones in."),
    ("骨头要先洗三遍，不然汤会浑浊不清。", "Rinse the bones three times, or else the broth will turn cloudy on you."),
    ("然后加两片姜，转小火炖四个小时。", "Next add two slices of ginger, and simmer it over a low flame for hours."),
    ("中途不要揭盖，香味会跑掉很多的。", "Never lift the lid halfway, since much of the fragrance will run away."),
    ("盐要最后放，放早了肉就会变得很老。", "Salt goes in last, because early salt makes all of the meat go tough."),
    ("葱花只在上桌之前撒，不要煮得太久。", "Scatter the scallions just before serving, and do not cook them long."),
]
TEXT = PAIRS[3][1]
BLOCK = f"<details>\n<summary>{LABEL}</summary>\n{P}{TEXT}</p>\n</details>"
PLAIN_BLOCK = f"<details>\n<summary>{PLAIN_LABEL}</summary>\n\n{TEXT}\n\n</details>"


@cache
def rules() -> tuple[Active, ...]:
    families = ("details/", "translation/")
    return tuple(activate(rule) for name, rule in discover().items() if name.startswith(families))


def found(text: str) -> list[tuple[str, str]]:
    checked = check_note(parse("note.md", text, BINDINGS), rules())
    assert not checked.crashes
    return [(one.rule.removeprefix("details/"), one.finding.span.of(text)) for one in checked.diagnostics]


def mended(text: str) -> str:
    return mend(parse("note.md", text, BINDINGS), rules()).text


def note(block: str) -> str:
    """A note in whose middle the block stands as the translation of the fourth paragraph, among blocks of its form."""
    form = PLAIN_BLOCK if PLAIN_LABEL in block or "Original" in block else BLOCK
    blocks = [form.replace(TEXT, original) for _, original in PAIRS]
    blocks[3] = block
    return "# 汤\n\n" + "\n\n".join(f"{PAIRS[index][0]}\n\n{one}" for index, one in enumerate(blocks)) + "\n"


def disguised(text: str) -> list[str]:
    return [text, text.replace("\n", "\r\n"), text.removesuffix("\n"), text.replace("。\n\n", "。\n")]


# Each row: the block with «its fault», the rule, and the block after the fix if it is not the whole one.
FAULTS: list[tuple[str, str, str]] = [
    (BLOCK.replace("</p>\n</details>", "«</details>»\n</p>"), "wrong-close", BLOCK),
    (BLOCK.replace("</p>\n</details>", "«</summary>»"), "wrong-close", BLOCK),
    (BLOCK.replace("</p>\n</details>", "«</text>»"), "wrong-close", BLOCK),
    (PLAIN_BLOCK.replace("</details>", "«</p>»"), "wrong-close", PLAIN_BLOCK),
    (BLOCK.replace("</p>\n</details>", "</p>«</detais>»"), "wrong-close", BLOCK.replace("\n</details>", "</details>")),
    (BLOCK.replace("</summary>", "«</details>»</summary>"), "stray-close", ""),
    (BLOCK.replace("<summary>", "«<summary>»<summary>"), "unclosed", BLOCK),
    (BLOCK.replace(P, f"«{P}»{P}"), "unclosed", BLOCK),
    (BLOCK.replace(P, f"«{P}»\n{P}"), "unclosed", BLOCK),
    (BLOCK.replace("</p>", "</p>\n«<p>»"), "unclosed", BLOCK),
    (f"«<details>»\n{BLOCK}", "unclosed", BLOCK),
    (f"«<details>»\n\n{BLOCK}", "unclosed", BLOCK),
    (f"<details>\n«<summary>»{LABEL}\n{P}{TEXT}</summary>\n</details>", "unclosed", BLOCK),
    (f"<details>\n<summary>{LABEL}\n{TEXT}«</p>»\n</details>", "wrong-close", BLOCK),
    (f"<details>\n<summary>{LABEL}\n{TEXT}«</details>»\n</details>", "wrong-close", BLOCK),
    (f"<details>\n«<summary>»{TEXT}</summary>\n</details>", "unclosed", BLOCK),
    (BLOCK.replace("<summary>", "").replace("</summary>", "").replace("<details>", "«<details>»"), "summary-missing", ""),
    (f"«<details>»\n<summary>{LABEL}</summary>\n{P}Never lift\n{BLOCK}", "unclosed", BLOCK),
    (f"«<details>»\n<summary>{LABEL}</summary>\n{P}Never lift{BLOCK}", "unclosed", BLOCK),
    (f"«<details>»\n<summary>{LABEL}</summary>\n{P}{TEXT}</p>\n{BLOCK}", "unclosed", BLOCK),
    (f"«<details>»\n<summary>{LABEL}</summary>\n<p class=\"ori\n{BLOCK}", "unclosed", BLOCK),
    (f"«<details>»\n<summary>{LABEL}</summary>\n{BLOCK}", "unclosed", BLOCK),
    (f"«<details>»\n<summary>Show or\n{BLOCK}", "unclosed", BLOCK),
    (f"«<details>»\n<summ\n{BLOCK}", "unclosed", BLOCK),
    (f"«<details>»\n<summary>{PLAIN_LABEL}</summary>\n\nNever lift\n\n{PLAIN_BLOCK}", "unclosed", PLAIN_BLOCK),
]


FAULTS += [
    (block.replace(tag, f"«{scrap}»"), "malformed-tag", block)
    for block in (BLOCK, PLAIN_BLOCK)
    for tag, written in {
        "<details>": "<details/> <details_> &lt;details&gt; [details] 《details》 \\<details> <details. </details>",
        "</details>": "</d </deta </detail &lt;/details> [/details] 《/details》 <//details> <\\/details> </详情> </details_s>",
        "<summary>": "<summary/> <\\summary> <summary;> &lt;summary&gt; 《summary》",
        "</summary>": "<\\summary> <//summary> <\\/summary> &lt;/summary&gt; [/summary] 《/summary》 </summary&gt;",
        P: '<p,class="original"> <class="original"> class="original"> <p.class="original"> &lt;pclass="original"> <p/class="original">',
        "</p>": "<p/> <\\p> <//p> </p/> &lt;/p&gt; 《/p》",
    }.items()
    for scrap in written.split()
    if tag in block
]
"""Scraps that are no tags, each where a tag is due."""


@pytest.mark.parametrize(("block", "rule", "after"), FAULTS)
def test_one_fault_is_one_finding_and_its_fix_what_was_meant(block: str, rule: str, after: str) -> None:
    for marked, meant in zip(disguised(note(block)), disguised(note(after)), strict=True):
        text = marked.replace("«", "").replace("»", "")
        assert found(text) == [(rule, marked[marked.index("«") + 1 : marked.index("»")])]
        assert mended(text) == (meant if after else text)


RESTORED = {
    whole: [row[0] for row in FAULTS if row[2] == whole and "«</details>»\n<summary>" not in row[0]]
    for whole in (BLOCK, PLAIN_BLOCK)
}
"""The faults that are mended wholly. Behind another fault a `</details>` may close what that one has left open."""


def balanced(text: str) -> bool:
    """Whether the HTML that markdown-it makes of the text has the blocks that are written, none in another."""
    page = html5lib.parse(MarkdownIt("commonmark").render(text), namespaceHTMLElements=False)
    blocks = page.findall(".//details")
    return len(blocks) == text.count("<details>") and not any(
        block.find("summary") is None or block.findall(".//details") for block in blocks
    )


def told_with(block: str, original: str) -> str:
    """The block with another text, and the half of it where it was broken off."""
    return block.replace(TEXT, "\0").replace("Never lift", original[:20]).replace("\0", original)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_many_faults_in_one_note_are_told_and_mended_as_one_by_one(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([BLOCK, PLAIN_BLOCK]))
    faults = data.draw(st.lists(st.none() | st.sampled_from(RESTORED[whole]), min_size=10, max_size=14))
    pairs = [(f"第{number}段。{PAIRS[number % 6][0]}", f"Pot {number}. {PAIRS[number % 6][1]}") for number in range(len(faults))]
    clean, text = (
        "# 汤\n\n"
        + "\n\n".join(
            f"{paragraph}\n\n{told_with(fault if fault and broken else whole, original)}"
            for (paragraph, original), fault in zip(pairs, faults, strict=True)
        )
        + "\n"
        for broken in (False, True)
    )
    text = text.replace("«", "").replace("»", "")
    assert len(found(text)) == len(faults) - faults.count(None)
    assert mended(text) == clean
    assert balanced(clean)


@pytest.mark.parametrize("whole", [BLOCK, PLAIN_BLOCK])
def test_a_note_cut_off_in_a_block_has_one_finding_wherever_it_is_cut(whole: str) -> None:
    before = note(whole).partition(PAIRS[3][0])[0] + PAIRS[3][0] + "\n\n"
    for cut in range(len("<details>"), len(whole)):
        text = before + whole[:cut]
        assert len(found(text)) == 1, whole[:cut]
        after = mended(text)
        assert mended(after) == after
        if len(found(after)) == 0:
            assert after.count("<details>") == after.count("</details>")
            assert after.count("<p ") == after.count("</p>")


def test_a_closing_tag_does_not_end_behind_a_blank_line() -> None:
    whole = note(BLOCK).replace(PAIRS[4][0], f"> {PAIRS[4][0]}")
    text = whole.replace("</details>\n\n>", "</details\n\n>")
    assert found(text) == [("malformed-tag", "</details")]
    assert mended(text) == whole


def test_a_sign_of_less_than_at_the_end_is_no_tag_that_was_cut_off() -> None:
    text = note(BLOCK).partition(PAIRS[3][0])[0] + f"{PAIRS[3][0]}\n\n<details>\n<summary>{LABEL}</summary>\n{P}Where x <p"
    assert mended(text) == text.replace("x <p", "x &lt;p") + "</p>\n</details>"


WORDS = {
    "the label alone": (f"{LABEL}\n\n{TEXT}", LABEL, BLOCK),
    "the label right above": (f"{LABEL}\n{TEXT}", LABEL, BLOCK),
    "the browser's word, too": (f"Details\n\n{LABEL}\n\n{TEXT}", f"Details\n\n{LABEL}", BLOCK),
    "both on a line": (f"Details {LABEL}\n{TEXT}", f"Details {LABEL}", BLOCK),
    "the other form": (f"{PLAIN_LABEL}\n\n{TEXT}", PLAIN_LABEL, PLAIN_BLOCK),
    "Markdown, which a <p> does not render": (f"{LABEL}\n\n**{TEXT}**", LABEL, ""),
    "two paragraphs, of which the second may be anything": (f"{LABEL}\n\n{TEXT}\n\n{TEXT}", LABEL, ""),
    "a list": (f"{LABEL}\n\n- {TEXT}", LABEL, ""),
    "no text": (LABEL, LABEL, ""),
}


@pytest.mark.parametrize("left", WORDS)
def test_blocks_of_which_only_the_words_are_left_are_told_one_by_one(left: str) -> None:
    block, words, after = WORDS[left]
    texts = ["# 汤\n\n" + "\n\n".join(f"{text}\n\n{one}" for text, _ in PAIRS) + "\n" for one in (block, after or block)]
    for text, meant in zip(*map(disguised, texts), strict=True):
        assert [kind for kind, _ in found(text)] == ["malformed-tag"] * len(PAIRS)
        assert {place.replace("\r", "") for _, place in found(text)} == {words}
        assert mended(text) == meant.replace("\n\n\n", "\n\n")
    if after:
        assert found(note(block)) == [("malformed-tag", words)]


def test_a_label_that_is_only_spoken_of_is_no_block() -> None:
    silent = [f"{LABEL}\n\n{TEXT}\n", f"```\n{LABEL}\n```\n\n" * 3, f"Press “{LABEL}”.\n\n" * 3, f"## {LABEL}\n\n" * 3]
    assert [found(text) for text in silent] == [[]] * 4


def test_a_label_that_has_lost_its_tags_gets_them_back() -> None:
    text = note(BLOCK.replace("<summary>", "").replace("</summary>", ""))
    assert mend(parse("note.md", text, BINDINGS), rules(), None, Applicability.UNSAFE).text == note(BLOCK)


SILENT = {
    "what a tag is called": BLOCK.replace(TEXT, "Type [details] or [/summary], or &lt;p&gt;"),
    "a line of it": PLAIN_BLOCK.replace(TEXT, "Type\n[details]\nor\n&lt;/details&gt;\nto fold it."),
    "in a note of other blocks": f"{BLOCK}\n\n[details]\n\n&lt;/details&gt;\n\n{BLOCK.replace(TEXT, 'And the end.')}",
}


@pytest.mark.parametrize("why", SILENT)
def test_scraps_are_no_tags_where_none_is_due(why: str) -> None:
    assert found(note(SILENT[why])) == []
    assert found(note(SILENT[why]) + "\n</details>\n") == [("stray-close", "</details>")]


QUOTED = [row for row in FAULTS if row[2] and "\n\n{" not in row[0] and "»\n\n" not in row[0]]


@pytest.mark.parametrize(("block", "rule", "after"), QUOTED)
def test_in_quotes_and_lists_the_same_is_found_and_mended(block: str, rule: str, after: str) -> None:
    for first, further in (("> ", "> "), ("> [!note]- 汤\n> ", "> "), ("- ", "  "), ("1. 汤\n\n   ", "   ")):
        marked, meant = (first + one.replace("\n", "\n" + further) + "\n" for one in (note(block).rstrip(), note(after).rstrip()))
        text = marked.replace("«", "").replace("»", "")
        assert [kind for kind, _ in found(text)] == [rule]
        assert mended(text) == meant
