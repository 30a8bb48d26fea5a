"""Places in a text around a tag: its line, the next one, the end of a paragraph; and what a reader sees of a range."""

from __future__ import annotations

import re
from html import unescape

from vaultlint.markdown.tags import Tag
from vaultlint.text import Span

_TAG = re.compile(r"</?[A-Za-z][^<>]*+>")
_SPACE = re.compile(r"\s++")
_CLASS = re.compile(r"""\bclass\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++))""", re.I)
BLANK_LINE = re.compile(r"(?:\r\n?+|\n)[ \t>]*+(?=\r|\n)")


def plain(text: str, span: Span) -> str:
    """What a reader sees of `span`: no tags, entities resolved, one blank for any white space."""
    content = text[span.start : span.end]
    if "<" in content:
        content = _TAG.sub(" ", content)
    if "&" in content:
        content = unescape(content)
    return _SPACE.sub(" ", content).strip()


def one_blank(words: str) -> str:
    return " ".join(words.split()) if "  " in words or "\t" in words else words


def trim(text: str, start: int, end: int) -> Span:
    """The range without white space at both ends; empty at `start` if there is nothing else."""
    content = text[start:end]
    stripped = content.strip()
    if not stripped:
        return Span(start, start)
    first = start + content.index(stripped[0]) if content[0].isspace() else start
    return Span(first, first + len(stripped))


def class_of(text: str, tag: Tag) -> tuple[str | None, Span | None]:
    """The value of the tag's class attribute, and where the attribute stands."""
    if tag.attributes is None:
        return None, None
    match = _CLASS.search(text, *tag.attributes)
    if match is None:
        return None, None
    return match[match.lastindex or 0], Span(*match.span())


class Places:
    """Questions about lines of `text`."""

    def __init__(self, text: str) -> None:
        self.text = text

    def line_start(self, at: int) -> int:
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        ends = [place for place in (self.text.find("\n", at), self.text.find("\r", at)) if place >= 0]
        return min(ends, default=len(self.text))

    def line_ends(self, at: int) -> bool:
        return not self.text[at : self.line_end(at)].strip()

    def next_line(self, at: int) -> int:
        end = self.line_end(at)
        return end + 2 if self.text.startswith("\r\n", end) else min(end + 1, len(self.text))

    def next_is_blank(self, at: int) -> bool:
        """Whether nothing follows on this line and on the next."""
        return self.line_ends(at) and self.line_ends(self.next_line(at))

    def one_line(self, start: int, end: int) -> bool:
        return "\n" not in self.text[start:end] and "\r" not in self.text[start:end]

    def paragraph_end(self, start: int, cut: int) -> int:
        """The end of the paragraph at `start`."""
        blank = BLANK_LINE.search(self.text, start, cut)
        return trim(self.text, start, blank.start() if blank else cut).end

    def alone(self, span: Span) -> bool:
        return not self.text[self.line_start(span.start) : span.start].strip(" \t>") and self.line_ends(span.end)

    def indent(self, span: Span) -> str:
        """What stands in front of the tag, if it is blanks and quote marks, for a line below it."""
        before = self.text[self.line_start(span.start) : span.start]
        return before if not before.strip(" \t>") else ""

    def whole_line(self, span: Span) -> Span:
        """The line of `span` with its ending; at the end of the text, with the ending before it."""
        start, end = self.line_start(span.start), self.line_end(span.end)
        if self.text.startswith("\r\n", end):
            return Span(start, end + 2)
        if end < len(self.text):
            return Span(start, end + 1)
        return Span(start, end)

    def with_blank_line(self, line: Span) -> Span:
        """A whole line and, if it stands between blank lines, the one below it; at the end of the text, those above."""
        start, end = line
        above = self.text[:start].rstrip(" \t\r\n>")
        if end >= len(self.text):
            kept = self.line_end(len(above))
            return Span(min(kept, start), self.line_end(start)) if self.text[kept:start].strip("\r\n") == "" else line
        blank_above = not start or (self.line_start(start - 1) == start - 1 or self.text[:start].endswith("\n\r\n"))
        if blank_above and self.line_ends(end):
            return Span(start, self.next_line(end))
        return line
