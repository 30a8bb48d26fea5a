"""The numbers of a text as values, in whatever script they are written: 5000亿, 三十, "500 billion", "thirty".

0 and 1 are left out: as words they are too common to tell anything.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from vaultlint.late import late

_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_FACTORS = _TENS | _MYRIADS

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_DECADES = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = (
    {word: value for value, word in enumerate(_ONES)}
    | {f"{word}th": value for value, word in enumerate(_ONES) if value > 3}
    | {word: 10 * value for value, word in enumerate(_DECADES, 2)}
    | {f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_DECADES, 2)}
    | {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
)
_SCALES = {
    "hundred": 100, "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9,
    "b": 10**9, "trillion": 10**12, "t": 10**12,
}  # fmt: skip

_TELLING = {word for word, value in _VALUES.items() if value > 1} | {"hundred", "thousand", "million", "billion"}

_FIGURES = late(
    r"(\d[\d,]*+(?:\.\d++)?+)"
    r"(?:[ \t]?([百千万亿兆]{1,2}|(?i:hundred|thousand|million|billion|trillion|bn|[kmbt])\b))?"
)
_HAN = late(r"[零〇一二两三四五六七八九十百千万亿兆](?<![\d.].)[零〇一二两三四五六七八九十百千万亿兆]*+")
_ONE = "|".join(sorted(_VALUES, reverse=True))
_MORE = "|".join(scale for scale in _SCALES if len(scale) > 2)
_BY_LETTER = "|".join(
    rf"{letter}(?<!\w.)(?:{'|'.join(word[1:] for word in words)})"
    for letter, words in groupby(sorted(_VALUES, key=lambda word: (word[0], -len(word))), key=itemgetter(0))
)
_WORDS = late(rf"(?:{_BY_LETTER}|a(?<!\w.)n?(?= (?:{_MORE})\b))\b(?:(?: and |[ -])(?:{_ONE}|{_MORE})\b)*+")
"""In small letters, as the text is then; each begins with a letter, which is quickly looked for."""

_DIGITS_OF_ASCII = "0123456789"


def numbers(text: str, words: frozenset[str] | None = None) -> frozenset[float]:
    """The values of all numbers in the text but 0 and 1; `words` are those it has in lower case, if they are known."""
    found: list[float] = []
    if not text.isascii():
        found += [_of_han(match) for match in _HAN.findall(text)]
    if not text.isascii() or any(digit in text for digit in _DIGITS_OF_ASCII):
        found += [_of_figures(*match) for match in _FIGURES.findall(text)]
    if words is None or not words.isdisjoint(_TELLING):
        found += [_of_words(match) for match in _WORDS.findall(text.lower())]
    return frozenset(value for value in found if value > 1)


@lru_cache(maxsize=1024)
def _of_figures(figures: str, scale: str) -> float:
    value = float(figures.replace(",", ""))
    if not scale:
        return round(value, 6)
    word = scale.lower()
    factor = _SCALES.get(word) or math.prod(_FACTORS[one] for one in word)
    return round(value * factor, 6)


@lru_cache(maxsize=1024)
def _of_han(numerals: str) -> float:
    """The value of Chinese numerals; digit by digit where no tens are named, as in 二〇二五."""
    if len(numerals) > 1 and all(one in _DIGITS for one in numerals):
        return float("".join(str(_DIGITS[one]) for one in numerals))
    total = section = digit = 0
    for one in numerals:
        if one in _DIGITS:
            digit = _DIGITS[one]
        elif one in _TENS:
            section += (digit or 1) * _TENS[one]
            digit = 0
        else:
            total = (total + section + digit) * _MYRIADS[one]
            section = digit = 0
    return float(total + section + digit)


@lru_cache(maxsize=1024)
def _of_words(words: str) -> float:
    total = section = 0
    for word in re.split(r"[ -]", words):
        if word == "hundred":
            section = (section or 1) * 100
        elif word in _SCALES:
            total += (section or 1) * _SCALES[word]
            section = 0
        elif word != "and":
            section += _VALUES.get(word, 1)
    return float(total + section)
