"""Claims: what a draft may ask of notes although a few contradict; and how many such claims it can afford."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import ceil

ACCEPTED = 0.95
"""The share of the notes that a draft accepts."""

FEW = 0.1
"""A larger share of a key's values is no exception, but another usage."""


@dataclass(frozen=True, eq=False)
class Claim:
    """Something asked of a key; `outliers` are the notes that contradict, by number; `fault` says what they have.

    Of two claims that cost as many notes, the one of less `worth` is dropped; a `forced` one is made whatever it costs.
    """

    fault: str
    outliers: frozenset[int]
    worth: int = 1
    forced: bool = False


def claim(fault: str, outliers: Iterable[int], worth: int = 1, forced: bool = False) -> Claim:
    """The claim that these notes contradict."""
    return Claim(fault, frozenset(outliers), worth, forced)


def granted(claims: Sequence[Claim], notes: int) -> frozenset[Claim]:
    """The claims that are made: those that cost least first, as long as enough notes contradict none."""
    room = notes - ceil(notes * ACCEPTED)
    made, refused = set[Claim](), set[int]()
    for one in sorted(claims, key=lambda one: len(one.outliers) / one.worth):
        if one.forced:
            made.add(one)
        elif len(refused | one.outliers) <= room:
            made.add(one)
            refused |= one.outliers
    return frozenset(made)


def told(claims: Iterable[Claim], made: Collection[Claim], names: Sequence[str], most: int = 3) -> str:
    """Which notes contradict, in words: "missing in a.md, b.md; text in c.md"."""
    return "; ".join(
        f"{one.fault} in {listed([names[note] for note in sorted(one.outliers)], most)}"
        for one in claims
        if one in made and one.outliers
    )


def listed(names: Sequence[str], most: int = 3) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
