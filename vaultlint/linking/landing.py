"""Where in a note a link leads: its headings with their places, and the block that a `#^name` means."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from vaultlint.late import late
from vaultlint.markdown import Block
from vaultlint.markdown.links.anchors import Heading, named_headings, slug
from vaultlint.note import Note
from vaultlint.text import Span

_ATX = late(r"#{1,6}(?:[ \t]++|(?=[\r\n]|\Z))")
_CLOSING = late(r"(?:[ \t]++#++)?[ \t]*+\Z")
_UNDERLINE = late(r"[ \t]*+(?:\r\n?|\n)[ \t>]*+(?:=++|-++)[ \t]*+\Z")


class Section(NamedTuple):
    """A heading: its block, the place of its title, and the end of all that stands below it."""

    heading: Heading
    block: Block
    title: Span
    end: int


def sections(note: Note) -> tuple[Section, ...]:
    """The headings of a note, in order, code and comments left out."""
    blocks = [block for block in note.body.blocks if block.kind == "heading"]
    titles = [_title(note.text, block.span) for block in blocks]
    return tuple(
        Section(Heading(block.level, title.of(note.text)), block, title, end)
        for block, title, end in zip(blocks, titles, _ends(note, blocks), strict=True)
    )


def _title(text: str, span: Span) -> Span:
    opening = _ATX.match(text, *span)
    start = opening.end() if opening else span.start
    closing = (_CLOSING if opening else _UNDERLINE).search(text, start, span.end)
    return Span(start, closing.start() if closing else span.end)


def _ends(note: Note, blocks: list[Block]) -> list[int]:
    """Of each heading, where the next one starts that is not below it."""
    ends, open_ = [len(note.text)] * len(blocks), list[int]()
    for index, block in enumerate(blocks):
        while open_ and blocks[open_[-1]].level >= block.level:
            ends[open_.pop()] = block.span.start
        open_.append(index)
    return ends


def landing(note: Note, subpath: str) -> Span | None:
    """The heading or block of a note that a link means; None if there is none, or it means the note."""
    if subpath.startswith("#^"):
        return _named_block(note, subpath[2:].strip())
    known = sections(note)
    index = section_of(known, subpath)
    return None if index is None else known[index].block.span


def section_of(known: tuple[Section, ...], subpath: str) -> int | None:
    """Which section a subpath means, by its title or as pages name it."""
    named = named_headings([one.heading for one in known], subpath)
    if named is not None:
        return named[-1]
    wanted = slug(unquote(subpath).lower())
    slugs = (index for index, one in enumerate(known) if wanted and slug(one.heading.text) == wanted)
    return next(slugs, None)


def _named_block(note: Note, name: str) -> Span | None:
    pattern = re.compile(rf"\^{re.escape(name)}[ \t]*+(?=[\r\n]|\Z)", re.I)
    found = pattern.search(note.text, note.body.start) if name else None
    around = note.body.block_at(found.start()) if found else None
    return around.span if around else Span(*found.span()) if found else None
