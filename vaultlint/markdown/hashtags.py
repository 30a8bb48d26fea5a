"""The `#tags` in the text of a note, as Obsidian reads them.

A blank or the beginning of a line stands before the `#`. There are none in code, HTML blocks, math, comments,
templates, links and the tags of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from vaultlint.late import late
from vaultlint.markdown.blocks import Block
from vaultlint.markdown.grammar import OPEN_TAG
from vaultlint.markdown.inert import Inert
from vaultlint.tag import DIGITS, HASHTAG
from vaultlint.text import Span


class Tag(NamedTuple):
    """A tag: `span` is that of its name, behind the `#`."""

    span: Span
    name: str


_TAG = late(rf"(?<![^\s>])#({HASHTAG})(?!#)")
_TEXTLESS = frozenset({"code", "indented-code", "html", "math", "comment"})
_LINKS = late(
    r"\[\[[^\[\]\r\n]*+\]\]|(?<!\\)\[[^\[\]\r\n]*+\]\([^()\r\n]*+(?:\([^()\r\n]*+\)[^()\r\n]*+)*+\)"
    r"|^[ >]*+\[(?!\^)[^\[\]\r\n]++\]:[^\r\n]++",
    re.M,
)
"""Wikilinks, links in one line with what they show, and definitions of links, but not of footnotes."""

_MARKUP = late(OPEN_TAG)
_MATH = late(r"(?<![\\$])\$(?![\s$])[^$\r\n]*+(?<![\s\\])\$(?![\d$])")


def read_tags(
    text: str, start: int, blocks: Callable[[], Sequence[Block]], inert: Callable[[], Inert]
) -> Iterator[Tag]:
    """The tags of the body that starts at `start`, in order."""
    found = [match for match in _TAG.finditer(text, start) if not DIGITS.match(match[1])]
    if not found:
        return
    closed = Inert([*inert().spans, *_closed(text, start, blocks())])
    yield from (Tag(Span(*match.span(1)), match[1]) for match in found if match.start() not in closed)


def _closed(text: str, start: int, blocks: Sequence[Block]) -> Iterator[Span]:
    """Where a `#` is no tag although text is shown there, or is none of the text."""
    yield from (block.span for block in blocks if block.kind in _TEXTLESS)
    for sign, pattern in (("[", _LINKS), ("<", _MARKUP), ("$", _MATH)):
        if sign in text:
            yield from (Span(*match.span()) for match in pattern.finditer(text, start))
