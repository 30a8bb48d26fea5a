"""Whatever vaultlint wrote can be looked up and taken back byte for byte, also after a crash, and nothing else is."""

from __future__ import annotations

import errno
import os
import random
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Vault
from vaultlint import rewrite
from vaultlint.journal import place
from vaultlint.journal.piece import cut

NOTE = "---\ntitle: Soup  # of the day\nauthor: 'Ann'\ntags: [a, b]\n---\n\nBones,  water.\n"
BROKEN = NOTE.replace("\n---\n\n", "\n---\\\n\n")

LINES = st.lists(st.sampled_from(["---", "a: 1", "b: 二", "", "text", "...", "\ufeff---"]), max_size=12)
NOTES = st.builds(lambda lines, newline, end: (newline.join(lines) + end).encode(), LINES,
                  st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\n"]))  # fmt: skip


@given(NOTES | st.binary(max_size=40), NOTES | st.binary(max_size=40))
def test_the_piece_of_a_change_brings_the_bytes_back(before: bytes, after: bytes) -> None:
    piece = cut(before, after)
    assert piece.before(after) == before
    assert after[: piece.start] + piece.new + after[len(after) - piece.end :] == after
    assert piece.line == before[: piece.start].count(b"\n")


def test_the_piece_of_a_change_is_small_and_holds_all_front_matter() -> None:
    body = "line\n" * 10_000
    piece = cut((NOTE + body).encode(), (NOTE.replace("Ann", "Bo") + body).encode())
    assert piece.start == 0
    assert len(piece.old) < 200
    assert b"\n---\n" in piece.new


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("mark, newline", [("", "\n"), ("\ufeff", "\r\n")])
def test_undo_goes_back_through_any_sequence(vault: Vault, seed: int, mark: str, newline: str) -> None:
    choice = random.Random(seed)
    calls = [["unset", "author"], ["set", "author=Bo"], ["add", "tags", "c"], ["rename", "title", "name"], ["fix"]]
    vault.put({"a.md": mark + NOTE.replace("\n", newline), "b.md": mark + BROKEN.replace("\n", newline)})
    states = [(vault.bytes("a.md"), vault.bytes("b.md"))]
    for call in choice.choices(calls, k=5):
        vault.run(*(call if call == ["fix"] else ["edit", *call, "--write"]))
        state = (vault.bytes("a.md"), vault.bytes("b.md"))
        if state != states[-1]:
            states.append(state)
    for state in states[-2::-1]:
        assert vault.run("undo").code == 0
        assert (vault.bytes("a.md"), vault.bytes("b.md")) == state
    assert "nothing to take back" in vault.run("undo").err


def test_one_call_over_two_vaults_is_one_run(vault: Vault, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / ".obsidian").mkdir(parents=True)
    (other / "b.md").write_text(NOTE)
    vault.put({"a.md": NOTE})
    vault.run("edit", "unset", "author", "--write", "--in", ".", "--in", str(other))
    assert "author" not in (other / "b.md").read_text() + vault.text("a.md")
    assert vault.run("undo").out.endswith(": 2 notes restored\n")
    assert (vault.text("a.md"), (other / "b.md").read_text()) == (NOTE, NOTE)


def test_the_list_tells_when_what_and_what_became_of_it(vault: Vault) -> None:
    vault.put({"a.md": NOTE, "b.md": NOTE})
    vault.run("edit", "unset", "author", "--write")
    vault.run("edit", "set", "status=draft", "--write", "--in", "b.md")
    vault.run("undo")
    newest, oldest = vault.run("undo", "--list", "--output-format", "json").json
    assert (newest["notes"], newest["command"], newest["state"]) == (1, "edit set status=draft", "taken back")
    assert (oldest["notes"], oldest["command"], oldest["state"]) == (2, "edit unset author", "")
    assert newest["when"].startswith(time.strftime("%Y-%m-%d "))
    table = vault.run("undo", "--list")
    assert table.out.startswith("run ")
    assert "edit unset author" in table.out


def test_without_a_run_the_list_says_so(vault: Vault) -> None:
    answer = vault.run("undo", "--list")
    assert (answer.code, answer.out) == (0, "")
    assert "the journal has no run of this vault" in answer.err


def test_removed_values_can_be_looked_up_and_applied_again(vault: Vault) -> None:
    vault.put({"a.md": NOTE, "b.md": NOTE.replace("'Ann'", "'true'")})
    vault.run("edit", "unset", "author", "--write")
    vault.put({"a.md": vault.text("a.md") + "written since\n"})
    (run,) = vault.run("undo", "--list", "--output-format", "json").json
    rows = vault.run("undo", "--show", "--key", "author", "--output-format", "json").json
    assert rows == [
        {"run": run["run"], "path": "a.md", "key": "author", "value": "Ann", "now": None},
        {"run": run["run"], "path": "b.md", "key": "author", "value": "true", "now": None},
    ]
    vault.run("undo", "--show", "--key", "author", "--output-format", "jsonl", "--output-file", "back.jsonl")
    assert vault.run("edit", "apply", "back.jsonl", "--write").code == 0
    assert "author: Ann" in vault.text("a.md")
    assert 'author: "true"' in vault.text("b.md"), "text stays text"
    assert "written since" in vault.text("a.md")


def test_a_run_is_shown_as_a_diff_and_stays(vault: Vault) -> None:
    body = "a\n" * 30
    vault.put({"a.md": body + "Text\n\n<details>\n<summary>A</p>\n\nB\n\n</details>\n\n" + body})
    vault.run("fix")
    mended = vault.text("a.md")
    shown = vault.run("undo", "--show").out
    assert "--- a/a.md\n+++ b/a.md\n@@ -31,7 +31,7 @@\n" in shown
    assert "\n-<summary>A</p>\n+<summary>A</summary>\n" in shown
    assert vault.text("a.md") == mended


def test_an_older_run_is_taken_back_by_its_name_where_notes_allow_it(vault: Vault) -> None:
    vault.put({"a.md": NOTE, "b.md": NOTE})
    vault.run("edit", "unset", "author", "--write", "--in", "a.md")
    vault.run("edit", "unset", "title", "--write", "--in", "b.md")
    _, older = vault.run("undo", "--list", "--output-format", "json").json
    assert vault.run("undo", older["run"][:5]).code == 0
    assert vault.text("a.md") == NOTE
    assert "title" not in vault.text("b.md")


@pytest.mark.parametrize(
    "words, message",
    [
        (["nope"], "`nope`: no such run of this vault is in the journal; see `vaultlint undo --list`"),
        (["--key", "a"], "--key goes with --show"),
        (["--output-format", "json"], "--output-format goes with --list"),
        (["--list", "--show"], "not allowed with argument"),
    ],
)
def test_wrong_calls_are_told(vault: Vault, words: list[str], message: str) -> None:
    answer = vault.run("undo", *words)
    assert answer.code == 2
    assert message in answer.err


def test_a_run_of_which_nothing_could_be_taken_back_is_passed_over_until_it_is_named(vault: Vault) -> None:
    vault.put({"a.md": NOTE})
    vault.run("edit", "unset", "author", "--write")
    written = vault.text("a.md")
    vault.put({"a.md": "mine\n"})
    answer = vault.run("undo")
    (run,) = vault.run("undo", "--list", "--output-format", "json").json
    assert run["state"] == "passed over"
    assert f"the next `undo` passes over this run; `vaultlint undo {run['run']}` tries it again" in answer.err
    assert "nothing to take back" in vault.run("undo").err
    vault.put({"a.md": written})
    assert vault.run("undo", run["run"]).code == 0
    assert vault.text("a.md") == NOTE


def test_a_run_that_changed_nothing_does_not_hide_the_one_before(vault: Vault) -> None:
    """A note that is a link out of the vault is not written, however often it is tried."""
    (vault.root.parent / ".git").mkdir()
    (vault.root.parent / "outside.md").write_text(BROKEN, encoding="utf-8")
    vault.put({"a.md": BROKEN, "vaultlint.toml": ""})
    (vault.root / "link.md").symlink_to("../outside.md")
    for _ in range(2):
        assert "not changed: it is a link out of the vault" in vault.run("fix").err
    assert vault.run("undo", "--list").out.count(" fix") == 1
    assert "1 note restored" in vault.run("undo").out
    assert vault.bytes("a.md") == BROKEN.encode()


def test_a_run_that_the_disk_did_not_let_be_taken_back_is_the_one_that_the_next_undo_takes(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> tuple[int, str]:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    vault.put({"a.md": NOTE})
    vault.run("edit", "unset", "author", "--write")
    with monkeypatch.context() as patched:
        patched.setattr("tempfile.mkstemp", full)
        answer = vault.run("undo")
    assert answer.code == 1
    assert "`vaultlint undo` again takes back the rest, once it can be written" in answer.err
    assert vault.run("undo").code == 0
    assert vault.text("a.md") == NOTE


def test_a_journal_that_cannot_be_read_is_not_taken_for_an_empty_one(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path) -> object:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    vault.put({"a.md": NOTE})
    vault.run("edit", "unset", "author", "--write")
    monkeypatch.setattr(Path, "iterdir", refused)
    for words in ([], ["--list"], ["--show"]):
        answer = vault.run("undo", *words)
        assert answer.code == 2
        assert "the journal for `undo` cannot be read: " in answer.err
        assert "permission denied" in answer.err


def test_notes_that_are_gone_are_named_and_the_others_taken_back(vault: Vault) -> None:
    vault.put({"a.md": NOTE, "b.md": NOTE})
    vault.run("edit", "unset", "author", "--write")
    (vault.root / "a.md").rename(vault.root / "c.md")
    answer = vault.run("undo")
    assert (answer.code, vault.text("b.md")) == (1, NOTE)
    assert "a.md: left as it is: it is not there any more; it was deleted or renamed" in answer.err
    (vault.root / "c.md").rename(vault.root / "a.md")
    assert vault.run("undo").code == 0, "the rest of a run can be taken back later"
    assert vault.text("a.md") == NOTE


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_only_the_user_can_read_it_however_loose_the_umask(vault: Vault, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        vault.put({"a.md": NOTE})
        vault.run("edit", "unset", "author", "--write")
    finally:
        os.umask(before)
    files = [file for file in (tmp_path / "home").rglob("*") if file.is_file()]
    assert len(files) == 2, "what changed, and the lock"
    for file in files:
        assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
        assert not set('<>:"|?*\\') & set(file.name), "Windows can have it, too"


def test_a_journal_cut_off_anywhere_harms_nothing(vault: Vault, tmp_path: Path) -> None:
    vault.put({"a.md": NOTE, "b.md": NOTE})
    vault.run("edit", "unset", "author", "--write")
    (file,) = (tmp_path / "home").rglob("*.jsonl")
    whole = file.read_bytes()
    for length in range(0, len(whole), 37):
        file.write_bytes(whole[:length])
        assert vault.run("undo", "--list").code == 0
        assert vault.run("undo", "--show").code == 0


def test_runs_of_the_first_journals_are_taken_back(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    from platformdirs import user_cache_path

    from vaultlint.journal.run import digest, pack

    vault.put({"a.md": "new\n"})
    folder = user_cache_path("vaultlint", appauthor=False) / "journal"
    folder.mkdir(parents=True)
    head = {"version": 1, "root": str(vault.root), "command": "fix", "time": 1.0}
    note = {"path": "a.md", "after": digest(b"new\n"), "before": pack(NOTE.encode())}
    (folder / "20260101T000000-123456789-42.jsonl").write_text(f"{json.dumps(head)}\n{json.dumps(note)}\n")
    assert vault.run("undo").code == 0
    assert vault.text("a.md") == NOTE


def test_the_oldest_runs_go_and_neither_the_newest_nor_one_being_written(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "BYTES_KEPT", 1)
    vault.put({"a.md": NOTE})
    for value in "123":
        vault.run("edit", "set", f"author={value}", "--write")
    newest, middle, oldest = place.files()
    os.utime(oldest, (0, 0))
    vault.run("edit", "set", "author=4", "--write")
    kept = place.files()
    assert kept[1:] == [newest, middle], "they may still be written"
    assert vault.run("undo").code == 0


def test_a_full_disk_stops_the_run_and_spoils_no_line(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewrite, "BATCH", 1)
    vault.put({f"{name}.md": NOTE for name in "abc"})
    write, calls = os.write, [0]

    def full(handle: int, data: bytes) -> int:
        calls[0] += 1
        if calls[0] == 3:
            write(handle, data[:20])
            raise OSError(28, "No space left on device")
        return write(handle, data)

    monkeypatch.setattr(os, "write", full)
    answer = vault.run("edit", "unset", "author", "--write")
    monkeypatch.setattr(os, "write", write)
    assert answer.code == 2
    assert "the journal for `undo` cannot be written, so no further note is: " in answer.err
    assert "no space left on device" in answer.err
    assert [vault.text(f"{name}.md") == NOTE for name in "abc"] == [False, True, True]
    assert vault.run("undo").code == 0
    assert vault.text("a.md") == NOTE


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_killed_at_any_moment_each_note_is_old_or_new_and_undo_brings_all_back(
    vault: Vault, tmp_path: Path, share: float
) -> None:
    names, new = [f"{number:03}.md" for number in range(150)], NOTE.replace("author: 'Ann'\n", "")
    vault.put(dict.fromkeys(names, NOTE))
    words = [sys.executable, "-m", "vaultlint", "edit", "unset", "author", "--write", "--jobs", "1"]
    folder = str(Path(__file__).parents[1])
    run = subprocess.Popen(words, env={**os.environ, "PYTHONPATH": folder}, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 30
        while vault.text(names[int(150 * share)]) == NOTE and run.poll() is None and time.monotonic() < until:
            time.sleep(0.0005)
    finally:
        run.kill()
        run.wait()
    assert {vault.text(name) for name in names} <= {NOTE, new}
    assert vault.run("undo").code == 0
    assert {vault.text(name) for name in names} == {NOTE}
