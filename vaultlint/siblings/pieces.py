"""What a note consists of apart from its words: headings, code, lists, tables, formulas and images, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote
from zlib import crc32

from vaultlint.late import late
from vaultlint.markdown import Block, Body
from vaultlint.text import Span

_ITEM_MARK = late(r"(?:[-+*]|\d{1,9}[.)])[ \t]++(?:\[.\][ \t]++)?\Z")
LONGEST_MARK = 16
_WORD = late(r"[A-Za-z0-9]++")
MOST_WORDS, BITS = 16, 61
_ID = late(r"\{#([^{}\s]++)[^{}]*+\}\s*+\Z")
_ROW = late(r"\n(?=.*\S)")
_IMAGE = late(
    r"!\[\[(?P<embed>[^\[\]|#\r\n]++)[^\[\]\r\n]*+\]\]"
    r"|!\[[^\[\]\r\n]*+\](?:\(\s*+<?(?P<image>[^)\s>\r\n]++)|\[(?P<reference>[^\[\]\r\n]*+)\])"
    r"|<img\s(?:[^<>]*?\s)??src\s*+=\s*+[\"']?(?P<html>[^\"'\s>]++)",
    re.I,
)
_ELEMENT = late(r"<(?:h(?P<level>[1-6])|(?P<table>table)|(?P<code>pre))(?=[\s>])", re.I)


class Piece(NamedTuple):
    """A part of a note.

    `mark` is a measure that the counterpart in another language has as well, empty if it is not known: the level of a
    heading, the items of a list, rows and columns of a table, the name of an image's file. `sketch` stands for the
    words that are the same in many languages, each a bit. What is written in an unusual way is `loose`: it may be the
    counterpart of something, but nobody is asked for it.
    """

    kind: str
    mark: str
    span: Span
    sketch: int = 0
    loose: bool = False


def pieces_of(body: Body) -> tuple[Piece, ...]:
    """The parts of a note in order."""
    images = _images(body) if "![" in body.text or "<img" in body.text else ()
    return tuple(sorted((*_blocks(body), *images), key=lambda piece: piece.span))


def _blocks(body: Body) -> Iterator[Piece]:
    items: list[Block] = []
    for block in body.blocks:
        if "list-item" in block.within:
            if _starts_item(body.text, block):
                items.append(block)
        elif items and not _is_comment(body.text, block):
            yield _list(body.text, items)
            items = []
        yield from _pieces(body, block)
    if items:
        yield _list(body.text, items)


def _starts_item(text: str, block: Block) -> bool:
    return bool(_ITEM_MARK.search(text, max(0, block.span.start - LONGEST_MARK), block.span.start))


def _is_comment(text: str, block: Block) -> bool:
    return block.kind == "comment" or (block.kind == "html" and text.startswith("<!--", block.span.start))


def _list(text: str, items: list[Block]) -> Piece:
    span = Span(items[0].span.start, items[-1].span.end)
    return Piece("list", str(len(items)), span, _sketch(text, span))


def _pieces(body: Body, block: Block) -> Iterator[Piece]:
    text, span = body.text, block.span
    if block.kind == "heading":
        named = _ID.search(span.of(text))
        yield Piece("heading", str(block.level), span, _bits([named[1]]) if named else _sketch(text, span))
    elif block.kind in ("code", "indented-code"):
        yield Piece("code block", "", span, _sketch(text, span), block.kind != "code")
    elif block.kind == "table":
        yield Piece("table", _size(span.of(text)), span, _sketch(text, span))
    elif block.kind == "math":
        yield Piece("formula", "", span, _sketch(text, span))
    elif block.kind == "html":
        yield from _elements(body, block)


def _elements(body: Body, block: Block) -> Iterator[Piece]:
    """Headings, tables and code that are written as HTML."""
    for found in _ELEMENT.finditer(body.text, *block.span):
        if not body.comment_spans.meets(*found.span()) and found.start() not in body.comment_spans:
            kind = "heading" if found["level"] else "table" if found["table"] else "code block"
            yield Piece(kind, found["level"] or "", Span(*found.span()), 0, loose=True)


def _size(table: str) -> str:
    """Rows, without the delimiter row, and columns."""
    columns = table.partition("\n")[0].strip(" \t\r|").replace("\\|", "").count("|") + 1
    return f"{len(_ROW.findall(table))}×{columns}"


def _sketch(text: str, span: Span) -> int:
    return _bits(word[0] for word in islice(_WORD.finditer(text, *span), MOST_WORDS))


def _bits(words: Iterable[str]) -> int:
    bits = 0
    for word in words:
        bits |= 1 << crc32(word.lower().encode()) % BITS
    return bits


def _images(body: Body) -> Iterator[Piece]:
    for found in _IMAGE.finditer(body.text, body.start):
        if found.start() not in body.inert:
            target = next((one for one in found.groups() if one), "")
            name = unquote(target.strip()).partition("?")[0].rpartition("/")[2]
            yield Piece("image", name, Span(*found.span()), _bits(_WORD.findall(name)), loose=not name)
