"""The values of a key by their kinds: the types of JSON Schema, and the empty text, which may stand for any of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from vaultlint.finding import Value

EMPTY = "empty"

FAULTS = {
    "string": "text", EMPTY: "an empty text", "integer": "a number", "number": "a number", "boolean": "true or false",
    "array": "a list", "object": "a group of keys", "null": "empty",
}  # fmt: skip


class Use(NamedTuple):
    """A value, and the number of the note that has it."""

    note: int
    value: Value


def kind_of(value: Value) -> str:
    """The kind of a value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string" if value else EMPTY
    if isinstance(value, int | float):
        return "integer" if isinstance(value, int) else "number"
    return "array" if isinstance(value, list) else "object"


def by_kind(uses: Sequence[Use]) -> dict[str, list[Use]]:
    """The uses of each kind, the most usual first; whole numbers among others are numbers."""
    found: dict[str, list[Use]] = {}
    for use in uses:
        found.setdefault(kind_of(use.value), []).append(use)
    if "number" in found and "integer" in found:
        found["number"] += found.pop("integer")
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


def types(kinds: Collection[str]) -> list[str]:
    """The types of these kinds, null at the end; an empty text is text."""
    named = dict.fromkeys("string" if kind == EMPTY else kind for kind in kinds)
    return [*(kind for kind in named if kind != "null"), *(kind for kind in named if kind == "null")]


def is_empty(value: Value) -> bool:
    """Whether it stands for nothing."""
    return value in (None, "", [], {})


def texts(by: Mapping[str, Sequence[Use]]) -> list[str]:
    """The texts that are not empty."""
    return [use.value for use in by.get("string", ()) if isinstance(use.value, str)]
