"""What notes may know of one another: the outline of each, and the vault as all outlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from vaultlint.note import Note
from vaultlint.text import Span


@dataclass(frozen=True, slots=True)
class Key:
    """A top-level key of a note's front matter; `span` is where it stands in the note."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Outline:
    """What other notes may know of a note: small, so that all outlines of a vault fit into memory."""

    path: str
    keys: tuple[Key, ...] = ()


def outline(note: Note) -> Outline:
    """The outline of `note`."""
    matter = note.frontmatter
    keys = () if matter is None else tuple(Key(entry.name, entry.key.span) for entry in matter.entries)
    return Outline(note.path, keys)


@dataclass(frozen=True)
class Vault:
    """All notes of a vault, as outlines."""

    outlines: tuple[Outline, ...]

    @classmethod
    def of(cls, notes: Iterable[Note]) -> Vault:
        """The vault of these notes."""
        return cls(tuple(outline(note) for note in notes))

    @cached_property
    def key_counts(self) -> Counter[str]:
        """In how many notes each top-level key stands."""
        return Counter(name for one in self.outlines for name in {key.name for key in one.keys})
