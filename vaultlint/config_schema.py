"""The shape of the config file as one JSON Schema, made from the rules: for our own validator, and for editors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

from vaultlint.bilingual.form import Carrier
from vaultlint.finding import Severity
from vaultlint.note import Renderer
from vaultlint.rule import Rule, discover


@cache
def config_schema() -> dict[str, Any]:
    """The JSON Schema of the config file: what the parts above understand, and the options of each rule."""
    text = {"type": "string", "minLength": 1}
    texts = {"type": "array", "items": text}
    one_or_more = {"type": ["string", "array"], "minLength": 1, "items": text}
    notes = {**one_or_more, "description": "patterns of the notes that this is for; all notes, if left out"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vaultlint.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "include": {**texts, "description": "patterns of the files that are notes"},
            "exclude": {**texts, "description": "patterns of notes to leave out"},
            "select": {**texts, "description": "the rules and families that run, instead of the default ones"},
            "extend-select": {**texts, "description": "rules that run besides"},
            "ignore": {**texts, "description": "rules and families that do not run"},
            "renderers": {
                "type": "array",
                "items": {"enum": list(get_args(Renderer))},
                "description": "which renderings must come out right",
            },
            "schema": _table_list(
                {
                    "notes": notes,
                    "where": {**text, "description": "an expression over the note's values, as `query` takes it"},
                    "file": {**text, "description": "a path, or `vaultlint:NAME` for one that ships"},
                },
                required=["file"],
            ),
            "translation": _table_list(
                {
                    "notes": notes,
                    "carrier": {
                        "enum": list(get_args(Carrier)),
                        "description": "what holds a translation: a <details> block, a comment, or a callout",
                    },
                    "position": {
                        "enum": ["after", "before"],
                        "description": "where a translation stands, seen from its paragraph",
                    },
                    "language": text,
                    "original": text,
                    "labels": {
                        **texts,
                        "description": "the accepted summaries, or titles of callouts, the canonical one first",
                    },
                    "class": {
                        **text,
                        "description": "of the <p>, or the type of the callout; left out: plain Markdown in the block",
                    },
                    "require": {"enum": ["always", "when-present", "never"]},
                    "blocks": {"type": "array", "items": {"enum": ["paragraph", "list-item", "blockquote"]}},
                }
            ),
            "per-file-ignores": {"type": "object", "additionalProperties": texts},
            "rules": {
                "type": "object",
                "additionalProperties": False,
                "properties": {name: _rule_schema(rule) for name, rule in discover().items()},
            },
        },
    }


def _table_list(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    item = {"type": "object", "additionalProperties": False, "properties": properties, **more}
    return {"type": "array", "items": item}


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


_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def _type_schema(annotation: Any) -> dict[str, Any]:
    """The JSON Schema of an option's annotation: scalars, tuples, mappings, literals, and `X | None`."""
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
