"""The block structure of Markdown: leaf blocks in order, each with its span and the containers around it.

CommonMark 0.31 sections 3 to 5, with tables (GFM), callouts, `$$` math and `%%` comments (Obsidian). Only what a rule
needs is kept: lists are not grouped, link reference definitions are paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from vaultlint.markdown.columns import advance, past_quote, skip
from vaultlint.markdown.grammar import (
    CALLOUT,
    DELIMITER_ROW,
    FENCE,
    HEADING,
    HTML,
    HTML_ENDS,
    IMAGES,
    ITEM,
    LINE,
    LINE_OF_UNIX,
    RULE,
    RUN,
    RUN_OF_UNIX,
    SETEXT,
)
from vaultlint.text import Span, line_start


class Block(NamedTuple):
    """A leaf block.

    `kind` is paragraph (in a container: list-item, blockquote, callout), heading, code (fenced), indented-code, html,
    thematic-break, table, image, math or comment. `span` runs from its first character behind all markers of
    containers to the end of its last line, without the line ending. `within` names the containers from the outside
    in. `indent` is the column, from 0, at which the innermost container's content starts; `level` is a heading's, or
    the HTML block's condition (1 to 7).
    """

    kind: str
    span: Span
    within: tuple[str, ...] = ()
    indent: int = 0
    level: int = 0


DEEPEST = 100
"""So many containers stand in one another at the most, as in markdown-it: what is deeper is the text of a paragraph."""

_new = tuple.__new__
"""Makes a named tuple of all its fields in a third of the time."""


@dataclass(slots=True)
class _Container:
    kind: str
    width: int = 0
    filled: bool = True


@dataclass(slots=True)
class _Leaf:
    kind: str
    start: int
    end: int
    depth: int
    indent: int = 0
    level: int = 0
    closer: re.Pattern[str] | None = None


def read_blocks(text: str, start: int) -> tuple[Block, ...]:
    """The leaf blocks of `text` from offset `start` (the beginning of a line) on, in order."""
    return tuple(_Reader(text).read(start))


class _Reader:
    """The state between two lines: the open containers and the open leaf.

    Where no leaf is open, whole blocks of the plainest shapes are read at once, unless `at_rest` is False.
    """

    def __init__(self, text: str, at_rest: bool = True) -> None:
        self.text, self.at_rest = text, at_rest
        self.run, self.next_line = (RUN, LINE) if "\r" in text else (RUN_OF_UNIX, LINE_OF_UNIX)
        self.has_tables = True
        self.open: list[_Container] = []
        self.leaf: _Leaf | None = None
        self.done: list[Block] = []

    def read(self, position: int) -> list[Block]:
        """The leaf blocks from `position` on."""
        text, size, at_rest = self.text, len(self.text), self.at_rest
        self.has_tables = text.find("|", position) >= 0
        while position < size:
            if at_rest and self.leaf is None:
                position = self.at_once(position)
                if position == size:
                    break
            line = self.next_line.match(text, position)
            assert line is not None
            self.line(position, line.end(1))
            position = line.end()
        self.close()
        return self.done

    def at_once(self, position: int) -> int:
        """Read whole blocks as long as each is of a shape that continues no container; where the next line starts."""
        text, match, add = self.text, self.run.match, self.done.append
        while (run := match(text, position)) is not None:
            kind = run.lastgroup
            if self.open and kind in (None, "quote"):
                break
            position = run.end()
            self.open.clear()
            if kind == "html":
                add(_new(Block, (kind, _new(Span, run.span(kind)), (), 0, 6)))
            elif kind == "paragraph":
                span = _new(Span, run.span(kind))
                if self.has_tables or text.startswith("!", span.start):
                    self.done += self.refined(span)
                else:
                    add(_new(Block, (kind, span, (), 0, 0)))
            elif kind == "heading":
                add(Block(kind, Span(*run.span(kind)), level=len(run["signs"])))
            elif kind is not None:
                self.done += self.contained(run, kind)
        return position

    def contained(self, run: re.Match[str], kind: str) -> Iterator[Block]:
        """A paragraph of plain lines in a quote, or one line in an item of a list, which stays open."""
        indent = len(run["marks"] or run["bullet"])
        within = ("blockquote",) * (indent - 1)
        if kind == "item":
            within = ("list-item",)
            self.open.append(_Container("list-item", indent))
        return self.refined(Span(run.start(kind) + indent, run.end(kind)), within, indent)

    def line(self, at: int, end: int) -> None:
        at, column, matched = self.match_containers(at, end)
        whole = matched == len(self.open)
        leaf = self.leaf
        if whole and leaf is not None and self.goes_on(leaf, at, column, end):
            return
        first, indent = skip(self.text, at, column, end)
        if first == end:
            self.blank(matched)
            return
        if not whole and self.is_lazy(first, column, indent, end):
            self.leaf.end = end  # type: ignore[union-attr]
            return
        if not whole:
            self.close()
            del self.open[matched:]
        self.start(at, column, end)

    def match_containers(self, at: int, end: int) -> tuple[int, int, int]:
        """Where the line's content starts (offset, column), and how many open containers it continues."""
        text, column = self.text, 0
        for index, container in enumerate(self.open):
            first, indent = skip(text, at, column, end)
            if container.kind != "list-item":
                if indent - column > 3 or first == end or text[first] != ">":
                    return at, column, index
                at, column = past_quote(text, first, indent, end)
            elif first == end:
                if not container.filled:
                    return at, column, index
            elif indent - column >= container.width:
                at, column = advance(text, at, column, container.width)
            else:
                return at, column, index
        return at, column, len(self.open)

    def goes_on(self, leaf: _Leaf, at: int, column: int, end: int) -> bool:
        """Whether the line belongs to the open leaf whatever it looks like; if so it is taken in."""
        text = self.text
        first, indent = skip(text, at, column, end)
        if leaf.kind == "code":
            leaf.end = end
            if indent - column <= 3 and leaf.closer is not None and leaf.closer.match(text, first, end):
                self.close()
            return True
        if leaf.kind in ("math", "comment") or (leaf.kind == "html" and leaf.level < 6):
            leaf.end = end
            if leaf.closer is not None and leaf.closer.search(text, first, end):
                self.close()
            return True
        if leaf.kind == "html":
            if first == end:
                return False
            leaf.end = end
            return True
        if leaf.kind == "indented-code" and first < end:
            if indent - column >= 4:
                leaf.end = end
                return True
            return False
        return False

    def blank(self, matched: int) -> None:
        """A blank line ends paragraphs, HTML blocks and the quotes that it does not continue."""
        if self.leaf is not None and self.leaf.kind != "indented-code":
            self.close()
        quote = next((i for i in range(matched, len(self.open)) if self.open[i].kind != "list-item"), None)
        empty = next((i for i in range(len(self.open)) if not self.open[i].filled), None)
        cut = min((i for i in (quote, empty) if i is not None), default=None)
        if cut is not None:
            self.close()
            del self.open[cut:]

    def is_lazy(self, first: int, column: int, indent: int, end: int) -> bool:
        """Whether the line is paragraph continuation text although containers do not continue."""
        if self.leaf is None or self.leaf.kind != "paragraph":
            return False
        return indent - column >= 4 or not self.starts_block(first, end, interrupting=False)

    def starts_block(self, first: int, end: int, interrupting: bool) -> bool:
        """Whether something other than paragraph text starts at `first`."""
        text = self.text
        head = text[first]
        if head == ">":
            return True
        if head == "#":
            return HEADING.match(text, first, end) is not None
        if head in "`~":
            return FENCE.match(text, first, end) is not None
        if head == "<":
            return any(pattern.match(text, first, end) for pattern in HTML[:6])
        if head in "*-_" and RULE.match(text, first, end):
            return True
        item = ITEM.match(text, first, end)
        if item is None:
            return False
        return not interrupting or self.may_interrupt(item, end)

    def may_interrupt(self, item: re.Match[str], end: int) -> bool:
        """A list may interrupt a paragraph unless its first item is empty or its number is not 1."""
        return (item[1] is None or int(item[1]) == 1) and bool(self.text[item.end() : end].strip())

    def start(self, at: int, column: int, end: int) -> None:
        """Open what starts at the line's content: containers, then one leaf."""
        text = self.text
        while True:
            first, indent = skip(text, at, column, end)
            if first == end:
                return
            paragraph = self.leaf is not None and self.leaf.kind == "paragraph"
            if indent - column >= 4:
                self.write("paragraph" if paragraph else "indented-code", first, end, column)
                return
            head = text[first]
            if len(self.open) >= DEEPEST:
                self.start_leaf(first, end, column, head, paragraph)
                return
            if head == ">":
                self.close()
                at, column = past_quote(text, first, indent, end)
                self.open.append(_Container("callout" if CALLOUT.match(text, at, end) else "blockquote"))
                continue
            if paragraph and head in "=-" and SETEXT.match(text, first, end):
                self.leaf.kind, self.leaf.level = "heading", 1 if head == "=" else 2  # type: ignore[union-attr]
                self.leaf.end = end  # type: ignore[union-attr]
                self.close()
                return
            if head in "*-_" and RULE.match(text, first, end):
                self.single("thematic-break", first, end, column)
                return
            item = ITEM.match(text, first, end) if head in "-+*0123456789" else None
            if item is not None and (not paragraph or self.may_interrupt(item, end)):
                self.close()
                at, column = self.open_item(item, indent - column, indent, end)
                continue
            self.start_leaf(first, end, column, head, paragraph)
            return

    def open_item(self, item: re.Match[str], before: int, indent: int, end: int) -> tuple[int, int]:
        """Open a list item; returns where its content starts."""
        marker = item.end() - item.start()
        column = indent + marker
        first, after = skip(self.text, item.end(), column, end)
        blank = first == end
        gap = 1 if blank or after - column > 4 else after - column
        self.open.append(_Container("list-item", before + marker + gap, not blank))
        if blank:
            return end, column
        return advance(self.text, item.end(), column, gap)

    def start_leaf(self, first: int, end: int, column: int, head: str, paragraph: bool) -> None:
        text = self.text
        if head == "#" and HEADING.match(text, first, end):
            level = len(text[first:end]) - len(text[first:end].lstrip("#"))
            self.single("heading", first, end, column, level)
            return
        if head in "`~" and (fence := FENCE.match(text, first, end)):
            run = fence[1] or fence[2]
            self.close()
            self.write("code", first, end, column)
            self.leaf.closer = re.compile(rf"{run[0]}{{{len(run)},}}[ \t]*+(?=[\r\n]|\Z)")  # type: ignore[union-attr]
            return
        if head == "<" and self.start_html(first, end, column, paragraph):
            return
        if head in "$%" and text.startswith(head * 2, first) and self.start_marked(first, end, column, head * 2):
            return
        self.write("paragraph", first, end, column)

    def start_html(self, first: int, end: int, column: int, paragraph: bool) -> bool:
        for level, pattern in enumerate(HTML[: 6 if paragraph else 7], 1):
            if not pattern.match(self.text, first, end):
                continue
            self.close()
            self.write("html", first, end, column)
            assert self.leaf is not None
            self.leaf.level = level
            if level < 6:
                closer = self.leaf.closer = HTML_ENDS[level - 1]
                if closer.search(self.text, first, end):
                    self.close()
            return True
        return False

    def start_marked(self, first: int, end: int, column: int, mark: str) -> bool:
        """A block between two `$$` or `%%`; a mark that is never repeated is text."""
        text = self.text
        closing = text.find(mark, first + 2)
        if closing < 0 or (closing < end and text[closing + 2 : end].strip()):
            return False
        self.close()
        self.write("math" if mark == "$$" else "comment", first, end, column)
        assert self.leaf is not None
        self.leaf.closer = re.compile(re.escape(mark))
        if closing < end:
            self.close()
        return True

    def single(self, kind: str, first: int, end: int, column: int, level: int = 0) -> None:
        """A leaf of one line."""
        self.close()
        self.write(kind, first, end, column)
        self.leaf.level = level  # type: ignore[union-attr]
        self.close()

    def write(self, kind: str, start: int, end: int, column: int = 0) -> None:
        """Put a line into the open leaf of that kind and depth, or into a new one."""
        leaf = self.leaf
        if leaf is not None and leaf.kind == kind:
            leaf.end = end
            return
        self.close()
        for container in self.open:
            container.filled = True
        self.leaf = _Leaf(kind, start, end, len(self.open), column)

    def close(self) -> None:
        """The open leaf ends."""
        leaf = self.leaf
        if leaf is None:
            return
        self.leaf = None
        within = tuple(container.kind for container in self.open[: leaf.depth])
        span = Span(leaf.start, leaf.end)
        if leaf.kind == "paragraph":
            self.done += self.refined(span, within, leaf.indent)
        else:
            self.done.append(Block(leaf.kind, span, within, leaf.indent, leaf.level))

    def refined(self, span: Span, within: tuple[str, ...] = (), indent: int = 0) -> Iterator[Block]:
        """A paragraph: it may be nothing but images, and it ends where a table begins."""
        text, kind = self.text, within[-1] if within else "paragraph"
        if text[span.start] == "!" and IMAGES.match(text, *span):
            kind = "image"
        line = self.first_row(span) if self.has_tables else None
        if line is None:
            yield Block(kind, span, within, indent)
            return
        if line > span.start:
            yield Block(kind, Span(span.start, _end_above(text, line)), within, indent)
        row = text[line : span.end]
        yield Block("table", Span(span.end - len(row.lstrip(" \t>")), span.end), within, indent)

    def first_row(self, span: Span) -> int | None:
        """The line in a paragraph at which a table begins: it has as many cells as the row of dashes below it."""
        text = self.text
        if text.find("|", *span) < 0 or text.find("-", *span) < 0:
            return None
        for dashes in DELIMITER_ROW.finditer(text, *span):
            if dashes.start() > span.start and "|" in dashes[0]:
                end = _end_above(text, dashes.start())
                start = max(span.start, line_start(text, end))
                if text.find("|", start, end) >= 0 and _cells(text[start:end]) == _cells(dashes[0]):
                    return start
        return None


def _end_above(text: str, line: int) -> int:
    """Where the line above the one that starts at an offset ends."""
    return line - 2 if text.startswith("\r\n", line - 2) else line - 1


def _cells(row: str) -> int:
    """How many cells a row of a table has (GFM 4.10)."""
    row = row.lstrip(" \t>").rstrip().replace("\\|", "")
    return row.count("|") + 1 - row.startswith("|") - row.endswith("|")
