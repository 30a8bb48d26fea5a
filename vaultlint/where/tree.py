"""The tree of a parsed expression: which keys it reads, which functions it calls and with what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Tree = Any
"""A node as jmespath has it, a dictionary: `type`, `value`, `children`."""

_ELSEWHERE = frozenset(
    {"subexpression", "index_expression", "pipe", "projection", "value_projection", "filter_projection"}
)
"""Nodes whose later children look at something else than their first."""

_BESIDE_A_TEXT = frozenset({"contains", "starts_with", "ends_with", "matches"})
"""Functions whose second argument is hardly ever a key."""


def walk(tree: Tree) -> Iterator[Tree]:
    """Every node, from the outside in."""
    yield tree
    for child in children(tree):
        yield from walk(child)


def children(tree: Tree) -> list[Tree]:
    """The nodes right below; a slice has numbers there."""
    return [child for child in tree["children"] if isinstance(child, dict)]


def in_note(tree: Tree) -> Iterator[Tree]:
    """The nodes that look at the note itself, not at a part of it."""
    yield tree
    inner = children(tree)
    if tree["type"] == "expref":
        return
    for child in inner[:1] if tree["type"] in _ELSEWHERE else inner:
        yield from in_note(child)


def keys(tree: Tree) -> Iterator[str]:
    """The note's keys that are read."""
    return (node["value"] for node in in_note(tree) if node["type"] == "field")


def reads_values(tree: Tree) -> bool:
    """Whether it reads anything of the note but `file`."""
    every = any(node["type"] in ("current", "identity") for node in in_note(tree))
    return every or any(key != "file" for key in keys(tree))


def meant_as_text(tree: Tree) -> Iterator[str]:
    """The note's keys that stand where a text is usual: behind `==`, as what `contains` looks for."""
    for node in in_note(tree):
        last = children(node)[-1:]
        called = node["type"] == "function_expression" and node["value"] in _BESIDE_A_TEXT
        if (node["type"] == "comparator" or called) and last and last[0]["type"] == "field":
            yield last[0]["value"]


def equated(tree: Tree) -> Iterator[tuple[str, str]]:
    """The note's keys that are compared with a text by `==`, and the text."""
    for node in in_note(tree):
        if node["type"] == "comparator" and node["value"] == "eq":
            one, other = children(node)
            if one["type"] == "field" and other["type"] == "literal" and isinstance(other["value"], str):
                yield one["value"], other["value"]


def calls(tree: Tree) -> Iterator[tuple[str, list[Tree]]]:
    """The functions called, with their arguments."""
    for node in walk(tree):
        if node["type"] == "function_expression":
            yield node["value"], children(node)


def first_texts(tree: Tree, function: str) -> tuple[str, ...]:
    """The texts that are the first argument of `function`, each once."""
    found = (arguments[0]["value"] for name, arguments in calls(tree) if name == function)
    return tuple(dict.fromkeys(found))
