"""What a note consists of apart from its words: headings, code, lists, tables, formulas, images, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from vaultlint.markdown import Block, Body
from vaultlint.text import Span

_ITEM_MARK = re.compile(r"(?:[-+*]|\d{1,9}[.)])[ \t]++(?:\[.\][ \t]++)?\Z")
_IMAGE = re.compile(r"!\[\[(?P<embed>[^\]|#\r\n]++)[^\]\r\n]*+\]\]|!\[[^\]\r\n]*+\]\(\s*+<?(?P<image>[^)\s>\r\n]++)")
_ADDRESS = re.compile(r"(?<!!)\[[^\]\r\n]*+\]\(\s*+<?(?P<address>https?://[^)\s>\r\n]++)")
_INFO = re.compile(r"[`~]{3,}+[ \t]*+([\w+#.-]*+)")
LONGEST_MARK = 16


class Piece(NamedTuple):
    """A part of a note; `kind` with `mark` is what it has in common with its counterpart in another language."""

    kind: str
    mark: str
    span: Span


def blocks_of(body: Body) -> tuple[Piece, ...]:
    """Headings (`mark` is the level), code (its language), lists (how many items), tables (columns), formulas."""
    return tuple(_blocks(body))


def _blocks(body: Body) -> Iterator[Piece]:
    items: list[Block] = []
    for block in body.blocks:
        if block.kind == "list-item":
            if _starts_item(body.text, block):
                items.append(block)
            continue
        if items:
            yield _list(items)
            items = []
        piece = _piece(body.text, block)
        if piece is not None:
            yield piece
    if items:
        yield _list(items)


def _list(items: list[Block]) -> Piece:
    return Piece("list", str(len(items)), Span(items[0].span.start, items[-1].span.end))


def _starts_item(text: str, block: Block) -> bool:
    return bool(_ITEM_MARK.search(text, max(0, block.span.start - LONGEST_MARK), block.span.start))


def _piece(text: str, block: Block) -> Piece | None:
    if block.kind == "heading":
        return Piece("heading", str(block.level), block.span)
    if block.kind == "code":
        info = _INFO.match(text, block.span.start)
        return Piece("code block", info[1].lower() if info else "", block.span)
    if block.kind == "table":
        first = block.span.of(text).partition("\n")[0]
        return Piece("table", str(first.strip(" \t\r|").replace("\\|", "").count("|") + 1), block.span)
    return Piece("formula", "", block.span) if block.kind == "math" else None


def targets_of(body: Body) -> tuple[Piece, ...]:
    """Images (`mark` is the file's name) and links to the web (the address), in order."""
    text = body.text
    found = [
        *(Piece("image", _file_name(one["embed"] or one["image"]), Span(*one.span())) for one in _all(_IMAGE, body)),
        *(Piece("link", one["address"], Span(*one.span())) for one in _all(_ADDRESS, body)),
    ]
    return tuple(sorted(found, key=lambda piece: piece.span)) if "](" in text or "![[" in text else ()


def _all(pattern: re.Pattern[str], body: Body) -> Iterator[re.Match[str]]:
    return (one for one in pattern.finditer(body.text, body.start) if one.start() not in body.inert)


def _file_name(target: str) -> str:
    return unquote(target.strip()).rpartition("/")[2]
