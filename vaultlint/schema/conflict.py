"""Two schemas that cannot both hold: told once, instead of findings that no note could ever be rid of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

from vaultlint.finding import MISSING
from vaultlint.schema import shape, words
from vaultlint.schema.compile import Schema
from vaultlint.schema.expression import searching
from vaultlint.schema.facts import Facts, common, crossed

Concerns = Callable[[Any], bool]
"""Whether what two schemas disagree about concerns a note with this value, or with none (MISSING)."""

KINDS: dict[type, str] = {str: "string", int: "number", float: "number", list: "array", dict: "object"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two schemas disagree about: a key at the top; `file` is the first schema's."""

    file: str
    key: str
    message: str


def conflicts(schemas: tuple[Schema, ...], values: dict[str, Any]) -> list[Conflict]:
    """Every key of `values`, or required one, about which two of the schemas disagree, each once."""
    return [
        Conflict(one.file, key, f"the schemas `{one.file}` and `{other.file}` disagree about `{key}`: {reasons[0]}")
        for one, other in combinations(schemas, 2)
        for key in dict.fromkeys([*values, *one.required, *other.required])
        if (reasons := [reason for reason, concerns in _about(one, other, key) if concerns(values.get(key, MISSING))])
    ]


@lru_cache(maxsize=4096)
def _about(one: Schema, other: Schema, key: str) -> tuple[tuple[str, Concerns], ...]:
    """Why the two cannot both hold for a note with `key`."""
    for asks, refuses in ((one, other), (other, one)):
        if key in asks.required and _forbids(refuses, key):
            return ((f"`{asks.file}` requires it, `{refuses.file}` does not allow it", _always),)
    if key not in one.properties or key not in other.properties:
        return ()
    return tuple(_odds(Facts(one.properties[key], one.resolve), Facts(other.properties[key], other.resolve)))


def _forbids(schema: Schema, key: str) -> bool:
    if schema.properties.get(key) is False:
        return True
    parts = list(shape.parts(schema.document, schema.resolve))
    if any(part.get("additionalProperties") is False and not _names(part, key) for part in parts):
        return True
    if any(part.get("not") == {"required": [key]} or not _may_be_named(part, key) for part in parts):
        return True
    if not any(part.get("unevaluatedProperties") is False for part in parts):
        return False
    branches = list(shape.branches(schema.document, schema.resolve))
    return not any(_names(part, key) or "additionalProperties" in part for part in branches)


def _names(part: dict[str, Any], key: str) -> bool:
    patterns = part.get("patternProperties") or {}
    return key in (part.get("properties") or {}) or any(searching(pattern)(key) for pattern in patterns)


def _may_be_named(part: dict[str, Any], key: str) -> bool:
    names = part.get("propertyNames", True)
    return "$ref" in str(names) or Schema("", "", names).accepts(key)


def _odds(one: Facts, other: Facts) -> Iterator[tuple[str, Concerns]]:
    """Why no value can please both, with the values that it concerns; what is in a value comes last."""
    types = common(one.types, other.types)
    if not types:
        yield f"it should be {_kinds(one.types)} for one and {_kinds(other.types)} for the other", _always
    elif not _some(one, other) or not _some(other, one):
        yield "no value is allowed by both", _always
    else:
        for kind in sorted(crossed(one, other)):
            yield "their limits exclude each other", _of_kind(kind, types)
        formats = sorted(one.formats | other.formats) if one.formats and other.formats else []
        if len(formats) > 1:
            yield f"no text is {words.either(formats, 'and')} at once", _of_kind("string", types)
        yield from _inside(one, other)


def _inside(one: Facts, other: Facts) -> Iterator[tuple[str, Concerns]]:
    if (first := one.items) is not None and (second := other.items) is not None:
        for reason, concerns in _odds(first, second):
            yield f"of each item, {reason}", _of_items(concerns)
    second_keys = other.properties
    for key, facts in one.properties.items():
        for reason, concerns in _odds(facts, second_keys[key]) if key in second_keys else ():
            yield f"of `{key}` in it, {reason}", _of_key(key, concerns)


def _always(value: Any) -> bool:
    return True


def _of_kind(kind: str, types: frozenset[str]) -> Concerns:
    """Values of that type; all, if the two allow no other."""
    others = types - {kind, *(["integer"] if kind == "number" else [])}
    return lambda value: not others or (not isinstance(value, bool) and KINDS.get(type(value)) == kind)


def _of_items(concerns: Concerns) -> Concerns:
    return lambda value: isinstance(value, list) and any(map(concerns, value))


def _of_key(key: str, concerns: Concerns) -> Concerns:
    return lambda value: isinstance(value, dict) and key in value and concerns(value[key])


def _some(one: Facts, other: Facts) -> bool:
    """Whether the other schema accepts one of the values that the first lists, if it lists any."""
    return one.allowed is None or any(other.accepts(value) for value in one.allowed)


def _kinds(types: frozenset[str]) -> str:
    return words.either([text for kind, text in words.TYPES.items() if kind in types])
