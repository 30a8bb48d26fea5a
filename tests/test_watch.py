"""`check --watch` checks again after each change that matters, whatever a change breaks, until it is interrupted."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("watchfiles")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="interrupts a process as a terminal does")

FAULT = "<details>\n<summary>Stock</summary>\n\nBones, water.\n"
PATIENCE = 30
"""So many seconds until a change that is not seen is a failure."""


class Watch:
    """A running `check --watch`, and what it says."""

    def __init__(self, vault: Path, *words: str) -> None:
        call = [sys.executable, "-P", "-m", "vaultlint", "check", "--watch", "--output-format", "concise", *words]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            call,
            cwd=vault,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def until(self, part: str) -> str:
        """All that it says up to a line with `part`."""
        said = ""
        while part not in said:
            said += self.lines.get(timeout=PATIENCE)
        return said

    def rest(self) -> str:
        """What it has said since, once it has ended."""
        self.reader.join(PATIENCE)
        return "".join(self.lines.queue)

    def interrupted(self) -> int:
        """Its exit code after Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with one note that has a fault."""
    (tmp_path / "vaultlint.toml").write_text("")
    (tmp_path / "Stock.md").write_text(FAULT)
    return tmp_path


@pytest.fixture
def watch(vault: Path) -> Iterator[Watch]:
    """The vault being watched."""
    one = Watch(vault)
    yield one
    one.process.kill()
    one.process.wait()


def test_each_change_is_checked_until_an_interrupt(vault: Path, watch: Watch) -> None:
    assert "details/unclosed" in watch.until("watching")
    (vault / "Stock.md").write_text("# Stock\n")
    assert "details/unclosed" not in watch.until("checked again, 1 file changed")
    (vault / "vaultlint.toml").write_text("selekt = []\n")
    watch.until("did you mean `select`?")
    (vault / "vaultlint.toml").write_text("")
    (vault / "Broth.md").write_text(FAULT)
    assert "Broth.md" in watch.until("details/unclosed")
    watch.until("Ctrl-C ends")
    assert watch.interrupted() == 130
    assert watch.rest() == "", "that the user interrupts is no news"


def test_no_module_among_the_notes_is_run(vault: Path) -> None:
    for name in ("json", "platformdirs", "vaultlint"):
        (vault / f"{name}.py").write_text("open('harm', 'w').close()\n")
    one = Watch(vault)
    one.until("watching")
    one.interrupted()
    assert not (vault / "harm").exists()


def test_what_does_not_matter_starts_nothing(vault: Path, watch: Watch) -> None:
    watch.until("watching")
    (vault / ".obsidian").mkdir()
    (vault / ".obsidian" / "workspace.json").write_text("{}")
    (vault / ".git").mkdir()
    (vault / ".git" / "index").write_text("")
    (vault / ".Broth.md.swp").write_text("")
    (vault / "Broth.md").write_text("# Broth\n")
    assert "checked again, 1 file changed" in watch.until("checked again")


@pytest.mark.parametrize("words", [("--write-baseline", "../known.json"), ("--output-file", "../report.json")])
def test_what_a_check_writes_starts_no_other(vault: Path, words: tuple[str, str]) -> None:
    (vault / "deep").mkdir()
    one = Watch(vault / "deep", *words)
    try:
        one.until("watching")
        time.sleep(1)
        (vault / "Broth.md").write_text("# Broth\n")
        assert one.until("checked again").count("Ctrl-C ends") == 1
    finally:
        one.interrupted()


def test_a_vault_that_cannot_be_watched_is_said_in_one_line(vault: Path) -> None:
    name = os.fsdecode(b"\xff.md")
    try:
        (vault / name).write_text("# A name that is not UTF-8\n")
    except OSError:
        pytest.skip("this file system has no such names")
    one = Watch(vault)
    assert "vaultlint: --watch cannot go on: " in one.until("cannot go on")
    assert one.process.wait(PATIENCE) == 2


def test_standard_input_cannot_be_watched(vault: Path) -> None:
    one = Watch(vault, "-")
    assert "nothing to watch" in one.until("standard input")
    assert one.process.wait(PATIENCE) == 2
