"""`vaultlint init` proposes only what the notes clearly keep, writes only after a yes, and overwrites nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultlint import __version__
from vaultlint.cli import main
from vaultlint.proposal.files import translation_files
from vaultlint.proposal.kinds import kinds
from vaultlint.proposal.looking import Seen, seen
from vaultlint.proposal.setting import Setting, spelt
from vaultlint.proposal.translations import translations

SEEDS = Path(__file__).parents[1] / "seeds"

DIALOGUE = "\n".join(
    f"这里是第{number}段的中文，说的是汤要怎么煮才好喝。\n\n<details>\n<summary>Original English</summary>\n\n"
    f"This is part {number} in English, on how soup is to be cooked.\n\n</details>\n"
    for number in range(6)
)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty vault, in which the command is called."""
    (tmp_path / "vault").mkdir()
    monkeypatch.chdir(tmp_path / "vault")
    return tmp_path / "vault"


def _write(vault: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_text(text, "utf-8")


def _books(folder: str = "books/", number: int = 25) -> dict[str, str]:
    return {
        f"{folder}{one}.md": f"---\ntitle: Book {one}\nrating: {one % 5}\nstatus: {['new', 'read'][one % 2]}\n---\n\nGood.\n"
        for one in range(number)
    }


def _proposed(vault: Path, *words: str) -> dict[str, Any]:
    assert main(["init", "--yes", *words]) == 0
    return tomllib.loads((vault / "vaultlint.toml").read_text("utf-8"))


def _files(vault: Path) -> set[str]:
    return {file.relative_to(vault).as_posix() for file in vault.rglob("*") if file.is_file() and ".git" not in file.parts}


def test_notes_that_are_alike_get_a_schema(vault: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _write(vault, _books() | {"diary/today.md": "Rain.\n"})
    before = _files(vault)
    assert _proposed(vault) == {"schema": [{"notes": "books/**", "file": "schemas/books.schema.json"}]}
    assert _files(vault) - before == {"vaultlint.toml", "schemas/books.schema.json"}
    assert json.loads((vault / "schemas/books.schema.json").read_bytes())["required"] == ["title", "rating", "status"]
    assert main(["check"]) == 0
    assert "nothing to report in 26 notes" in capfd.readouterr().out


@pytest.mark.parametrize(
    "notes",
    [
        {"today.md": "Rain.\n"},
        {f"{one}.md": "Rain.\n" for one in range(30)},
        {f"{one}.md": f"---\nkey{one}: 1\nother{one}: 2\n---\n" for one in range(30)},  # nothing in common
        _books(number=5),  # too few for a habit
        {f"{one}.md": "---\nkey: [\n---\n" for one in range(30)},  # none can be read
    ],
)
def test_where_nothing_is_evident_nothing_is_set(vault: Path, notes: dict[str, str]) -> None:
    _write(vault, notes)
    assert _proposed(vault) == {}


@pytest.mark.parametrize("files", [{}, {"picture.png": ""}])
def test_without_notes_there_is_nothing_to_do(
    vault: Path, files: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    _write(vault, files)
    assert main(["init", "--yes"]) == 0
    assert "no note" in capfd.readouterr().err
    assert _files(vault) == set(files)


@pytest.mark.parametrize("words", [[], ["--dry-run"], ["--dry-run", "--yes"]])
def test_nothing_is_written_unasked(vault: Path, words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Without a terminal nobody can say yes."""
    _write(vault, _books())
    before = _files(vault)
    assert main(["init", *words]) == 0
    assert _files(vault) == before
    assert "[[schema]]" in capfd.readouterr().out


@pytest.mark.parametrize("name", ["vaultlint.toml", ".vaultlint.toml", "pyproject.toml"])
def test_a_config_is_never_overwritten(vault: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    _write(vault, _books() | {name: "[tool.vaultlint]\n" if name == "pyproject.toml" else ""})
    before = {file: (vault / file).read_bytes() for file in _files(vault)}
    assert main(["init", "--yes"]) == 2
    assert f"{name} is there already, and is not overwritten" in capfd.readouterr().err
    assert {file: (vault / file).read_bytes() for file in _files(vault)} == before


def test_a_pyproject_of_something_else_is_no_config(vault: Path) -> None:
    _write(vault, _books() | {"pyproject.toml": "[project]\nname = 'books'\n"})
    assert "schema" in _proposed(vault)


def test_a_schema_that_is_there_stays(vault: Path) -> None:
    _write(vault, _books() | {"schemas/books.schema.json": "{}"})
    assert _proposed(vault)["schema"][0]["file"] == "schemas/books-2.schema.json"
    assert (vault / "schemas/books.schema.json").read_text() == "{}"


def test_a_baseline_remembers_what_is_found(vault: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Also findings that name a schema, which lay elsewhere while they were made."""
    _write(vault, _books("") | {"soup.md": "<details>\n<summary>Stock</p>\n\nWater.\n\n</details>\n"})
    _proposed(vault, "--baseline")
    assert main(["check"]) == 1
    before = (vault / ".vaultlint-baseline.json").read_bytes()
    assert b"frontmatter/missing" in before
    assert main(["check", "--baseline", ".vaultlint-baseline.json"]) == 0
    assert (vault / ".vaultlint-baseline.json").read_bytes() == before


def test_a_baseline_is_not_overwritten(vault: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _write(vault, _books() | {".vaultlint-baseline.json": "{}"})
    assert main(["init", "--yes", "--baseline"]) == 2
    assert not (vault / "vaultlint.toml").exists()


def test_a_folder_can_be_named(vault: Path) -> None:
    _write(vault, _books("docs/books/"))
    assert main(["init", "--yes", "docs"]) == 0
    assert tomllib.loads((vault / "docs/vaultlint.toml").read_text())["schema"][0]["notes"] == "books/**"
    assert main(["init", "nowhere"]) == 2


def test_a_config_of_pre_commit_is_used_where_git_is_not_seen(vault: Path) -> None:
    """As in a copy of a vault."""
    _write(vault, _books() | {".pre-commit-config.yaml": "repos: []\n"})
    _proposed(vault)
    assert "      - id: vaultlint\n" in (vault / ".pre-commit-config.yaml").read_text()


class TestGit:
    """In a repository there is a hook, too."""

    @pytest.fixture(autouse=True)
    def repository(self, vault: Path) -> None:
        subprocess.run(["git", "init", "-q"], cwd=vault, check=True)

    def test_the_hook_is_written(self, vault: Path, capfd: pytest.CaptureFixture[str]) -> None:
        _write(vault, _books())
        _proposed(vault)
        assert "        entry: vaultlint check\n" in (vault / ".pre-commit-config.yaml").read_text()
        assert main(["init", "--yes"]) == 2
        assert "so is the pre-commit hook: nothing to do" in capfd.readouterr().err

    def test_an_existing_config_keeps_every_byte(self, vault: Path) -> None:
        before = b"repos:\r\n- repo: https://example.org/x\r\n  rev: v1 # old\r\n  hooks:\r\n  - id: x"
        _write(vault, _books())
        (vault / ".pre-commit-config.yaml").write_bytes(before)
        _proposed(vault)
        after = (vault / ".pre-commit-config.yaml").read_bytes()
        assert after.startswith(before + b"\r\n- repo: local\r\n  hooks:\r\n  - id: vaultlint\r\n")

    @pytest.mark.parametrize("data", [b"repos: [\n", b"ci: {}\n", b"\xff\n"])
    def test_an_odd_config_is_told_and_left(self, vault: Path, data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
        _write(vault, _books())
        (vault / ".pre-commit-config.yaml").write_bytes(data)
        _proposed(vault)
        assert (vault / ".pre-commit-config.yaml").read_bytes() == data
        out = capfd.readouterr().out
        assert ".pre-commit-config.yaml is left alone" in out
        assert "          - id: vaultlint\n" in out

    def test_the_place_that_the_distribution_names_is_used(self, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        told = Message()
        told["Project-URL"] = "Documentation, https://example.org/docs"
        told["Project-URL"] = "Repository, https://example.org/vaultlint"
        monkeypatch.setattr("importlib.metadata.metadata", lambda name: told)
        _write(vault, _books())
        _proposed(vault)
        text = (vault / ".pre-commit-config.yaml").read_text()
        assert f"repo: https://example.org/vaultlint\n    rev: v{__version__}\n" in text.replace("'", "")

    def test_it_can_be_left_out(self, vault: Path) -> None:
        _write(vault, _books())
        _proposed(vault, "--no-pre-commit")
        assert not (vault / ".pre-commit-config.yaml").exists()

    def test_a_vault_in_a_repository_has_its_hook_at_the_top(self, vault: Path) -> None:
        _write(vault, _books("docs/books/"))
        assert main(["init", "--yes", "docs", "--baseline"]) == 0
        text = (vault / ".pre-commit-config.yaml").read_text()
        assert "entry: vaultlint check --baseline docs/.vaultlint-baseline.json" in text
        assert "files: '^docs/'" in text


def test_templates_are_left_out(vault: Path) -> None:
    """Obsidian says where they are; notes in other folders that happen to be called so are notes."""
    _write(vault, _books() | {f"forms/{one}.md": "---\ndate: {{date}}\n---\n" for one in range(3)})
    _write(vault, {".obsidian/templates.json": '{"folder": "forms"}'})
    assert _proposed(vault)["exclude"] == ["forms/**"]


def test_eleventy_renders_too(vault: Path) -> None:
    _write(vault, {"a.md": "Rain.\n", "eleventy.config.js": "", ".obsidian/app.json": "{}"})
    assert _proposed(vault) == {"renderers": ["obsidian", "eleventy"]}


def test_a_list_of_terms_that_the_notes_keep_to(vault: Path) -> None:
    _write(vault, _books(number=12) | {"taxonomy.json": '{"status": ["new", "read", "lent"]}', "terms.json": "{"})
    assert _proposed(vault)["vocabulary"] == [{"key": "status", "file": "taxonomy.json"}]


def test_a_list_that_the_notes_do_not_keep_to_is_none(vault: Path) -> None:
    _write(vault, _books(number=12) | {"taxonomy.json": '{"status": ["new", "old"]}'})
    assert "vocabulary" not in _proposed(vault)


def test_a_habit_is_left_to_the_vault(vault: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Where nearly every note links to notes that are not written yet, that is a way to write."""
    _write(vault, {f"{one}.md": f"Met [[Friend {one}]].\n" for one in range(30)})
    assert _proposed(vault) == {"ignore": ["links/broken"]}
    assert main(["check"]) == 0


def test_a_few_such_links_are_slips(vault: Path) -> None:
    _write(vault, {f"{one}.md": "Met [[Ann]].\n" if one < 5 else "Met none.\n" for one in range(30)})
    assert _proposed(vault) == {}


def test_a_pairing_that_does_not_hold_is_said_and_left_out(vault: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Notes in folders called `en` and `de` have the same names, but nothing else in common."""
    _write(vault, {f"en/{one}.md": ENGLISH for one in range(9)})
    _write(vault, {f"de/{one}.md": "## A\n\n- b\n\n## C\n\n- d\n\n### E\n\nF.\n" for one in range(9)})
    assert _proposed(vault) == {}
    assert "Tried and left out, for too many notes do otherwise: [[translation]]" in capfd.readouterr().out


def test_notes_in_two_languages(vault: Path) -> None:
    _write(vault, {f"talks/{one}.md": DIALOGUE for one in range(4)})
    assert _proposed(vault)["translation"] == [
        {
            "notes": "talks/**", "carrier": "details", "position": "after", "language": "zh", "original": "en",
            "labels": ["Original English"],
        }
    ]  # fmt: skip
    assert main(["check"]) == 0


def test_a_label_is_no_convention_if_it_is_a_slip_or_seldom() -> None:
    labels = ["Original English"] * 9 + ["Orignal English"] * 3 + ["English"] + ["英文原文"] * 2
    notes = [seen(f"{one}.md", DIALOGUE.replace("Original English", label)) for one, label in enumerate(labels)]
    (setting,) = translations(notes)
    assert setting.value["labels"] == ["Original English", "英文原文"]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([f"{code}/{one}.md" for code in ("en", "de") for one in "abc"], ("en", "de", "{lang}/{path}")),
        (
            [f"docs/{code}/x/{one}.md" for code in ("en", "zh-CN", "ja") for one in "abcd"],
            ("en", ["ja", "zh-CN"], "docs/{lang}/{path}"),
        ),
        ([f"{one}.{code}.md" for code in ("en", "fr") for one in "abc"], ("en", "fr", "{path}.{lang}.md")),
        ([f"{one}{code}.md" for code in ("", ".de", ".fr") for one in "abc"], ("en", ["de", "fr"], "{path}.{lang}.md")),
        ([f"{one}{code}.md" for code in ("", ".en") for one in "abc"], None),  # what language the others are in?
        ([f"{code}/{one}.md" for code, ones in (("en", "abc"), ("de", "xyz")) for one in ones], None),  # no pairs
        ([f"{code}/{one}.md" for code in ("it", "hr") for one in "a"], None),  # too few
        ([f"{code}/index.md" for code in ("it", "hr", "id", "no", "is")], None),  # folders of something else
        ([f"en/{one}.md" for one in "abc"], None),  # one language
        ([f"v1.{one}.md" for one in range(9)], None),
    ],
)
def test_translations_in_files(paths: list[str], expected: tuple[Any, ...] | None) -> None:
    setting = translation_files(paths, lambda originals: "en")
    assert (setting and tuple(setting.value[key] for key in ("original", "language", "pair"))) == expected


ENGLISH = "# Soup\n\nPut the bones of the roast into a pot, and cook them to the end of the day.\n"
GERMAN = "# Suppe\n\nGib die Knochen in einen Topf und koche sie bis zum Abend, dann ist alles gut.\n"


@pytest.mark.parametrize(("text", "proposed"), [(ENGLISH, True), (GERMAN, False)])
def test_the_language_of_originals_must_be_evident(vault: Path, text: str, proposed: bool) -> None:
    """Latin letters alone do not tell it."""
    _write(vault, {f"{one}{code}.md": text for code in ("", ".fr") for one in "abcd"})
    assert ("translation" in _proposed(vault)) == proposed


def test_kinds_told_by_a_key_get_a_schema_each(vault: Path) -> None:
    films = {f"f{one}.md": f"---\ntype: film\nyear: {1990 + one}\ndirector: D{one}\n---\n" for one in range(12)}
    books = {f"b{one}.md": f"---\ntype: 书\npages: {90 + one}\nauthor: A{one}\n---\n" for one in range(12)}
    _write(vault, films | books)
    assert _proposed(vault)["schema"] == [
        {"where": "type == '书'", "file": "schemas/书.schema.json"},
        {"where": "type == 'film'", "file": "schemas/film.schema.json"},
    ]
    assert main(["check"]) == 0


def test_notes_that_cannot_be_read_hide_no_kind(vault: Path) -> None:
    _write(vault, _books() | {f"books/broken{one}.md": "---\ntitle: [\n---\n" for one in range(6)})
    assert "schema" in _proposed(vault)


def test_a_vault_in_the_vault_has_its_own_config(vault: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _write(vault, _books("books/") | {"inner/vaultlint.toml": "", "inner/a.md": "<details>\n"})
    assert _proposed(vault)["schema"] == [{"notes": "books/**", "file": "schemas/books.schema.json"}]
    assert "nothing to report in 25 notes" in capfd.readouterr().out


def test_what_is_told_is_what_check_reports(vault: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """On the sample vault, whose own config has the same conventions."""
    shutil.copytree(SEEDS, vault, dirs_exist_ok=True)
    own = tomllib.loads((vault / "vaultlint.toml").read_text("utf-8"))
    (vault / "vaultlint.toml").unlink()
    proposed = _proposed(vault)
    told = capfd.readouterr().out
    main(["check", "--output-format", "json"])
    summary = json.loads(capfd.readouterr().out)["summary"]
    assert f"reports {summary['findings']} findings" in told
    assert proposed["exclude"] == own["exclude"]
    assert proposed["translation"] == own["translation"]


def _noted(path: str, **values: Any) -> Seen:
    return Seen(path, values)


@pytest.mark.parametrize(
    ("notes", "binds"),
    [
        ([_noted(f"n/{one}.md", title="a", date="b") for one in range(20)], [{"notes": "n/**"}]),
        ([_noted(f"{one}.md", title="a", date="b") for one in range(20)], [{}]),
        (
            [_noted(f"{name}/{one}.md", **{f"{name}1": 1, f"{name}2": 1}) for name in "ab" for one in range(20)],
            [{"notes": "a/**"}, {"notes": "b/**"}],
        ),
        (
            [_noted(f"{one}.md", type=name, **{f"{name}1": 1}) for name in ("book", "film") for one in range(20)],
            [{"where": "type == 'book'"}, {"where": "type == 'film'"}],
        ),
        ([_noted(f"a[1]/{one}.md", title="a", date="b") for one in range(20)], [{"notes": "a\\[1\\]/**"}]),
        ([_noted(f"n/{one}.md", **({"a": 1, "b": 2} if one % 2 else {})) for one in range(40)], []),  # half have none
    ],
)
def test_kinds_of_notes(notes: list[Seen], binds: list[dict[str, str]]) -> None:
    assert [kind.binds for kind in kinds(notes)] == binds


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(TEXTS.filter(str.isidentifier).filter(str.isascii), TEXTS | st.lists(TEXTS), min_size=1), TEXTS)
def test_what_is_spelt_is_read(table: dict[str, Any], why: str) -> None:
    settings = [*(Setting(key, value, why) for key, value in table.items()), Setting("schema-", table, why)]
    assert tomllib.loads("\n".join(spelt(settings))) == {**table, "schema-": [table]}


def test_somebody_who_says_yes(vault: Path, answers: Callable[[str], None]) -> None:
    _write(vault, _books())
    answers("y")
    assert main(["init"]) == 0
    assert (vault / "vaultlint.toml").exists()


@pytest.mark.parametrize("answer", ["", "n", "no", "maybe"])
def test_anything_else_is_no(vault: Path, answers: Callable[[str], None], answer: str) -> None:
    _write(vault, _books())
    answers(answer)
    assert main(["init"]) == 0
    assert not (vault / "vaultlint.toml").exists()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Somebody at a terminal, who answers so."""

    def answer(text: str) -> None:
        monkeypatch.setattr("vaultlint.commands.init._is_asked", lambda: True)
        monkeypatch.setattr("builtins.input", lambda question: text)

    return answer

