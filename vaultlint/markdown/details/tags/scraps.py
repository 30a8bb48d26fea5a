"""Scraps of tags: garbled so much that they are no tags at all, and looked for only where a part of a block is missing.

What a scrap was is told by the place where it stands: it is believed only where a tag of its name is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultlint.late import late
from vaultlint.markdown.details.tags.tag import Tag
from vaultlint.markdown.inert import Inert
from vaultlint.text import Span, line_end

_BEGIN = r"(?:\\?+<|[＜《\[]|&lt;)(?:[\\/<]|&lt;){0,2}+[ \t]?+"
_END = r"(?:&gt;|[>＞》\]).,;:_/\\|]|[ \t](?=[/>])){0,4}+"
_LINE_ENDS = r"[ \t]*+(?=[\r\n]|\Z)"
_SCRAPS = {
    "details": late(
        rf"^[ \t>]*+((?:{_BEGIN}|/)details{_END}|</d?+e?+t?+a?+i?+l?+s?+|</[^\s<>，。！？；：]{{1,12}}+>){_LINE_ENDS}",
        re.M,
    ),
    "summary": late(rf"({_BEGIN}summary{_END})"),
    "p": late(
        rf"({_BEGIN}p[ \t]?+[\\/]?+(?:[>＞》\]]|&gt;)){_LINE_ENDS}|"
        r"^[ \t>]*+((?:&lt;|[^\w\s]){0,3}+[ \t]?+p{0,2}+[^\w\r\n]{0,4}+class[^\r\n<>]{0,60}?[>＞》\])])"
        r"(?=[^\r\n<]*+</p>)",
        re.M,
    ),
}


def scraps(text: str, start: int, inert: Inert, found: list[Tag]) -> Iterator[Tag]:
    """What may have been a tag, outside of inert text and of the tags that were `found`."""
    known = Inert(Span(*tag.whole.span()) if tag.whole else tag.span for tag in found)
    parts = list(_between(text, start, found))
    for name, pattern in _SCRAPS.items():
        for match in (match for part in parts for match in pattern.finditer(text, *part)):
            span = Span(*match.span(match.lastindex or 0))
            if span.start not in inert and not known.meets(*span):
                yield Tag(name, False, span, scrap=True)


def _between(text: str, start: int, found: list[Tag]) -> Iterator[Span]:
    """What lies between the plain blocks, each time up to the end of a line."""
    for tag in found:
        if tag.whole is not None:
            yield Span(start, line_end(text, tag.span.end))
            start = tag.whole.end()
    yield Span(start, len(text))
