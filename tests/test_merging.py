"""The migration that `query --variants` writes merges all forms of a term, as it stands, and is taken back by `undo`."""

from __future__ import annotations

import pytest
from conftest import Vault
from hypothesis import given
from hypothesis import strategies as st

from vaultlint import migration
from vaultlint.spellings import variants

NOTES = {
    "a.md": "---\npeople:\n  - Donald Trump # first\n  - donald-trump\n  - Ilya Sutskever\n---\nText.\n",
    "b.md": "---\r\npeople: [Donald Trump, '埃隆·马斯克（Elon Musk）', \"Elon Musk\"]\r\n---\r\n",
    "c.md": "---\npeople: ＥＬＯＮ musk\n---\n",
    "d.md": "---\npeople:\n- Ilia Sutskever\n- ilia_sutskever\n- Elon Musk\n- '- \"x\": #y'\n- '- \"X\": #Y'\n---\n",
    "e.md": "---\nauthors: [donald-trump]\n---\n",
}
WORDS = ("query", "--count-by", "people", "--variants")


def test_the_file_can_be_reviewed(vault: Vault) -> None:
    vault.put(NOTES)
    answer = vault.run(*WORDS, "--write-migration", "merge people.yaml")
    assert answer.code == 0
    assert answer.err == (
        "vaultlint: merge people.yaml is written; review it, then run `vaultlint migrate 'merge people.yaml'`\n"
    )
    assert answer.out == vault.run(*WORDS).out
    assert (vault.root / "merge people.yaml").read_text("utf-8").split("\n")[5:] == [
        "description: One spelling for each term of `people`",
        "steps:",
        "  - map:",
        "      keys: [people]",
        "      pairs:",
        "        # Elon Musk (2)",
        "        埃隆·马斯克（Elon Musk）: Elon Musk # 1",
        "        ＥＬＯＮ musk: Elon Musk # 1",
        "        # Donald Trump (2)",
        "        donald-trump: Donald Trump # 1",
        "        # Ilia Sutskever (1)",
        "        # Ilya Sutskever: Ilia Sutskever # 1, perhaps another",
        "        ilia_sutskever: Ilia Sutskever # 1",
        "        # '- \"X\": #Y' (1)",
        "        '- \"x\": #y': '- \"X\": #Y' # 1",
        "",
    ]


def test_after_the_migration_no_form_is_left_and_undo_takes_it_back(vault: Vault) -> None:
    vault.put(NOTES)
    before = {path: vault.bytes(path) for path in NOTES}
    assert vault.run("check", "--select", "vocabulary/variant", "--output-format", "concise").code == 1
    vault.run(*WORDS, "--write-migration", "merge.yaml")
    assert {path: vault.bytes(path) for path in NOTES} == before, "the vault itself is not touched"
    answer = vault.run("migrate", "merge.yaml", "--write")
    assert (answer.code, "a second run" in answer.err) == (0, False)
    left = [one["differs"] for one in vault.run(*WORDS, "--output-format", "json").json]
    assert left == [None, "letter"]
    assert vault.run("check", "--select", "vocabulary/variant").code == 0
    assert vault.bytes("a.md") == b"---\npeople:\n  - Donald Trump # first\n  - Ilya Sutskever\n---\nText.\n"
    assert vault.bytes("b.md") == b"---\r\npeople: [Donald Trump, \"Elon Musk\"]\r\n---\r\n"
    assert vault.bytes("e.md") == before["e.md"], "another key"
    assert vault.run("undo").code == 0
    assert {path: vault.bytes(path) for path in NOTES} == before


def test_nothing_is_overwritten(vault: Vault) -> None:
    vault.put({**NOTES, "merge.yaml": "mine\n"})
    answer = vault.run(*WORDS, "--write-migration", "merge.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "vaultlint: merge.yaml is there already, and is not overwritten\n"
    assert vault.bytes("merge.yaml") == b"mine\n"


def test_without_forms_no_file_is_written(vault: Vault) -> None:
    vault.put({"a.md": "---\npeople: [Ilya Sutskever, Ilia Sutskever]\n---\n"})
    answer = vault.run(*WORDS, "--write-migration", "merge.yaml")
    assert answer.code == 0
    assert answer.err == "vaultlint: merge.yaml is not written: no value of `people` is spelt in several forms\n"
    assert not (vault.root / "merge.yaml").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--count-by", "people"], "--write-migration goes with --count-by KEY --variants"),
        (["--count-by", "people[0]", "--variants"], "--write-migration is for a key, and `people[0]` is an expression"),
        (["--count-by", "file.name", "--variants"], "--write-migration is for a key"),
    ],
)
def test_a_wrong_call(vault: Vault, words: list[str], says: str) -> None:
    vault.put(NOTES)
    answer = vault.run("query", *words, "--write-migration", "merge.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err


def test_a_key_with_blanks(vault: Vault) -> None:
    vault.put({"a.md": "---\nknown to: [Ann Lee, ann-lee]\n---\n"})
    vault.run("query", "--count-by", '"known to"', "--variants", "--write-migration", "merge.yaml")
    vault.run("migrate", "merge.yaml", "--write")
    assert vault.bytes("a.md") == b"---\nknown to: [Ann Lee]\n---\n"


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.integers(1, 5), max_size=12))
def test_what_is_written_is_read_as_it_is_meant(counts: dict[str, int]) -> None:
    terms = variants(counts)
    lines = migration.merging("k", terms, "made")
    meant = {one.text: one.best for group in terms for one in group if one.difference == "form"}
    assert bool(lines) is bool(meant)
    if lines:
        (stage,) = migration.read("".join(line + "\n" for line in lines), "merge.yaml", lambda name: "")
        assert {pair.old: pair.new for pair in stage.operation.pairs} == meant  # type: ignore[attr-defined]
