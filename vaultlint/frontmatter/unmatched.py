"""Quotes that do not match on one line: a value whose quote is not closed, or that has more inside it."""

from __future__ import annotations

import re

from vaultlint.frontmatter.fault import Fault
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.outcome import values_with
from vaultlint.frontmatter.repair import Repair, filled
from vaultlint.frontmatter.tree import Style
from vaultlint.frontmatter.writing import quoted
from vaultlint.late import late
from vaultlint.text import Edit, Span

MOST = 8
"""So many values are tried, each with a look at the whole block."""

_LINE = late(r"[^\r\n]*+(?:\r\n?|\n|\Z)")
_QUOTED_VALUE = late(
    r"(?<![^\r\n])[ ]*+(?:-[ ]++)*+(?:[^\s:#\-\[\]{}\"'][^:\r\n]*+:[ \t]++)?+(?<=[ \t])"
    r"(?P<value>[\"'\[][^\r\n]*?)[ \t]*+(?=[\r\n]|\Z)"
)
_LINK_AND_QUOTE = late(r"(\[\[[^\[\]\"'\r\n]+\]\])[\"']")
_LIKE_TEXT = late(r"(?:(?=\[\[[^\[\]]++\]\])|[^\s,:\[{\\])(?:[^\s\\]|[ \t]++(?![#\s]|\Z))*+")
_ELIDED = late(r"\d|(?:bout|cause|cos|em|ere|n|neath|round|til|till|tis|twas|twere|twill)\b", re.IGNORECASE)
_STUB = "vaultlint0word"
_HUGGED = late(r"(?<!\S)\"[^\s\"](?:[^\"]*[^\s\"])?\"(?=[\s.!?;:)]|\Z)")
_APOSTROPHE = late(r"(?<=\w)'(?=\w)")


def matched(matter: FrontMatter, start: int) -> Repair | None:
    """The one value, in the line at `start` or before it, that is in quotes that do not match."""
    end = _LINE.match(matter.text, start, matter.content.end)
    lines = _QUOTED_VALUE.finditer(matter.text, matter.content.start, end.end() if end else start)
    values = [(Span(*line.span("value")), meant) for line in lines if (meant := _within(line["value"])) is not None]
    if len(values) > MOST:
        return None
    found = [one for span, meant in values if (one := _with_matching(matter, span, meant)) is not None]
    return found[0] if len(found) == 1 else None


def _with_matching(matter: FrontMatter, span: Span, meant: str) -> Repair | None:
    """The quotes of the value at `span` made to match, if the block then says the same as with a word there."""
    single = span.of(matter.text)[0] == "'" and "'" not in meant
    edit = Edit(span, quoted(meant, Style.SINGLE if single else Style.DOUBLE))
    stub, after = values_with(matter, (Edit(span, _STUB),)), values_with(matter, (edit,))
    if stub is None or after is None or filled(stub, {_STUB: meant}) != after:
        return None
    title, place = "Make the quotes match", Span(span.start, span.start + 1)
    if matter.fault is not None and span.start <= matter.fault.span.start <= span.end:
        return Repair(title, (edit,))
    return Repair(title, (edit,), Fault(place, "quotation marks that do not match"))


def _within(value: str) -> str | None:
    """What a value says whose quotes do not match; None if they do, or if a single one may be an apostrophe."""
    if value[0] == "[":
        link = _LINK_AND_QUOTE.fullmatch(value)
        return link[1] if link else None
    mark, other = value[0], "'" if value[0] == '"' else '"'
    closed = len(value) > 1 and value[-1] == mark
    inner = value[1:-1] if closed else value[1:]
    extra = closed and mark == '"' and inner.endswith(mark) and inner.count(mark) == 1
    inner = inner.removesuffix(mark) if extra else inner
    if not _LIKE_TEXT.fullmatch(inner) or other in inner:
        return None
    rest = _HUGGED.sub("", inner) if mark == '"' else _APOSTROPHE.sub("", inner)
    if mark in rest or (mark in inner and not closed and mark == '"'):
        return None
    if closed:
        return inner if extra or mark in inner else None
    return None if mark == "'" and _ELIDED.match(inner) else inner
