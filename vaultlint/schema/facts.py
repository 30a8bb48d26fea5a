"""What a schema asks of one value, as far as it can be read off: enough to see whether another can hold besides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vaultlint.schema import shape
from vaultlint.schema.alike import canonical
from vaultlint.schema.compile import Schema

ALL_TYPES = frozenset({"string", "number", "integer", "boolean", "array", "object", "null"})

LEAST = {
    "minimum": ("number", "maximum", "exclusiveMaximum"), "exclusiveMinimum": ("number", "maximum", "exclusiveMaximum"),
    "minLength": ("string", "maxLength"), "minItems": ("array", "maxItems"),
    "minProperties": ("object", "maxProperties"),
}  # fmt: skip
"""The lower bounds, each with the type that it is about, and the upper ones that may exclude it."""

APART = frozenset({"date", "date-time", "time", "uri", "email", "uuid", "wikilink"})
"""No text has two of these formats."""


class Facts:
    """What the subschema of a value asks, with what its `$ref` and `allOf` name."""

    def __init__(self, subschema: Any, resolve: shape.Resolve) -> None:
        self.resolve = resolve
        self.parts = list(shape.parts(subschema, resolve))
        self.types = ALL_TYPES
        self.allowed: list[Any] | None = None
        for part in self.parts:
            if (given := part.get("type")) is not None:
                self.types = common(self.types, [given] if isinstance(given, str) else given)
            for values in ([part["const"]] if "const" in part else None, part.get("enum")):
                if values is not None:
                    self.allowed = values if self.allowed is None else _both(self.allowed, values)

    def accepts(self, value: Any) -> bool:
        """Whether these facts and the patterns and formats beside them allow `value`."""
        plain = [{name: given for name, given in part.items() if name not in ("$ref", "allOf")} for part in self.parts]
        return all(Schema("", "", part).accepts(value) for part in plain if "$ref" not in str(part))

    def bound(self, keyword: str) -> Any:
        """The number that a keyword gives; None without one."""
        given = [part[keyword] for part in self.parts if isinstance(part.get(keyword), int | float)]
        return given[0] if given else None

    @property
    def formats(self) -> set[str]:
        """The formats that exclude others."""
        return {part["format"] for part in self.parts if part.get("format") in APART}

    @property
    def items(self) -> Facts | None:
        """What is asked of each item of a list."""
        given = next((part["items"] for part in self.parts if isinstance(part.get("items"), dict)), None)
        return None if given is None else Facts(given, self.resolve)

    @property
    def properties(self) -> dict[str, Facts]:
        """What is asked of the value of each key."""
        named = [pair for part in self.parts for pair in (part.get("properties") or {}).items()]
        return {name: Facts(given, self.resolve) for name, given in reversed(named) if isinstance(given, dict)}


def crossed(one: Facts, other: Facts) -> set[str]:
    """The types of which no value is within the bounds of both."""
    return {
        kind
        for lower, (kind, *uppers) in LEAST.items()
        for upper in uppers
        for low, high in ((one.bound(lower), other.bound(upper)), (other.bound(lower), one.bound(upper)))
        if low is not None and high is not None
        if low > high or (low == high and "exclusive" in lower + upper)
    }


def common(one: frozenset[str], other: Iterable[str]) -> frozenset[str]:
    """The types of both; a whole number is a number."""
    other = frozenset(other)
    return frozenset(
        kind for kind in one | other
        if (kind in one or (kind == "integer" and "number" in one))
        and (kind in other or (kind == "integer" and "number" in other))
    )  # fmt: skip


def _both(one: list[Any], other: list[Any]) -> list[Any]:
    known = {canonical(value) for value in other}
    return [value for value in one if canonical(value) in known]
