"""What a fix promises (CONTRACT 5), on real files."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SAMPLES, Vault

from vaultlint import files, rewrite
from vaultlint.files import NotWritten
from vaultlint.finding import Finding, Fix, Severity, safe
from vaultlint.lint import Active, activate
from vaultlint.mend import Mended, mend
from vaultlint.note import Note, parse
from vaultlint.rule import NoteRule, discover
from vaultlint.text import Edit, Span, insert

FAULT = "---\ntitle: Soup   \n# a comment\n---\\\n\nBones,  water.  \n"
MENDED = FAULT.replace("---\\", "---")


@pytest.mark.parametrize(
    "disguise",
    [
        pytest.param(lambda text: text.encode(), id="as it is"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="CR LF"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="byte-order mark"),
        pytest.param(lambda text: text.removesuffix("\n").encode(), id="no final newline"),
        pytest.param(lambda text: (text + "\u2028\x0b\x85漢😀\x00").encode(), id="odd characters"),
    ],
)
def test_no_other_byte_changes(vault: Vault, disguise: object) -> None:
    assert callable(disguise)
    vault.put({"a.md": disguise(FAULT)})
    assert vault.run("fix").code == 0
    assert vault.bytes("a.md") == disguise(MENDED)
    before = vault.root.stat().st_mtime_ns
    vault.run("fix")
    assert vault.bytes("a.md") == disguise(MENDED), "a second run changes nothing"
    assert vault.root.stat().st_mtime_ns == before, "and writes nothing"


def test_a_preview_writes_nothing_and_shows_the_change(vault: Vault) -> None:
    vault.put({"a.md": FAULT})
    answer = vault.run("fix", "--diff")
    assert vault.text("a.md") == FAULT
    assert "--- a/a.md\n+++ b/a.md\n@@ -1,6 +1,6 @@\n" in answer.out
    assert "\n----\\\n+---\n" in answer.out


def test_undo_takes_the_last_run_back(vault: Vault) -> None:
    vault.put({"a.md": FAULT, "deep/b.md": b"\xef\xbb\xbf" + FAULT.encode()})
    vault.run("fix")
    answer = vault.run("undo")
    assert (answer.code, answer.out) == (0, "took back `vaultlint fix`: 2 notes restored\n")
    assert vault.text("a.md") == FAULT
    assert vault.bytes("deep/b.md") == b"\xef\xbb\xbf" + FAULT.encode()
    assert "nothing to take back" in vault.run("undo").err


def test_undo_leaves_notes_that_have_changed_since(vault: Vault) -> None:
    vault.put({"a.md": FAULT, "b.md": FAULT})
    vault.run("fix")
    vault.put({"b.md": "mine\n"})
    answer = vault.run("undo")
    assert answer.code == 1
    assert "b.md: left as it is: it has changed since" in answer.err
    assert (vault.text("a.md"), vault.text("b.md")) == (FAULT, "mine\n")


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_the_mode_stays_and_nothing_is_left_behind(vault: Vault) -> None:
    vault.put({"a.md": FAULT})
    (vault.root / "a.md").chmod(0o640)
    vault.run("fix")
    assert stat.S_IMODE((vault.root / "a.md").stat().st_mode) == 0o640
    assert sorted(path.name for path in vault.root.iterdir()) == [".obsidian", "a.md"]


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes")
def test_extended_attributes_stay(vault: Vault) -> None:
    vault.put({"a.md": FAULT})
    try:
        os.setxattr(vault.root / "a.md", "user.tag", b"blue")
    except OSError:
        pytest.skip("this disk has none")
    for command in ("fix", "undo"):
        assert vault.run(command).code in (0, 1)
        assert os.getxattr(vault.root / "a.md", "user.tag") == b"blue"


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_links_stay_links_and_none_is_followed_out_of_the_vault(vault: Vault, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(FAULT)
    vault.put({"real.md": FAULT})
    (vault.root / "link.md").symlink_to("real.md")
    (vault.root / "out.md").symlink_to(outside)
    answer = vault.run("fix")
    assert (vault.root / "link.md").is_symlink()
    assert vault.text("real.md") == MENDED
    assert outside.read_text() == FAULT
    assert "out.md:1:1: error file/unreadable could not be read: it is a link out of the vault, to " in answer.out
    assert answer.code == 1


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_a_link_out_of_the_vault_is_not_written_where_it_may_be_read(vault: Vault) -> None:
    """The git repository around the vault is as much to be trusted as the vault, but its notes are not the vault's."""
    (vault.root.parent / ".git").mkdir()
    outside = vault.root.parent / "outside.md"
    outside.write_text(FAULT)
    vault.put({"vaultlint.toml": ""})
    (vault.root / "out.md").symlink_to("../outside.md")
    assert "out.md: not changed: it is a link out of the vault" in vault.run("fix").err
    assert outside.read_text() == FAULT


