"""The shape of the config file as one JSON Schema, made from the rules: for our own validator, and for editors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

from vaultlint.config.bindings.notes import TEXTS
from vaultlint.config.bindings.schema import SHAPE as SCHEMA
from vaultlint.config.bindings.translation import SHAPE as TRANSLATION
from vaultlint.config.bindings.vocabulary import SHAPE as VOCABULARY
from vaultlint.finding import Severity
from vaultlint.note import Renderer
from vaultlint.rule import Rule, discover
from vaultlint.where import ExpressionText


@cache
def config_schema() -> dict[str, Any]:
    """The JSON Schema of the config file: what the parts above understand, and the options of each rule."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vaultlint.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "include": {**TEXTS, "description": "patterns of the files that are notes"},
            "exclude": {**TEXTS, "description": "patterns of notes to leave out"},
            "select": {**TEXTS, "description": "the rules and families that run, instead of the default ones"},
            "extend-select": {**TEXTS, "description": "rules that run besides"},
            "ignore": {**TEXTS, "description": "rules and families that do not run"},
            "renderers": {
                "type": "array",
                "items": {"enum": list(get_args(Renderer))},
                "description": "which renderings must come out right",
            },
            "schema": {"type": "array", "items": SCHEMA},
            "translation": {"type": "array", "items": TRANSLATION},
            "vocabulary": {"type": "array", "items": VOCABULARY},
            "per-file-ignores": {"type": "object", "additionalProperties": TEXTS},
            "rules": {
                "type": "object",
                "additionalProperties": False,
                "properties": {name: _rule_schema(rule) for name, rule in discover().items()},
            },
        },
    }


def _rule_schema(rule: Rule) -> dict[str, Any]:
    options = {name.replace("_", "-"): _option_schema(one) for name, one in rule.options.items()}
    severity = {"enum": [severity.value for severity in Severity]}
    return {
        "type": "object",
        "description": rule.title,
        "additionalProperties": False,
        "properties": {"severity": severity, **options},
    }


def _option_schema(option: Any) -> dict[str, Any]:
    default = option.default
    shown = sorted(default) if isinstance(default, frozenset) else default
    return {**_type_schema(option.annotation), **({} if shown is None else {"default": _plain(shown)})}


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


EXPRESSION = "vaultlint-expression"
"""The format of an option that is an expression over a note's values, as `query` takes it."""

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def _type_schema(annotation: Any) -> dict[str, Any]:
    """The JSON Schema of an option's annotation: scalars, tuples, mappings, literals, and `X | None`."""
    if annotation is ExpressionText:
        return {"type": "string", "format": EXPRESSION}
    if annotation in _TYPES:
        return {"type": _TYPES[annotation]}
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (tuple, frozenset, list):
        return {"type": "array", "items": _type_schema(arguments[0])}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": _type_schema(arguments[1])}
    real = [one for one in arguments if one is not type(None)]
    if len(real) == 1:
        return _type_schema(real[0])
    raise TypeError(f"no option can have the type {annotation}")


def described(rule: Rule) -> Iterator[tuple[str, str, Any]]:
    """The options of `rule` as the config spells them: name, type, default."""
    for name, option in rule.options.items():
        schema = _option_schema(option)
        yield (
            name.replace("_", "-"),
            str(schema.get("type", "one of " + ", ".join(map(str, schema.get("enum", ()))))),
            schema.get("default"),
        )
