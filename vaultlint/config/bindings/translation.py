"""`[[translation]]`: which notes may carry their originals, and in which form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from vaultlint.bilingual import Form
from vaultlint.bilingual.form import Carrier
from vaultlint.config.bindings.notes import NOTES, TEXT, TEXTS, notes_of

SHAPE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "notes": NOTES,
        "carrier": {
            "enum": list(get_args(Carrier)),
            "description": "what holds a translation: a <details> block, a comment, or a callout",
        },
        "position": {
            "enum": ["after", "before"],
            "description": "where a translation stands, seen from its paragraph",
        },
        "language": TEXT,
        "original": TEXT,
        "labels": {
            **TEXTS,
            "description": "the accepted summaries, or titles of callouts, the canonical one first",
        },
        "class": {
            **TEXT,
            "description": "of the <p>, or the type of the callout; left out: plain Markdown in the block",
        },
        "require": {"enum": ["always", "when-present", "never"]},
        "blocks": {"type": "array", "items": {"enum": ["paragraph", "list-item", "blockquote"]}},
    },
}


@dataclass(frozen=True, slots=True)
class TranslationBinding:
    """The notes matching `notes` may carry their originals in `form`."""

    notes: tuple[str, ...]
    form: Form


def translation_binding(table: dict[str, Any]) -> TranslationBinding:
    """The binding that a table of that shape says."""
    return TranslationBinding(notes_of(table), _form(table))


def _form(table: dict[str, Any]) -> Form:
    said = {key: value for key, value in table.items() if key not in ("notes", "class")}
    if "class" in table:
        said["html_class"] = table["class"]
    if "labels" in said:
        said["labels"] = tuple(said["labels"])
    if "blocks" in said:
        said["blocks"] = frozenset(said["blocks"])
    return Form(**said)
