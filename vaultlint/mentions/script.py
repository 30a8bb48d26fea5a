"""In which scripts a text is: letters, or the characters of Chinese, Japanese and Korean."""

from __future__ import annotations

from vaultlint.late import late

CJK = late("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")

GOOD_PART = 0.3
"""From this share of letters, or of characters, on, a text says in them what it has to say."""

_CHARACTERS = late(rf"{CJK.pattern}++")
_LETTERS = late("[A-Za-z\u00c0-\u1fff]++")


def in_letters(text: str) -> bool:
    """Whether a good part of the text is in letters: all of it, or the original beside a translation."""
    letters, characters = _lengths(text)
    return 0 < letters >= GOOD_PART * (letters + characters)


def in_characters(text: str) -> bool:
    """Whether a good part of the text is in characters."""
    letters, characters = _lengths(text)
    return 0 < characters >= GOOD_PART * (letters + characters)


def _lengths(text: str) -> tuple[int, int]:
    """How many letters and how many characters a text has."""
    return sum(map(len, _LETTERS.findall(text))), sum(map(len, _CHARACTERS.findall(text)))
