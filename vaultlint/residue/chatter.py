"""What a model says besides the text it was asked for, and what it, or a template, leaves for others to fill in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from vaultlint.late import late
from vaultlint.markdown import Body
from vaultlint.residue.leaving import Leaving, without_line
from vaultlint.residue.lines import group, lines_like
from vaultlint.residue.sentences import MAYBE, SPEAKERS, SURE
from vaultlint.text import Span

_OPEN = r"(?:\#{1,6}[ \t]++)?[*_]{0,3}"
_CLOSE = r"[*_]{0,3}[ \t]*+(?:</[Pp]>)?[ \t]*+(?=[\r\n]|\Z)"
_LINE = late(rf"{_OPEN}(?i:(?P<sure>{'|'.join(SURE)})|(?P<maybe>{'|'.join(MAYBE)})){_CLOSE}")
_TALK = late(
    r"^(?:\#{1,6}[ \t]++|[*_]{2}|[ \t]*+>[ \t]*+(?:\[!\w++\])?)?[ \t]*+"
    rf"(?:{SPEAKERS})[ \t]*+(?:[*_]{{2}}|[:：]|\r?$)",
    re.M | re.I,
)
"""A line that says who speaks."""

_NO_TEXT = frozenset({"heading", "thematic-break", "comment"})
_WHY = "words of what made the text, not of the text"


def chatter(text: str, body: Body) -> Iterator[Leaving]:
    """The sentences on lines of their own that are no part of what the note says."""
    found = [match for match in lines_like(_LINE, text, body.start) if _shows(body, _said(match))]
    if not found or _TALK.search(text, body.start):
        return
    for match in found:
        span = _said(match)
        if match["sure"] is not None or _is_edge(text, body, span):
            edits = without_line(text, body, span) if _is_whole(text, body, span) else ()
            yield Leaving(span, _WHY if edits else f"{_WHY}; take them out", edits, "Take the line away")


def _said(match: re.Match[str]) -> Span:
    """The sentence, without the signs that print it bold."""
    span = group(match, "sure" if match["sure"] is not None else "maybe")
    return Span(span.start, span.start + len(span.of(match.string).rstrip(" \t*_")))


def _shows(body: Body, span: Span) -> bool:
    block = body.block_at(span.start)
    if block is None or block.kind not in ("paragraph", "html", "heading") or block.within:
        return False
    return span.start not in body.inert


def _is_whole(text: str, body: Body, span: Span) -> bool:
    """Whether the line is a paragraph by itself, so that no sentence loses a part."""
    block = body.block_at(span.start)
    if block is None or block.kind != "paragraph":
        return False
    return not (text[block.span.start : span.start] + text[span.end : block.span.end]).strip(" \t\r\n*_")


def _is_edge(text: str, body: Body, span: Span) -> bool:
    """Whether the line is the first or the last of the note or of a folded block, or a line across the page follows."""
    blocks = body.blocks
    index = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
    if blocks[index].kind == "html":
        return text[blocks[index].span.start : span.start].rstrip().endswith(">")
    last = len(blocks) - 1
    if index < last and blocks[index + 1].kind == "thematic-break":
        return True
    above = (blocks[at].kind for at in range(index - 1, -1, -1))
    below = (blocks[at].kind for at in range(index + 1, last + 1))
    return all(kind in _NO_TEXT for kind in above) or all(kind in _NO_TEXT for kind in below)
