"""The shape of the config file as one JSON Schema, made from the rules: for our own validator, and for editors."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

from vaultlint import option
from vaultlint.config.bindings.notes import TEXTS
from vaultlint.config.bindings.schema import SHAPE as SCHEMA
from vaultlint.config.bindings.translation import SHAPE as TRANSLATION
from vaultlint.config.bindings.vocabulary import SHAPE as VOCABULARY
from vaultlint.door import LARGEST
from vaultlint.finding import Severity
from vaultlint.note import Renderer
from vaultlint.rule import Rule, discover

LIMITS = {
    "type": "object",
    "description": "what is told, and not read",
    "additionalProperties": False,
    "properties": {
        "note-size": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000,
            "default": LARGEST,
            "description": "so many megabytes a note may have",
        }
    },
}


@cache
def config_schema() -> dict[str, Any]:
    """The JSON Schema of the config file: what the parts above understand, and the options of each rule."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:vaultlint:config",
        "title": "vaultlint.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "include": {**TEXTS, "default": ["*.md"], "description": "patterns of the files that are notes"},
            "exclude": {**TEXTS, "description": "patterns of notes to leave out"},
            "select": {**TEXTS, "description": "the rules and families that run, instead of the default ones"},
            "extend-select": {**TEXTS, "description": "rules that run besides"},
            "ignore": {**TEXTS, "description": "rules and families that do not run"},
            "renderers": {
                "type": "array",
                "items": {"enum": list(get_args(Renderer))},
                "default": ["obsidian"],
                "description": "which renderings must come out right",
            },
            "schema": {"type": "array", "items": SCHEMA, "description": "which notes a schema is for"},
            "translation": {"type": "array", "items": TRANSLATION, "description": "the forms that translations have"},
            "vocabulary": {"type": "array", "items": VOCABULARY, "description": "which terms a key may hold"},
            "per-file-ignores": {
                "type": "object",
                "additionalProperties": TEXTS,
                "description": "patterns of notes, each with the rules and families that do not run there",
            },
            "limits": LIMITS,
            "rules": {
                "type": "object",
                "description": "the severity and options of rules",
                "additionalProperties": False,
                "properties": {name: _rule_schema(rule) for name, rule in discover().items()},
            },
        },
    }


def _rule_schema(rule: Rule) -> dict[str, Any]:
    severity = {"enum": [severity.value for severity in Severity]}
    return {
        "type": "object",
        "description": rule.title,
        "additionalProperties": False,
        "properties": {"severity": severity, **option.schemas(rule)},
    }
