"""Two languages that share their script, told apart by the library lingua, if it is there (extra `languages`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from vaultlint.bilingual.languages.script import primary, scripts

ENOUGH = 40
"""Shorter texts tell too little."""

SURE = 0.95
"""So probable must a language be."""

Detector = Callable[[str], float]
"""How probable it is, from 0 to 1, that a text is in the first of two languages and not in the second."""

_CODES = {"no": "nb", "iw": "he", "in": "id"}
"""Languages that the library has by another code."""


def likelier(prose: str, one: str, other: str) -> str | None:
    """The language that the text is most probably in; None if that is not sure, or nothing can tell."""
    detect = detector(one, other) if len(prose) >= ENOUGH else None
    if detect is None:
        return None
    probable = detect(prose)
    if probable >= SURE:
        return one
    return other if probable <= 1 - SURE else None


def needs_detector(one: str, other: str) -> bool:
    """Whether no letter tells two languages apart, so that it takes a detector."""
    return scripts(one) == scripts(other) and primary(one) != primary(other)


@cache
def is_there() -> bool:
    """Whether the library is installed."""
    try:
        import lingua  # noqa: F401
    except ImportError:
        return False
    return True


@cache
def detector(one: str, other: str) -> Detector | None:
    """A detector that knows only these two languages; None if the library is not there or lacks one of them.

    It knows each language in its usual script only: no Serbian in Latin letters.
    """
    if not is_there() or any(scripts(language) != scripts(primary(language)) for language in (one, other)):
        return None
    from lingua import IsoCode639_1, Language, LanguageDetectorBuilder

    codes = [_CODES.get(primary(language), primary(language)) for language in (one, other)]
    try:
        known = [Language.from_iso_code_639_1(IsoCode639_1.from_str(code)) for code in codes]
    except ValueError:
        return None
    built = LanguageDetectorBuilder.from_languages(*known).build()
    return lambda text: built.compute_language_confidence(text, known[0])
