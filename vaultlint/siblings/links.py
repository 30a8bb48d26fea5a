"""Where the links of a note lead, said so that the same place is the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from vaultlint.late import late
from vaultlint.markdown import Body
from vaultlint.text import Span

_WEB = late(r"(?i)https?://(?:[^\s<>\"'`|()\[\]（）。，、；]|\([^\s()]*+\))++")
_WIKI = late(r"(?<!!)\[\[(?P<target>[^\[\]|#\r\n]++)[^\[\]\r\n]*+\]\]")
_LOCAL = late(r"\]\(\s*+<?(?![a-z][\w+.-]++:|[#<])(?P<target>[^)\s>#?\r\n]++)", re.I)
_IMAGE = late(r"!\[[^\]\r\n]*+\Z")
LONGEST_TEXT = 400
_FOOTNOTE = late(r"\[\^[^\]\s]++\]:")
_SCHEME = late(r"(?i)https?://(?:www\.)?")
_LANGUAGE = late(r"(?i)[a-z]{2}(?:[-_][a-z]{2,4})?")
_SEPARATOR = late(r"[/.]")


class Target(NamedTuple):
    """`place` is where a link leads, in words for people `shown`.

    A bare address or one in a footnote is `loose`: it serves as the counterpart of a link, but nobody is asked for it.
    """

    place: str
    shown: str
    span: Span
    loose: bool


def targets_of(body: Body) -> tuple[Target, ...]:
    """The targets in order of their places; links within the note itself are none."""
    text = body.text
    found: list[Target] = []
    if "://" in text:
        found += _web(body)
    if "](" in text or "[[" in text:
        found += _inside(body)
    return tuple(sorted(found, key=lambda one: one.span))


def _web(body: Body) -> Iterator[Target]:
    for found in _WEB.finditer(body.text, body.start):
        if found.start() not in body.inert:
            shown = found[0].rstrip(".,;:!?*_~")
            linked = body.text.endswith(("](", "](<"), 0, found.start())
            if not (linked and _is_image(body.text, found.start())):
                loose = not linked or _in_footnote(body, found.start())
                yield Target(_place(shown), shown, Span(found.start(), found.start() + len(shown)), loose)


def _inside(body: Body) -> Iterator[Target]:
    """Links to other notes: only the last part of their paths tells them apart."""
    for pattern in (_WIKI, _LOCAL):
        for found in pattern.finditer(body.text, body.start):
            if found.start() in body.inert or (pattern is _LOCAL and _is_image(body.text, found.start("target"))):
                continue
            shown = unquote(found["target"]).strip().rstrip("/")
            name = shown.rpartition("/")[2].removesuffix(".md").casefold()
            if name:
                yield Target(name, shown, Span(*found.span("target")), _in_footnote(body, found.start()))


def _is_image(text: str, start: int) -> bool:
    """Whether the address at `start` is that of an image."""
    bracket = text.rfind("](", max(0, start - 4), start)
    return bracket >= 0 and bool(_IMAGE.search(text, max(0, bracket - LONGEST_TEXT), bracket))


def _in_footnote(body: Body, offset: int) -> bool:
    block = body.block_at(offset)
    return block is not None and bool(_FOOTNOTE.match(body.text, block.span.start))


def _place(address: str) -> str:
    """An address without its scheme, its fragment, and the codes of languages in it."""
    bare = _SCHEME.sub("", unquote(address).partition("#")[0]).rstrip("/").casefold()
    return "/".join(part for part in _SEPARATOR.split(bare) if not _LANGUAGE.fullmatch(part))