def test_a_note_that_changed_since_it_was_read_is_left(tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.write_text("newer")
    with pytest.raises(NotWritten, match="changed since"):
        files.write(note, b"older", b"mended", tmp_path)
    assert note.read_text() == "newer"
    assert list(tmp_path.iterdir()) == [note]


def test_a_crash_while_writing_leaves_the_old_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "a.md"
    note.write_text("old")

    def cut(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(KeyboardInterrupt):
        files.write(note, b"old", b"new", tmp_path)
    assert note.read_text() == "old"
    assert list(tmp_path.iterdir()) == [note]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
def test_the_first_sample_is_mended_in_eight_bytes(vault: Vault) -> None:
    source = next((SAMPLES / "seeds").glob("000*")).read_bytes()
    vault.put({"a.md": source})
    found = [one for one in vault.check().findings if one[1].startswith("details/")]
    assert [(rule, line) for _, rule, line, _ in found] == [("details/wrong-close", 828), ("details/wrong-close", 1026)]
    vault.run("fix", "--select", "details")
    lines, after = source.split(b"\n"), vault.bytes("a.md").split(b"\n")
    changed = [number for number, (old, new) in enumerate(zip(lines, after, strict=True), 1) if old != new]
    assert changed == [828, 1026]
    for number in changed:
        assert after[number - 1] == lines[number - 1].replace(b"</p>", b"</summary>")


@pytest.mark.skipif(not shutil.which("git"), reason="no git here")
@pytest.mark.parametrize(
    "note",
    [
        pytest.param(FAULT, id="as it is"),
        pytest.param(FAULT.replace("\n", "\r\n"), id="CR LF"),
        pytest.param("\ufeff" + FAULT, id="byte-order mark"),
        pytest.param("---\ntitle: Soup\n---\\", id="no final newline"),
        pytest.param(
            FAULT + "far below\n" * 90 + "Text<details>\n<summary>A</summary>\n\nB\n\n</details>", id="two places"
        ),
        pytest.param(FAULT + "-- a\n++ b\n\u2028\x0c\x85\n", id="odd lines"),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "two words.md", "deep/漢.md"])
def test_a_preview_is_a_patch(vault: Vault, note: str, name: str) -> None:
    vault.put({name: note})
    vault.put({"../fix.patch": vault.run("fix", "--diff").out})
    before = vault.bytes(name)
    subprocess.run(["git", "apply", "-p1", "../fix.patch"], check=True, cwd=vault.root)
    patched = vault.bytes(name)
    vault.put({name: before})
    vault.run("fix")
    assert patched == vault.bytes(name) != before


def test_a_preview_goes_to_a_file_whole(vault: Vault) -> None:
    vault.put({"a.md": FAULT, "b.md": FAULT})
    vault.run("fix", "--diff", "--output-file", "../fix.patch")
    assert vault.text("../fix.patch").count("--- a/") == 2


def mend_by(fixes: Callable[[str], Iterator[Fix]], text: str) -> Mended:
    """The outcome of a rule that finds what it would fix."""

    def check(note: Note) -> Iterator[Finding]:
        for fix in fixes(note.text):
            yield Finding(fix.edits[0].span, "wrong", fix)

    check.__module__ = "rules.test.wrong"
    told: list[Active] = [activate(discover()["file/unproved-fix"])]
    return mend(parse("a.md", text), [activate(NoteRule(check, severity=Severity.ERROR, examples=[])), *told])


def unproved(mended: Mended) -> list[str]:
    return [found.finding.message for found in mended.left.diagnostics if found.rule == "file/unproved-fix"]


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param({"a": "b", "b": "a"}, id="there and back"),
        pytest.param({"a": "aa"}, id="more and more"),
    ],
)
def test_fixes_that_never_come_to_rest_leave_the_note(pairs: dict[str, str]) -> None:
    def fixes(text: str) -> Iterator[Fix]:
        for found in re.finditer("[ab]", text):
            if found[0] in pairs:
                yield safe("Swap", Edit(Span(*found.span()), pairs[found[0]]))
                return

    mended = mend_by(fixes, "x a y\n")
    assert mended.text == "x a y\n"
    assert mended.cured == ()
    assert unproved(mended)


def test_many_fixes_in_one_place_are_made_in_rounds() -> None:
    def fixes(text: str) -> Iterator[Fix]:
        for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ":
            if letter not in text:
                yield safe("Add", insert(0, letter))

    mended = mend_by(fixes, "")
    assert len(mended.text) == 52
    assert mended.left.diagnostics == ()


