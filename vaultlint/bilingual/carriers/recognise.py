"""Which `<details>` and callouts are translations, and in which of the note's forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from vaultlint.bilingual.form import Form
from vaultlint.bilingual.languages.script import letters, tell_apart
from vaultlint.bilingual.unit import Unit
from vaultlint.late import late
from vaultlint.markdown import DetailsBlock
from vaultlint.markdown.callouts import Callout

TYPING_ERROR = 2
"""So many edits away, a word is still the same word, if they are less than a third of it."""

ALIKE = 75.0
"""Out of 100: labels this much alike mean the same, though one of them is not what it should be."""

RELATED = 55.0
"""Labels this much alike mean the same where the block holds the other language."""


def form_of(block: DetailsBlock, forms: Sequence[Form]) -> Form | None:
    """The form that a block is written in, by its label, else by its class, else by its language; None if in none."""
    label = normalised(block.label or "")
    for form in forms:
        if label in form.labels:
            return form
    return (
        _by_class(block, forms)
        or (_by_similar_label(block.text, label, forms) if label else None)
        or _by_language(block, forms)
    )


def form_of_callout(callout: Callout, forms: Sequence[Form]) -> Form | None:
    """The form that a callout is written in, by its type or title; None if in none."""
    label = normalised(callout.label)
    for form in forms:
        if callout.type_name.casefold() in _types(form) or (label and label.casefold() in _folded(form.labels)):
            return form
    slipped = (form for form in forms if form.html_class and is_slip(callout.type_name, form.html_class))
    return next(slipped, None) or (_by_similar_label(callout.prose, label, forms) if label else None)


def _types(form: Form) -> frozenset[str]:
    """The types of callouts that are right in this form, in lower case."""
    return _folded((form.original, *form.labels, *([form.html_class] if form.html_class else [])))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def accepts_label(forms: Sequence[Form], label: str, unit: Unit) -> bool:
    """Whether a translation may bear this label; a callout's may be written in any case, and its type is one, too."""
    known = [one for form in forms for one in form.labels]
    if unit.form and unit.form.assumed and not is_slip(label, unit.form.labels[0]):
        return True
    if not isinstance(unit.carrier, Callout):
        return label in known
    return not _folded(known).isdisjoint((label.casefold(), unit.carrier.type_name.casefold()))


def accepts_class(forms: Sequence[Form], name: str, unit: Unit) -> bool:
    """Whether a translation may be of this class, or a callout of this type."""
    if unit.form and unit.form.assumed and not is_slip(name, unit.form.html_class or ""):
        return True
    if isinstance(unit.carrier, Callout):
        return any(name.casefold() in _types(form) for form in forms)
    return not {form.html_class for form in forms}.isdisjoint(name.split())


@lru_cache(maxsize=1024)
def normalised(label: str) -> str:
    """A label as a reader sees it."""
    return " ".join(re.sub(r"<[^>]*+>", "", label).split())


_WORDS = late(r"[^\W_]++")


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or replaced to make one text the other."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)


def is_slip(wrong: str, right: str) -> bool:
    """Whether one text is the other but for a typing error; another word, as `zh` for `en`, is none."""
    edits = distance(wrong, right)
    if edits > TYPING_ERROR or edits * 3 >= len(right):
        return False
    words, wanted = _WORDS.findall(wrong), _WORDS.findall(right)
    return len(words) != len(wanted) or all(distance(*pair) < len(pair[1]) for pair in zip(words, wanted, strict=True))


def classes(block: DetailsBlock) -> Iterable[str]:
    """The class attributes of the block's paragraphs."""
    return (paragraph.class_name for paragraph in block.paragraphs if paragraph.class_name)


def _by_class(block: DetailsBlock, forms: Sequence[Form]) -> Form | None:
    found = {word for name in classes(block) for word in name.split()}
    return next((form for form in forms if form.html_class in found), None)


def _by_similar_label(text: str, label: str, forms: Sequence[Form]) -> Form | None:
    """The form whose label is most alike, if it is much alike, or if the text is in the original's language."""
    from rapidfuzz import fuzz

    scores = [(fuzz.ratio(label.lower(), known.lower()), form) for form in forms for known in form.labels]
    best, form = max(scores, key=lambda pair: pair[0], default=(0.0, None))
    if form is None or best < (RELATED if _is_original(text, form) else ALIKE):
        return None
    return form


def _is_original(text: str, form: Form) -> bool:
    """Whether a text is in the original's language, as far as the script tells."""
    if not tell_apart(form.language, form.original):
        return False
    return letters(text, form.original) > letters(text, form.language)


def _by_language(block: DetailsBlock, forms: Sequence[Form]) -> Form | None:
    """A form that asks for no label is known by what the block says."""
    unlabelled = (form for form in forms if not form.labels and not form.html_class)
    return next((form for form in unlabelled if _is_original(block.text, form)), None)
