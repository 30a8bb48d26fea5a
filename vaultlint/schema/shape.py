"""What a schema says of the note as a whole: title, required keys, defaults, order and descriptions of its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Resolve = Callable[[str], Any]
"""From a `$ref` of the schema's root to the subschema meant; None where it cannot be followed."""


def parts(schema: Any, resolve: Resolve, depth: int = 8) -> Iterator[dict[str, Any]]:
    """The subschemas that every note must fulfil as a whole: the schema, and what its `$ref` and `allOf` name."""
    if not isinstance(schema, dict) or depth == 0:
        return
    yield schema
    if isinstance(schema.get("$ref"), str):
        yield from parts(resolve(schema["$ref"]), resolve, depth - 1)
    for part in schema.get("allOf") or ():
        yield from parts(part, resolve, depth - 1)


def applied(schema: dict[str, Any]) -> Iterator[Any]:
    """The subschemas that judge the same value as `schema` does, perhaps on a condition."""
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield from (one for one in schema.get(keyword) or () if isinstance(one, dict))
    for keyword in ("not", "if", "then", "else"):
        if isinstance(schema.get(keyword), dict):
            yield schema[keyword]
    dependent = schema.get("dependentSchemas")
    if isinstance(dependent, dict):
        yield from (one for one in dependent.values() if isinstance(one, dict))


def branches(schema: Any, resolve: Resolve, depth: int = 8) -> Iterator[dict[str, Any]]:
    """All subschemas that judge the same value, in whatever branch."""
    if not isinstance(schema, dict) or depth == 0:
        return
    yield schema
    if isinstance(schema.get("$ref"), str):
        yield from branches(resolve(schema["$ref"]), resolve, depth - 1)
    for part in applied(schema):
        yield from branches(part, resolve, depth - 1)


def properties(schema: Any, resolve: Resolve) -> dict[str, Any]:
    """The subschema of each top-level key, in the order of the schema."""
    found: dict[str, Any] = {}
    for part in parts(schema, resolve):
        for name, subschema in (part.get("properties") or {}).items():
            found.setdefault(name, subschema)
    return found


def required(schema: Any, resolve: Resolve) -> tuple[str, ...]:
    """The keys that every note must have, in the order of the schema."""
    named = [name for part in parts(schema, resolve) for name in _names(part.get("required"))]
    return tuple(dict.fromkeys(named))


def defaults(schema: Any, resolve: Resolve) -> dict[str, Any]:
    """The default of each top-level key that has one."""
    found: dict[str, Any] = {}
    for name, subschema in properties(schema, resolve).items():
        for part in parts(subschema, resolve):
            if "default" in part:
                found.setdefault(name, part["default"])
    return found


def order(schema: Any, resolve: Resolve) -> tuple[str, ...]:
    """The order of the keys: `x-order` (a list of names) first, then that of `properties`."""
    named = [name for part in parts(schema, resolve) for name in _names(part.get("x-order"))]
    return tuple(dict.fromkeys([*named, *properties(schema, resolve)]))


def descriptions(schema: Any, resolve: Resolve) -> dict[str, str]:
    """What the schema says of each top-level key that it describes."""
    found: dict[str, str] = {}
    for name, subschema in properties(schema, resolve).items():
        for part in parts(subschema, resolve):
            text = part.get("description") or part.get("title")
            if isinstance(text, str):
                found.setdefault(name, text)
    return found


def _names(value: Any) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
