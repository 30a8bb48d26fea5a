"""What is known of a key of front matter: by its schemas, its vocabulary, Obsidian's types, and the other notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vaultlint.report.outcome import count
from vaultlint.schema import Schema, shape, words
from vaultlint.schema.phrase import kinds, phrase, values
from vaultlint.server.names import by_count
from vaultlint.server.session import View
from vaultlint.vocabulary import Vocabulary


class Key:
    """A key at the top of the front matter of a note."""

    def __init__(self, view: View, name: str) -> None:
        self.view, self.name = view, name
        self.vocabulary: Vocabulary | None = view.note.bindings.vocabularies.get(name)
        self.schemas = [one for one in view.note.bindings.schemas if name in one.properties]

    @property
    def description(self) -> str:
        """What the schemas say of it."""
        return "\n\n".join(dict.fromkeys(filter(None, (one.descriptions.get(self.name) for one in self.schemas))))

    @property
    def asked(self) -> str:
        """What the schemas ask for, in a few words."""
        asked = (phrase(one.properties[self.name], one.resolve) for one in self.schemas)
        return "; ".join(dict.fromkeys(filter(None, asked)))

    @property
    def is_deprecated(self) -> bool:
        """Whether a schema deprecates it."""
        parts = (part for one in self.schemas for part in shape.parts(one.properties[self.name], one.resolve))
        return any(part.get("deprecated") is True for part in parts)

    @property
    def is_required(self) -> bool:
        """Whether a schema requires it."""
        return any(self.name in one.required for one in self.view.note.bindings.schemas)

    @property
    def widget(self) -> str | None:
        """Obsidian's type of it."""
        return self.view.note.bindings.types.get(self.name.lower())

    @property
    def holds_list(self) -> bool:
        """Whether lists belong to it, by its schemas or by the habit of other notes."""
        allowed = [kinds(one.properties[self.name], one.resolve) for one in self.schemas]
        if any(allowed):
            return any(one is not None and "array" in one for one in allowed)
        counts = self.view.vault
        return 2 * counts.list_counts[self.name] > counts.key_counts[self.name]

    @property
    def allowed(self) -> list[Any]:
        """The values, or items, that the schemas list."""
        return list({repr(value): value for one in self.schemas for value in _listed(one, self.name)}.values())

    @property
    def used(self) -> Sequence[tuple[str, int]]:
        """The terms that notes have below it, with the number of notes, the most frequent first."""
        return by_count(self.view.vault.term_counts.get(self.name, {}))

    def told(self) -> Iterator[str]:
        """What a hover tells, as Markdown."""
        if self.description:
            yield self.description
        if self.asked:
            yield f"should be {self.asked}" + (" · required" if self.is_required else "")
        defaults = [words.shown(one.defaults[self.name]) for one in self.schemas if self.name in one.defaults]
        yield from (f"default: {default}" for default in dict.fromkeys(defaults))
        if self.vocabulary is not None:
            yield f"terms: {len(self.vocabulary.terms):,}, from {self.vocabulary.source}"
        if self.widget is not None:
            yield f"in Obsidian: {self.widget}"
        notes = self.view.vault.key_counts[self.name]
        if notes:
            yield f"in {count(notes, 'note')}"


def _listed(schema: Schema, name: str) -> Iterator[Any]:
    """The values that a subschema lists for a key, or for the items of a list in it."""
    yield from values(schema.properties[name], schema.resolve) or ()
    for part in shape.branches(schema.properties[name], schema.resolve):
        if part.get("type") == "boolean":
            yield from (True, False)
        if isinstance(part.get("items"), dict):
            yield from values(part["items"], schema.resolve) or ()
