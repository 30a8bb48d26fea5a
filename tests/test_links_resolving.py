"""Links lead where Obsidian leads them: each case a link, the files of the vault, and the one that is meant."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.linking.index import Index
from vaultlint.linking.judge import Judge
from vaultlint.linking.writing import relative_path
from vaultlint.note import parse
from vaultlint.vault import Outline, Vault

CASES = [
    ("a", "note.md", "a.md", "a.md"),
    ("a.md", "note.md", "x/a.md", "x/a.md"),
    ("A", "note.md", "x/a.md", "x/a.md"),
    ("x/a", "note.md", "y/x/a.md", "y/x/a.md"),
    ("y/a", "note.md", "x/a.md", None),
    ("x/y/a", "note.md", "x/y/a.md y/a.md", "x/y/a.md"),
    ("a", "x/note.md", "x/a.md a.md", "a.md"),
    ("a", "x/note.md", "x/a.md y/a.md", "x/a.md"),
    ("a", "x/note.md", "x/z/a.md y/a.md", "x/z/a.md"),
    ("a", "note.md", "long/a.md z/a.md", "z/a.md"),
    ("./a", "x/note.md", "x/a.md a.md", "x/a.md"),
    ("./a", "x/note.md", "a.md", None),
    ("../a", "x/note.md", "x/a.md a.md", "a.md"),
    ("../y/a", "x/note.md", "y/a.md", "y/a.md"),
    ("../../a", "x/note.md", "a.md", None),
    ("/x/a", "y/note.md", "x/a.md", "x/a.md"),
    ("/a", "y/note.md", "x/a.md", None),
    ("a.png", "note.md", "files/a.png", "files/a.png"),
    ("a", "note.md", "files/a.png", None),
    ("v1.2", "note.md", "x/v1.2.md", "x/v1.2.md"),
    ("a.canvas", "note.md", "x/a.canvas", "x/a.canvas"),
    ("a.base", "note.md", "x/a.base", "x/a.base"),
    ("caf\u00e9", "note.md", "cafe\u0301.md", "cafe\u0301.md"),
    ("x", "note.md", "x/a.md", None),
    ("a", "note.md", "a.md.md", None),
]


@pytest.mark.parametrize(("path", "source", "files", "meant"), CASES)
def test_a_wikilink_leads_to_its_file(path: str, source: str, files: str, meant: str | None) -> None:
    found = Index(files.split()).find(path, source)
    assert (found.files[0] if found.files else None) == meant


def test_a_hard_blank_is_a_blank() -> None:
    assert Index(["a b.md"]).find("a\u00a0b", "note.md").files == ("a b.md",)


NAMES = st.sampled_from(["a.md", "b.md", "A.md", "b.png", "caf\u00e9.md", "cafe\u0301.md"])
FILES = st.lists(st.tuples(st.sampled_from(["", "x/", "y/", "x/y/"]), NAMES).map("".join), max_size=8, unique=True)


@given(FILES, st.sampled_from(["a", "x/a", "./b", "b.png", "café", "/x/b"]), st.randoms(use_true_random=False))
def test_the_order_of_files_is_no_matter(files: list[str], path: str, random: Random) -> None:
    shuffled = random.sample(files, len(files))
    assert Index(files).find(path, "x/note.md") == Index(shuffled).find(path, "x/note.md")


@given(FILES, st.sampled_from(["note.md", "x/note.md", "z/note.md"]))
def test_every_file_is_reached_by_its_shortest_path(files: list[str], source: str) -> None:
    distinct = {unicodedata.normalize("NFC", file).lower(): file for file in files}
    index = Index(distinct.values())
    for file in distinct.values():
        found = index.find(index.shortest(file), source)
        assert found.sure and found.files[0] == file


@given(FILES, st.sampled_from(["", "x", "z/w"]))
def test_every_file_is_reached_by_its_relative_path(files: list[str], folder: str) -> None:
    distinct = {unicodedata.normalize("NFC", file).lower(): file for file in files}
    index = Index(distinct.values())
    for file in distinct.values():
        assert index.beside(relative_path(file, folder), f"{folder}/note.md".lstrip("/")).files == (file,)


def judged(text: str, files: str, source: str = "note.md", notes: dict[str, str] | None = None) -> list[str]:
    """The faults of the links of a note."""
    every = [parse(path, other) for path, other in ({source: text} | (notes or {})).items()]
    vault = Vault(Vault.of(every).outlines, files=(*files.split(), source))
    outline: Outline = vault.outlines[0]
    return [verdict.fault for verdict in vault.answer(Judge).faults(outline).values()]


SILENT = [
    ("[x](../out/a.md)", "", "note.md", "a file outside of the vault cannot be known"),
    ("[x](.github/workflows/a.yml)", "", "note.md", "a folder that Obsidian does not know"),
    ("[x](sub) [x](sub/)", "sub/a.md", "note.md", "a folder"),
    ("[x](/docs/page/) [x](/about)", "", "note.md", "a page of a site"),
    ("[x](page.html) [x](intro) [x](/img/a.png)", "mkdocs.yml", "note.md", "pages of a site that a generator makes"),
    ("[x](@site/a.md) [x](~/b.png)", "docusaurus.config.ts", "note.md", "shorthands of a generator"),
    ("[x](a.md)", "x/a.md y/a.md", "x/note.md", "the one beside the note"),
    ("[[a]]", "fr/x/a.md pt-br/x/a.md en/x/a.md", "fr/y/note.md", "the one in the language of the note"),
    ("[x](y/a.md)", "x/y/a.md", "x/note.md", "relative to the note"),
    ("[x](x/a.md)", "x/a.md", "x/note.md", "from the top of the vault"),
    ("[x](a)", "a.md", "note.md", "`.md` may be left out"),
    ("[x](A.md)", "A.md x/a.md", "note.md", "the one with the same case"),
]


@pytest.mark.parametrize(("text", "files", "source", "why"), SILENT)
def test_nothing_is_wrong(text: str, files: str, source: str, why: str) -> None:
    assert judged(text, files, source) == [], why


FAULTS = [
    ("[[b]]", "a.md", ["broken"]),
    ("![[b.png]]", "a.md", ["broken embed"]),
    ("![x](b.png)", "a.md", ["broken embed"]),
    ("[x](b.md)", "a.md", ["broken"]),
    ("[x](/b.md)", "a.md", ["broken"]),
    ("[x](b.md)", "a.md mkdocs.yml", ["broken"]),
    ("[[a]]", "x/a.md y/a.md", ["ambiguous"]),
    ("[[A]]", "a.md", []),
    ("[[a]]", "fr/a.md en/x/a.md food/a.md", ["ambiguous"]),
    ("[x](A.md)", "a.md", ["case"]),
    ("[x](X/a.md)", "x/a.md", ["case"]),
    ("[x](A)", "a.md", ["case"]),
    ("[x](./X/../A.md)", "a.md x/b.md", ["case"]),
    ("[[a%20b]]", "", ["broken"]),
    ("[[#No]]", "", ["heading"]),
    ("[[#^no]]", "", ["block"]),
    ("# A\n\n[[#A]] [[note#A]] [[note#B]]", "", ["heading"]),
]


@pytest.mark.parametrize(("text", "files", "faults"), FAULTS)
def test_what_is_wrong_is_told(text: str, files: str, faults: list[str]) -> None:
    assert judged(text, files) == faults


def test_a_file_of_another_kind_has_no_headings() -> None:
    assert judged("![[a.pdf#page=3]]", "a.pdf") == []


def test_places_in_notes_that_cannot_be_read_are_not_judged() -> None:
    assert judged("[[a#No]]", "a.md") == []
    assert judged("[[a#No]]", "a.md", notes={"a.md": "# Yes\n"}) == ["heading"]
