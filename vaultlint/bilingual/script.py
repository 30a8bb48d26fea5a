"""The language of a text, judged by the writing system of its letters."""

from __future__ import annotations

import re
from functools import cache

_SCRIPTS = {
    "han": r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    "kana": r"\u3040-\u30ff\uff66-\uff9f",
    "hangul": r"\u1100-\u11ff\uac00-\ud7af",
    "cyrillic": r"\u0400-\u052f",
    "greek": r"\u0370-\u03ff",
    "arabic": r"\u0600-\u06ff\u0750-\u077f",
    "hebrew": r"\u0590-\u05ff",
    "thai": r"\u0e00-\u0e7f",
    "devanagari": r"\u0900-\u097f",
    "latin": r"A-Za-z\u00c0-\u024f\u1e00-\u1eff",
}
"""The letters of each script, as the inside of a character class (blocks of Unicode 15)."""

_OF_LANGUAGE = {
    "zh": ("han",), "ja": ("kana", "han"), "ko": ("hangul",), "ru": ("cyrillic",), "uk": ("cyrillic",),
    "bg": ("cyrillic",), "sr": ("cyrillic",), "el": ("greek",), "ar": ("arabic",), "fa": ("arabic",),
    "ur": ("arabic",), "he": ("hebrew",), "th": ("thai",), "hi": ("devanagari",), "mr": ("devanagari",),
}  # fmt: skip

_DENSE = frozenset({"han", "kana", "hangul"})
"""Scripts in which one letter says about as much as three of others."""


def scripts(language: str) -> tuple[str, ...]:
    """The scripts of a language (BCP 47 tag); Latin for all that are not known to have another."""
    return _OF_LANGUAGE.get(language.lower().partition("-")[0], ("latin",))


def letters(text: str, language: str) -> int:
    """How many letters of `text` are of the language's scripts."""
    return len(_others(language).sub("", text))


@cache
def _others(language: str) -> re.Pattern[str]:
    """A run of characters that are no letters of the language's scripts."""
    return re.compile(f"[^{''.join(_SCRIPTS[script] for script in scripts(language))}]+")


@cache
def tell_apart(one: str, other: str) -> bool:
    """Whether the scripts of two languages tell them apart."""
    return not set(scripts(one)) & set(scripts(other))


def usual_ratio(language: str, original: str) -> float:
    """How many times longer than a paragraph its translation block usually is, in letters."""
    dense, dense_original = scripts(language)[0] in _DENSE, scripts(original)[0] in _DENSE
    return {(True, False): 3.0, (False, True): 1 / 3.0}.get((dense, dense_original), 1.0)
