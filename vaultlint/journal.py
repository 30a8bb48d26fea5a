"""What was written, so that it can be taken back: a file a run, in the user's cache folder.

A line is added, and on disk, before its note is written; so after a crash each note that changed has its line.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

BYTES_KEPT = 256 * 1024 * 1024
"""All runs of all vaults together; the oldest go first."""

DAYS_KEPT = 90

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Written:
    """One note of a run: its path below the root, its bytes before, the hash of its bytes after."""

    path: str
    before: bytes
    after: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run that wrote notes."""

    file: Path
    root: Path
    command: str
    time: float

    def notes(self) -> Iterator[Written]:
        """The notes that the run wrote, in order; a line that a crash cut off is no note."""
        notes: dict[str, Written] = {}
        for line in self.file.read_bytes().split(b"\n")[1:]:
            try:
                entry = json.loads(line)
                if "before" in entry:
                    before = zlib.decompress(base64.b64decode(entry["before"]))
                    notes[entry["path"]] = Written(entry["path"], before, entry["after"])
                else:
                    notes.pop(entry["path"], None)
            except (ValueError, KeyError, TypeError, zlib.error):
                continue
        yield from notes.values()

    def forget(self) -> None:
        """Take the run out of the journal."""
        self.file.unlink(missing_ok=True)

    def retire(self) -> None:
        """Pass over the run from now on; what it holds stays for as long as the journal keeps it."""
        self.file.rename(self.file.with_suffix(".left"))


def folder() -> Path:
    """Where the journal lies."""
    from platformdirs import user_cache_path

    return user_cache_path("vaultlint", appauthor=False) / "journal"


def digest(data: bytes) -> str:
    """The hash by which the journal knows a note's bytes."""
    return hashlib.sha256(data).hexdigest()


def last(root: Path) -> Run | None:
    """The newest run in the vault at `root`, or in a part of it."""
    runs = [run for file in _files() if (run := _head(file)) and run.root.is_relative_to(root)]
    return max(runs, key=lambda run: (run.time, run.file.name), default=None)


def _head(file: Path) -> Run | None:
    try:
        with file.open("rb") as lines:
            head = json.loads(lines.readline())
        return Run(file, Path(head["root"]), head["command"], head["time"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _files(pattern: str = "*.jsonl") -> list[Path]:
    try:
        return sorted(folder().glob(pattern))
    except OSError:
        return []


class Journal:
    """The journal of one run; the file appears with the first note."""

    def __init__(self, root: Path, command: str) -> None:
        self.root, self.command = root, command
        self._handle: int | None = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handle is not None:
            os.close(self._handle)
            _prune()

    def add(self, path: str, before: bytes, after: bytes) -> None:
        """Put down that the note at `path` is about to be written.

        Raises:
            OSError: the journal cannot be written; then the note must not be either.
        """
        if self._handle is None:
            self._handle = self._open()
        packed = base64.b64encode(zlib.compress(before, 1)).decode()
        self._line({"path": path, "after": digest(after), "before": packed})

    def take_back(self, path: str) -> None:
        """Put down that the note at `path` was not written after all."""
        self._line({"path": path})

    def _open(self) -> int:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        now = time.time()
        name = f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime(now))}-{time.time_ns() % 10**9:09}-{os.getpid()}.jsonl"
        self._handle = os.open(folder() / name, _FLAGS, 0o600)
        self._line({"version": 1, "root": str(self.root), "command": self.command, "time": now})
        return self._handle

    def _line(self, entry: dict[str, object]) -> None:
        assert self._handle is not None
        data = json.dumps(entry).encode() + b"\n"
        while data:
            data = data[os.write(self._handle, data) :]
        os.fsync(self._handle)


def _prune() -> None:
    """Keep the journal within its bounds; the newest run always stays."""
    oldest, room = time.time() - DAYS_KEPT * 86400, BYTES_KEPT
    for index, file in enumerate(sorted(_files("*.*"), reverse=True)):
        with suppress(OSError):  # another run prunes, too
            status = file.stat()
            room -= status.st_size
            if index and (room < 0 or status.st_mtime < oldest):
                file.unlink(missing_ok=True)
