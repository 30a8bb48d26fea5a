"""`[[schema]]`: which notes a JSON Schema is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vaultlint.config.bindings.notes import NOTES, TEXT, notes_of
from vaultlint.late import late

_KEY = late(r"\{([^{}]+)\}")

SHAPE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "notes": NOTES,
        "where": {**TEXT, "description": "an expression over the note's values, as `query` takes it"},
        "file": {
            **TEXT,
            "pattern": r"^[^{}]*(\{[^{}]+\}[^{}]*)?$",
            "x-message": "may have one `{key}` in it",
            "description": "a path, or `vaultlint:NAME` for one that ships; `schemas/{type}` is for each note "
            "the one that its key `type` names",
        },
    },
    "required": ["file"],
}


@dataclass(frozen=True, slots=True)
class SchemaBinding:
    """The notes matching `notes`, and the expression `where`, are validated by the schema `file`.

    If there is a `key`, `file` has `{key}` in it: the note's own value of that key says which schema is meant.
    """

    notes: tuple[str, ...]
    file: str
    where: str | None = None
    key: str | None = None


def schema_binding(table: dict[str, Any]) -> SchemaBinding:
    """The binding that a table of that shape says."""
    named = _KEY.search(table["file"])
    return SchemaBinding(notes_of(table), table["file"], table.get("where"), named[1] if named else None)
