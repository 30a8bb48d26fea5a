"""Two schemas that cannot both hold: told once, instead of findings that no note could ever be rid of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from re import search
from typing import Any

from vaultlint.schema import shape, words
from vaultlint.schema.alike import canonical
from vaultlint.schema.compile import Schema

ALL_TYPES = frozenset({"string", "number", "integer", "boolean", "array", "object", "null"})
BOUNDS = (("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"))


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two schemas disagree about: a key at the top; `file` is the first schema's."""

    file: str
    key: str
    message: str


def conflicts(schemas: tuple[Schema, ...], values: dict[str, Any]) -> list[Conflict]:
    """Every key of `values`, or required one, about which two of the schemas disagree."""
    return [
        Conflict(one.file, key, f"the schemas `{one.file}` and `{other.file}` disagree about `{key}`: {reason}")
        for one, other in combinations(schemas, 2)
        for key in dict.fromkeys([*values, *one.required, *other.required])
        for reason in _reasons(one, other, key)
    ]


def _reasons(one: Schema, other: Schema, key: str) -> Iterator[str]:
    """Why the two cannot both hold for a note with `key`; at most one."""
    for asks, refuses in ((one, other), (other, one)):
        if key in asks.required and _forbids(refuses, key):
            yield f"`{asks.file}` requires it, `{refuses.file}` does not allow it"
            return
    if key not in one.properties or key not in other.properties:
        return
    first, second = _Facts(one, key), _Facts(other, key)
    types = _common(first.types, second.types)
    if not types:
        yield f"it should be {_kinds(first.types)} for one and {_kinds(second.types)} for the other"
    elif not _some(first, second) or not _some(second, first):
        yield "no value is allowed by both"
    elif any(_crossed(first, second, *bound) or _crossed(second, first, *bound) for bound in BOUNDS):
        yield "their limits exclude each other"


def _forbids(schema: Schema, key: str) -> bool:
    if schema.properties.get(key) is False:
        return True
    return any(
        part.get("additionalProperties") is False
        and key not in (part.get("properties") or {})
        and not any(search(pattern, key) for pattern in part.get("patternProperties") or {})
        for part in shape.parts(schema.document, schema.resolve)
    )


class _Facts:
    """What one schema asks of the value of a key, as far as it can be read off."""

    def __init__(self, schema: Schema, key: str) -> None:
        self.parts = list(shape.parts(schema.properties[key], schema.resolve))
        self.types = ALL_TYPES
        self.allowed: list[Any] | None = None
        for part in self.parts:
            if (given := part.get("type")) is not None:
                self.types = _common(self.types, frozenset([given] if isinstance(given, str) else given))
            for values in ([part["const"]] if "const" in part else None, part.get("enum")):
                if values is not None:
                    self.allowed = values if self.allowed is None else _both(self.allowed, values)

    def accepts(self, value: Any) -> bool:
        """Whether these facts and the patterns and formats beside them allow `value`."""
        plain = [{name: given for name, given in part.items() if name not in ("$ref", "allOf")} for part in self.parts]
        return all(Schema("", "", part).accepts(value) for part in plain if "$ref" not in str(part))

    def bound(self, keyword: str) -> Any:
        given = [part[keyword] for part in self.parts if isinstance(part.get(keyword), int | float)]
        return given[0] if given else None


def _both(one: list[Any], other: list[Any]) -> list[Any]:
    known = {canonical(value) for value in other}
    return [value for value in one if canonical(value) in known]


def _some(one: _Facts, other: _Facts) -> bool:
    """Whether the other schema accepts one of the values that the first lists, if it lists any."""
    return one.allowed is None or any(other.accepts(value) for value in one.allowed)


def _crossed(one: _Facts, other: _Facts, least: str, most: str) -> bool:
    low, high = one.bound(least), other.bound(most)
    return low is not None and high is not None and low > high


def _common(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The types of both; a whole number is a number."""
    return frozenset(
        kind for kind in one | other
        if (kind in one or (kind == "integer" and "number" in one))
        and (kind in other or (kind == "integer" and "number" in other))
    )  # fmt: skip


def _kinds(types: frozenset[str]) -> str:
    return words.either([text for kind, text in words.TYPES.items() if kind in types])
