"""Front matter as a tree of nodes: each knows its value, how it is written and where it stands.

Spans are offsets into the whole note. Both readers, the fast one and the one on ruamel.yaml, build this tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from vaultlint.finding import Path, Value
from vaultlint.late import late
from vaultlint.text import Span


class Style(Enum):
    """How a scalar is written (YAML 1.2.2 chapters 7 and 8)."""

    PLAIN = "plain"
    SINGLE = "single"
    DOUBLE = "double"
    LITERAL = "literal"
    FOLDED = "folded"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value; `span` takes in quotes and block indicators, and is empty, right behind the `:` or `-`, for EMPTY."""

    span: Span
    value: str | int | float | bool | None
    style: Style
    anchor: str | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `span` reaches from the first `-` or `[` to the end of the last item or `]`."""

    span: Span
    items: tuple[Node, ...]
    flow: bool
    anchor: str | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: Node
    value: Node

    @property
    def name(self) -> str:
        """The key as a JSON key."""
        key = self.key
        return key.value if isinstance(key, Scalar) and isinstance(key.value, str) else key_name(key)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values; `span` reaches from the first key or `{` to the end of the last value or `}`."""

    span: Span
    entries: tuple[Entry, ...]
    flow: bool
    anchor: str | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """`*name`: `span` is the alias itself, `target` the node that it stands for."""

    span: Span
    name: str
    target: Node


Node = Scalar | Sequence | Mapping | Alias


def resolved(node: Node) -> Scalar | Sequence | Mapping:
    """The node itself, or the one that an alias stands for."""
    while isinstance(node, Alias):
        node = node.target
    return node


def key_name(node: Node) -> str:
    """A key as a JSON key: text as it is, other scalars as JSON would print them."""
    node = resolved(node)
    if isinstance(node, Scalar):
        return node.value if isinstance(node.value, str) else _SPELT.get(repr(node.value), str(node.value))
    return _shown(value_of(node))


def _shown(value: Value) -> str:
    """A list or mapping as Python has it, but with quotes in quotes as they are: escaped they double at each level."""
    if isinstance(value, str):
        return f"'{value}'"
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_shown(name)}: {_shown(one)}' for name, one in value.items())}}}"
    return str(value)


_SPELT = {"None": "null", "True": "true", "False": "false"}


_PROPERTIES = late(r"(?:[&!]\S*+\s++)++")


def written(node: Node | None, text: str) -> str | None:
    """A plain scalar as it stands in `text`, such as `0123` or `1.10`, without anchor and tag; None for all others."""
    if not isinstance(node, Scalar) or node.style is not Style.PLAIN:
        return None
    whole = node.span.of(text)
    properties = _PROPERTIES.match(whole) if node.anchor or node.tag else None
    return whole[properties.end() :] if properties else whole


def value_of(node: Node) -> Value:
    """The node as a JSON value, keys in the order of the text; of a repeated key, the first occurrence counts."""
    node = resolved(node)
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [value_of(item) for item in node.items]
    values: dict[str, Value] = {}
    for entry in node.entries:
        values.setdefault(entry.name, value_of(entry.value))
    return values


def find(node: Node, path: Path) -> Node | None:
    """The node at `path` below `node`; None where there is none."""
    for step in path:
        node = resolved(node)
        if isinstance(node, Mapping) and isinstance(step, str):
            found = next((entry.value for entry in node.entries if entry.name == step), None)
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            found = node.items[step]
        else:
            found = None
        if found is None:
            return None
        node = found
    return node


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """`node` and all below it, each with its path, in the order of the text; targets of aliases are not entered."""
    yield path, node
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, (*path, index))
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from walk(entry.value, (*path, entry.name))


def same(one: Value, other: Value) -> bool:
    """Equality of JSON values that tells `1`, `1.0` and `true` apart and takes NaN for itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or (one != one and other != other)