@pytest.mark.parametrize("lie", [0, 30, 59])
def test_a_fix_that_lies_is_not_made_and_the_others_are(lie: int) -> None:
    text = "---\nkey: value\n---\n" + "#x\n" * 60

    def fixes(text: str) -> Iterator[Fix]:
        for number, found in enumerate(re.finditer("#", text)):
            edits = [Edit(Span(*found.span()), "")]
            if number == lie or text.count("#") == 1:
                edits += [insert(text.index("value"), "other ")]
            yield safe("Remove", *edits)

    mended = mend_by(fixes, text)
    assert mended.text.startswith("---\nkey: value\n---\n")
    assert mended.text.count("#") == 1
    assert unproved(mended)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        pytest.param("Text\n", insert(0, "---\na: b\n---\n"), id="appears"),
        pytest.param("---\na: b\n---\nText\n", insert(0, "x"), id="is lost"),
        pytest.param("---\na: b\n---\nText\n", Edit(Span(4, 8), "a: c"), id="says something else"),
        pytest.param("---\na: b\n---\nText\n", Edit(Span(4, 8), "a: [c"), id="does not parse"),
        pytest.param("---\na: b\n# c\n---\nText\n", Edit(Span(9, 12), "d: e"), id="gets a key"),
    ],
)
def test_front_matter_that_nobody_declared_is_not_written(text: str, edit: Edit) -> None:
    def fixes(now: str) -> Iterator[Fix]:
        if now == text:
            yield safe("Lie", edit)

    mended = mend_by(fixes, text)
    assert mended.text == text
    assert unproved(mended)


def test_undo_goes_back_run_by_run(vault: Vault) -> None:
    both = FAULT + "Text<details>\n<summary>A</p>\n\nB\n\n</details>\n"
    vault.put({"a.md": both, "b.md": FAULT})
    vault.run("fix", "--select", "details")
    middle = vault.text("a.md")
    vault.run("fix")
    assert vault.run("undo").code == 0
    assert (vault.text("a.md"), vault.text("b.md")) == (middle, FAULT)
    assert vault.run("undo").code == 0
    assert vault.text("a.md") == both


def test_undo_passes_over_a_run_that_cannot_be_taken_back(vault: Vault) -> None:
    vault.put({"a.md": FAULT})
    vault.run("fix")
    vault.put({"b.md": FAULT})
    vault.run("fix")
    (vault.root / "b.md").unlink()
    assert vault.run("undo").code == 1
    assert vault.text("a.md") == MENDED, "one run at a time"
    assert vault.run("undo").code == 0
    assert vault.text("a.md") == FAULT


