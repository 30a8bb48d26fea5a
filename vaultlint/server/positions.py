"""Offsets of a text as positions of the protocol, and back.

Lines count from 0, characters in the unit that the client has chosen: bytes, UTF-16 code units or code points (Language
Server Protocol 3.17, "Position"). A place beyond the end of a line is its end; one inside a character is its start.
"""

from __future__ import annotations

from lsprotocol.types import Position, PositionEncodingKind, Range

from vaultlint.text import Lines, Span

UTF8, UTF16, UTF32 = (
    kind.value for kind in (PositionEncodingKind.Utf8, PositionEncodingKind.Utf16, PositionEncodingKind.Utf32)
)

_CONTINUATION = bytes(range(0x80, 0xC0))


class Positions:
    """The places of one text, of which characters are counted in `unit`."""

    __slots__ = ("_lines", "_unit")

    def __init__(self, text: str, unit: str) -> None:
        self._lines, self._unit = Lines(text), unit

    def position(self, offset: int) -> Position:
        """The position of an offset; the end of the text is a place too."""
        line, column = self._lines.position(offset)
        start = self._lines.start(line)
        return Position(line - 1, units(self._lines.text[start : start + column - 1], self._unit))

    def offset(self, position: Position) -> int:
        """The offset of a position; lines behind the last one are the end of the text."""
        if position.line >= len(self._lines.starts):
            return len(self._lines.text)
        line = self._lines.span(position.line + 1)
        return line.start + taken(line.of(self._lines.text), position.character, self._unit)

    def range(self, span: Span) -> Range:
        """The range of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def span(self, given: Range) -> Span:
        """The span of a range."""
        start, end = self.offset(given.start), self.offset(given.end)
        return Span(start, max(start, end))


def units(text: str, unit: str) -> int:
    """How many units a text has."""
    if unit == UTF32 or text.isascii():
        return len(text)
    if unit == UTF8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def taken(text: str, count: int, unit: str) -> int:
    """How many whole characters the first `count` units of a text hold; all, where it has fewer units."""
    if unit == UTF32 or text.isascii():
        return min(count, len(text))
    if unit == UTF8:
        data = text.encode("utf-8", "surrogatepass")
        is_inside = count < len(data) and data[count] in _CONTINUATION
        return len(data[:count].translate(None, _CONTINUATION)) - is_inside
    if max(text) <= "\uffff":
        return min(count, len(text))
    return _taken_of_pairs(text, count)


def _taken_of_pairs(text: str, count: int) -> int:
    used = 0
    for index, character in enumerate(text):
        used += 1 + (character > "\uffff")
        if used > count:
            return index
    return len(text)
