"""Obsidian's callouts: quotes whose first line names their type, `> [!note]- Title`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultlint.late import late
from vaultlint.markdown.blocks import Block
from vaultlint.text import Span

_HEAD = late(r"\[!([^\]\r\n]++)\][-+]?[ \t]*+([^\r\n]*+)")
_MARKERS = late(r"(\r\n?+|\n)[ \t]*+(?:>[ \t]?+)*+")
_BLANK_LINE = late(r"(?:\r\n?+|\n)[ \t]*+[\r\n]")
_NO_PROSE = frozenset({"code", "indented-code", "table", "math", "image"})


class Callout(NamedTuple):
    """A callout: `opening` is its `> [!type]`; `type` and `title` are where those words stand, `label` is the title.

    `content` is what it holds, without the signs of the quote; `prose` is the same without code and tables.
    """

    span: Span
    opening: Span
    type: Span
    type_name: str
    title: Span
    label: str
    content: str
    prose: str


def read_callouts(text: str, blocks: Sequence[Block]) -> Iterator[Callout]:
    """The callouts of a note in the order of their openings, those inside of others too."""
    for index, block in enumerate(blocks):
        if block.within and block.within[-1] == "callout" and text.startswith("[!", block.span.start):
            head = _HEAD.match(text, *block.span)
            if head is not None and not (index and _goes_on(text, blocks[index - 1], block, block.within)):
                yield _callout(text, blocks, index, head)


def _goes_on(text: str, above: Block, block: Block, within: tuple[str, ...]) -> bool:
    """Whether a leaf stands in the containers of the one above it, with no blank line between them."""
    return (
        block.within[: len(within)] == above.within[: len(within)] == within
        and _BLANK_LINE.search(text, above.span.end, block.span.start) is None
    )


def _callout(text: str, blocks: Sequence[Block], index: int, head: re.Match[str]) -> Callout:
    first = last = blocks[index]
    leaves = [(first.kind, text[head.end() : first.span.end])]
    while (index := index + 1) < len(blocks) and _goes_on(text, last, blocks[index], first.within):
        last = blocks[index]
        leaves.append((last.kind, last.span.of(text)))
    start = text.rfind(">", 0, head.start())
    label = head[2].rstrip()
    prose = [leaf for leaf in leaves if leaf[0] not in _NO_PROSE]
    return Callout(
        Span(start, last.span.end), Span(start, head.end(1) + 1), Span(*head.span(1)), head[1].strip(),
        Span(head.start(2), head.start(2) + len(label)), label, _joined(leaves), _joined(prose),
    )  # fmt: skip


def _joined(leaves: Sequence[tuple[str, str]]) -> str:
    """The leaves as paragraphs, without the signs of the quote."""
    return "\n\n".join(_MARKERS.sub(r"\1", leaf).strip() for _, leaf in leaves).strip()
