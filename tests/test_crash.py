"""Whatever call of the system fails, or is the last one before a kill: each note is old or new, and nothing is lost."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import Vault

ALPHA = "---\ntitle: Alpha\nauthor: 'Ann'\n---\n\nSee [[beta]].\n\n<details>\n<summary>x</summary>\n\ny\n<details>\n"
BETA = "---\ntitle: Beta\nauthor: 'Ann'\n---\n\n<details>\n<summary>x</summary>\n\ny\n<details>\n"
TREE = {"alpha.md": ALPHA.encode(), "sub/beta.md": BETA.encode()}
SWAP = {"alpha.md": ALPHA.replace("Alpha", "beta").replace("[[beta]]", "[[alpha]]").encode()}
SWAP["beta.md"] = BETA.replace("Beta", "alpha").encode()
MIGRATION = "description: Nobody is the author.\nsteps:\n  - unset: {keys: author}\n"

COMMANDS = {
    "fix": ("fix", "--select", "details"),
    "edit": ("edit", "unset", "author", "--write"),
    "migrate": ("migrate", "../unset.yaml", "--write"),
    "rename-file": ("edit", "rename-file", "{title}.md", "--write"),
    "swap-files": ("edit", "rename-file", "{title}.md", "--write"),
}
WRITING = ("write", "fsync", "replace", "rename", "unlink", "rmdir", "mkdir", "chmod", "chown", "utime")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the process is killed in a fork")

Break = Callable[[], None]


class Calls:
    """The calls that change something on disk, counted; at one of them something happens, half done if it writes."""

    def __init__(self, at: int, happens: Break) -> None:
        self.at, self.happens, self.count = at, happens, 0

    def __call__(self, half: Break = lambda: None) -> None:
        self.count += 1
        if self.count == self.at:
            half()
            self.happens()


class _Halting:
    """A file that may be written by half."""

    def __init__(self, file: Any, calls: Calls) -> None:
        self._file, self._calls = file, calls

    def write(self, data: bytes) -> int:
        def half() -> None:
            self._file.write(data[: len(data) // 2])
            self._file.flush()

        self._calls(half)
        return int(self._file.write(data))

    def __enter__(self) -> _Halting:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@contextlib.contextmanager
def _watched(calls: Calls) -> Iterator[None]:
    """All that writes goes by `calls` first."""
    kept = {name: getattr(os, name) for name in (*WRITING, "open", "fdopen")}

    def first(name: str) -> Callable[..., Any]:
        def call(*words: Any, **options: Any) -> Any:
            half = (lambda: kept["write"](words[0], words[1][: len(words[1]) // 2])) if name == "write" else lambda: None
            calls(half)
            return kept[name](*words, **options)

        return call

    def opened(path: Any, flags: int, *rest: Any, **options: Any) -> int:
        if flags & os.O_CREAT:
            calls()
        return int(kept["open"](path, flags, *rest, **options))

    def file_of(handle: int, mode: str = "r", *rest: Any, **options: Any) -> Any:
        file = kept["fdopen"](handle, mode, *rest, **options)
        return _Halting(file, calls) if "w" in mode else file

    for name in WRITING:
        setattr(os, name, first(name))
    os.open, os.fdopen = opened, file_of  # type: ignore[assignment]
    try:
        yield
    finally:
        for name, call in kept.items():
            setattr(os, name, call)


def _killed(words: tuple[str, ...], at: int) -> bool:
    """Run the command in a process of its own, and kill it at that call; whether it came so far."""
    child = os.fork()
    if not child:
        code = 70
        with contextlib.suppress(BaseException):
            null = os.open(os.devnull, os.O_RDWR)
            for handle in (0, 1, 2):
                os.dup2(null, handle)
            sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123
            from vaultlint.cli import main

            with _watched(Calls(at, lambda: os.kill(os.getpid(), signal.SIGKILL))):
                code = main(list(words))
        os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) in (0, 1), os.WEXITSTATUS(status)
    return os.WIFSIGNALED(status)


def _tree(vault: Vault) -> dict[str, bytes]:
    return {path.relative_to(vault.root).as_posix(): path.read_bytes() for path in vault.root.rglob("*") if path.is_file()}


def _reset(vault: Vault, name: str) -> None:
    for path in vault.root.rglob("*.*"):
        if path.is_file():
            path.unlink()
    vault.put({**(SWAP if name == "swap-files" else TREE), ".obsidian/app.json": b"{}"})
    for run in (vault.root.parent / "home").rglob("*.jsonl"):
        run.unlink()


def _prepared(vault: Vault, name: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files before the command, and after it where nothing goes wrong."""
    (vault.root.parent / "unset.yaml").write_text(MIGRATION, "utf-8")
    _reset(vault, name)
    before = _tree(vault)
    assert vault.run(*COMMANDS[name]).code in (0, 1)
    after = _tree(vault)
    assert set(after.values()) != set(before.values()) or after.keys() != before.keys()
    return before, after


def _each(old: dict[str, bytes], new: dict[str, bytes], now: dict[str, bytes]) -> None:
    """Every note is there, once, wholly old or wholly new; only temporary files stand beside."""
    texts = {path: data for path, data in now.items() if not path.endswith(".vaultlint")}
    for path, data in texts.items():
        assert data in [*old.values(), *new.values()], path
    assert len(texts) == len(old)


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_call_the_next_run_ends_as_one_that_nobody_killed(vault: Vault, name: str) -> None:
    words = COMMANDS[name]
    before, after = _prepared(vault, name)
    for at in range(1, 1000):
        _reset(vault, name)
        if not _killed(words, at):
            break
        _each(before, after, _tree(vault))
        assert vault.run("undo", "--list").code == 0
        answer = vault.run(*words)
        if "was broken off" in answer.err:
            assert vault.run("undo").code == 0
            assert _tree(vault) == before
            answer = vault.run(*words)
        assert answer.code in (0, 1), answer.err
        assert _tree(vault) == after, at
        while "nothing to take back" not in (answer := vault.run("undo")).err:
            assert answer.code == 0, answer.err
        assert _tree(vault) == before, at
    assert at > 15


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_undo_is_finished_by_the_next_one(vault: Vault, name: str) -> None:
    before, after = _prepared(vault, name)
    for at in range(1, 1000):
        _reset(vault, name)
        vault.run(*COMMANDS[name])
        if not _killed(("undo",), at):
            break
        _each(before, after, _tree(vault))
        assert vault.run("undo").code == 0
        assert _tree(vault) == before, at
    assert at > 5


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_call_that_fails_is_told_and_can_be_taken_back(vault: Vault, name: str, reason: int) -> None:
    words = COMMANDS[name]
    before, after = _prepared(vault, name)

    def fails() -> None:
        raise OSError(reason, os.strerror(reason))

    for at in range(1, 1000):
        _reset(vault, name)
        calls = Calls(at, fails)
        with _watched(calls):
            answer = vault.run(*words)
        if calls.count < at:
            break
        now = _tree(vault)
        _each(before, after, now)
        assert answer.code in (0, 1, 2), answer.err
        assert now == after or answer.err, "what is not done is told"
        while "nothing to take back" not in (undone := vault.run("undo")).err:
            assert undone.code == 0, undone.err
        assert {path: data for path, data in _tree(vault).items() if not path.endswith(".vaultlint")} == before, at
    assert at > 15
