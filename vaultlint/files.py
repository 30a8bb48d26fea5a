"""Notes on disk: read as bytes, written whole or not at all."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from vaultlint.door import LARGEST, content, leads_out
from vaultlint.errors import reason_of
from vaultlint.late import late
from vaultlint.source import decode, undecodable
from vaultlint.trouble import Trouble, Unreadable

SUFFIX = ".vaultlint"
"""The names of temporary files end so."""


@dataclass(frozen=True, slots=True)
class Source:
    """A note as it was read."""

    data: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A note that could not be read as text, and what can be shown of it."""

    trouble: Trouble
    text: str = ""


class NotWritten(Exception):
    """A note was left as it is; the message says why."""


def read(file: Path, root: Path, largest: int = LARGEST) -> Source | Unread:
    """The note in `file`, of the vault in `root`; none of more than `largest` megabytes, and no link out of it."""
    outside = leads_out(os.fspath(file), os.fspath(root))
    if outside is not None:
        return Unread(Unreadable(f"it is a link out of the vault, to {outside}"))
    try:
        data = content(file, largest)
    except OSError as error:
        return Unread(Unreadable(reason_of(error)))
    return understand(data)


def understand(data: bytes) -> Source | Unread:
    """The note of these bytes."""
    try:
        return Source(data, decode(data))
    except UnicodeDecodeError as error:
        text, trouble = undecodable(data, error)
        return Unread(trouble, text)


def replace(file: Path, before: bytes, after: bytes, root: Path) -> None:
    """Put the bytes `after` in place of `before`, so that it lasts; see `write`."""
    flush_folder(write(file, before, after, root))


def write(file: Path, before: bytes, after: bytes, root: Path) -> Path:
    """Put the bytes `after` in place of `before`: a temporary file in the same folder, fsync, rename.

    Mode, owner and, on Linux, extended attributes stay; a symbolic link stays a link, and its target is written if it
    lies below `root`. The rename lasts through a power cut once the folder is flushed that comes back.

    Raises:
        NotWritten: the file is not `before` any more, or must not be written.
    """
    return swap(stage(file, after, root), before, after)


class Staged(NamedTuple):
    """What a file is to be, in a temporary file beside it that would last through a power cut."""

    target: Path
    status: os.stat_result
    name: str

    def discard(self) -> None:
        """Take the temporary file away, if it is still there."""
        with suppress(OSError):
            os.unlink(self.name)  # noqa: PTH108


def stage(file: Path, after: bytes, root: Path) -> Staged:
    """The first step of `write`, which waits for the disk; nothing that anybody reads is changed.

    Raises:
        NotWritten: the file must not be written.
    """
    target = Path(os.path.realpath(file))
    if not target.is_relative_to(os.path.realpath(root)):
        raise NotWritten(f"it is a link out of the vault, to {target}")
    try:
        status = target.stat()
        if not os.access(target, os.W_OK):
            raise NotWritten("it is read-only")
        return Staged(target, status, _new_beside(target, after))
    except OSError as error:
        raise NotWritten(reason_of(error)) from None


def swap(staged: Staged, before: bytes, after: bytes) -> Path:
    """The second step of `write`: the bytes `after`, which are staged, in place of `before`.

    Raises:
        NotWritten: the file is not `before` any more.
    """
    try:
        with _leaving_nothing(staged.name):
            _dress(staged.name, staged.status)
            _label(staged.name, staged.target)
            now = staged.target.read_bytes()
            if now not in (before, after):  # `after`: two links to it were mended in one run
                raise NotWritten("it has changed since it was read")
            os.replace(staged.name, staged.target)  # noqa: PTH105  (the system call by its name)
    except OSError as error:
        raise NotWritten(reason_of(error)) from None
    return staged.target.parent


def put(file: Path, data: bytes) -> None:
    """Put the bytes into a file that may be there, whole or not at all; its mode stays.

    Raises:
        NotWritten: that cannot be done.
    """
    target = Path(os.path.realpath(file))
    try:
        with _beside(target, data) as name:
            mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
            Path(name).chmod(mode)
            Path(name).replace(target)
    except OSError as error:
        raise NotWritten(reason_of(error)) from None
    flush_folder(target.parent)


@contextmanager
def _beside(target: Path, data: bytes) -> Iterator[str]:
    """A temporary file with the data in the folder of `target`, to be renamed; it goes if that is not done."""
    name = _new_beside(target, data)
    with _leaving_nothing(name):
        yield name


def _new_beside(target: Path, data: bytes) -> str:
    from tempfile import mkstemp  # a check writes nothing

    handle, name = mkstemp(prefix=f".{target.name[:80]}.", suffix=SUFFIX, dir=target.parent)
    with _leaving_nothing(name), os.fdopen(handle, "wb") as temporary:
        temporary.write(data)
        temporary.flush()
        os.fsync(temporary.fileno())
    return name


@contextmanager
def _leaving_nothing(name: str) -> Iterator[None]:
    """The temporary file goes if what is to be done with it fails."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def move(root: Path, old: str, new: str) -> None:
    """Call the file at `old`, below `root`, `new`, where nothing is; folders that are missing are made.

    Raises:
        NotWritten: something is there, or it cannot be moved.
    """
    source, target = root / old, root / new
    try:
        if is_taken(source, target):
            raise NotWritten(f"`{new}` is there already")
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
    except OSError as error:
        raise NotWritten(reason_of(error)) from None
    flush_folder(target.parent)
    if source.parent != target.parent:
        flush_folder(source.parent)


def is_taken(source: Path, target: Path) -> bool:
    """Whether something else than `source` is at `target`; a disk that ignores case has it under both names."""
    if not os.path.lexists(target):
        return False
    return not (os.path.lexists(source) and is_one(source, target))


def is_one(source: Path, target: Path) -> bool:
    """Whether two paths that are there name one file, whose name the disk spells in one way only."""
    is_alike = source.name.casefold() == target.name.casefold() or not (source.name + target.name).isascii()
    return is_alike and source.parent == target.parent and source.samefile(target) and not _are_two(source, target)


def _are_two(source: Path, target: Path) -> bool:
    names = {entry.name for entry in os.scandir(source.parent)}
    return source.name in names and target.name in names


def _dress(name: str, status: os.stat_result) -> None:
    """Give the temporary file the mode and, where that is allowed, the owner of the note."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(name, status.st_uid, status.st_gid)
    os.chmod(name, stat.S_IMODE(status.st_mode))  # noqa: PTH101


def _label(name: str, note: Path) -> None:
    """Give the temporary file the extended attributes of the note, such as its tags and who else may read it."""
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for attribute in os.listxattr(note):
                with suppress(OSError):  # some are the system's own
                    os.setxattr(name, attribute, os.getxattr(note, attribute))


_LEFT = late(r"\..*\.[a-z0-9_]{8}\.vaultlint", re.S)


def settle(folder: Path) -> None:
    """Make the renames in the folder last, and take away what runs that were killed have left there."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.endswith(SUFFIX) and _LEFT.fullmatch(entry.name):
                os.unlink(entry.path)  # noqa: PTH108
    flush_folder(folder)


def flush_folder(folder: Path) -> None:
    """Make the rename last through a power cut; systems that cannot open a folder do without."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
