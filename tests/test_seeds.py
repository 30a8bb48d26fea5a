"""The sample vault: what is found where, what `fix` makes of it, and what it leaves alone."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from conftest import Vault

from vaultlint.rule import discover

SEEDS = Path(__file__).parents[1] / "seeds"
DIFF = Path(__file__).with_name("seeds.diff")
"""What `vaultlint fix --diff` shows of the seeds, read by a person line by line before it was put here."""

FOUND = """
diary/2025-03-08.md
       3:5  properties/tag-hash         mended
       4:5  properties/tag-syntax       -
       5:1  properties/deprecated-key   mended
      6:13  properties/list-expected    mended
       7:7  properties/type             mended
       8:9  properties/type             mended
       9:7  properties/type             mended
      10:9  properties/type             mended
garden/Jam #2.md
       1:1  vault/unsafe-name           -
       9:23  links/broken               guess
      9:72  links/case                  mended
garden/Repair Café.md
      2:10  schema/type                 mended
       3:7  frontmatter/lost-value      mended
       4:5  frontmatter/unquoted-link   mended
       5:8  frontmatter/ambiguous-scalar mended
       6:9  frontmatter/ambiguous-scalar mended
       7:7  frontmatter/ambiguous-scalar mended
      29:1  details/empty               -
      33:1  suppress/unused             mended
      35:1  suppress/unknown            mended
garden/Winter soup.md
      4:16  residue/marker              mended
       6:1  residue/placeholder         mended
      10:1  residue/marker              mended
      14:1  residue/repeated-section    -
     18:20  residue/loop                -
      20:1  residue/truncated           -
garden/seed swap list.md
      7:15  file/not-utf8               -
notes/7hQzP2uLdYc.md
       2:7  vocabulary/unknown       mended
     40:36  details/wrong-close         mended
     47:10  translation/label           mended
      58:1  details/wrong-close         mended
      64:4  translation/class           mended
      73:1  details/no-blank-after      mended
      77:1  details/markdown-inert      mended
      84:1  details/malformed-tag       mended
notes/Bn5-xT0aJfE.md
       4:7  vocabulary/unknown       mended
      60:1  translation/missing         -
      73:1  translation/empty           -
     83:10  translation/label           guess
      91:1  translation/orphan          -
notes/H0iYsC5qRtP.md
       1:1  schema/required             -
notes/Qv6rHjM3_sA.md
     24:12  frontmatter/invalid-yaml    mended
notes/Ya5LrP0dNcI.md
       2:1  frontmatter/misplaced       mended
notes/Zx4nUa-D9Lm.md
     39:36  details/wrong-close         mended
      56:1  details/unclosed            mended
      75:1  translation/missing         -
notes/e2TfWb8KoVg.md
      26:1  frontmatter/bad-fence       mended
notes/ferry-timetable-in-winter.md
       1:1  frontmatter/missing         guess
       3:1  links/empty                 -
       6:1  links/empty                 -
notes/pL1cY7Ne2Zk.md
       5:3  frontmatter/stray-quotes    mended
      14:7  frontmatter/invisible       mended
      21:1  frontmatter/duplicate-key   mended
notes/uM7gXe3VbQk.md
       1:1  frontmatter/unclosed        mended
notes/w9GdKs_4RiU.md
       1:1  schema/required             -
       5:7  schema/format               mended
       6:8  schema/type                 mended
      11:9  schema/type                 mended
      15:9  schema/format               -
      17:9  schema/pattern              mended
      22:3  schema/unique-items         mended
