"""Translations that say the same as another one of the note, although their texts differ."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from vaultlint.bilingual.pairing import Bilingual
from vaultlint.bilingual.unit import Unit
from vaultlint.late import late

LONG = 40
"""Shorter translations, such as an answer, may well be the same."""

NEAR = 5
"""So many translations away, the same one is a neighbour's, copied to the wrong place."""

ALIKE = 60.0
"""Out of 100: texts this much alike say the same, so that their translations may, too."""

RELATED = 40.0
"""The same where the translations are far from each other: a teaser is often translated twice."""

TEASER = 10
"""So many translations, or a tenth of all, may be a teaser at the beginning of a note."""

_FILLING = late(r"[\W_]++")
_GLOSS = late(r"（[^（）]*+）|\([^()]*+\)")
_START = late(r"\w++\W++\w++")


class Repeat(NamedTuple):
    """A translation, and the later one that says the same."""

    first: Unit
    again: Unit


def repeats(bilingual: Bilingual) -> Iterator[Repeat]:
    """The translations that repeat one before them, but not those whose texts repeat, too."""
    rows = bilingual.translations
    for places in _same(rows):
        for first, again in pairwise(places):
            if _is_fault(bilingual, first, again):
                yield Repeat(rows[first], rows[again])


def _same(rows: Sequence[Unit]) -> Sequence[Sequence[int]]:
    """The places of translations that are equal but for white space, case and punctuation.

    Most are told apart by how often they have two common letters, most others by their beginnings.
    """
    texts = [unit.text for unit in rows]
    found: list[Sequence[int]] = [[place for place, text in enumerate(texts) if len(text) * 2 > LONG]]
    for key in (_common_letters, _beginning, _folded):
        found = [places for alike in found for places in _by(alike, texts, key)]
    return found


def _by(places: Iterable[int], texts: Sequence[str], key: Callable[[str], Hashable]) -> Iterator[list[int]]:
    """The places whose texts have a key in common, which is not empty."""
    found: dict[Hashable, list[int]] = {}
    for place in places:
        found.setdefault(key(texts[place]), []).append(place)
    return (places for key, places in found.items() if key != "" and len(places) > 1)


def _common_letters(text: str) -> tuple[int, int]:
    return text.count("e") + text.count("E"), text.count("o") + text.count("O")


def _beginning(text: str) -> str:
    match = _START.search(text)
    return _folded(match[0]) if match else ""


def _folded(text: str) -> str:
    return _FILLING.sub("", text.casefold())


def _is_fault(bilingual: Bilingual, first: int, again: int) -> bool:
    rows = bilingual.translations
    if len(" ".join(rows[again].text.split())) < LONG:
        return False
    texts = bilingual.partner(rows[first]), bilingual.partner(rows[again])
    near = again - first <= NEAR
    if texts[0] is None or texts[1] is None:
        return near
    if texts[0] == texts[1]:
        return True
    alike = _likeness(texts[0].text, texts[1].text)
    return alike < ALIKE if near else alike < RELATED and first >= max(TEASER, len(rows) // 10)


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(_folded(_GLOSS.sub("", one)), _folded(_GLOSS.sub("", other)))
