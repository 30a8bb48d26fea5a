"""`[[schema]]`: which notes a JSON Schema is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vaultlint.config.bindings.notes import NOTES, TEXT, notes_of

SHAPE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "notes": NOTES,
        "where": {**TEXT, "description": "an expression over the note's values, as `query` takes it"},
        "file": {**TEXT, "description": "a path, or `vaultlint:NAME` for one that ships"},
    },
    "required": ["file"],
}


@dataclass(frozen=True, slots=True)
class SchemaBinding:
    """The notes matching `notes`, and the expression `where`, are validated by the schema `file`."""

    notes: tuple[str, ...]
    file: str
    where: str | None = None


def schema_binding(table: dict[str, Any]) -> SchemaBinding:
    """The binding that a table of that shape says."""
    return SchemaBinding(notes_of(table), table["file"], table.get("where"))
