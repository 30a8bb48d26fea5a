"""Canvases and bases whose links follow notes to their new names; of a canvas, only the bytes of these texts change."""

from __future__ import annotations

import json
from typing import NamedTuple

from vaultlint.errors import EditRefused
from vaultlint.finding import Value
from vaultlint.frontmatter import Fault, block, same, value_of
from vaultlint.markdown import Body, Link
from vaultlint.markdown.links.boards import base_calls
from vaultlint.markdown.links.read import candidates
from vaultlint.renaming.course import Course
from vaultlint.renaming.links import edits_of, is_followed
from vaultlint.renaming.strings import Text, put, texts
from vaultlint.text import Edit, Span, apply

_NODE_TEXTS = ("text", "label")


def base_followed(text: str, path: str, course: Course) -> str:
    """The text of a base, its links leading where they did.

    Raises:
        EditRefused: that cannot be, or not be proved.
    """
    now = _base(text, path, course)
    if now == text:
        return text
    data, after = _data(text), _data(now)
    if data is None:  # Obsidian cannot read it either
        return text
    if after is None or not same(_based(data.value, path, course), after.value):
        raise EditRefused("the outcome could not be proved to be what was meant")
    return now


def base_links(text: str, span: Span) -> list[Link]:
    """The links of a base that is written in `span`, and the files that its functions ask for."""
    within = (link for link in candidates(text, span.start) if link.span.end <= span.end)
    calls = (one for one in base_calls(text, span) if "[[" not in one.reference.path)
    return sorted([*within, *calls])


def _base(text: str, path: str, course: Course) -> str:
    return apply(text, edits_of(text, base_links(text, Span(0, len(text))), path, course))


def _based(data: Value, path: str, course: Course) -> Value:
    """The data with each of its texts followed."""
    if isinstance(data, dict):
        return {key: _based(value, path, course) for key, value in data.items()}
    if isinstance(data, list):
        return [_based(value, path, course) for value in data]
    return _base(data, path, course) if isinstance(data, str) else data


class _Data(NamedTuple):
    value: Value


def _data(text: str) -> _Data | None:
    root = block.tree(text, Span(0, len(text)))
    return None if isinstance(root, Fault) else _Data(None if root is None else value_of(root))


def canvas_followed(text: str, path: str, course: Course) -> str:
    """The text of a canvas, its links leading where they did; one that cannot be read stays as it is.

    Raises:
        EditRefused: that cannot be, or not be proved.
    """
    try:
        board = json.loads(text)
    except (ValueError, RecursionError):
        return text
    edits: list[Edit] = []
    for one in texts(text):
        found = _node_edits(one, path, course)
        if found:
            edits += one.moved(found)
            put(board, one.path, apply(one.said, found))
    now = apply(text, edits)
    if json.loads(now) != board:
        raise EditRefused("the outcome could not be proved to be what was meant")
    return now


def _node_edits(one: Text, path: str, course: Course) -> list[Edit]:
    """The edits of a text of a canvas: of the path of a file, or of a text with links."""
    if len(one.path) != 3 or one.path[0] != "nodes":
        return []
    if one.path[2] == "file":
        return [Edit(Span(0, len(one.said)), course.moves[one.said])] if one.said in course.moves else []
    return _text_edits(one.said, path, course) if one.path[2] in _NODE_TEXTS else []


def _text_edits(text: str, path: str, course: Course) -> list[Edit]:
    body = Body(text, 0)
    edits = edits_of(text, body.links, path, course)
    after = Body(apply(text, edits), 0)
    if edits and not is_followed(body, body.links, after, after.links, path, course):
        raise EditRefused("the outcome could not be proved to be what was meant")
    return edits
