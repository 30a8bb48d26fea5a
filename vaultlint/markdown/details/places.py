"""Places in a text around a tag: its line, the next one, the end of a paragraph; and what a reader sees of a range."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape

from vaultlint.late import late
from vaultlint.markdown.details.tags.tag import Tag
from vaultlint.text import LINE_ENDING, Lines, Span, line_start

_TAG = late(r"</?[A-Za-z][^<>]*+>")
_LEAD = late(r"[ \t>]*+")
_MARKERS = late(r"[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]+[ \t>]*+)*+")
_MARKER = late(r"[-+*.)\d]")
_END = late(r"[^\S\r\n]*+(?:[\r\n]|\Z)")
_ENDING = late(r"[^\S\r\n]*+(?:\r\n?+|\n)")
_CLASS = late(r"""\bclass\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++))""", re.I)
BLANK_LINE = late(r"(?:\r\n?+|\n)[ \t>]*+(?=\r|\n)")


def plain(text: str, span: Span) -> str:
    """What a reader sees of `span`: no tags, entities resolved, one blank for any white space."""
    content = text[span.start : span.end]
    if "<" in content:
        content = _TAG.sub(" ", content)
    if "&" in content:
        content = unescape(content)
    return " ".join(content.split())


def one_blank(words: str) -> str:
    return " ".join(words.split()) if "  " in words or "\t" in words else words


def trim(text: str, start: int, end: int) -> Span:
    """The range without white space, and marks of the quote that it is in, at both ends; empty at `start` if all is."""
    first, last = _first(text, start, end, ""), end
    if first < end and text[first] == ">" and _is_quoted(text, start) and LINE_ENDING.search(text, start, first):
        first = _first(text, first, end, ">")
    if first >= end:
        return Span(start, start)
    while text[last - 1].isspace():
        last -= 1
    while text[last - 1] == ">" and _is_quoted(text, start):
        line = max(text.rfind("\n", first, last), text.rfind("\r", first, last))
        if line < 0 or text[line:last].strip(" \t\r\n>"):
            break
        last = line
        while text[last - 1].isspace():
            last -= 1
    return Span(first, last)


def _first(text: str, start: int, end: int, blanks: str) -> int:
    while start < end and (text[start] in blanks or text[start].isspace()):
        start += 1
    return start


def _is_quoted(text: str, at: int) -> bool:
    """Whether the line of `at` begins with the mark of a quote."""
    return text[line_start(text, at) : at].lstrip(" \t").startswith(">")


def class_of(text: str, tag: Tag) -> tuple[str | None, Span | None]:
    """The value of the tag's class attribute, and where the attribute stands."""
    if tag.attributes is None:
        return None, None
    match = _CLASS.search(text, *tag.attributes)
    if match is None:
        return None, None
    return match[match.lastindex or 0], Span(*match.span())


class Places:
    """Questions about lines of `text`; each takes time by what it looks at, not by where in the text."""

    def __init__(self, text: str) -> None:
        self.text, self.lines = text, Lines(text)

    def line_start(self, at: int) -> int:
        starts = self.lines.starts
        return starts[bisect_right(starts, at) - 1]

    def line_end(self, at: int) -> int:
        """Where the line of `at` ends, before its line ending."""
        starts = self.lines.starts
        following = bisect_right(starts, at)
        if following == len(starts):
            return len(self.text)
        end = starts[following] - 1
        return end - 1 if end > at and self.text[end] == "\n" and self.text[end - 1] == "\r" else end

    def line_ends(self, at: int) -> bool:
        """Whether only blanks follow on the line."""
        return _END.match(self.text, at) is not None

    def next_line(self, at: int) -> int:
        """The start of the next line; the end of the text where there is none."""
        starts = self.lines.starts
        following = bisect_right(starts, at)
        return starts[following] if following < len(starts) else len(self.text)

    def below(self, at: int) -> int | None:
        """The start of the next line, if nothing follows on this one."""
        ending = _ENDING.match(self.text, at)
        return ending.end() if ending else None

    def next_is_blank(self, at: int) -> bool:
        """Whether nothing follows on this line and on the next."""
        return self.line_ends(at) and self.line_ends(self.next_line(at))

    def nothing(self, start: int, end: int) -> bool:
        """Whether only white space and quote marks stand in the range."""
        return not self.text[start:end].strip(" \t\r\n>")

    def one_line(self, start: int, end: int) -> bool:
        return LINE_ENDING.search(self.text, start, end) is None

    def paragraph_end(self, start: int, cut: int) -> int:
        """The end of the paragraph at `start`."""
        blank = BLANK_LINE.search(self.text, start, cut)
        return trim(self.text, start, blank.start() if blank else cut).end

    def begins_line(self, at: int) -> bool:
        """Whether only blanks and quote marks stand in front on the line."""
        if not at or self.text[at - 1] in "\r\n":
            return True
        lead = _LEAD.match(self.text, self.line_start(at), at)
        return lead is None or lead.end() == at

    def alone(self, span: Span) -> bool:
        """Whether nothing else stands on the line, but for quote marks."""
        return self.begins_line(span.start) and self.line_ends(span.end)

    def indent(self, span: Span) -> str:
        """What a line below the tag begins with, so that it stands in the same quotes and list items."""
        lead = _MARKERS.match(self.text, self.line_start(span.start), span.start)
        return _MARKER.sub(" ", lead[0]) if lead else ""

    def whole_line(self, span: Span) -> Span:
        """The line of `span` with its ending."""
        return Span(self.line_start(span.start), self.next_line(span.end))

    def with_blank_line(self, line: Span) -> Span:
        """A whole line and, if it stands between blank lines, the one below it; at the end of the text, those above."""
        start, end = line
        if end >= len(self.text):
            kept = start
            while kept and not self.text[self.line_start(kept - 1) : kept].strip():
                kept = self.line_start(kept - 1)
            kept = self.line_end(self.line_start(kept - 1)) if kept else 0
            return Span(min(kept, start), self.line_end(start))
        above = self.line_start(start - 1) if start else 0
        if not self.text[above:start].strip() and self.line_ends(end):
            return Span(start, self.next_line(end))
        return line
