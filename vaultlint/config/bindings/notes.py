"""Which notes a binding is for."""

from __future__ import annotations

from typing import Any

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
TEXTS: dict[str, Any] = {"type": "array", "items": TEXT}
ONE_OR_MORE: dict[str, Any] = {"type": ["string", "array"], "minLength": 1, "items": TEXT}
NOTES: dict[str, Any] = {**ONE_OR_MORE, "description": "patterns of the notes that this is for; all notes, if left out"}


def listed(given: str | list[str]) -> tuple[str, ...]:
    """One text, or several."""
    return (given,) if isinstance(given, str) else tuple(given)


def notes_of(table: dict[str, Any]) -> tuple[str, ...]:
    """The patterns of the notes that a binding is for."""
    return listed(table.get("notes", "**"))
