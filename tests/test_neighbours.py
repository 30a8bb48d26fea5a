"""Other writers at the same moment: nothing that they wrote is lost, and calls of our own come one after the other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Vault

from vaultlint import files
from vaultlint.journal import lock

NOTE = "---\ntitle: A\nauthor: 'Ann'\n---\n\n<details>\n<summary>x</summary>\n\ny\n<details>\n"
FIX = ("fix", "--select", "details")
EDIT = ("edit", "unset", "author", "--write")


def _started(*words: str) -> subprocess.Popen[str]:
    call = [sys.executable, "-m", "vaultlint", *words]
    folder = str(Path(__file__).parents[1])
    return subprocess.Popen(
        call, env={**os.environ, "PYTHONPATH": folder}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _texts(vault: Vault) -> dict[str, str]:
    return {file.name: file.read_bytes().decode() for file in vault.root.iterdir() if file.is_file()}


@pytest.mark.parametrize("other", [FIX, EDIT, ("undo",)], ids=["fix", "edit", "undo"])
def test_two_calls_at_once_end_like_one_after_the_other(vault: Vault, other: tuple[str, ...]) -> None:
    notes = {f"{number:02}.md": NOTE for number in range(40)}
    vault.put(notes)
    calls = [_started(*words) for words in (FIX, other)]
    ends = [(*call.communicate(timeout=60), call.returncode) for call in calls]
    assert all(code in (0, 1) and "Traceback" not in err for _, err, code in ends), ends
    fixed, unset = NOTE[:-10] + "</details>\n", NOTE.replace("author: 'Ann'\n", "")
    both = unset[:-10] + "</details>\n"
    now = _texts(vault)
    assert now.keys() == notes.keys(), "no temporary file is left"
    assert set(now.values()) <= {NOTE, fixed, unset, both}
    skipped = [line for _, err, _ in ends for line in err.splitlines() if "changed since" in line]
    if other == FIX:
        assert set(now.values()) == {fixed}
    if other == EDIT:
        assert len([text for text in now.values() if text != both]) == len(skipped), "what is left is told"
    while "nothing to take back" not in (undone := vault.run("undo")).err:
        assert undone.code == 0, undone.err
    assert _texts(vault) == notes


def test_a_call_waits_for_the_one_that_writes_and_says_when_that_does_not_end(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.put({"a.md": NOTE})
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    with lock.alone():
        answer = vault.run(*EDIT)
        assert (answer.code, vault.text("a.md")) == (2, NOTE)
        assert "another vaultlint is writing notes" in answer.err
        assert vault.run("undo").code == 2
        assert vault.check().code in (0, 1), "reading needs no lock"
    assert vault.run(*EDIT).code == 0
    assert vault.text("a.md") != NOTE


def test_a_disk_without_locks_is_written_all_the_same(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(handle: int) -> None:
        raise OSError(38, "Function not implemented")

    vault.put({"a.md": NOTE})
    monkeypatch.setattr(lock, "_grab", refused)
    assert vault.run(*EDIT).code == 0
    assert vault.text("a.md") != NOTE


@pytest.mark.parametrize("is_renamed", [False, True], ids=["written in place", "renamed over it"])
@pytest.mark.parametrize("words", [FIX, EDIT], ids=["fix", "edit"])
def test_what_another_program_writes_after_we_read_stays(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], is_renamed: bool
) -> None:
    vault.put({"one/a.md": NOTE, "b.md": NOTE, "one/.a.md.abcd1234.vaultlint": "left by a call that was killed"})
    dress, theirs = files._dress, NOTE + "More.\n"

    def late(name: str, status: os.stat_result) -> None:
        """The last moment before we look whether the note is as we read it."""
        dress(name, status)
        if "a.md" in name:
            target = vault.root / "one" / "a.md"
            new = target.with_name("a.md~") if is_renamed else target
            new.write_text(theirs, "utf-8", newline="")
            new.replace(target)

    monkeypatch.setattr(files, "_dress", late)
    answer = vault.run(*words)
    assert answer.code == 1
    assert "one/a.md: " in answer.err
    assert "it has changed since it was read" in answer.err
    assert vault.text("one/a.md") == theirs
    assert vault.text("b.md") != NOTE
    assert [file.name for file in (vault.root / "one").iterdir()] == ["a.md"]
    assert vault.run("undo").code in (0, 1)
    assert (vault.text("one/a.md"), vault.text("b.md")) == (theirs, NOTE)
