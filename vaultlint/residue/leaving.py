"""Something left behind in a note, and how its line goes without harm to those around it."""

from __future__ import annotations

from typing import NamedTuple

from vaultlint.finding import Applicability, Finding, Fix
from vaultlint.late import late
from vaultlint.markdown import Body
from vaultlint.text import Edit, Span, delete

_FORMED = late(r" {4}|[ ]*+(?:\t|=++[ \t]*+(?:[\r\n]|\Z)|-++[ \t]*+(?:[\r\n]|\Z)|\+{3})")
"""A line that would be, or make of the one above it, something else if what stands between them went."""


class Leaving(NamedTuple):
    """What was left behind at `span`, and why it is a fault; `edits` take it away, there are none where text could go.

    `guess` says that only the author knows whether they should.
    """

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    title: str = ""
    guess: bool = False

    def finding(self) -> Finding:
        """It as a rule yields it."""
        sure = Applicability.UNSAFE if self.guess else Applicability.SAFE
        fix = Fix(self.title, self.edits, sure, drops_words=True) if self.edits else None
        return Finding(self.span, self.message, fix)


def without_line(text: str, body: Body, span: Span) -> tuple[Edit, ...]:
    """The edit that takes away the line of which `span` is all that is written; none where others would change."""
    start, end = _line(text, span)
    above = start > body.start and _has_text(text, start - 1)
    below = end < len(text) and _has_text(text, end)
    block = body.block_at(span.start)
    if _FORMED.match(text, end):
        return ()
    if above and below:
        return (delete(Span(start, end) if block and block.kind == "paragraph" else span),)
    if not above and not below:
        if end < len(text):
            end = text.find("\n", end) + 1 or len(text)
        elif start > body.start:
            start = _line(text, Span(start - 1, start - 1))[0]
    return (delete(Span(start, end)),)


def is_alone(text: str, span: Span) -> bool:
    """Whether nothing else is written on the lines of a span."""
    start, end = _line(text, span)
    return not (text[start : span.start] + text[span.end : end]).strip()


def _line(text: str, span: Span) -> tuple[int, int]:
    """Where the lines of a span start and end, with their ending."""
    return text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end) + 1 or len(text)


def _has_text(text: str, offset: int) -> bool:
    start, end = _line(text, Span(offset, offset))
    return bool(text[start:end].strip())
