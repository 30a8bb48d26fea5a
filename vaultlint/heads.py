"""The front matter of notes on disk, read without what stands below it."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from vaultlint import frontmatter
from vaultlint.door import LARGEST, leads_out
from vaultlint.errors import reason_of
from vaultlint.files import Source, read
from vaultlint.finding import Value
from vaultlint.frontmatter import FrontMatter
from vaultlint.late import late
from vaultlint.source import BYTE_ORDER_MARK, decode

_ENOUGH = 1 << 14
"""So many bytes hold the front matter of nearly every note."""

_CLOSER = late(rb"(?<![^\r\n])---[ \t]*+(?:\r\n?|\n)")


class Head(NamedTuple):
    """The metadata of one note: its values, none without front matter; `trouble` is why they cannot be known."""

    values: Mapping[str, Value] | None
    size: int
    trouble: str = ""


def read_head(file: Path, root: Path, largest: int = LARGEST) -> Head:
    """The metadata of the note in `file`, which `read` would read."""
    try:
        status = file.stat()
        size = status.st_size
        if not stat.S_ISREG(status.st_mode) or leads_out(os.fspath(file), os.fspath(root)) is not None:
            return _whole(file, size, root, largest)
        with file.open("rb") as opened:
            data = opened.read(_ENOUGH)
    except OSError as error:
        return Head(None, 0, reason_of(error))
    matter = _at_the_top(data)
    if matter is not None and matter.values is not None:
        return Head(matter.values, size)
    return _whole(file, size, root, largest)


def _at_the_top(data: bytes) -> FrontMatter | None:
    """The front matter, if whatever may follow it changes nothing: it has both fences, and keys."""
    closer = _CLOSER.search(data, 5) if data[:3] in (b"---", BYTE_ORDER_MARK) else None
    try:
        matter = frontmatter.read(decode(data[: closer.end()])) if closer else None
    except UnicodeDecodeError:
        return None
    return matter if matter is not None and matter.entries and not matter.fence_faults else None


def _whole(file: Path, size: int, root: Path, largest: int) -> Head:
    source = read(file, root, largest)
    if not isinstance(source, Source):
        reason = getattr(source.trouble, "reason", "it is not UTF-8")
        return Head(None, size, reason)
    matter = frontmatter.read(source.text)
    if matter is None:
        return Head({}, size)
    return Head(matter.values, size, "" if matter.values is not None else _why(matter))


def _why(matter: FrontMatter) -> str:
    if matter.fault is not None:
        return matter.fault.message
    return "it is a template" if matter.is_template else "it is no list of keys and values"
