"""The runs that the journal holds, and the notes that they changed.

What a crash cut off, or a disk garbled, is passed over: a line that cannot be read is no change.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaultlint.errors import VaultlintError, reason_of
from vaultlint.journal.piece import Piece
from vaultlint.journal.place import LEFT, LIVE, UNDONE, files, folder, id_of


class Unread(VaultlintError):
    """The journal is there, but what it holds cannot be known."""


def digest(data: bytes) -> str:
    """The hash by which the journal knows a note's bytes."""
    return hashlib.sha256(data).hexdigest()


def pack(data: bytes) -> str:
    """Bytes as a line of JSON holds them."""
    return base64.b64encode(zlib.compress(data, 1)).decode()


def _unpack(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))


@dataclass(frozen=True, slots=True)
class Change:
    """One note that a run wrote: its vault, its path there, the hashes of its bytes before and after."""

    root: Path
    path: str
    was: str
    after: str
    piece: Piece

    def undone(self, data: bytes) -> bytes | None:
        """The bytes before, if `data` are those after; None if the note has changed since."""
        if digest(data) == self.was:
            return data
        before = self.piece.before(data) if digest(data) == self.after else None
        return before if before is not None and digest(before) == self.was else None


@dataclass(frozen=True, slots=True)
class Move:
    """One note that a run gave another path, `new`; the hash of its bytes; the folders that were made for it."""

    root: Path
    old: str
    new: str
    digest: str
    made: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One call of a command that wrote notes."""

    file: Path
    roots: tuple[Path, ...]
    command: str
    time: float

    @property
    def id(self) -> str:
        """What the user calls the run by."""
        return id_of(self.file)

    @property
    def state(self) -> str:
        """What has become of it, in words; none while it can be taken back."""
        return {UNDONE: "taken back", LEFT: "passed over"}.get(self.file.suffix, "")

    @property
    def is_live(self) -> bool:
        """Whether it is still to be taken back."""
        return self.file.suffix == LIVE

    def changes(self) -> list[Change]:
        """What it changed, in order; a note that it wrote twice comes twice.

        Raises:
            OSError: the file is gone.
        """
        found: list[Change] = []
        for entry in self._entries():
            try:
                if "before" in entry:
                    found.append(self._change(entry))
                elif "to" not in entry:
                    found.remove(next(one for one in reversed(found) if one.path == entry["path"]))
            except (ValueError, KeyError, TypeError, IndexError, StopIteration, zlib.error):
                continue
        return found

    def moves(self) -> list[Move]:
        """The notes that it gave other paths, in order; all that it wrote besides, it wrote before.

        Raises:
            OSError: the file is gone.
        """
        found: list[Move] = []
        for entry in self._entries():
            with suppress(KeyError, TypeError, IndexError):
                root = self.roots[entry["vault"]]
                found.append(Move(root, entry["path"], entry["to"], entry["is"], tuple(entry["made"])))
        return found

    @property
    def is_whole(self) -> bool:
        """Whether a run that was to give notes other paths came to its end.

        Raises:
            OSError: the file is gone.
        """
        return any("whole" in entry for entry in self._entries())

    def _entries(self) -> Iterator[Mapping[str, Any]]:
        for line in self.file.read_bytes().split(b"\n")[1:]:
            with suppress(ValueError):
                entry = json.loads(line)
                if isinstance(entry, dict):
                    yield entry

    def _change(self, entry: Mapping[str, Any]) -> Change:
        """The first journals had all of the note before, and nothing of it after."""
        old, new = _unpack(entry["before"]), _unpack(entry["new"]) if "new" in entry else b""
        piece = Piece(int(entry.get("start", 0)), int(entry.get("end", 0)), int(entry.get("line", 0)), old, new)
        was = entry["was"] if "was" in entry else digest(old)
        return Change(self.roots[entry.get("vault", 0)], entry["path"], was, entry["after"], piece)

    def end(self, done: bool) -> None:
        """Pass over the run from now on; what it holds can be looked up for as long as the journal keeps it."""
        self.file.rename(self.file.with_suffix(UNDONE if done else LEFT))


def runs(root: Path) -> Iterator[Run]:
    """The runs in the vault at `root`, or in folders below it, the newest first.

    Raises:
        Unread: the journal cannot be read.
    """
    try:
        kept = files()
    except OSError as error:
        raise Unread(f"the journal for `undo` cannot be read: {folder()}: {reason_of(error)}") from None
    for file in kept:
        run = _head(file)
        if run is not None and any(one.is_relative_to(root) for one in run.roots):
            yield run


def _head(file: Path) -> Run | None:
    try:
        with file.open("rb") as lines:
            head = json.loads(lines.readline())
        roots = head["roots"] if "roots" in head else [head["root"]]
        return Run(file, tuple(Path(root) for root in roots), str(head["command"]), float(head["time"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
