"""The types of Obsidian's properties as JSON Schema (Obsidian Help: Properties, Property types)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vaultlint.infer.looks import LOCAL

_LIST = {"type": ["array", "null"], "items": {"type": "string"}}

WIDGETS: dict[str, dict[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "multitext": _LIST,
    "tags": {"type": ["array", "null"], "items": {"type": "string", "format": "tag"}},
    "aliases": _LIST,
    "number": {"type": ["number", "null"]},
    "checkbox": {"type": ["boolean", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "datetime": {
        "type": ["string", "null"],
        "pattern": LOCAL.pattern,
        "x-message": "should be a date and time like 2025-10-08T09:30",
    },
}
"""What a widget shows; every property may be empty, which is null. A date and time has no zone there."""


def declared(types: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The subschema of each property whose widget is known."""
    return {name: dict(WIDGETS[widget]) for name, widget in types.items() if widget in WIDGETS}
