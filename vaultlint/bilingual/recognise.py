"""Which `<details>` blocks are translations, and in which of the note's forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from vaultlint.bilingual.form import Form
from vaultlint.bilingual.script import letters, tell_apart
from vaultlint.markdown import DetailsBlock

TYPING_ERROR = 2
"""So many edits away, a word is still the same word, if they are less than a third of it."""

ALIKE = 75.0
"""Out of 100: labels this much alike mean the same, though one of them is not what it should be."""

RELATED = 55.0
"""Labels this much alike mean the same where the block holds the other language."""


def form_of(block: DetailsBlock, forms: Sequence[Form]) -> Form | None:
    """The form that a block is written in, by its label, else by its class, else by its language; None if in none."""
    label = normalised(block.summary.text) if block.summary else ""
    for form in forms:
        if label in form.labels:
            return form
    return (
        _by_class(block, forms)
        or (_by_similar_label(block, label, forms) if label else None)
        or _by_language(block, forms)
    )


@lru_cache(maxsize=1024)
def normalised(label: str) -> str:
    """A label as a reader sees it."""
    return " ".join(re.sub(r"<[^>]*+>", "", label).split())


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or replaced to make one text the other."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)


def is_slip(wrong: str, right: str) -> bool:
    """Whether one text is the other but for a typing error; words of a few letters are never taken for each other."""
    edits = distance(wrong, right)
    return edits <= TYPING_ERROR and edits * 3 < len(right)


def classes(block: DetailsBlock) -> Iterable[str]:
    """The class attributes of the block's paragraphs."""
    return (paragraph.class_name for paragraph in block.paragraphs if paragraph.class_name)


def _by_class(block: DetailsBlock, forms: Sequence[Form]) -> Form | None:
    found = set(classes(block))
    return next((form for form in forms if form.html_class in found), None)


def _by_similar_label(block: DetailsBlock, label: str, forms: Sequence[Form]) -> Form | None:
    """The form whose label is most alike, if it is much alike, or if the block is in the original's language."""
    from rapidfuzz import fuzz

    scores = [(fuzz.ratio(label.lower(), known.lower()), form) for form in forms for known in form.labels]
    best, form = max(scores, key=lambda pair: pair[0], default=(0.0, None))
    if form is None or best < (RELATED if _is_original(block, form) else ALIKE):
        return None
    return form


def _is_original(block: DetailsBlock, form: Form) -> bool:
    """Whether the block is in the original's language, as far as the script tells."""
    if not tell_apart(form.language, form.original):
        return False
    return letters(block.text, form.original) > letters(block.text, form.language)


def _by_language(block: DetailsBlock, forms: Sequence[Form]) -> Form | None:
    """A form that asks for no label is known by what the block says."""
    unlabelled = (form for form in forms if not form.labels and not form.html_class)
    return next((form for form in unlabelled if _is_original(block, form)), None)
