"""What notes may know of one another: the outline of each, and the vault as all outlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from vaultlint.note import Note
from vaultlint.text import Span

FEWEST_NOTES = 20
"""So many notes must have a key before its spelling is called usual."""

USUAL_SHARE = 0.95
"""The share of notes, among those with any spelling of a key, that must agree on one."""

_SEPARATORS = re.compile(r"[\s_\-]+")


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

    @cached_property
    def usual_spellings(self) -> dict[str, str]:
        """Of each key that differs from a usual one in case, `_`, `-` or blanks only: the usual one.

        A spelling is usual if at least 20 notes have it, and 95 in 100 of those that have any spelling of the key.
        """
        spellings: dict[str, list[str]] = {}
        for name in self.key_counts:
            spellings.setdefault(_SEPARATORS.sub("", name).casefold(), []).append(name)
        usual: dict[str, str] = {}
        for names in spellings.values():
            best = max(names, key=lambda name: self.key_counts[name])
            total = sum(self.key_counts[name] for name in names)
            if self.key_counts[best] >= FEWEST_NOTES and self.key_counts[best] >= USUAL_SHARE * total:
                usual.update((name, best) for name in names if name != best)
        return usual
