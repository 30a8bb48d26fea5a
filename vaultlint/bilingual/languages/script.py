"""The language of a text, judged by the writing system of its letters."""

from __future__ import annotations

import re
from functools import cache

_SCRIPTS = {
    "han": r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    "kana": r"\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "hangul": r"\u1100-\u11ff\u3131-\u318e\uac00-\ud7af",
    "cyrillic": r"\u0400-\u052f",
    "greek": r"\u0370-\u03ff\u1f00-\u1fff",
    "armenian": r"\u0531-\u058f",
    "georgian": r"\u10a0-\u10ff\u1c90-\u1cbf",
    "arabic": r"\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f\u08a0-\u08ff",
    "hebrew": r"\u0591-\u05f2",
    "thai": r"\u0e01-\u0e4e",
    "lao": r"\u0e81-\u0edf",
    "khmer": r"\u1780-\u17d3",
    "burmese": r"\u1000-\u1049\u1050-\u109f",
    "tibetan": r"\u0f40-\u0fbc",
    "ethiopic": r"\u1200-\u135f\u1380-\u138f",
    "mongolian": r"\u1820-\u18aa",
    "devanagari": r"\u0900-\u0963\u0971-\u097f",
    "bengali": r"\u0980-\u09e3\u09f0\u09f1",
    "gurmukhi": r"\u0a01-\u0a5e\u0a70-\u0a75",
    "gujarati": r"\u0a81-\u0ae3",
    "odia": r"\u0b01-\u0b63\u0b71",
    "tamil": r"\u0b82-\u0bd7",
    "telugu": r"\u0c00-\u0c63",
    "kannada": r"\u0c80-\u0ce3",
    "malayalam": r"\u0d00-\u0d63\u0d7a-\u0d7f",
    "sinhala": r"\u0d81-\u0df3",
    "latin": r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
}
"""The letters of each script with their marks, as the inside of a character class (blocks of Unicode 15)."""

_LANGUAGES = {
    "han": "zh yue wuu nan hak gan lzh",
    "hangul": "ko",
    "cyrillic": "ru uk be bg mk sr kk ky tg tt ba cv mn",
    "greek": "el grc",
    "armenian": "hy",
    "georgian": "ka",
    "arabic": "ar fa ur ps ckb ug sd",
    "hebrew": "he yi iw",
    "thai": "th",
    "lao": "lo",
    "khmer": "km",
    "burmese": "my",
    "tibetan": "bo dz",
    "ethiopic": "am ti",
    "devanagari": "hi mr ne sa",
    "bengali": "bn as",
    "gurmukhi": "pa",
    "gujarati": "gu",
    "odia": "or",
    "tamil": "ta",
    "telugu": "te",
    "kannada": "kn",
    "malayalam": "ml",
    "sinhala": "si",
}
_OF_LANGUAGE = {
    "ja": ("kana", "han"),
    **{language: (script,) for script, listed in _LANGUAGES.items() for language in listed.split()},
}

_SUBTAGS = {
    "latn": ("latin",), "cyrl": ("cyrillic",), "arab": ("arabic",), "deva": ("devanagari",), "grek": ("greek",),
    "hebr": ("hebrew",), "hans": ("han",), "hant": ("han",), "hani": ("han",), "jpan": ("kana", "han"),
    "kana": ("kana",), "hira": ("kana",), "hang": ("hangul",), "kore": ("hangul",), "mong": ("mongolian",),
    "beng": ("bengali",), "guru": ("gurmukhi",), "geor": ("georgian",), "armn": ("armenian",),
}  # fmt: skip
"""What the second part of a tag says of the script (ISO 15924), as in `sr-Latn`."""

_DENSE = frozenset({"han", "kana", "hangul"})
"""Scripts in which one letter says about as much as three of others."""


@cache
def scripts(language: str) -> frozenset[str]:
    """The scripts of a language (BCP 47 tag); Latin for all that are not known to have another."""
    name, *rest = _parts(language)
    named = next((_SUBTAGS[part] for part in rest if part in _SUBTAGS), None)
    return frozenset(named or _OF_LANGUAGE.get(name, ("latin",)))


def primary(language: str) -> str:
    """The language itself, without script and country: `zh` of `zh-Hant-TW`."""
    return _parts(language)[0]


def _parts(language: str) -> list[str]:
    return language.lower().replace("_", "-").split("-")


def letters(text: str, language: str) -> int:
    """How many letters of `text` are of the language's scripts."""
    return len(_others(language).sub("", text))


@cache
def at_least(count: int, language: str) -> re.Pattern[str]:
    """What matches a text that has so many letters of the language's scripts."""
    own = "".join(_SCRIPTS[script] for script in scripts(language))
    return re.compile(f"(?:[^{own}]*+[{own}]){{{count}}}")


@cache
def _others(language: str) -> re.Pattern[str]:
    """A run of characters that are no letters of the language's scripts."""
    return re.compile(f"[^{''.join(_SCRIPTS[script] for script in scripts(language))}]+")


@cache
def tell_apart(one: str, other: str) -> bool:
    """Whether the scripts of two languages tell them apart."""
    return not scripts(one) & scripts(other)


def usual_ratio(language: str, original: str) -> float:
    """How many times longer than a paragraph its translation block usually is, in letters."""
    dense, dense_original = is_dense(scripts(language)), is_dense(scripts(original))
    return {(True, False): 3.0, (False, True): 1 / 3.0}.get((dense, dense_original), 1.0)


@cache
def letters_of(names: frozenset[str]) -> re.Pattern[str]:
    """A run of letters of these scripts."""
    return re.compile(f"[{''.join(_SCRIPTS[name] for name in sorted(names))}]++")


def is_dense(names: frozenset[str]) -> bool:
    """Whether a letter of these scripts says about as much as three of others."""
    return not names.isdisjoint(_DENSE)
