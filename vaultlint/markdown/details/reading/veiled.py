"""Tags that are meant as code, math or text but stand in HTML, where a browser takes them for tags all the same."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from vaultlint.late import late
from vaultlint.markdown.details.places import BLANK_LINE, Places
from vaultlint.markdown.details.tags.tag import Tag
from vaultlint.markdown.inert import Inert
from vaultlint.text import Span

_TAG = late(r"<(/?(?:details|summary|p))(?=[\s/>])", re.I)
_HTML = late(r"[ \t>]*+</?[A-Za-z]")


class Veiled(Places):
    """What is known of the tags that were not read."""

    start: int
    inert: Inert
    tags: list[Tag]

    def is_veiled(self, start: int, end: int, *tags: str) -> bool:
        """Whether a tag such as `/details` stands there so that it is read or not, by who reads it."""
        for places in (self.veiled.get(tag, []) for tag in tags):
            at = bisect_left(places, start)
            if at < len(places) and places[at] < end:
                return True
        return False

    @cached_property
    def veiled(self) -> dict[str, list[int]]:
        """Where they begin, by their names."""
        tags = (tag for tag in self.tags if not tag.scrap)
        read = Inert(Span(*tag.whole.span()) if tag.whole else tag.span for tag in tags)
        blanks = [match.end() for match in BLANK_LINE.finditer(self.text, self.start)]
        places: dict[str, list[int]] = {}
        for match in _TAG.finditer(self.text, self.start):
            at = match.start()
            if at in read or self.is_shut(at):
                continue
            blank = bisect_right(blanks, at) - 1
            if _HTML.match(self.text, self.next_line(blanks[blank]) if blank >= 0 else self.start):
                places.setdefault(match[1].lower(), []).append(at)
        return places

    def is_shut(self, at: int) -> bool:
        """Whether it lies in a comment, or in code of several lines: no reader takes it for a tag."""
        spans = self.inert.spans
        index = bisect_right(spans, Span(at, len(self.text))) - 1
        if index < 0 or at >= spans[index].end:
            return False
        return self.text.startswith("<!--", spans[index].start) or not self.one_line(*spans[index])
