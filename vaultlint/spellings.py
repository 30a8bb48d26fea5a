"""The same term spelt in several ways: near spellings of one another, the most used first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple

_SEPARATORS = r"[\s_\-\u2010-\u2015\u00b7\u30fb.'\u2019]+"
_BETWEEN = re.compile(rf"(?<!\d){_SEPARATORS}|{_SEPARATORS}(?!\d)")
_DIGITS = re.compile(r"\d+")

LONG_ENOUGH = 6
"""Shorter words that differ in a letter are more often two words than one with a slip."""

Difference = Literal["form", "letter"]
"""`form`: only case, width, and what stands between the words; `letter`: one letter besides, perhaps another term."""


class Spelling(NamedTuple):
    """A way to spell a term, how often it is used, and how it differs from the one most used; None for that itself."""

    text: str
    uses: int
    difference: Difference | None


def folded(text: str) -> str:
    """The term without case, width, and the blanks, hyphens and dots between its words; those between digits stay."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _BETWEEN.sub("", plain) or plain


def variants(counts: Mapping[str, int]) -> list[tuple[Spelling, ...]]:
    """Terms with more than one spelling; the most used term first, of each the most used spelling."""
    forms: dict[str, list[str]] = {}
    for text in counts:
        forms.setdefault(folded(text), []).append(text)
    groups = [_spellings(group, forms, counts) for group in _near(forms)]
    return sorted((one for one in groups if len(one) > 1), key=lambda group: (-sum(one.uses for one in group), group))


def _spellings(group: list[str], forms: Mapping[str, list[str]], counts: Mapping[str, int]) -> tuple[Spelling, ...]:
    texts = sorted((text for form in group for text in forms[form]), key=lambda text: (-counts[text], text))
    best = folded(texts[0])
    return tuple(
        Spelling(text, counts[text], None if text == texts[0] else "form" if folded(text) == best else "letter")
        for text in texts
    )


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
