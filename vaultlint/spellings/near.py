"""Terms that are spelt alike: in several forms, or with a letter between them that may make them two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple

from vaultlint.late import late
from vaultlint.spellings.form import folded
from vaultlint.spellings.grouping import merged, rank

_DIGITS = late(r"\d+")

LONG_ENOUGH = 6
"""Shorter words that differ in a letter are more often two words than one with a slip."""

Difference = Literal["form", "letter"]
"""`form`: only case, width, accents, and what stands between the words, or a translation in brackets.

`letter`: one letter besides, or a short word such as `Go` and `GO`: perhaps another term.
"""


class Spelling(NamedTuple):
    """A way to spell a term, how often it is used, and how it differs from the `best` one; None for that itself."""

    text: str
    uses: int
    difference: Difference | None
    best: str


def variants(counts: Mapping[str, int]) -> list[tuple[Spelling, ...]]:
    """Terms with more than one spelling; the most used term first, of each the best spelling."""
    terms = {group[0]: group for group in merged(counts)}
    best_of: dict[str, list[str]] = {}
    for best in terms:
        best_of.setdefault(folded(best), []).append(best)
    groups = (_spellings([best for form in near for best in best_of[form]], terms, counts) for near in _near(best_of))
    return sorted((one for one in groups if len(one) > 1), key=lambda group: (-sum(one.uses for one in group), group))


def _spellings(near: list[str], terms: Mapping[str, list[str]], counts: Mapping[str, int]) -> tuple[Spelling, ...]:
    """The spellings of terms that are near to one another; one in another form stands with the best of its own term."""
    best = min(near, key=lambda text: rank(text, counts[text]))
    others = [Spelling(one, counts[one], "letter", best) for one in near if one != best]
    others += [Spelling(text, counts[text], "form", one) for one in near for text in terms[one][1:]]
    others.sort(key=lambda one: (-one.uses, one.text))
    return Spelling(best, counts[best], None, best), *others


def _near(forms: Iterable[str]) -> list[list[str]]:
    """The forms, those together that a letter tells apart."""
    group_of: dict[str, list[str]] = {}
    by_rest: dict[str, list[str]] = {}
    for form in forms:
        group_of[form] = [form]
        for rest in _rests(form):
            by_rest.setdefault(rest, []).append(form)
    for candidates in by_rest.values():
        for one, other in combinations(candidates, 2):
            if group_of[one] is not group_of[other] and _is_slip(one, other):
                _join(group_of, one, other)
    return list({id(group): group for group in group_of.values()}.values())


def _join(group_of: dict[str, list[str]], one: str, other: str) -> None:
    group_of[one] += group_of[other]
    for form in group_of[other]:
        group_of[form] = group_of[one]


def _rests(form: str) -> Iterator[str]:
    """The form, and what is left of it without any one letter: near forms have one of these in common."""
    yield form
    if len(form) >= LONG_ENOUGH:
        yield from {form[:place] + form[place + 1 :] for place in range(len(form))}


def _is_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    if min(len(one), len(other)) < LONG_ENOUGH or _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1
