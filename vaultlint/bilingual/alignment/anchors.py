"""What a text and its translation have in common whatever the languages: names in Latin letters, and numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from vaultlint.bilingual.alignment.numerals import numbers
from vaultlint.bilingual.unit import Unit
from vaultlint.late import late

MOST = 3.0
"""What the rarest anchor tells at most, in powers of e."""

NAME = 1.5
"""What it tells against a pair that none of the names of one is found in the other."""

NUMBER = 1.0
"""The same for numbers, which translators like to leave out."""

_LATIN = late(r"[A-Za-z][A-Za-z0-9]{2,}+")
_CAPITALISED = late(r"[A-Z][A-Za-z0-9]{2,}+")


class Anchors(NamedTuple):
    """What may be found again in the other language: all `words` in Latin letters, `names`, and `numbers`."""

    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[float]

    def names_in_common(self, other: Anchors) -> frozenset[str]:
        """The names of either that are found in the other."""
        return (self.names & other.words) | (self.words & other.names)

    def without(self, others: Anchors) -> Anchors:
        """The anchors that `others` do not have."""
        if others is _NONE or self is _NONE:
            return self
        return Anchors(self.words - others.words, self.names - others.names, self.numbers - others.numbers)

    def joined(self, others: Anchors) -> Anchors:
        """The anchors of both."""
        if others is _NONE or self is _NONE:
            return others if self is _NONE else self
        return Anchors(self.words | others.words, self.names | others.names, self.numbers | others.numbers)

    def has_names(self, other: Anchors) -> bool:
        """Whether the one of the two that has fewer words in Latin letters has a name that the other should have."""
        return bool(self.names if len(self.words) <= len(other.words) else other.names)


_NONE = Anchors(frozenset(), frozenset(), frozenset())


@lru_cache(maxsize=1024)
def anchors(text: str) -> Anchors:
    """The anchors of a text; in one of few Latin words, each of them is a name."""
    words = _LATIN.findall(text.lower() if text.isascii() else text)
    known = frozenset(words if text.isascii() else map(str.lower, words))
    few = sum(map(len, words)) * 2 < len(text)
    names = known if few else frozenset(map(str.lower, _CAPITALISED.findall(text)))
    found = Anchors(known, names, numbers(text, known))
    return _NONE if found == _NONE else found


def together(units: Sequence[Unit]) -> Anchors:
    """The anchors of several texts or blocks."""
    if len(units) == 1:
        return anchors(units[0].text)
    found = [anchors(unit.text) for unit in units]
    return Anchors(*(frozenset[Any]().union(*of) for of in zip(*found, strict=True)))


class Rarity:
    """How much it tells that a text and a block have an anchor in common: the more, the fewer blocks have it.

    Where both languages are written in the same letters (`alike`), a word that is not found again tells nothing.
    """

    def __init__(self, blocks: Sequence[Unit], alike: bool) -> None:
        self.count, self.alike = len(blocks), alike
        self.blocks_with: Counter[str | float] = Counter()
        for block in blocks:
            found = anchors(block.text)
            self.blocks_with.update(found.words)
            self.blocks_with.update(found.numbers)

    def cost(self, texts: Sequence[Unit], blocks: Sequence[Unit]) -> float:
        """What speaks against the blocks holding the translation of the texts; below 0: for it.

        An anchor that several of the texts have tells of the last of them only.
        """
        there = together(blocks)
        if len(texts) == 1:
            return self._cost(anchors(texts[0].text), there)
        costs, later = [], _NONE
        for text in reversed(texts):
            own = anchors(text.text)
            costs.append(self._cost(own.without(later), there))
            later = later.joined(own)
        return sum(reversed(costs))

    def _cost(self, own: Anchors, there: Anchors) -> float:
        if not any(own):
            return 0.0
        names, same = own.names_in_common(there), own.numbers & there.numbers
        cost = -self._telling(names) if names else NAME * (not self.alike and own.has_names(there))
        return cost - self._telling(same) if same else cost + NUMBER * bool(own.numbers)

    def _telling(self, shared: Iterable[str | float]) -> float:
        """What the rarest of the anchors tells, in powers of e."""
        rarest = min(map(self.blocks_with.__getitem__, shared))
        return max(0.0, min(MOST, math.log((self.count + 1) / (rarest + 0.5))))
