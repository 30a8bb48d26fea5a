"""Text, places in it, and the one function that changes it.

Offsets count Unicode code points from 0, ends are exclusive. Lines and columns count from 1.
A line ends at LF, CR LF or CR, as in CommonMark 0.31 section 2.1, and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from vaultlint.errors import EditsOverlap
from vaultlint.late import late

LINE_ENDING = late(r"\r\n?|\n")


class Span(NamedTuple):
    """The half-open range `start <= offset < end` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The text that the span covers."""
        return text[self.start : self.end]

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Edit(NamedTuple):
    """Put `text` where `span` is; an empty span inserts."""

    span: Span
    text: str


class Position(NamedTuple):
    """A place as people count it: line and column from 1, columns in code points."""

    line: int
    column: int


class Place(NamedTuple):
    """From `line`:`column` up to, not including, `end_line`:`end_column`."""

    line: int
    column: int
    end_line: int
    end_column: int


def insert(offset: int, text: str) -> Edit:
    """The edit that puts `text` in front of the character at `offset`."""
    return Edit(Span(offset, offset), text)


def delete(span: Span) -> Edit:
    """The edit that takes `span` away."""
    return Edit(span, "")


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits` made; every character outside their spans stays as it is.

    Insertions at the same offset keep the order in which they are given.

    Raises:
        EditsOverlap: two spans share a character, one inserts inside another, or one is no part of the text.
    """
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < done:
            raise EditsOverlap(f"two edits meet at offset {edit.span.start}")
        if not edit.span.start <= edit.span.end <= len(text):
            raise EditsOverlap(f"an edit at offset {edit.span.start} is no part of the text")
        pieces += text[done : edit.span.start], edit.text
        done = edit.span.end
    pieces.append(text[done:])
    return "".join(pieces)


HEAD = 4096
"""So many characters, in which front matter mostly stands, have a table of lines of their own."""


class Lines:
    """Offsets of a text as lines and columns, and back; the table is built when it is first asked."""

    __slots__ = ("_head", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._head: list[int] | None = None
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset at which each line starts; an empty text has one line."""
        if self._starts is None:
            self._starts = _starts(self.text)
        return self._starts

    @property
    def _first(self) -> list[int]:
        """The offsets at which the lines of the head start, or those of all lines, if they are known already."""
        if self._starts is not None:
            return self._starts
        if self._head is None:
            self._head = _starts(self.text[:HEAD])
        return self._head

    def position(self, offset: int) -> Position:
        """Line and column of `offset`; the end of the text is a place too."""
        starts = self._first if offset < HEAD else self.starts
        index = bisect_right(starts, offset) - 1
        return Position(index + 1, offset - starts[index] + 1)

    def place(self, span: Span) -> Place:
        """Lines and columns of both ends of `span`."""
        return Place(*self.position(span.start), *self.position(span.end))

    def start(self, line: int) -> int:
        """The offset at which line number `line` starts."""
        return self.starts[line - 1]

    def span(self, line: int) -> Span:
        """Line number `line` without its ending."""
        starts = self._first if line < len(self._first) else self.starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))


@lru_cache(maxsize=2)
def _starts(text: str) -> list[int]:
    """The offset at which each line starts; kept, as several ask it of the note at hand."""
    if "\r" in text:
        return [0, *(match.end() for match in LINE_ENDING.finditer(text))]
    return [0, *accumulate([len(line) + 1 for line in text.split("\n")[:-1]])]


FEW = 16
"""So many times the first character of a sign is looked at where it stands: most are ruled out by that."""


def has(text: str, sign: str, start: int = 0) -> bool:
    """Whether `sign` stands in the text behind `start`; quick where its first character is rare."""
    at = text.find(sign[0], start)
    for _ in range(FEW):
        if at < 0 or text.startswith(sign, at):
            return at >= 0
        at = text.find(sign[0], at + 1)
    return at >= 0 and text.find(sign, at) >= 0


def line_start(text: str, offset: int) -> int:
    """Where the line of `offset` starts; it is looked at no further back, as another ending may stand nowhere."""
    start = text.rfind("\n", 0, offset) + 1
    return text.rfind("\r", start, offset) + 1 or start


def line_end(text: str, offset: int) -> int:
    """Where the line of `offset` ends, without its ending."""
    end = text.find("\n", offset)
    last = text.find("\r", offset, end if end >= 0 else len(text))
    return last if last >= 0 else end if end >= 0 else len(text)


def newline_of(text: str) -> str:
    """The first line ending of `text`, LF where it has none: what new lines should end with."""
    match = LINE_ENDING.search(text)
    return match[0] if match else "\n"
