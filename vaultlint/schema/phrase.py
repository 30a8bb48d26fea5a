"""What a subschema asks for, in a few words that complete "should be …": "a date like 2025-10-08", "`a` or `b`"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vaultlint.schema import shape, words
from vaultlint.schema.formats import DESCRIPTIONS
from vaultlint.schema.kebab import is_kebab

BOUNDS = {
    "minimum": "at least", "maximum": "at most", "exclusiveMinimum": "more than", "exclusiveMaximum": "less than",
}  # fmt: skip

KINDS: dict[type, str] = {
    str: "string", bool: "boolean", int: "integer", float: "number", list: "array", dict: "object", type(None): "null"
}  # fmt: skip


def values(schema: Any, resolve: shape.Resolve) -> list[Any] | None:
    """The only values that a subschema allows, as far as it lists them; None if it lists none."""
    for part in shape.parts(schema, resolve):
        if "const" in part:
            return [part["const"]]
        if isinstance(part.get("enum"), list):
            return list(part["enum"])
    return None


def kinds(schema: Any, resolve: shape.Resolve) -> frozenset[str] | None:
    """The types that a subschema allows; None if it allows all."""
    listed = values(schema, resolve)
    if listed is not None:
        return frozenset(KINDS[type(one)] for one in listed)
    for part in shape.parts(schema, resolve):
        if "type" in part:
            return frozenset([part["type"]] if isinstance(part["type"], str) else part["type"])
    return None


def fits(value: Any, schema: Any, resolve: shape.Resolve) -> bool:
    """Whether a value has a type that a subschema allows."""
    allowed, kind = kinds(schema, resolve), KINDS[type(value)]
    return allowed is None or kind in allowed or (kind == "integer" and "number" in allowed)


def phrase(schema: Any, resolve: shape.Resolve) -> str | None:
    """What a subschema asks for; None where a few words do not tell."""
    listed = values(schema, resolve)
    if listed is not None:
        return words.either([words.shown(one) for one in listed]) if listed else None
    asked: dict[str, Any] = {}
    for part in shape.parts(schema, resolve):
        asked = {**part, **asked}
    inner = asked.get("anyOf") or asked.get("oneOf")
    if isinstance(inner, list) and "type" not in asked:
        return any_of(inner, resolve)
    named = kinds(schema, resolve) or _implied(asked)
    told = [_one(kind, asked) for kind in words.TYPES if kind in named]
    return words.either(told) if told else None


def any_of(schemas: Iterable[Any], resolve: shape.Resolve) -> str | None:
    """What one of several subschemas asks for; None where one of them cannot be told."""
    plain: list[Any] = []
    told: dict[str, None] = {}
    for one in schemas:
        listed, said = values(one, resolve), phrase(one, resolve)
        if said is None:
            return None
        if listed is None:
            told[said] = None
        else:
            plain += listed
    return words.either([*told, *dict.fromkeys(words.shown(one) for one in plain)])


def _implied(asked: dict[str, Any]) -> frozenset[str]:
    if "format" in asked or "pattern" in asked:
        return frozenset({"string"})
    if any(name in asked for name in (*BOUNDS, "multipleOf")):
        return frozenset({"number"})
    return frozenset({"object"}) if asked.get("required") else frozenset()


def _one(kind: str, asked: dict[str, Any]) -> str:
    """One type with what else is asked of it."""
    if kind == "string" and "format" in asked:
        return DESCRIPTIONS.get(asked["format"], words.TYPES[kind])
    if kind == "string" and isinstance(asked.get("pattern"), str):
        kebab = is_kebab(asked["pattern"])
        return "text in kebab-case like `two-words`" if kebab else f"text that matches `{asked['pattern']}`"
    if kind in ("number", "integer"):
        limits = [f"{text} {asked[name]}" for name, text in BOUNDS.items() if name in asked]
        return words.TYPES[kind] + (f" of {words.either(limits, 'and')}" if limits else "")
    if kind == "object" and asked.get("required"):
        return f"a group with {words.keys(asked['required'])}"
    return words.TYPES[kind]
