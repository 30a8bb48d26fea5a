"""Blank lines in a `<details>` block that end its HTML where it should go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from vaultlint.late import late
from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.places import BLANK_LINE
from vaultlint.markdown.details.structure import DetailsBlock, Paragraph
from vaultlint.markdown.inert import Inert
from vaultlint.text import LINE_ENDING, Edit, Span, delete, newline_of

if TYPE_CHECKING:
    from vaultlint.markdown import Body

_BLANK_LINES = late(r"[ \t]*+(?:(?:\r\n?+|\n)[ \t>]*+){2,}")
_RENDERED = late(r"[*_`\[$\\<~]|^[ \t>]*+(?:[-+*#>|=]|\d++[.)])", re.M)
"""What Markdown renders behind the blank line, and HTML would not."""


def blank_inside(body: Body, renderers: Set[str]) -> Iterator[Fault]:
    """Blank lines in HTML that end it there: in a `<p>`; in Obsidian also between the parts of a block of `<p>`s.

    Browsers then read the rest of a `<p>` as the next paragraph: Eleventy's page loses the class there, GitHub's has
    none to lose, as its sanitiser drops them.
    """
    text, indented = body.text, Inert(fault.span for fault in body.details.of("indented"))
    for block in body.details.richer:
        if block.close is None or block.inner:
            continue
        if indented.meets(*block.span):
            continue
        for paragraph in block.paragraphs:
            if paragraph.close is None or BLANK_LINE.match(text, paragraph.open.end):
                continue
            if "obsidian" in renderers or ("eleventy" in renderers and paragraph.class_name):
                yield from _in_paragraph(body, paragraph)
        if "obsidian" in renderers and block.paragraphs and block.summary:
            yield from _between_parts(body, block)


def _in_paragraph(body: Body, paragraph: Paragraph) -> Iterator[Fault]:
    """A `<p>` with blank lines in it, told at the first; meant are several paragraphs of the same class."""
    text = body.text
    blanks = list(_BLANK_LINES.finditer(text, *paragraph.content))
    if not blanks:
        return
    first = LINE_ENDING.search(text, blanks[0].start())
    assert first is not None
    edits: tuple[Edit, ...] = ()
    if not _RENDERED.search(text, *paragraph.content):
        parting = "</p>" + newline_of(text) + body.places.indent(paragraph.open) + paragraph.open.of(text)
        edits = tuple(Edit(Span(*blank.span()), parting) for blank in blanks if ">" not in blank[0])
    yield Fault(
        "blank-inside", Span(first.end(), body.places.line_end(first.end())),
        "a blank line ends an HTML block: the rest of the `<p>` falls out of it, and out of its class", edits,
        "Make it several paragraphs",
    )  # fmt: skip


def _between_parts(body: Body, block: DetailsBlock) -> Iterator[Fault]:
    assert block.summary is not None and block.close is not None
    text = body.text
    gaps: list[Span] = []
    at = block.open.span.end
    parts = (Span(p.open.start, p.close.end if p.close else p.content.end) for p in block.paragraphs)
    for part in (block.summary.span, *parts):
        gaps.append(Span(at, part.start))
        at = part.end
    gaps.append(Span(at, block.close.span.start))
    if any(text[gap.start : gap.end].strip(" \t\r\n>") for gap in gaps):
        return
    for gap in gaps:
        blank = BLANK_LINE.search(text, *gap)
        if blank is not None:
            line = LINE_ENDING.match(text, blank.start())
            assert line is not None
            yield _blank(body, line.end(), "in Obsidian the block falls apart there")


def _blank(body: Body, start: int, consequence: str) -> Fault:
    """The fault of the blank lines from the line at `start` on."""
    text, end = body.text, body.places.line_end(start)
    stop = start
    while not text[stop : body.places.line_end(stop)].strip(" \t>"):
        stop = body.places.next_line(stop)
    return Fault(
        "blank-inside", Span(start, end), f"a blank line ends an HTML block: {consequence}",
        (delete(Span(start, stop)),), "Remove the blank line",
    )  # fmt: skip
