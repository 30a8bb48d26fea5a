"""Names that are spelt in several ways, below keys that hold lists of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vaultlint.health.facts import Facts
from vaultlint.spellings import Spelling, variants
from vaultlint.terms.keys import FREE, LIST_SHARE, is_name
from vaultlint.where.counts import items

MOST = 100
"""So many names are told."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """A spelling and how many uses it has.

    `best` is the spelling that the others should have; `form` differs from it in case, width, accents or what stands
    between the words; `letter` in a letter, so that it may be another name.
    """

    text: str
    uses: int
    differs: Literal["best", "form", "letter"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name below a key, in its spellings, the best first."""

    key: str
    spellings: tuple[Spelt, ...]

    @property
    def uses(self) -> int:
        """How often it is used in any spelling."""
        return sum(one.uses for one in self.spellings)


@dataclass(frozen=True, slots=True)
class Names:
    """How many names are spelt in several ways, and those that are used most."""

    all: int
    most: tuple[Name, ...]


def names_of(notes: Iterable[Facts]) -> Names:
    """The names of these notes that are spelt in several ways; first the sure ones, the most used first."""
    found = [Name(key, tuple(map(_spelt, group))) for key, uses in _lists(notes).items() for group in variants(uses)]
    return Names(len(found), tuple(sorted(found, key=_order)[:MOST]))


def _order(one: Name) -> tuple[bool, int, str, str]:
    is_sure = any(spelt.differs == "form" for spelt in one.spellings)
    return not is_sure, -one.uses, one.key, one.spellings[0].text


def _spelt(one: Spelling) -> Spelt:
    return Spelt(one.text, one.uses, one.difference or "best")


def _lists(notes: Iterable[Facts]) -> dict[str, Counter[str]]:
    """Of each key that holds lists of names: these, counted."""
    uses: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[bool]] = {}
    for note in notes:
        for key, value in (note.values or {}).items():
            if value not in (None, ""):
                kinds.setdefault(key, Counter())[isinstance(value, list)] += 1
                texts = (one for one in items(value) if isinstance(one, str) and is_name(one))
                uses.setdefault(key, Counter()).update(texts)
    return {key: own for key, own in uses.items() if key not in FREE and _holds_lists(kinds[key])}


def _holds_lists(kinds: Counter[bool]) -> bool:
    return kinds[True] > 0 and kinds[True] >= LIST_SHARE * kinds.total()
