"""Small closed sets: whether the values of a key are chosen from a few, and which of them are slips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from vaultlint.schema.alike import folded

MOST, LONGEST = 24, 60
"""So many choices a set has at most, and so long is one."""

FEWEST_USES = 10
OFTEN = 3
"""How often, on average, a choice is used at least."""

NEWS = 0.02
"""The most that the chance may be of meeting a new value next: values used once by all uses (Good and Turing)."""

ALWAYS = 20
"""One value alone is a choice only if so many notes have it."""

SHORT = 3
"""In so few letters one that differs makes another word."""

RARE, OFTENER = 2, 10
"""A slip is used as often at most, and what was meant so many times more often."""


def choices(uses: Mapping[str, int]) -> dict[str, str] | None:
    """The slips among the values that have so many uses, each with what was meant; None if the set is open."""
    total = sum(uses.values())
    if total < FEWEST_USES or len(uses) > 2 * MOST or any(len(one) > LONGEST or "\n" in one for one in uses):
        return None
    slips = slips_among(uses)
    kept = [number for value, number in uses.items() if value not in slips]
    if len(kept) > MOST or total < OFTEN * len(kept) or kept.count(1) > NEWS * total:
        return None
    return slips if len(kept) > 1 or total >= ALWAYS else None


def slips_among(uses: Mapping[str, int]) -> dict[str, str]:
    """The rare values that are near a usual one; numbers that differ are no slips."""
    found = {}
    for rarity in range(1, RARE + 1):
        usual = {one: folded(one) for one in uses if uses[one] >= OFTENER * rarity}
        for value in [one for one in uses if uses[one] == rarity] if usual else ():
            if meant := _meant(value, usual):
                found[value] = meant
    return found


def _meant(value: str, usual: Mapping[str, str]) -> str | None:
    """The one usual value that is the same when folded, or has one slip less."""
    same = folded(value)
    equal = [one for one, other in usual.items() if other == same]
    if equal or len(value) <= SHORT or any(letter.isdigit() for letter in value):
        return equal[0] if len(equal) == 1 else None
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(value, list(usual), scorer=OSA.distance, score_cutoff=1, limit=2)
    return near[0][0] if len(near) == 1 else None


def counted(texts: list[str]) -> Counter[str]:
    """How often each text is used, the most used first, then by name."""
    return Counter(dict(sorted(Counter(texts).items(), key=lambda one: (-one[1], one[0]))))
