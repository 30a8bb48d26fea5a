"""Which `<details>` blocks are translations, and in which of the note's forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from vaultlint.bilingual.form import Form
from vaultlint.bilingual.script import letters, tell_apart
from vaultlint.markdown import DetailsBlock

TYPING_ERROR = 2
"""So many edits away, a word is still the same word."""

ALIKE = 75.0
"""Out of 100: labels this much alike mean the same, though one of them is not what it should be."""


def form_of(block: DetailsBlock, forms: Sequence[Form]) -> Form | None:
    """The form that a block is written in, by its label, else by its class, else by its language; None if in none."""
    label = normalised(block.summary.text) if block.summary else ""
    found = _by_label(label, forms) or _by_class(block, forms)
    if found is None and label:
        found = _by_similar_label(label, forms)
    return found or _by_language(block, label, forms)


@lru_cache(maxsize=1024)
def normalised(label: str) -> str:
    """A label as a reader sees it."""
    return " ".join(re.sub(r"<[^>]*+>", "", label).split())


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or replaced to make one text the other."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)


def classes(block: DetailsBlock) -> Iterable[str]:
    """The class attributes of the block's paragraphs."""
    return (paragraph.class_name for paragraph in block.paragraphs if paragraph.class_name)


def _by_label(label: str, forms: Sequence[Form]) -> Form | None:
    return next((form for form in forms if label in form.labels), None)


def _by_class(block: DetailsBlock, forms: Sequence[Form]) -> Form | None:
    found = set(classes(block))
    return next((form for form in forms if form.html_class in found), None)


def _by_similar_label(label: str, forms: Sequence[Form]) -> Form | None:
    from rapidfuzz import fuzz

    scores = [(fuzz.ratio(label.lower(), known.lower()), form) for form in forms for known in form.labels]
    best, form = max(scores, key=lambda pair: pair[0], default=(0.0, None))
    return form if best >= ALIKE else None


def _by_language(block: DetailsBlock, label: str, forms: Sequence[Form]) -> Form | None:
    """A form that asks for no label is known by what the block says."""
    for form in forms:
        if form.labels or form.html_class or not tell_apart(form.language, form.original):
            continue
        if letters(block.text, form.original) > letters(block.text, form.language):
            return form
    return None
