"""The door that a vault's files come in by: regular ones, of a size that memory holds; a pipe is not waited for."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

LARGEST = 100
"""So many megabytes a file may have at the most; see docs/guides/limits.md."""


def content(file: Path, largest: int = LARGEST) -> bytes:
    """The bytes of the file.

    Raises:
        OSError: it cannot be read, or is no regular file, or larger than `largest` megabytes.
    """
    status = os.stat(file)  # noqa: PTH116  (a note among thousands: this takes half the time)
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file")
    if status.st_size > largest * 1_000_000:
        raise OSError(errno.EFBIG, f"it has {status.st_size // 1_000_000} megabytes, and at most {largest} are read")
    return file.read_bytes()


def leads_out(file: str, root: str) -> str | None:
    """Where the file leads as a symbolic link out of the folder `root`, and of the git repository around it.

    None if it is no link, or stays inside, or leads nowhere: reading it tells that.
    """
    if not os.path.islink(file):  # noqa: PTH114  (a note among thousands)
        return None
    target, home = Path(os.path.realpath(file)), Path(os.path.realpath(root))
    if target.is_relative_to(home) or not target.exists():
        return None
    around = next((one for one in home.parents if (one / ".git").exists()), home)
    return None if target.is_relative_to(around) else os.readlink(file)  # noqa: PTH115
