"""The journal of the run at hand: a line for a note, and on disk, before the note is written.

So after a crash each note that changed has its line. A line begins with its line feed: one that a full disk cut off
spoils no other.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from vaultlint.errors import VaultlintError, reason_of
from vaultlint.files import flush_folder, settle
from vaultlint.journal import place
from vaultlint.journal.lock import lock
from vaultlint.journal.piece import cut
from vaultlint.journal.run import Run, digest, pack

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)


class Unjournalled(VaultlintError):
    """The journal cannot be written, so notes must not be either."""


class Journal:
    """The journal of one call over the vaults at `roots`; the file appears with the first note.

    From then on no other call writes notes, until this one ends. `folders` are those in which notes are to be replaced;
    they are settled at the end, each once.
    """

    def __init__(self, roots: Sequence[Path], command: str) -> None:
        self.roots, self.command = list(dict.fromkeys(roots)), command
        self.folders: set[Path] = set()
        self._changes = 0
        self._handle: int | None = None
        self._lock: int | None = None
        self._file: Path | None = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for folder in self.folders:
            settle(folder)
        if self._handle is not None:
            os.close(self._handle)
            if not self._changes:
                self._forget()
            place.prune()
        if self._lock is not None:
            os.close(self._lock)

    def add(self, root: Path, notes: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Put down that notes of the vault at `root` are about to be written: their paths, their bytes before, after.

        Raises:
            Busy: another call is writing; then none of them must be written.
            Unjournalled: that cannot be put down; then none must be, either.
        """
        entries = [self._entry(root, *note) for note in notes]
        self._lines(*entries)
        self._changes += len(entries)

    def _entry(self, root: Path, path: str, before: bytes, after: bytes) -> dict[str, object]:
        piece = cut(before, after)
        entry = {"path": path, "vault": self.roots.index(root), "was": digest(before), "after": digest(after)}
        where = {"start": piece.start, "end": piece.end, "line": piece.line}
        return {**entry, **where, "before": pack(piece.old), "new": pack(piece.new)}

    def move(self, root: Path, old: str, new: str, data: bytes, made: Sequence[str]) -> None:
        """Put down that the note at `old`, which holds `data`, is about to be at `new`, in folders that are `made`.

        Raises:
            Unjournalled: that cannot be put down; then the note must stay.
        """
        self._lines({"path": old, "vault": self.roots.index(root), "to": new, "is": digest(data), "made": [*made]})
        self._changes += 1

    def complete(self) -> None:
        """Put down that nothing is missing any more of what belongs together."""
        self._lines({"whole": True})

    @property
    def run(self) -> Run | None:
        """What has been put down so far; None if nothing has."""
        return None if self._file is None else Run(self._file, tuple(self.roots), self.command, time.time())

    def take_back(self, path: str) -> None:
        """Put down that the note at `path` was not written after all."""
        self._lines({"path": path})
        self._changes -= 1

    def _forget(self) -> None:
        """Take away what would be a run that changed nothing: `undo` is for the one before."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink()

    def _lines(self, *entries: dict[str, object]) -> None:
        try:
            if self._handle is None:
                self._lock = lock()
                self._handle = self._opened()
            _write(self._handle, b"".join(b"\n" + json.dumps(entry).encode() for entry in entries))
        except OSError as error:
            raise Unjournalled(
                f"the journal for `undo` cannot be written, so no further note is: {place.folder()}: {reason_of(error)}"
            ) from None

    def _opened(self) -> int:
        file = place.new_file()
        handle = os.open(file, _FLAGS, 0o600)
        head = {"version": 2, "roots": [str(root) for root in self.roots], "command": self.command}
        try:
            _write(handle, json.dumps({**head, "time": time.time()}).encode())
        except OSError:
            os.close(handle)
            with suppress(OSError):
                file.unlink()
            raise
        self._file = file
        flush_folder(file.parent)
        return handle


def _write(handle: int, data: bytes) -> None:
    """Append all of it, and wait until it is on disk."""
    while data:
        data = data[os.write(handle, data) :]
    os.fsync(handle)
