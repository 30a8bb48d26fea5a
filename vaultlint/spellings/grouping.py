"""Texts sorted into terms: those that are spellings of one term together, the best of them first."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from vaultlint.spellings.bilingual import linked
from vaultlint.spellings.form import alike, folded, is_slug

NOWHERE: Mapping[str, int] = MappingProxyType({})


def merged(
    counts: Mapping[str, int], elsewhere: Collection[str] = (), everywhere: Mapping[str, int] = NOWHERE
) -> list[list[str]]:
    """The texts, those together that are one term; of each the best first.

    The best is the one most used; among equals a name rather than a slug, one that is used more `everywhere`, in its
    own case, with its accents. `elsewhere` are folded terms of other kinds, which are no translations of these.
    """
    term_of: dict[str, list[str]] = {}
    for text in counts:
        term_of.setdefault(folded(text), []).append(text)
    for text, both in linked(counts, elsewhere):
        for half in both:
            if half in term_of:
                _join(term_of, folded(text), half)
        for other in (f"{both.chinese}({both.latin})", f"{both.latin}({both.chinese})"):
            if other in term_of:
                _join(term_of, folded(text), other)
    terms = {id(term): term for term in term_of.values()}.values()
    order = {text: rank(text, uses, everywhere.get(text, 0)) for text, uses in counts.items()}
    return [group for term in terms for group in _alike(sorted(term, key=order.__getitem__))]


def better(
    counts: Mapping[str, int], elsewhere: Collection[str] = (), everywhere: Mapping[str, int] = NOWHERE
) -> dict[str, str]:
    """Of each text that is not the best spelling of its term: the best; see `merged`."""
    return {text: group[0] for group in merged(counts, elsewhere, everywhere) for text in group[1:]}


def _join(term_of: dict[str, list[str]], one: str, other: str) -> None:
    into, gone = term_of[one], term_of[other]
    if into is not gone:
        into += gone
        term_of.update((folded(text), into) for text in gone)


def _alike(texts: list[str]) -> Iterator[list[str]]:
    """Groups of texts that share a term by their letters: in each, all are alike to the first."""
    while texts:
        best = texts[0]
        group = [best, *(text for text in texts[1:] if folded(text) != folded(best) or alike(text, best))]
        yield group
        texts = [text for text in texts if text not in group]


def rank(text: str, uses: int, everywhere: int = 0) -> tuple[object, ...]:
    """What spellings are sorted by, the best first."""
    letters = "".join(filter(str.isalpha, text))
    is_name = is_slug(text), letters.islower(), "_" in text
    looks = text != unicodedata.normalize("NFKC", text), letters.isupper(), text.isascii()
    return -uses, *is_name, -everywhere, *looks, text
