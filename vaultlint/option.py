"""What a rule's option may be, as JSON Schema: made from its annotation and default."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from vaultlint.rule import Rule
from vaultlint.where import ExpressionText

EXPRESSION = "vaultlint-expression"
"""The format of an option that is an expression over a note's values, as `query` takes it."""

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schemas(rule: Rule) -> dict[str, dict[str, Any]]:
    """The options of `rule` by name, as the config spells them."""
    return {name.replace("_", "-"): _schema(option) for name, option in rule.options.items()}


def _schema(option: inspect.Parameter) -> dict[str, Any]:
    default = sorted(option.default) if isinstance(option.default, frozenset) else option.default
    return {**_of(option.annotation), **({} if default is None else {"default": _plain(default)})}


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def _of(annotation: Any) -> dict[str, Any]:
    """The JSON Schema of an annotation: scalars, tuples, mappings, literals, and `X | None`."""
    if annotation is ExpressionText:
        return {"type": "string", "format": EXPRESSION}
    if annotation in _TYPES:
        return {"type": _TYPES[annotation]}
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (tuple, frozenset, list):
        return {"type": "array", "items": _of(arguments[0])}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": _of(arguments[1])}
    real = [one for one in arguments if one is not type(None)]
    if len(real) == 1:
        return _of(real[0])
    raise TypeError(f"no option can have the type {annotation}")


def kind(schema: Mapping[str, Any]) -> str:
    """What a schema allows, in a few words: `string`, `array of strings`, `"a" or "b"`."""
    if "enum" in schema:
        return " or ".join(f'"{one}"' for one in schema["enum"])
    types = schema.get("type", "any")
    named = types if isinstance(types, str) else " or ".join(types)
    items = schema.get("items")
    return f"{named} of {kind(items)}" if named == "array" and isinstance(items, Mapping) and items else named


def described(rule: Rule) -> Iterator[tuple[str, str, Any]]:
    """The options of `rule`: name, type, default."""
    return ((name, kind(schema), schema.get("default")) for name, schema in schemas(rule).items())
