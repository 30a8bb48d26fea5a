"""What a run looks at and what it prints, put down while it goes on: all that its answer rests on besides its words.

Python itself tells of each file that is opened and each folder that is listed (PEP 578). Notes are read by other
processes, too; who reads them says so.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from vaultlint.cache import stamp as stamps
from vaultlint.cache.program import PACKAGE
from vaultlint.cache.stamp import NONE, Stamp


class Seen:
    """What a run has looked at: each file and folder as it was before; `is_whole` says whether that is all."""

    def __init__(self, cache: str) -> None:
        self.taken = stamps.now()
        self.files: dict[str, tuple[Stamp, str]] = {}
        self.folders: dict[str, tuple[Stamp, str]] = {}
        self.said: list[tuple[int, bytes]] = []
        self.is_whole, self.rests = True, False
        self.passed_over = tuple(f"{one}{os.sep}" for one in (PACKAGE, sys.prefix, sys.base_prefix, cache))

    def file(self, path: str) -> None:
        """Put down the state of a file that is about to be opened."""
        if path in self.files or path.startswith(self.passed_over):
            return
        found, digest = stamps.stamp(path), stamps.content(path)
        self.is_whole &= digest != stamps.UNREADABLE and (found != NONE or not os.path.lexists(path))
        self.files[path] = stamps.trusted(found, self.taken), digest

    def folder(self, path: str) -> None:
        """Put down the state of a folder that is about to be listed."""
        if path in self.folders or f"{path}{os.sep}".startswith(self.passed_over):
            return
        found = stamps.folder_stamp(path)
        names = stamps.listing(path)
        self.is_whole &= bool(names)
        self.folders[path] = stamps.trusted(found, self.taken), names

    def note(self, path: str, found: Stamp, digest: str) -> None:
        """Put down a note that has been read: what was in it, and its stamp if that can be trusted."""
        self.is_whole &= digest not in ("", stamps.UNREADABLE)
        self.files[path] = found, digest


_seen: Seen | None = None
_is_heard = False


@contextmanager
def watching(seen: Seen) -> Iterator[None]:
    """Put down in `seen` what is looked at."""
    global _seen, _is_heard
    if not _is_heard:
        sys.addaudithook(_hear)
        _is_heard = True
    _seen = seen
    try:
        yield
    finally:
        _seen = None


@contextmanager
def resting() -> Iterator[None]:
    """Put down nothing for a while."""
    if _seen is None or _seen.rests:
        yield
        return
    seen, seen.rests = _seen, True
    try:
        yield
    finally:
        seen.rests = False


def now() -> Seen | None:
    """What the run at hand has looked at; None if nobody asks."""
    return _seen


def say(stream: int, data: bytes) -> None:
    """Put down what is printed to that stream, 1 or 2."""
    if _seen is not None:
        _seen.said.append((stream, data))


def spoil() -> None:
    """The answer rests on more than can be put down."""
    if _seen is not None:
        _seen.is_whole = False


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if _seen is None or _seen.rests or event not in ("open", "os.scandir", "os.listdir"):
        return
    path = arguments[0]
    if not isinstance(path, str | bytes | os.PathLike) and path is not None:
        return
    with resting():
        place = os.path.abspath(os.fsdecode(path or "."))  # noqa: PTH100
        (_seen.file if event == "open" else _seen.folder)(place)


__all__ = ["Seen", "now", "resting", "say", "spoil", "watching"]
