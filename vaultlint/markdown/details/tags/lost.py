"""Tags without a plain `<`: with full-width brackets, or with none in front."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vaultlint.late import late
from vaultlint.markdown.details.tags.plain import count_ends
from vaultlint.markdown.details.tags.tag import Tag
from vaultlint.markdown.inert import Inert
from vaultlint.text import Edit, Span, insert, line_end, line_start

_WIDE = late(
    r"[<＜][ \t]*+([/／]?)[ \t]*+(details|summary|p)"
    r"((?:[ \t]++class[ \t]*+[=＝][ \t]*+[^<>＜＞\r\n]*+)?)[ \t]*+[>＞]",
    re.I,
)
_LOST = late(
    r"(?P<whole>(?:(?<![<＜\w/\\`\"'=.;-])(?P<slash>/?)|(?<![<＜\\`/;])(?P<tail>/))(?P<name>details|summary)>)|"
    r'(?P<opener>^[ \t]*+(?P<p>p)[ \t]++class="[^"<>\r\n]*+">)|'
    r"(?P<dashed><?p-(?P<class>english|chinese)-text\"?>)|"
    r"(?P<end>(?<![<＜\w\\`/;])/p>(?=[ \t]*+(?:[\r\n]|\Z)))",
    re.M,
)
_BEGINS = late(r"(?:^|[\r\n>])[ \t\u3000]*+\Z")
_GOES_ON = late(r"(?<=details>)[ \t]*+(?:[\r\n]|\Z|<)|(?<=summary>)[^<\r\n]*+(?:[\r\n]\s*+)?+</?summary", re.I)
"""What stands behind an opening tag; `details> file` is a redirection."""

_CLASS = late(r'class="([^"<>\r\n]*)"')


def wide_tags(text: str, start: int, inert: Inert) -> Iterator[Tag]:
    """Tags with full-width brackets."""
    if "＜" not in text and "＞" not in text:
        return
    for match in _WIDE.finditer(text, start):
        content = match[0]
        if ("＜" not in content and "＞" not in content and "／" not in content) or match.start() in inert:
            continue
        span = Span(*match.span())
        name, closing = match[2].lower(), bool(match[1])
        attributes = match[3].replace("＝", "=").replace("“", '"').replace("”", '"')
        edit = Edit(span, f"<{'/' if closing else ''}{name}{attributes}>")
        yield Tag(name, closing, span, None, "its brackets are full-width", (edit,))


def lost_tags(text: str, start: int, inert: Inert, found: list[Tag]) -> Iterator[Tag]:
    """Tags that have lost their `<`; looked for only where more tags end than have begun."""
    theirs = count_ends([tag.whole for tag in found if tag.whole])
    if text.count(">", start) == theirs + sum([tag.span.of(text).count(">") for tag in found if not tag.whole]):
        return
    inside = Inert(Span(*tag.whole.span()) if tag.whole else tag.span for tag in found)
    lines = _lines_with_ends(text, start, inside)
    for match in (match for line in lines for match in _LOST.finditer(text, *line)):
        first = match.start() + len(match[0]) - len(match[0].lstrip(" \t"))
        span = Span(first, match.end())
        if first in inert or first in inside:
            continue
        opens = match["whole"] and not (match["slash"] or match["tail"])
        if opens and not (_BEGINS.search(text, max(0, first - 40), first) and _GOES_ON.match(text, span.end)):
            continue
        if match["dashed"]:
            name, closing = "p", False
            edit = Edit(span, f'<p class="{match["class"]}-text">')
            yield Tag(name, closing, span, None, "its class is run into its name", (edit,))
            continue
        name = match["name"] or "p"
        closing = bool(match["slash"] or match["tail"] or match["end"])
        attributes = _CLASS.search(text, first, span.end)
        place = Span(*attributes.span()) if attributes else None
        yield Tag(name, closing, span, place, "the `<` in front of it is lost", (insert(first, "<"),))


_ENDS = ("details>", "summary>", "/p>", "-text>", '">')


def _lines_with_ends(text: str, start: int, inside: Inert) -> Iterator[Span]:
    """The lines, with their endings, in which an end of a tag of ours stands outside of those."""
    done = start
    for before, behind in pairwise((Span(start, start), *inside.spans, Span(len(text), len(text)))):
        end = max(before.end, done)
        while (at := text.find(">", end, behind.start)) >= 0:
            end = at + 1
            if text.endswith(_ENDS, start, end):
                done = end = min(line_end(text, at) + 1, len(text))
                yield Span(line_start(text, at), end)
