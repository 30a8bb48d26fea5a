"""Finding the tags of a note outside of inert text, most of them at a glance."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vaultlint.late import late
from vaultlint.markdown.details.tags.garbled import tag_at
from vaultlint.markdown.details.tags.lost import lost_tags, wide_tags
from vaultlint.markdown.details.tags.tag import Tag
from vaultlint.markdown.inert import Inert
from vaultlint.text import Edit, Span

_REST = late(r"[ \t]*+(?:[\r\n]|\Z)")
_SIMPLE = late(r'<(/?)(details|summary|p)((?: class="[^"<>\r\n]*+")?)>')


def read_tags(text: str, start: int, inert: Inert, plain: Sequence[re.Match[str]]) -> list[Tag]:
    """All such tags from `start` on, in order; `plain` are blocks that are read as one tag, unless they lie in code."""
    found: list[Tag] = []
    position = start
    in_code = inert.meets if inert else None
    for whole in plain:
        first, end = whole.span()
        if in_code and in_code(first, end):
            continue
        if text.find("<", position, first) >= 0:
            position = _between(text, position, first, inert, found)
        if position <= first:
            found.append(Tag("details", False, Span(first, first + len("<details>")), whole=whole))
            position = end
    _between(text, position, len(text), inert, found)
    for more in (wide_tags(text, start, inert), lost_tags(text, start, inert, found)):
        if extra := list(more):
            known = Inert(tag.span for tag in found)
            found += (tag for tag in extra if not known.meets(*tag.span))
            found.sort(key=lambda tag: tag.span)
    return found


def _between(text: str, position: int, end: int, inert: Inert, found: list[Tag]) -> int:
    """Put the tags that begin between two offsets in `found`; where to go on behind them."""
    while (at := text.find("<", position, end)) >= 0:
        position = at + 1
        if inert and at in inert:
            continue
        tag = _simple(text, at) or tag_at(text, at)
        if tag is not None and not _escaped(text, at):
            found.append(tag)
            position = max(position, tag.span.end)
    return max(position, end)


def _simple(text: str, at: int) -> Tag | None:
    """A tag as most are, or one whose `>` is doubled."""
    simple = _SIMPLE.match(text, at)
    if simple is None:
        return None
    name, end = simple[2], simple.end()
    if text.startswith(">", end) and (simple[1] or name == "details") and _REST.match(text, end + 1):
        span, edit = Span(at, end + 1), Edit(Span(end, end + 1), "")
        return Tag(name, bool(simple[1]), span, None, "the `>` is doubled", (edit,))
    return Tag(name, simple[1] == "/", Span(at, end), Span(*simple.span(3)) if simple[3] else None)


def _escaped(text: str, at: int) -> bool:
    count = 0
    while at - count > 0 and text[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1
