"""Parts of a note that stand in it twice, one right behind the other, or paragraph for paragraph in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultlint.late import late
from vaultlint.markdown import Body
from vaultlint.residue.leaving import Leaving
from vaultlint.residue.lines import lines_of
from vaultlint.residue.weight import weight
from vaultlint.text import Lines, Span

LONG = 60
"""Shorter lines do not tell that a part is a copy."""

SIZE = 200
"""So long a paragraph is not written twice by design, one right behind the other; a Chinese letter counts thrice."""

ROW, ROW_SIZE = 3, 400
"""So many paragraphs in the same order, so long together, are a copy, wherever they stand."""

PARTED = 2
"""So many times longer must a copy be that stands below a heading of its own."""

TEASER = 10
"""A copy of so many paragraphs, or fewer, whose first stands in the first tenth of a note, may be a teaser."""

GLANCE = 40
"""Lines whose ends of so many characters differ are no copies."""

GAP = 6
"""A copy goes on where so many lines differ."""

LOOP = 7
"""A line that comes again so often is a loop."""

_PROSE = frozenset({"paragraph", "blockquote", "callout", "heading"})
_MARKUP = "<|![#"
_NO_PROSE = late(r"\[[^\]]++\]:|\||!\[")


class _Line(NamedTuple):
    """A line of prose, or a heading: where it starts, what it says, how long it is to a reader, where it belongs."""

    start: int
    said: str
    size: int
    block: int
    parts: bool
    part: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.said)


class _Copy(NamedTuple):
    """Rows that say again, from `again` up to `end`, what those from `first` up to `last` said before."""

    first: int
    last: int
    again: int
    end: int


def copies(text: str, body: Body) -> Iterator[Leaving]:
    """The later ones of such parts, in the order of the text."""
    if _may_repeat([line for line in lines_of(text, body.start) if len(line) >= LONG and line[0] not in _MARKUP]):
        yield from _found(text, list(_rows(text, body)))


def _may_repeat(lines: Sequence[str]) -> bool:
    """Whether the text of lines that stand there twice may be enough; most lines are told apart by their ends."""
    if len({line[-GLANCE:] for line in lines}) == len(lines):
        return False
    return sum(3 * len(line) * (times - 1) for line, times in Counter(lines).items()) >= SIZE


def _found(text: str, rows: Sequence[_Line]) -> Iterator[Leaving]:
    lines = Lines(text)
    yield from (_told(lines, rows, copy) for copy in _copies(rows) if _is_fault(rows, copy))


def _rows(text: str, body: Body) -> Iterator[_Line]:
    """The lines of prose; what is folded away is a translation, or meant to be."""
    part = -1
    for index, block in enumerate(body.blocks):
        if block.kind not in _PROSE or "list-item" in block.within or block.span.start in body.inert:
            continue
        part = index if block.kind == "heading" else part
        at = block.span.start
        for line in block.span.of(text).split("\n"):
            said = line.strip(" \t\r>")
            if said and not _NO_PROSE.match(said):
                yield _Line(at + line.index(said), said, weight(said), index, block.kind == "heading", part)
            at += len(line) + 1


def _copies(rows: Sequence[_Line]) -> Iterator[_Copy]:
    places: dict[str, int] = {}
    open_: _Copy | None = None
    for at, row in enumerate(rows):
        first = places.setdefault(row.said, at)
        if open_ is not None and at - open_.end > GAP:
            yield open_
            open_ = None
        if first == at:
            continue
        if open_ is not None and row.said == rows[at - 1].said:
            open_ = open_._replace(end=at + 1)
        elif open_ is not None and 0 <= first - open_.last <= GAP:
            open_ = open_._replace(last=first + 1, end=at + 1)
        else:
            if open_ is not None:
                yield open_
            open_ = _Copy(first, first + 1, at, at + 1)
    if open_ is not None:
        yield open_


def _is_fault(rows: Sequence[_Line], copy: _Copy) -> bool:
    """Whether nobody meant it: the same below other headings, or on code, is meant, and so may a teaser be."""
    if copy.last == copy.first + 1 and copy.end - copy.again >= LOOP:
        return False
    if copy.first and rows[copy.first - 1].parts and rows[copy.again - 1].parts:
        return False
    long = [row for row in rows[copy.again : copy.end] if row.size >= LONG]
    if sum("`" in row.said for row in long) * 4 > len(long):
        return False
    size = sum({row.said: row.size for row in long}.values())
    count = max(len({row.block for row in long}), sum(row.size > 2 * LONG for row in long))
    if size >= SIZE and _is_next(rows, copy):
        return True
    teased = count <= TEASER and copy.first < max(TEASER, len(rows) // 10)
    often = PARTED if _is_parted(rows, copy) else 1
    return count >= often * ROW and size >= often * ROW_SIZE and not teased


def _is_parted(rows: Sequence[_Line], copy: _Copy) -> bool:
    """Whether the two stand below different headings, and the copy has none: as manuals say of each part."""
    first, again, last = rows[copy.first].part, rows[copy.again].part, rows[copy.end - 1].part
    return 0 <= first < again == last and not rows[copy.again].parts


def _is_next(rows: Sequence[_Line], copy: _Copy) -> bool:
    """Whether the same stands right above it."""
    if copy.last == copy.again:
        return True
    start = 2 * copy.again - copy.end
    above, copied = rows[max(start, 0) : copy.again], rows[copy.again : copy.end]
    return [row.said for row in above] == [row.said for row in copied]


def _told(lines: Lines, rows: Sequence[_Line], copy: _Copy) -> Leaving:
    start, end = (lines.position(rows[at].start).line for at in (copy.first, copy.last - 1))
    where = f"line {start}" if start == end else f"lines {start} to {end}"
    span = Span(rows[copy.again].start, rows[copy.end - 1].end)
    return Leaving(span, f"says the same as {where}; keep one of the two")
