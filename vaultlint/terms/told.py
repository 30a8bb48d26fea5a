"""Whether another rule tells a fault of an item already: one fault is told once."""

from __future__ import annotations

from vaultlint.frontmatter.items import Item
from vaultlint.note import Note


def is_told_besides(note: Note, item: Item) -> bool:
    """Whether the item has blanks at its ends, or breaks a schema that is bound to the note."""
    if item.text != item.text.strip():
        return True
    return any(found.span == item.span for findings in note.schema_findings.values() for found in findings)
