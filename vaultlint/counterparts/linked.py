"""Which links stand in one of two notes only, where that is beyond doubt."""

from __future__ import annotations

from collections.abc import Sequence

from vaultlint.siblings.links import Target

SIMILAR = 0.5
"""Two places as much alike as this may be one, in the versions for two languages."""

MOST = 30
"""Of more stray links than these, it is not asked which may stand for which."""


def strays(own: Sequence[Target], others: Sequence[Target]) -> tuple[list[Target], list[Target]]:
    """Links of the one note that the other has not, and the other way round; none of a side that is in doubt.

    Where both have some, as with links to pages in their own language, those alike are taken for one another; if some
    of the lesser side are like none of the other, nothing is known of the rest.
    """
    extra, lacking = _without(own, others), _without(others, own)
    if not extra or not lacking:
        return extra, lacking
    if len(extra) > MOST or len(lacking) > MOST:
        return [], []
    fewer, more = sorted((extra, lacking), key=len)
    rest = _unlike(fewer, more)
    return (rest, []) if more is extra else ([], rest)


def _without(one: Sequence[Target], other: Sequence[Target]) -> list[Target]:
    """The first link to each place that the other note does not even name."""
    known = {target.place for target in other}
    first = {target.place: target for target in reversed(one) if not target.loose}
    return sorted((target for place, target in first.items() if place not in known), key=lambda target: target.span)


def _unlike(fewer: Sequence[Target], more: Sequence[Target]) -> list[Target]:
    rest = list(more)
    for target in fewer:
        best = max(rest, key=lambda other: _likeness(target, other))
        if _likeness(target, best) < SIMILAR:
            return []
        rest.remove(best)
    return rest


def _likeness(one: Target, other: Target) -> float:
    if one.place.rpartition("/")[2] == other.place.rpartition("/")[2]:  # the page is in the vault, or was moved
        return 1.0
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one.place, other.place, autojunk=False).ratio()
