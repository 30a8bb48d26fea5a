"""Where the cache lies, a folder a vault; its files are written whole or not at all, the oldest go when it grows."""

from __future__ import annotations

import os
import sys
import time

try:
    from _blake2 import blake2b  # `hashlib` asks OpenSSL first, which takes as long as all else here
except ImportError:
    from hashlib import blake2b

FOLDER = "VAULTLINT_CACHE_DIR"
"""The variable that names another folder."""

BYTES_KEPT = 512 * 1024 * 1024
"""Of all vaults together."""

FILES_KEPT = 12
"""Of one vault: one for each way in which it is checked."""

DAYS_KEPT = 30

CHECK = 16
"""So many bytes at the start of a file tell whether the others are as they were written."""


def folder() -> str:
    """Where the cache lies."""
    if named := os.environ.get(FOLDER):
        return named
    return os.path.join(_of_user(), "check")  # noqa: PTH118


def _of_user() -> str:
    """What platformdirs says; on Linux without asking it, for that would take longer than all else of a known call."""
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        named = os.environ.get("XDG_CACHE_HOME", "")
        base = named if named.startswith("/") else os.path.expanduser("~/.cache")  # noqa: PTH111
        return f"{base}/vaultlint"
    from platformdirs import user_cache_dir

    return user_cache_dir("vaultlint", appauthor=False)


def file_of(root: str, name: str) -> str:
    """The file called `name` of the vault, or place, at `root`."""
    return os.path.join(folder(), digest(os.fsencode(root)), name)  # noqa: PTH118


def digest(data: bytes) -> str:
    """A name for these bytes."""
    return blake2b(data, digest_size=16).hexdigest()


def load(file: str) -> bytes | None:
    """What was put into the file; None if that is not there, or no longer as it was."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as opened:
            if hasattr(os, "getuid") and os.fstat(handle).st_uid != os.getuid():
                return None
            data = opened.read()
    except OSError:
        return None
    rest = data[CHECK:]
    return rest if blake2b(rest, digest_size=CHECK).digest() == data[:CHECK] else None


def save(file: str, data: bytes) -> None:
    """Put the data into the file; where that cannot be done, nothing is kept."""
    from contextlib import suppress

    home, temporary = os.path.dirname(file), f"{file}.{os.urandom(4).hex()}.new"  # noqa: PTH120
    try:
        os.makedirs(home, 0o700, exist_ok=True)  # noqa: PTH103
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(blake2b(data, digest_size=CHECK).digest() + data)
            os.replace(temporary, file)  # noqa: PTH105
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
            raise
        prune(file)
    except OSError:
        return


def prune(newest: str) -> None:
    """Keep the cache within its bounds; the file that was written last always stays."""
    from contextlib import suppress

    now, room, kept = time.time(), BYTES_KEPT, dict[str, int]()
    for status, home, file in sorted(_files(), key=lambda one: one[0].st_mtime, reverse=True):
        room -= status.st_size
        kept[home] = kept.get(home, 0) + 1
        old = now - status.st_mtime > DAYS_KEPT * 86_400
        if file != newest and (old or room < 0 or kept[home] > FILES_KEPT):
            with suppress(OSError):
                os.unlink(file)  # noqa: PTH108
                os.rmdir(home)  # noqa: PTH106


def _files() -> list[tuple[os.stat_result, str, str]]:
    from contextlib import suppress

    found = []
    top = folder()
    for name in os.listdir(top):  # noqa: PTH208
        home = f"{top}{os.sep}{name}"
        for one in _listed(home) if len(name) == 32 else ():
            if one.endswith((".notes", ".run", ".new")):
                with suppress(OSError):  # another run prunes, too
                    file = f"{home}{os.sep}{one}"
                    found.append((os.stat(file), home, file))  # noqa: PTH116
    return found


def _listed(home: str) -> list[str]:
    try:
        return os.listdir(home)  # noqa: PTH208
    except OSError:
        return []


__all__ = ["FOLDER", "blake2b", "digest", "file_of", "load", "save"]
