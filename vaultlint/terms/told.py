"""Whether another rule tells a fault of an item already: one fault is told once."""

from __future__ import annotations

from vaultlint.finding import Fix, tellers
from vaultlint.frontmatter.items import Item
from vaultlint.note import Note
from vaultlint.properties import permitted
from vaultlint.terms.keys import TAGS


def is_told_besides(note: Note, item: Item) -> bool:
    """Whether the item has blanks at its ends, breaks a bound schema, or is judged by a vocabulary."""
    if item.text != item.text.strip() or _is_governed(note, item):
        return True
    return item.span in tellers(note.schema_findings)


def is_objected_to(note: Note, key: str, text: str) -> bool:
    """Whether the vocabulary of the key would have something to say of a text that is to stand there."""
    vocabulary = note.bindings.vocabularies.get(key)
    return vocabulary is not None and vocabulary.look(text, key in TAGS) is not None


def is_forbidden(note: Note, fix: Fix | None) -> bool:
    """Whether a schema, or Obsidian's type of the property, has something against the values that a fix makes."""
    if fix is None or note.frontmatter is None:
        return False
    return not permitted(fix.changes, note.frontmatter, note.bindings.types, note.bindings.schemas)


def _is_governed(note: Note, item: Item) -> bool:
    """Whether a vocabulary knows the item as a term, or tells that it is none."""
    vocabulary = note.bindings.vocabularies.get(item.key)
    if vocabulary is None:
        return False
    return vocabulary.knows(item.text) or item.span in tellers(note.vocabulary_findings)
