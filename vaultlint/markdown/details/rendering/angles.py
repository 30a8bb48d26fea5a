"""A bare `<` in the HTML of a `<details>` block: it opens a tag that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vaultlint.late import late
from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.rendering.raw import NAMED, raw_regions
from vaultlint.markdown.inert import Inert
from vaultlint.text import Edit, Span

if TYPE_CHECKING:
    from vaultlint.markdown import Body

_BARE = late(r"<(?=[A-Za-z])(?![A-Za-z][A-Za-z0-9-]*+(?:[\s/][^<>]*+)?>)")
_LINK = late(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:|[^\s<>@]++@)[^\s<>]*+>")
_CODE_LIKE = late(r"<[A-Za-z][^<\r\n]*?[{}()$]")
_SENTENCE = late(r"<(?=/?[\u3400-\u9fff])(?![^<>\r\n，。！？；：]{1,16}>)[^\r\n]{2}")
_BEGINS = late(r"(?:^|[\r\n]|<p[^<>]*+>)[ \t>]*+\Z")


def raw_angles(body: Body) -> Iterator[Fault]:
    """`<` in text that opens a bogus tag: in HTML before a letter, at the start of a line before a Chinese sentence."""
    text = body.text
    if body.plain.alone:
        return
    for match in _SENTENCE.finditer(text, body.start):
        if _BEGINS.search(text, max(0, match.start() - 80), match.start()) and match.start() not in body.inert:
            yield _angle(match.start())
    blocks = body.details.richer
    if not blocks or not _BARE.search(text, blocks[0].open.span.end):
        return
    for block in blocks:
        if block.close is not None:
            for region in raw_regions(body, block):
                yield from _angles_in(body, region)


_ELEMENT = late(
    r"<(?:a|abbr|audio|b|blockquote|br|button|code|col|dd|del|div|dl|dt|em|figure|font|h[1-6]|hr|i|iframe|img|input|"
    r"ins|kbd|label|li|link|mark|meta|object|ol|option|picture|pre|q|s|section|select|small|source|span|strong|style|"
    r"sub|sup|svg|table|tbody|td|th|thead|time|tr|u|ul|video)\s++[a-z:-]++\s*+=",
    re.I,
)
"""An element of HTML with an attribute, whatever stands in it."""


def _angles_in(body: Body, span: Span) -> Iterator[Fault]:
    text = body.text
    tags = Inert(Span(*tag.span()) for tag in NAMED.finditer(text, *span))
    for match in _BARE.finditer(text, *span):
        at = match.start()
        if at in tags or _ELEMENT.match(text, at):
            continue
        if at in body.inert or _LINK.match(text, at) or _CODE_LIKE.match(text, at, span.end):
            continue
        if text[at - 1] not in "\\<" and not body.details.touches(Span(at, at + 1)):
            yield _angle(at)


def _angle(at: int) -> Fault:
    return Fault(
        "raw-angle", Span(at, at + 1), "a bare `<` opens a tag that is none, and may take the text behind it away",
        (Edit(Span(at, at + 1), "&lt;"),), "Write `&lt;`",
    )  # fmt: skip