"""
"""Note, place, rule, and what `fix` does about it: `mended`, `guess` (only with --unsafe-fixes), or nothing."""

CLEAN = {
    "garden/Crop rotation.md": "links in properties, a table, a callout, tasks, math with `<`, inline HTML",
    "garden/Kitchen garden.md": "math with `<`, wikilinks",
    "notes/kR3mVtq8wXo.md": "both forms of translation in one note; a list in a block",
    "notes/mC2vDs9EhWy.md": "no blank line before the block; one block for two speakers; a quotation",
    "notes/tJ8oFk1GmBw.md": "untranslated; a tag in code; no newline at the end",
}
"""Notes in which nothing may be found, and what in them might mislead."""

Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    """The table: note, place, rule, what `fix` does."""
    found, path = list[Row](), ""
    for line in FOUND.strip().splitlines():
        if line.startswith(" "):
            place, rule, outcome = line.split()
            found.append((path, place, rule, outcome))
        else:
            path = line
    return found


@pytest.fixture
def seeds(vault: Vault) -> Vault:
    """A copy of the seeds, as the current folder."""
    shutil.copytree(SEEDS, vault.root, dirs_exist_ok=True)
    return vault


def _bytes(vault: Vault) -> dict[str, bytes]:
    files = [file for file in vault.root.rglob("*.md") if file.is_file()]
    return {file.relative_to(vault.root).as_posix(): file.read_bytes() for file in sorted(files)}


def _outcome(fix: dict[str, str] | None) -> str:
    return "-" if fix is None else {"safe": "mended", "unsafe": "guess"}[fix["applicability"]]


def test_what_is_found_where(seeds: Vault) -> None:
    answer = seeds.check()
    found = [
        (one["path"], f"{one['line']}:{one['column']}", one["rule"], _outcome(one["fix"]))
        for one in answer.json["diagnostics"]
    ]
    assert found == rows()
    assert answer.code == 1
    assert answer.json["summary"]["notes"] == len({path for path, *_ in rows()}) + len(CLEAN)


def test_every_family_is_in_the_table() -> None:
    assert {rule.split("/")[0] for _, _, rule, _ in rows()} == {rule.family for rule in discover().values()}


def test_the_clean_notes_are_silent(seeds: Vault) -> None:
    """Silent on their own, too, with every rule that runs by default."""
    answer = seeds.check(*CLEAN)
    assert (answer.findings, answer.code, answer.json["summary"]["notes"]) == ([], 0, len(CLEAN))


def test_fix_does_what_was_read_and_approved(seeds: Vault) -> None:
    before = _bytes(seeds)
    answer = seeds.run("fix", "--diff")
    assert answer.out == DIFF.read_bytes().decode()
    assert answer.code == 1
    assert _bytes(seeds) == before, "--diff writes nothing"


def test_fix_mends_what_it_should_and_leaves_the_rest(seeds: Vault) -> None:
    before = _bytes(seeds)
    answer = seeds.run("fix", "--output-format", "json")
    left = Counter((one["path"], one["rule"]) for one in answer.json["diagnostics"])
    assert left == Counter((path, rule) for path, _, rule, outcome in rows() if outcome != "mended")
    after = _bytes(seeds)
    changed = {path for path in before if after[path] != before[path]}
    assert changed == {path for path, _, _, outcome in rows() if outcome == "mended"}


def test_a_second_run_changes_nothing(seeds: Vault) -> None:
    seeds.run("fix")
    once = _bytes(seeds)
    assert "nothing to mend" in seeds.run("fix").out
    assert _bytes(seeds) == once


def test_undo_brings_every_byte_back(seeds: Vault) -> None:
    before = _bytes(seeds)
    assert seeds.run("fix", "--unsafe-fixes").code == 1
    assert _bytes(seeds) != before
    assert seeds.run("undo").code == 0
    assert _bytes(seeds) == before


def test_line_endings_and_byte_order_mark_stay(seeds: Vault) -> None:
    """The note with CR LF is changed by what stands in its diff, in CR LF; the marked one keeps its mark."""
    path = "notes/Zx4nUa-D9Lm.md"
    before = seeds.bytes(path)
    seeds.run("fix", "--unsafe-fixes")
    after = seeds.bytes(path)
    assert before.count(b"\r\n") == before.count(b"\n") > 70
    assert after.count(b"\r\n") == after.count(b"\n") == before.count(b"\n")
    assert len(after) - len(before) == len("</summary>") - len("</p>") + len("</p>")
    assert seeds.bytes("notes/H0iYsC5qRtP.md").startswith(b"\xef\xbb\xbf---\n")


def test_what_is_not_utf8_stays_as_it_is(seeds: Vault) -> None:
    path = "garden/seed swap list.md"
    before = seeds.bytes(path)
    seeds.run("fix", "--unsafe-fixes")
    assert b"J\xf6rg" in before and seeds.bytes(path) == before


def test_templates_are_no_notes(seeds: Vault) -> None:
    assert (SEEDS / "templates" / "literature note.md").is_file()
    assert not [path for path, *_ in seeds.check().findings if path.startswith("templates/")]
