"""`vaultlint edit` as a user calls it: a preview writes nothing, --write does and can be undone, trouble is said."""

from __future__ import annotations

import os
import subprocess

import pytest
from conftest import SAMPLES, Vault

NOTE = "---\ntitle: Soup\ntags:\n- a\nstatus: open\n---\nBody  \n"
DRAFT = NOTE.replace("open", "draft")


def test_a_preview_shows_the_change_and_counts_old_values(vault: Vault) -> None:
    vault.put({"a.md": NOTE, "b.md": NOTE, "c.md": NOTE.replace("open", "shut"), "d.md": DRAFT})
    answer = vault.run("edit", "set", "status=draft")
    assert answer.code == 1, "as with `fix --diff`: something would change"
    assert "--- a/a.md\n+++ b/a.md\n" in answer.out and "\n-status: open\n+status: draft\n" in answer.out
    assert answer.out.endswith('\n\n2  status: "open" → "draft"\n1  status: "shut" → "draft"\n')
    assert answer.err == "vaultlint: 3 of 4 notes would change; --write makes it so\n"
    assert vault.text("a.md") == NOTE


def test_what_is_shown_is_what_is_written(vault: Vault) -> None:
    notes = {"a b.md": NOTE, "漢.md": NOTE.replace("\n", "\r\n"), "c.md": "\ufeff" + NOTE, "d.md": "no end"}
    vault.put(notes)
    preview = vault.run("edit", "add", "tags", "b", "--quiet").out
    assert vault.run("edit", "add", "tags", "b", "--write").code == 0
    written = {path: vault.bytes(path) for path in notes}
    vault.put(notes)
    run = subprocess.run(["git", "apply", "-p1"], input=preview.encode(), cwd=vault.root, check=False)
    assert run.returncode == 0
    assert {path: vault.bytes(path) for path in notes} == written


def test_a_written_edit_can_be_taken_back(vault: Vault) -> None:
    vault.put({"a.md": NOTE, "b.md": "\ufeff" + DRAFT})
    answer = vault.run("edit", "set", "status=draft", "--write")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == '1  status: "open" → "draft"\nchanged 1 of 2 notes; `vaultlint undo` takes it back\n'
    assert vault.text("a.md") == DRAFT
    again = vault.run("edit", "set", "status=draft", "--write")
    assert (again.code, again.err) == (0, "vaultlint: nothing to change; 2 notes read\n")
    assert vault.run("undo").out == "took back `vaultlint edit set status=draft`: 1 note restored\n"
    assert vault.text("a.md") == NOTE


def test_where_and_in_choose_the_notes(vault: Vault) -> None:
    vault.put({"a.md": NOTE, "b.md": DRAFT, "in/c.md": DRAFT, "in/d.md": NOTE})
    vault.run("edit", "set", "x=1", "--where", "status == 'draft'", "--in", "in", "--in", "a.md", "--write")
    assert [path for path in ("a.md", "b.md", "in/c.md", "in/d.md") if "x: 1" in vault.text(path)] == ["in/c.md"]


def test_items_by_how_rare_they_are(vault: Vault) -> None:
    vault.put({"a.md": NOTE, "b.md": NOTE, "c.md": NOTE.replace("- a", "- a\n- rare")})
    vault.run("edit", "remove", "tags", "--items", "freq('tags', @) < `2`", "--write")
    assert vault.text("c.md") == NOTE


def test_what_cannot_be_edited_is_said_and_the_rest_is_done(vault: Vault) -> None:
    vault.put({"a.md": NOTE, "b.md": "---\nstatus: [\n---\n", "c.md": "---\nstatus: [x]\n---\n", "d.md": b"\xff",
               "e.md": "---\nstatus: &s x\nold: *s\n---\n"})  # fmt: skip
    answer = vault.run("edit", "set", "status=draft", "--write")
    assert answer.code == 1 and vault.text("a.md") == DRAFT
    told = [line.split(": ", 2)[1:] for line in answer.err.split("\n") if ".md: " in line]
    assert [path for path, _ in told] == ["b.md", "c.md", "d.md", "e.md"]
    assert told[1][1] == "skipped: `status` is a list there, not a single value"
    assert "alias" in told[3][1]
    assert vault.text("e.md") == "---\nstatus: &s x\nold: *s\n---\n"