def test_undo_works_from_anywhere_in_the_vault(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.put({"deep/a.md": FAULT})
    vault.run("fix", "deep")
    monkeypatch.chdir(vault.root / "deep")
    vault.run("undo")
    assert vault.text("deep/a.md") == FAULT


def test_undo_finds_a_run_in_a_part_of_the_folder(vault: Vault) -> None:
    (vault.root / ".obsidian").rmdir()
    vault.put({"part/a.md": FAULT})
    vault.run("fix", "part")
    vault.run("undo")
    assert vault.text("part/a.md") == FAULT


def test_the_journal_stands_bad_lines_and_is_private(vault: Vault, tmp_path: Path) -> None:
    vault.put({"a.md": FAULT})
    vault.run("fix")
    (journal,) = (tmp_path / "home").rglob("*.jsonl")
    if os.name == "posix":
        assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    with journal.open("ab") as file:
        file.write(b'\n3\n[]\n{"path": 3, "before": 4}\n{"path": "b.md", "before": "AAAA", "after": ""}\n\xff\n{"pa')
    assert vault.run("undo").code == 0
    assert vault.text("a.md") == FAULT


@pytest.mark.skipif(os.name != "posix", reason="names as POSIX has them")
def test_undo_knows_names_that_are_not_utf8(vault: Vault) -> None:
    note = vault.root / os.fsdecode(b"a\xff.md")
    note.write_text(FAULT)
    vault.run("fix", "--quiet", "--ignore", "vault")
    assert note.read_text() == MENDED
    vault.run("undo")
    assert note.read_text() == FAULT


@pytest.mark.parametrize("others", [1, rewrite.THREADS])
def test_a_note_that_changes_during_the_run_is_left_and_said(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    swap = rewrite.swap

    def meanwhile(staged: files.Staged, *rest: bytes) -> Path:
        if staged.target.name == "a.md":
            staged.target.write_text("mine\n")
        return swap(staged, *rest)

    monkeypatch.setattr(rewrite, "swap", meanwhile)
    more = [f"b{number}.md" for number in range(others)]
    vault.put({"a.md": FAULT, **dict.fromkeys(more, FAULT)})
    answer = vault.run("fix", "--ignore", "vault")
    assert (answer.code, vault.text("a.md"), {*map(vault.text, more)}) == (1, "mine\n", {MENDED})
    assert "a.md: not changed: it has changed since it was read" in answer.err
    assert f"1 error left in 1 of {others + 1} notes" in answer.out, "what was not written is not mended"
    assert vault.run("undo").code == 0, "it was not written, so there is nothing of it to take back"


@pytest.mark.parametrize("place", [1, 5, rewrite.THREADS])
def test_where_the_disk_is_full_for_some_of_many_nothing_is_left_behind(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    """Notes are flushed to the disk by several threads; what one of them meets is told of its own note."""
    names = [f"{number:03}.md" for number in range(rewrite.THREADS + 3)]
    stage, full = rewrite.stage, names[place]

    def staged(file: Path, after: bytes, root: Path) -> files.Staged:
        if file.name == full:
            raise files.NotWritten("No space left on device")
        return stage(file, after, root)

    monkeypatch.setattr(rewrite, "stage", staged)
    vault.put(dict.fromkeys(names, FAULT))
    answer = vault.run("fix", "--ignore", "vault")
    assert f"{full}: not changed: No space left on device" in answer.err
    assert [name for name in names if vault.text(name) == FAULT] == [full]
    assert not [one for one in vault.root.iterdir() if one.name.endswith(files.SUFFIX)]
    assert vault.run("undo").code == 0
    assert {*map(vault.text, names)} == {FAULT}


def test_what_is_staged_goes_when_a_run_is_interrupted(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number:03}.md" for number in range(rewrite.THREADS + 3)]
    swap, done = rewrite.swap, list[str]()

    def interrupted(staged: files.Staged, *rest: bytes) -> Path:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(staged.target.name)
        return swap(staged, *rest)

    monkeypatch.setattr(rewrite, "swap", interrupted)
    vault.put(dict.fromkeys(names, FAULT))
    assert vault.run("fix", "--ignore", "vault").code == 130
    assert [name for name in names if vault.text(name) == MENDED] == done
    assert not [one for one in vault.root.iterdir() if one.name.endswith(files.SUFFIX)]


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_two_names_of_one_note_are_mended_once(vault: Vault) -> None:
    vault.put({"real.md": FAULT})
    (vault.root / "link.md").symlink_to("real.md")
    answer = vault.run("fix")
    assert (answer.code, answer.err, vault.text("real.md")) == (0, "", MENDED)
    assert vault.run("undo").code == 0
    assert vault.text("real.md") == FAULT


def test_without_a_journal_nothing_is_written(vault: Vault, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    vault.put({"a.md": FAULT})
    answer = vault.run("fix")
    assert (answer.code, vault.text("a.md")) == (2, FAULT)
    assert answer.err.startswith("vaultlint: the journal for `undo` cannot be written, so no further note is: ")


@pytest.mark.parametrize("words", [(), ("--no-cache",), ("--jobs", "2")])
def test_what_the_fix_of_one_note_tells_of_another_is_mended_by_the_same_run(vault: Vault, words: tuple[str, ...]) -> None:
    """With the twentieth note that can be read it is usual to write `series`."""
    usual = {f"{number}.md": f"---\nseries: s{number}\n---\n" for number in range(19)}
    vault.put(usual | {"a.md": "---\ntitle: a: b\nseries: s\n---\n", "o.md": "---\nSeries: zz\n---\n"})
    assert vault.run("fix", *words).code == 0
    assert vault.text("o.md") == "---\nseries: zz\n---\n"
    assert vault.text("a.md") == '---\ntitle: "a: b"\nseries: s\n---\n'
    assert "nothing to mend" in vault.run("fix", *words).out
    vault.run("undo")
    assert vault.text("o.md") == "---\nSeries: zz\n---\n"


def test_what_many_fixes_tell_of_other_notes_is_mended_by_the_same_run(vault: Vault) -> None:
    """A value that several notes have is one name, until its parts are better known than it is."""
    several = {f"{name}.md": "---\npeople: Ann Lee, Bo Ray, Cy Fox\n---\n" for name in "abc"}
    known = {"d.md": "---\npeople: [Ann Lee, Bo Ray]\n---\n", "e.md": "---\npeople: [Cy Fox, Ann Lee]\n---\n"}
    orders = ("Ann Lee, Cy Fox", "Cy Fox, Bo Ray, Ann Lee", "Bo Ray, Cy Fox", "Bo Ray, Ann Lee, Cy Fox")
    others = {f"o{number}.md": f"---\npeople: {names}\n---\n" for number, names in enumerate(orders)}
    vault.put(several | known | others)
    vault.run("fix", "--unsafe-fixes")
    notes = {path: vault.bytes(path) for path in (*several, *others)}
    vault.run("fix", "--unsafe-fixes")
    assert notes == {path: vault.bytes(path) for path in notes}
