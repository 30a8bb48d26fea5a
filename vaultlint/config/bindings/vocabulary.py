"""`[[vocabulary]]`: which terms a key may hold, and what they look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from vaultlint.config.bindings.notes import NOTES, ONE_OR_MORE, TEXT, TEXTS, listed, notes_of
from vaultlint.vocabulary import Case, Number

_OTHER_NAMES = {"type": ["string", "array"], "items": TEXT}
_TABLE = {"type": ["object", "string"], "additionalProperties": _OTHER_NAMES, "minLength": 1}

SHAPE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "key": {**ONE_OR_MORE, "description": "the keys that hold the terms; `book.genre` is one in another"},
        "notes": NOTES,
        "terms": {
            "type": ["array", "object"],
            "items": {"type": ["string", "number"]},
            "additionalProperties": _OTHER_NAMES,
            "description": "the terms; or a table of them, each with its aliases",
        },
        "file": {**TEXT, "description": "a JSON or YAML file, a text with a term a line, or a note that lists them"},
        "path": {**TEXT, "description": "where in the file the terms stand, as JMESPath: `taxonomy.areas | keys(@)`"},
        "aliases": {**_TABLE, "description": "other names, each with its term; or where they stand in the file"},
        "deprecated": {
            "type": ["array", "object", "string"],
            "items": TEXT,
            "additionalProperties": {"type": "string"},
            "description": "terms given up, or a table of them with their successors; or where they stand in the file",
        },
        "case": {"enum": list(get_args(Case)), "description": "what a term looks like"},
        "number": {"enum": list(get_args(Number)), "description": "whether English terms are in the singular"},
        "exceptions": {
            **TEXTS,
            "type": ["array", "string"],
            "minLength": 1,
            "description": "words that keep their form; or where they stand in the file",
        },
        "open": {"type": "boolean", "description": "whether other terms are right as well"},
    },
    "required": ["key"],
}


@dataclass(frozen=True)
class VocabularyBinding:
    """The `keys` of the notes matching `notes` hold the terms that these settings name, each as the config has it."""

    notes: tuple[str, ...]
    keys: tuple[str, ...]
    settings: Mapping[str, Any]


def vocabulary_binding(table: dict[str, Any]) -> VocabularyBinding:
    """The binding that a table of that shape says."""
    settings = {key: value for key, value in table.items() if key not in ("notes", "key")}
    return VocabularyBinding(notes_of(table), listed(table["key"]), settings)


def objection(table: dict[str, Any]) -> str | None:
    """What a table lacks, beside its shape; None if it is whole."""
    asking = [key for key in ("path", "aliases", "deprecated", "exceptions") if isinstance(table.get(key), str)]
    if asking and "file" not in table:
        return f"`{asking[0]}` needs a `file` to look into"
    said = table.keys() - {"key", "notes", "exceptions", "open"}
    return None if said else "nothing is said of the terms; there may be `terms`, `file` or `case`"
