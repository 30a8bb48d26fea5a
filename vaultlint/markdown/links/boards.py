"""What canvases and bases lead to: files on a canvas, links in its texts, and the links that a base asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator

from vaultlint.late import late
from vaultlint.markdown.links.link import Link, Reference
from vaultlint.markdown.links.read import references
from vaultlint.text import Span

BOARDS = (".canvas", ".base")

_CALL = late(r"""\b(?:link|file|hasLink)\(\s*+\\?["']([^"'\\\r\n]++)\\?["']""")
_NODE_TEXTS = ("text", "label")


def board_references(path: str, text: str) -> tuple[Reference, ...]:
    """What the canvas or base at `path` may lead to, each once; nothing, if it cannot be read (jsoncanvas.org 1.0)."""
    found = _of_canvas(text) if path.endswith(".canvas") else _of_base(text)
    return tuple(dict.fromkeys(found))


def _of_base(text: str) -> Iterator[Reference]:
    yield from references(text)
    yield from (link.reference for link in base_calls(text, Span(0, len(text))))


def base_calls(text: str, span: Span) -> Iterator[Link]:
    """The functions of a base, written in `span`, that ask for a file by its path."""
    for match in _CALL.finditer(text, *span):
        end = match.end(1)
        yield Link(Span(*match.span()), Span(*match.span(1)), Span(end, end), Reference("wiki", match[1], "", False))


def _of_canvas(text: str) -> Iterator[Reference]:
    try:
        board = json.loads(text)
    except (ValueError, RecursionError):
        return
    nodes = board.get("nodes") if isinstance(board, dict) else None
    for node in nodes if isinstance(nodes, list) else ():
        if isinstance(node, dict):
            yield from _of_node(node)


def _of_node(node: dict[str, object]) -> Iterator[Reference]:
    file, subpath = node.get("file"), node.get("subpath")
    if isinstance(file, str):
        yield Reference("wiki", f"/{file}", subpath if isinstance(subpath, str) else "", True)
    for key in _NODE_TEXTS:
        text = node.get(key)
        if isinstance(text, str):
            yield from references(text)
