"""Finding the tags of a note outside of inert text, most of them at a glance."""

from __future__ import annotations

import re

from vaultlint.markdown.details.tags.garbled import tag_at
from vaultlint.markdown.details.tags.lost import lost_tags, wide_tags
from vaultlint.markdown.details.tags.tag import Tag
from vaultlint.markdown.inert import Inert
from vaultlint.text import Edit, Span

_REST = re.compile(r"[ \t]*+(?:[\r\n]|\Z)")
_SIMPLE = re.compile(r'<(/?)(details|summary|p)((?: class="[^"<>\r\n]*+")?)>')
PLAIN_BLOCK = re.compile(
    r"<details>[ \t]*+(?:\r\n|\n)(<summary>)([^<>\s&][^<>\r\n&]*+)(?<!\\)(</summary>)(?:\r\n|\n)"
    r"""(<p class="([^"<>\r\n]++)">)(?!\s)([^<]++)(?<!\\)(</p>)(?:\r\n|\n)(</details>)(?![>＞])"""
)
"""A block as most are: a label and one paragraph, a line each; what stands in that must be one plain line."""

_ESCAPED_ANGLE = re.compile(r"&(?:#|[lg]t)", re.I)


def is_one_plain_line(words: str) -> bool:
    """Whether words without `<` are one line that wants no closer look; `>>` may tell that somebody else speaks."""
    if "\n" in words or "\r" in words or "＜" in words or (">" in words and ">" in f" {words}".replace(" >> ", " ")):
        return False
    return "&" not in words or _ESCAPED_ANGLE.search(words) is None


def read_tags(text: str, start: int, inert: Inert) -> list[Tag]:
    """All such tags from `start` on, in order."""
    found: list[Tag] = []
    position = start
    while (at := text.find("<", position)) >= 0:
        position = at + 1
        if inert and at in inert:
            continue
        plain = PLAIN_BLOCK.match(text, at) if text.startswith("<details>", at) else None
        if (
            plain is not None
            and is_one_plain_line(plain[6])
            and not (at and text[at - 1] == "\\")
            and not (inert and inert.meets(at, plain.end()))
        ):
            found.append(Tag("details", False, Span(at, at + 9), whole=plain))
            position = plain.end()
            continue
        simple = _SIMPLE.match(text, at)
        if simple is not None and not (at and text[at - 1] == "\\" and _escaped(text, at)):
            end = simple.end()
            attributes = simple.span(3)
            if text.startswith(">", end) and (simple[1] or simple[2] == "details") and _REST.match(text, end + 1):
                span = Span(at, end + 1)
                broken = "the `>` is doubled"
                found.append(Tag(simple[2], bool(simple[1]), span, None, broken, (Edit(Span(end, end + 1), ""),)))
                position = end + 1
                continue
            found.append(Tag(simple[2], simple[1] == "/", Span(at, end), Span(*attributes) if simple[3] else None))
            position = end
            continue
        tag = tag_at(text, at)
        if tag is not None and not _escaped(text, at):
            found.append(tag)
            position = max(position, tag.span.end)
    for more in (wide_tags(text, start, inert), lost_tags(text, start, inert, found)):
        if extra := list(more):
            known = Inert(tag.span for tag in found)
            found += (tag for tag in extra if not known.meets(*tag.span))
            found.sort(key=lambda tag: tag.span)
    return found


def _escaped(text: str, at: int) -> bool:
    count = 0
    while at - count > 0 and text[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1
