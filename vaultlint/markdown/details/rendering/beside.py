"""What stands beside a `<details>` block: text in front of it or behind it on a line, and right below it.

A `<details>` at the start of a line begins an HTML block that ends at the next blank line (CommonMark 0.31 section 4.6,
condition 6): until there nothing is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vaultlint.late import late
from vaultlint.markdown.blocks import Block
from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.rendering.raw import renders_inside
from vaultlint.markdown.details.structure import DetailsBlock
from vaultlint.text import LINE_ENDING, Edit, Span, insert, newline_of

if TYPE_CHECKING:
    from vaultlint.markdown import Body

_MARKERS = late(r"[ \t>]*+(?:\[\^[^\]\s]++\]:[ \t]++)?+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++(?:\[[ xX]\][ \t]++)?)*+[ \t>]*+")
_BLOCK_ID = late(r"\^[\w-]++\s*\Z")
_ENTITY = late(r"(?:&\w++;\s*+)++\Z")


def glued(body: Body) -> Iterator[Fault]:
    """Text in front of `<details>` or behind `</details>` on its line."""
    text = body.text
    for block in body.details.crowded:
        if block.close is None or block.summary is None:
            continue
        start = block.open.span.start
        if start and text[start - 1] not in "\r\n":
            yield from _glued_before(body, block)
        if text[block.close.span.end : block.close.span.end + 1] not in "\r\n":
            yield from _glued_behind(body, block, block.close.span)


def _glued_before(body: Body, block: DetailsBlock) -> Iterator[Fault]:
    text, span = body.text, block.open.span
    line = body.places.line_start(span.start)
    markers = _MARKERS.match(text, line, span.start)
    first = markers.end() if markers else line
    before = text[first : span.start].strip()
    if not before or before[0] in "<|" or before[-1] == ">" or _only_inert(body, first, span.start):
        return
    around = body.block_at(span.start)
    if _is_inline(body, block, around) or _is_program(body, span.start):
        return
    stop = first + len(text[first : span.start].rstrip())
    yield Fault(
        "glued", span, "text stands in front of the tag on its line, so the block is part of a paragraph",
        (Edit(Span(stop, span.start), _break(text, line, first)),), "Begin the block on a line of its own",
    )  # fmt: skip


def _glued_behind(body: Body, block: DetailsBlock, span: Span) -> Iterator[Fault]:
    text, end = body.text, body.places.line_end(span.end)
    behind = text[span.end : end].strip()
    if not behind or behind[0] in "<|" or _BLOCK_ID.match(behind) or _only_inert(body, span.end, end):
        return
    around = body.block_at(span.start)
    if _is_inline(body, block, around) or _is_program(body, span.start) or not _WORD.search(behind):
        return
    line = body.places.line_start(span.start)
    markers = _MARKERS.match(text, line, span.start)
    start = span.end + len(text[span.end : end]) - len(text[span.end : end].lstrip())
    yield Fault(
        "glued", span, "text stands behind the tag on its line, so its Markdown is not rendered",
        (Edit(Span(span.end, start), _break(text, line, markers.end() if markers else line)),),
        "Begin the text on a line of its own",
    )  # fmt: skip


_WORD = late(r"[^\W_]")
_STATEMENT = late(r"[ \t>]*+(?:return|export|import|const)\b")


def _is_program(body: Body, at: int) -> bool:
    """Whether the line looks like a template or a program."""
    text, start, end = body.text, body.places.line_start(at), body.places.line_end(at)
    signs = any(text.find(sign, start, end) >= 0 for sign in ("{", "}", "=>"))
    return signs or _STATEMENT.match(text, start, end) is not None


def _is_inline(body: Body, block: DetailsBlock, around: Block | None) -> bool:
    """Whether the block stands where it cannot have lines of its own (a table), or is one line of a list."""
    if around is None:
        return False
    if body.in_page(block.open.span.start):
        return True
    if around.kind == "heading":
        return _on_one_line(body, block)
    return around.kind not in _FLOWING or ("list-item" in around.within and _on_one_line(body, block))


_FLOWING = frozenset({"paragraph", "list-item", "blockquote", "callout", "html"})


def _on_one_line(body: Body, block: DetailsBlock) -> bool:
    return block.close is not None and not LINE_ENDING.search(body.text, block.open.span.start, block.close.span.end)


def _break(text: str, line: int, first: int) -> str:
    """A blank line and the start of a new one, in the containers of the line at `line`."""
    pad = re.sub(r"[^>\t]", " ", text[line:first])
    newline = newline_of(text)
    return newline + pad.rstrip() + newline + pad


def swallowed(body: Body) -> Iterator[Fault]:
    """Lines right below `</details>` that the HTML block takes in; in another block they are part of its text."""
    text = body.text
    for block in body.details.crowded:
        if block.close is None:
            continue
        below = body.places.below(block.close.span.end)
        if below is None or below == len(text) or text[below] in "\r\n":
            continue
        fault = _swallowed(body, block.close.span, below)
        if fault is not None and not renders_inside(text, block):
            yield fault


_QUOTES = ("blockquote", "callout")
_MARK = late(r"[ \t]*+>")


def _swallowed(body: Body, close: Span, below: int) -> Fault | None:
    text = body.text
    end = body.places.line_end(below)
    around = body.block_at(close.start)
    if around is None or around.kind != "html":
        return None
    first = _text_start(text, below, end, sum(one in _QUOTES for one in around.within))
    line = text[first:end].rstrip()
    if not line or line[0] in "<＜" or _BLOCK_ID.match(line) or _ENTITY.match(line) or first in body.comment_spans:
        return None
    if line.startswith(("{%", "{{", "{:", "%}", ":::")) or not line.strip("()[]{};,"):
        return None
    if around.span.end < first or body.in_page(close.start):
        return None
    message = "right below `</details>` the line is part of the HTML block, so its Markdown is not rendered"
    prefix = text[below:first] if ">" in text[below:first] else ""
    if _is_code(text[below:first], 0 if prefix else around.indent):
        message += "; put a blank line in front of it, and indent it less"
        return Fault("no-blank-after", Span(first, first + len(line)), message)
    return Fault(
        "no-blank-after", Span(first, first + len(line)), message,
        (insert(below, prefix.rstrip() + newline_of(text)),), "Put a blank line in front of it",
    )  # fmt: skip


def _text_start(text: str, at: int, end: int, quotes: int) -> int:
    """Where the text of the line from `at` to `end` starts, behind so many quote marks."""
    for _ in range(quotes):
        mark = _MARK.match(text, at, end)
        at = mark.end() if mark else at
    return end - len(text[at:end].lstrip(" \t"))


def _is_code(lead: str, indent: int) -> bool:
    """Whether a line with these blanks and quote marks in front would be code behind a blank line (section 4.4)."""
    return len(lead.expandtabs(4).rpartition("> ")[2]) > indent + 3


def _only_inert(body: Body, start: int, end: int) -> bool:
    """Whether nothing but comments stands there."""
    at = start
    for span in body.comments_in(start, end):
        if body.text[at : span.start].strip():
            return False
        at = span.end
    return not body.text[at:end].strip()
