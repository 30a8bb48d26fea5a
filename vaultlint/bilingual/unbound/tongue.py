"""Which language texts are in, as far as their scripts tell, where nothing says which two there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from vaultlint.bilingual.languages.script import letters
from vaultlint.bilingual.units import FEW_LETTERS
from vaultlint.bilingual.words import ENOUGH_TEXT, plain
from vaultlint.markdown import Body, Inert

MOST = 0.8
"""What part must be alike for all to be taken as such."""

SAMPLE = 40
"""So many texts tell the language of a note, and so many blocks that of its translations."""

_LANGUAGES = {"zh": 3, "ko": 3, "ru": 1, "el": 1, "ar": 1, "he": 1, "th": 1, "hi": 1, "en": 1}
"""One language for each script, and how much its letters say."""

_TEXTS = frozenset({"paragraph", "list-item", "blockquote"})


def commonest(words: Iterable[str]) -> str:
    """The word that most of them are; empty if none is."""
    found = Counter(words)
    return next((word for word, count in found.most_common(1) if count >= MOST * found.total()), "")


def language_of(prose: str) -> str:
    """The language that most letters of a text are of, as far as scripts tell; empty if it has none, or many."""
    sample = prose[:ENOUGH_TEXT]
    weights = {name: weight * letters(sample, name) for name, weight in _LANGUAGES.items()}
    best = max(weights, key=lambda name: weights[name])
    if weights[best] <= FEW_LETTERS or weights[best] < MOST * sum(weights.values()):
        return ""
    return "ja" if best == "zh" and letters(sample, "ja") > 1.1 * letters(sample, "zh") else best


def language_of_note(text: str, body: Body) -> str:
    """The language of the texts that stand outside of `<details>`, callouts and comments."""
    folded = Inert(block.span for block in body.details.blocks if block.top_level)
    texts = (
        plain(block.span.of(text))
        for block in body.blocks
        if block.kind in _TEXTS and "callout" not in block.within and block.span.start not in folded
    )
    return commonest(found for found in map(language_of, islice(texts, SAMPLE)) if found)