def test_a_note_that_does_not_parse_is_no_trouble_where_it_is_not_meant(vault: Vault) -> None:
    vault.put({"a.md": NOTE, "out/b.md": "---\nstatus: [\n---\n"})
    assert vault.run("edit", "set", "x=1", "--where", "file.folder != 'out'", "--write").code == 0
    assert vault.run("edit", "set", "x=1", "--where", "status == 'open'").code == 1, "it may be one of those meant"


def test_no_note_is_a_warning(vault: Vault) -> None:
    answer = vault.run("edit", "set", "x=1")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "vaultlint: nothing to change; 0 notes read\n"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["unset", "taqs"], "no note has the key `taqs`; did you mean `tags`?"),
        (["set", "x=1", "--where", "titel"], "no note has the key `titel`; did you mean `title`?"),
    ],
)
def test_a_key_that_no_note_has_is_told(vault: Vault, words: list[str], hint: str) -> None:
    vault.put({"a.md": NOTE})
    answer = vault.run("edit", *words)
    assert answer.code == 0 and hint in answer.err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["sett", "x=1"], "did you mean `set`?"),
        (["set", "x"], "`x` is no KEY=VALUE"),
        (["set", "x=1", "--wite"], "did you mean `--write`?"),
        (["set", "x=1", "--in", "nowhere"], "nowhere: there is no such note or folder"),
        (["set", "x=1", "--where", "status = 'x'"], "=="),
        (["map", "tags", "@nowhere.csv"], "nowhere.csv: cannot be read"),
        (["normalise", "tags", "--as", "srot"], "did you mean `sort`?"),
        (["rename", "a"], "NEW"),
        ([], "OP"),
    ],
)
def test_a_wrong_call_is_one_clear_line(vault: Vault, words: list[str], reason: str) -> None:
    vault.put({"a.md": NOTE})
    answer = vault.run("edit", *words)
    assert answer.code == 2 and reason in answer.err and answer.err.count("\n") == 1
    assert vault.text("a.md") == NOTE


def test_values_from_a_file_are_checked_and_applied(vault: Vault) -> None:
    vault.put({
        "vaultlint.toml": '[[schema]]\nnotes = "**"\nfile = "s.json"\n',
        "s.json": '{"properties": {"title": {}, "status": {"enum": ["open", "draft"]}}}',
        "a.md": NOTE, "b.md": NOTE,
        "v.csv": "path,key,value\na.md,status,draft\nb.md,status,drft\nc.md,status,draft\n",
    })  # fmt: skip
    answer = vault.run("edit", "apply", "v.csv", "--write")
    assert answer.code == 1
    assert (vault.text("a.md"), vault.text("b.md")) == (DRAFT, NOTE)
    assert "b.md: skipped: `status`: " in answer.err
    assert "c.md: skipped: there is no such note" in answer.err


def test_keys_are_ordered_as_the_schema_has_them(vault: Vault) -> None:
    vault.put({
        "vaultlint.toml": '[[schema]]\nnotes = "**"\nfile = "s.json"\n',
        "s.json": '{"properties": {"status": {}, "title": {}}}',
        "a.md": NOTE,
    })  # fmt: skip
    assert vault.run("edit", "order", "--schema", "--write").code == 0
    assert vault.text("a.md") == "---\nstatus: open\ntitle: Soup\ntags:\n- a\n---\nBody  \n"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="modes are those of POSIX, and root obeys none")
def test_a_note_that_cannot_be_written_is_said(vault: Vault) -> None:
    vault.put({"a.md": NOTE})
    (vault.root / "a.md").chmod(0o400)
    answer = vault.run("edit", "set", "status=draft", "--write")
    assert answer.code == 1 and "a.md: skipped: it is read-only" in answer.err


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_set_and_undo_leave_every_sample_as_it_was(vault: Vault) -> None:
    notes = {file.name: file.read_bytes() for file in sorted(SAMPLES.rglob("*.md"))}
    vault.put({f"{number}.md": data for number, data in enumerate(notes.values())})
    vault.run("edit", "set", "status=x", "new=[a, b]", "--first", "--write")
    assert vault.run("undo").code == 0
    assert all(vault.bytes(f"{number}.md") == data for number, data in enumerate(notes.values()))
