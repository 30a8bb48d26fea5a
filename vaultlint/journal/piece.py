"""The part of a note that a run changed: from the first to the last byte that differs, and the lines around.

Where the change begins in the front matter, the part has all of it, so that its values can be told. Offsets are bytes.
"""

from __future__ import annotations

from typing import NamedTuple

from vaultlint.late import late
from vaultlint.source import BYTE_ORDER_MARK

CONTEXT = 3
"""So many lines are kept on both sides."""

_CLOSER = late(rb"(?<![^\r\n])(?:---|\.\.\.)[ \t]*+(?:\r\n?|\n|\Z)")


class Piece(NamedTuple):
    """What stood between two places, and stands there now: `start` bytes from the front, `end` bytes from the back."""

    start: int
    end: int
    line: int
    old: bytes
    new: bytes

    def before(self, after: bytes) -> bytes:
        """The bytes of the note before, from those after."""
        return after[: self.start] + self.old + after[len(after) - self.end :]


def cut(before: bytes, after: bytes) -> Piece:
    """What must be known to come from `after` back to `before`; `line` counts the lines above it."""
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    heads = _head(before), _head(after)
    if start < max(heads):
        start, end = 0, min(end, len(before) - heads[0], len(after) - heads[1])
    start, end = _line_before(before, start), end - _lines_on(before[len(before) - end :])
    return Piece(start, end, before.count(b"\n", 0, start), before[start : len(before) - end],
                 after[start : len(after) - end])  # fmt: skip


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes two notes start with alike; halving, for comparing slices is fast."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _head(data: bytes) -> int:
    """Where the front matter ends; 0 if there is none."""
    if not data.removeprefix(BYTE_ORDER_MARK).startswith(b"---"):
        return 0
    closer = _CLOSER.search(data, 3 + len(BYTE_ORDER_MARK))
    return closer.end() if closer else 0


def _line_before(data: bytes, place: int) -> int:
    """The start of the line that stands CONTEXT lines above the one at `place`."""
    start = data.rfind(b"\n", 0, place) + 1
    for _ in range(CONTEXT):
        start = data.rfind(b"\n", 0, max(0, start - 1)) + 1
    return start


def _lines_on(rest: bytes) -> int:
    """The length of the line that `rest` begins within, and of CONTEXT lines more."""
    end = 0
    for _ in range(CONTEXT + 1):
        end = rest.find(b"\n", end) + 1
        if not end:
            return len(rest)
    return end
