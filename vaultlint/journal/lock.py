"""One call at a time writes notes: a lock on a file, which ends with the process that holds it, however that ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from vaultlint.errors import VaultlintError
from vaultlint.journal import place

PATIENCE = 60.0
"""So many seconds are waited for another call to end."""

PAUSE = 0.02

if sys.platform == "win32":
    import msvcrt

    def _grab(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    _HELD: tuple[type[OSError], ...] = (PermissionError,)
else:
    import fcntl

    def _grab(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    _HELD = (BlockingIOError,)


class Busy(VaultlintError):
    """Another call writes notes, and does not come to its end."""


def lock() -> int | None:
    """The handle that holds the lock until it is closed; None on a disk that knows no locks.

    Raises:
        Busy: another call has held it for all of `PATIENCE`.
    """
    handle: int | None = None
    with suppress(OSError):
        handle = os.open(place.made() / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        if not _wait(handle):
            os.close(handle)
            raise Busy("another vaultlint is writing notes, and has not come to its end for a minute; try again later")
    return handle


def _wait(handle: int) -> bool:
    """Whether the lock is ours, after some time."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            _grab(handle)
        except _HELD:
            if time.monotonic() > until:
                return False
            time.sleep(PAUSE)
        else:
            return True


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else writes notes meanwhile.

    Raises:
        Busy: somebody does, and does not come to an end.
    """
    handle = lock()
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


__all__ = ["Busy", "alone", "lock"]
