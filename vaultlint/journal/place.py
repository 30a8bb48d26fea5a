"""Where the journal lies: a file a run, in the user's state folder, which nobody clears as a cache is cleared."""

from __future__ import annotations

import secrets
import time
from contextlib import suppress
from pathlib import Path

BYTES_KEPT = 256 * 1024 * 1024
"""All runs of all vaults together; the oldest go first."""

DAYS_KEPT = 90

SECONDS_OPEN = 3_600
"""A run that was added to in the last hour may still be written, and stays."""

LIVE, UNDONE, LEFT = ".jsonl", ".undone", ".left"
"""The names of a run end so: it can be taken back; it is; nothing of it could be, for its notes have changed."""


def folder() -> Path:
    """Where the journal lies."""
    from platformdirs import user_state_path

    return user_state_path("vaultlint", appauthor=False) / "journal"


def files() -> list[Path]:
    """The files of all runs, the newest first; also those in the cache folder, where they lay at first.

    Raises:
        OSError: the journal is there, but cannot be read.
    """
    from platformdirs import user_cache_path

    found: list[Path] = []
    for place in dict.fromkeys((folder(), user_cache_path("vaultlint", appauthor=False) / "journal")):
        with suppress(FileNotFoundError, NotADirectoryError):
            found += (file for file in place.iterdir() if file.suffix in (LIVE, UNDONE, LEFT))
    return sorted(found, key=lambda file: file.name, reverse=True)


def made() -> Path:
    """The folder, which only the user can read; it is there now.

    Raises:
        OSError: it cannot be made.
    """
    place = folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(OSError):
        place.chmod(0o700)
    return place


def new_file() -> Path:
    """The file of a run that begins now.

    Raises:
        OSError: its folder cannot be made.
    """
    now = time.time_ns()
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(now // 10**9))
    return made() / f"{stamp}.{now % 10**9:09}-{secrets.token_hex(3)}{LIVE}"


def id_of(file: Path) -> str:
    """What the user calls the run by."""
    return file.stem.partition("-")[2]


def prune() -> None:
    """Keep the journal within its bounds; the newest run always stays, and what may still be written."""
    now, room, kept = time.time(), BYTES_KEPT, list[Path]()
    with suppress(OSError):
        kept = files()
    for index, file in enumerate(kept):
        with suppress(OSError):  # another run prunes, too
            status = file.stat()
            room -= status.st_size
            age = now - status.st_mtime
            if index and age > SECONDS_OPEN and (room < 0 or age > DAYS_KEPT * 86_400):
                file.unlink(missing_ok=True)
