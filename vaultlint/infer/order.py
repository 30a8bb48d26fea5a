"""The order of keys that contradicts the notes least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence


def usual_order(keys: Sequence[str], notes: Iterable[Iterable[str]]) -> list[str]:
    """The keys, of which the more usual come first, in the order that most notes have them in."""
    known = set(keys)
    before: Counter[tuple[str, str]] = Counter()
    for written, number in Counter(tuple(key for key in note if key in known) for note in notes).items():
        for place, key in enumerate(written):
            for later in written[place + 1 :]:
                before[key, later] += number
    ordered: list[str] = []
    for key in keys:
        ordered.insert(_place(key, ordered, before), key)
    return ordered


def _place(key: str, ordered: Sequence[str], before: Counter[tuple[str, str]]) -> int:
    """Where the key contradicts the fewest notes; of several such places, the last."""
    cost = sum(before[other, key] for other in ordered)
    best, place = cost, 0
    for at, other in enumerate(ordered, 1):
        cost += before[key, other] - before[other, key]
        if cost <= best:
            best, place = cost, at
    return place
