"""Whether a file is as it was: by its stamp (times, size, number) if that can be trusted, else by what is in it.

As in git's index, a stamp is not trusted where the file had changed when, or shortly before, it was taken: another
change within the same tick of the clock would leave no trace.
"""

from __future__ import annotations

import os
import stat
import time

from vaultlint.cache.place import digest

TICK = 2_000_000_000
"""No file system counts time in longer steps, in nanoseconds."""

Stamp = tuple[int, int, int, int]
"""The state of a file: when it was modified, when that was noted, its size, its number; all 0 if it is not trusted."""

NONE: Stamp = (0, 0, 0, 0)

UNREADABLE = "?"


def stamp(file: str) -> Stamp:
    """The stamp of the file now; NONE if it is no regular file, or is not there."""
    try:
        found = os.stat(file)  # noqa: PTH116
    except (OSError, ValueError):
        return NONE
    if not stat.S_ISREG(found.st_mode):
        return NONE
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def columns(files: list[str]) -> list[int] | None:
    """Of all files the first numbers of their stamps, then all second ones, and so on; None if one is not there."""
    try:
        found = [*map(os.stat, files)]
    except (OSError, ValueError):
        return None
    return [
        *[one.st_mtime_ns for one in found], *[one.st_ctime_ns for one in found],
        *[one.st_size for one in found], *[one.st_ino for one in found],
    ]  # fmt: skip


def now() -> int:
    """The time at which stamps are taken."""
    return time.time_ns()


def trusted(found: Stamp, taken: int) -> Stamp:
    """The stamp, if it could be trusted when it was taken."""
    return found if max(found[:2]) < taken - TICK else NONE


def content(file: str) -> str:
    """The digest of what is in the file; empty if it is not there, UNREADABLE if it cannot be read."""
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):  # noqa: PTH116
            return UNREADABLE  # a pipe would be waited for
        with open(file, "rb") as opened:  # noqa: PTH123
            return digest(opened.read())
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, ValueError):
        return UNREADABLE


def folder_stamp(folder: str) -> Stamp:
    """The stamp of a folder, which changes with the names in it."""
    try:
        found = os.stat(folder)  # noqa: PTH116
    except (OSError, ValueError):
        return NONE
    return found.st_mtime_ns, found.st_ctime_ns, 0, found.st_ino


def listing(folder: str) -> str:
    """The digest of the names in a folder and what they are; empty if it cannot be listed, or has links to folders."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((one.name, one.is_dir(), one.is_symlink()) for one in entries)
    except OSError:
        return ""
    if any(is_folder and is_link for _, is_folder, is_link in found):
        return ""
    return digest(repr(found).encode("utf-8", "surrogatepass"))


__all__ = [
    "NONE", "UNREADABLE", "Stamp", "columns", "content", "digest", "folder_stamp", "listing", "now", "stamp", "trusted",
]  # fmt: skip
