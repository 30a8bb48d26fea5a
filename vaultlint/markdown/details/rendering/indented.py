"""Tags that are indented so far that they are code, where no code was meant.

Whether tags were meant is judged in the stretch of text around them, up to the next block on either side: reading them
as tags must leave fewer faults there, or show a block like the others of the note.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from vaultlint.late import late
from vaultlint.markdown.blocks import Block
from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.reading.reader import read_structure
from vaultlint.markdown.details.structure import DetailsBlock, Structure
from vaultlint.markdown.inert import Inert
from vaultlint.text import Edit, Span, line_start

_STRUCTURE = late(r"<(/?)(details|summary|p)(?:[ \t][^<>\r\n]*+)?>", re.I)
_ORIGINAL = late(r"\boriginal\b|原文", re.I)
_BLANKS = late(r"(?m)^[ \t]+(?=\S)")

ATTEMPTS = 8
"""So many indented places of one stretch are tried; more are evidently code."""


def indented_tags(
    text: str, start: int, inert: Inert, structure: Structure, blocks: Sequence[Block]
) -> Iterator[tuple[Block, Span]]:
    """The blocks of indented code that are tags, each with the first of them."""
    found = [
        (block, tag)
        for block in blocks
        if block.kind == "indented-code"
        and (tag := _STRUCTURE.search(text, *block.span)) is not None
        and not _is_announced(text, block.span.start)
    ]
    if not found:
        return
    known = {one.label for one in structure.blocks if one.summary}
    borders = {one.open.span.start for one in structure.blocks if one.top_level}
    whole = Inert(one.span for one in structure.blocks if one.top_level and one.closed)
    openers = (block.span.start for block, tag in found if not tag[1] and tag[2].lower() == "details")
    borders |= {at for at in openers if at not in whole}
    stretches = [start, *sorted(borders), len(text)]
    meant: list[Span] = []
    tried: dict[int, int] = {}
    for block, tag in found:
        index = bisect_right(stretches, block.span.start)
        tried[index] = tried.get(index, 0) + 1
        if tried[index] <= ATTEMPTS:
            piece = _Piece(text, Span(stretches[index - 1], stretches[index]), inert, meant)
            if piece.shows_tags(block, tag, known):
                meant.append(block.span)
                yield block, Span(*tag.span())


def _is_announced(text: str, start: int) -> bool:
    """Whether the paragraph above ends with a colon, so that an example follows."""
    return text[max(0, start - 400) : start].rstrip(" \t\r\n>").endswith((":", "："))


class _Piece:
    """A stretch of text, read on its own; `meant` are the indented places known to be tags."""

    def __init__(self, text: str, stretch: Span, inert: Inert, meant: Sequence[Span]) -> None:
        self.at = stretch.start
        self.text = stretch.of(text)
        first = max(0, bisect_left(inert.spans, stretch) - 1)
        self.inert = []
        for span in inert.spans[first : bisect_left(inert.spans, Span(stretch.end, stretch.end))]:
            if span.end > stretch.start and not any(span.overlaps(one) for one in meant[-ATTEMPTS:]):
                self.inert.append(Span(max(0, span.start - self.at), min(span.end, stretch.end) - self.at))

    def shows_tags(self, block: Block, tag: re.Match[str], known: set[str | None]) -> bool:
        """Whether the stretch is whole only if the block is tags, or has a block like others in it then."""
        own = Span(block.span.start - self.at, block.span.end - self.at)
        as_code = read_structure(self.text, 0, Inert(self.inert))
        as_tags = read_structure(self.text, 0, Inert(span for span in self.inert if not span.overlaps(own)))
        if len(as_tags.faults) != len(as_code.faults):
            return len(as_tags.faults) < len(as_code.faults)
        if tag[2].lower() != "details":
            at = tag.start() - self.at
            return any(one.open.span.end <= at < one.content.end for one in as_code.blocks if one.closed)
        inside = (one for one in as_tags.blocks if one.open.span.start in own)
        return any(one.closed and one.summary and (one.label in known or _is_translation(one)) for one in inside)


def _is_translation(block: DetailsBlock) -> bool:
    """Whether the block is by its looks a folded original and no example of HTML."""
    return any((p.class_name or "").endswith("-text") for p in block.paragraphs) or (
        block.summary is not None and _ORIGINAL.search(block.summary.text) is not None and bool(block.text)
    )


def indented(text: str, tag: Span, block: Block) -> Fault:
    """The fault of an indented tag; the fix takes the blanks of its lines away."""
    edits: list[Edit] = []
    if not {"blockquote", "callout"} & set(block.within):
        start = line_start(text, tag.start)
        lines = _BLANKS.finditer(text, start, block.span.end)
        edits += (Edit(Span(*line.span()), " " * block.indent) for line in lines)
    message = "so far indented, the tag is code and not part of the block" + ("" if edits else "; indent it less")
    return Fault("indented", tag, message, tuple(edits), "Indent it less")
