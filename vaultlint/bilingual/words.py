"""What a text says to a reader, without its markup."""

from __future__ import annotations

from functools import lru_cache

from vaultlint.late import late

ENOUGH_TEXT = 200
"""So many characters tell the language of a text."""

_HEARD = late(r"(?:\[\w[\w '-]{0,30}+\](?!\()|[(（【〔]\w[\w '-]{0,30}+[)）】〕])|♪[^♪\r\n]*+♪")
_WORD = late(r"\w")
_MARKUP = late(
    r"<!--[^-]*+(?:-(?!->)[^-]*+)*+-->|!?\[\[[^\]]*+\]\]|!\[[^\]]*+\]\([^)]*+\)|<[^>]*+>|https?://\S++|`[^`]*+`|\{\{[^{}]*+\}\}|\{%[^%]*+%\}"
)


def plain(text: str) -> str:
    """The text without images, tags, addresses, code and templates."""
    if "<" in text or "[" in text or "`" in text or "://" in text or "{" in text:
        return _MARKUP.sub(" ", text)
    return text


def says_nothing(text: str) -> bool:
    """Whether a text is empty, or only says what is heard (`[Music]`): neither begins like a word, but `https:`."""
    if text[:1].isalnum() and text[0] != "h":
        return False
    return len(text) < ENOUGH_TEXT and not has_words(_HEARD.sub("", plain(text)))


def has_words(text: str) -> bool:
    """Whether a text has a letter or a digit."""
    return _WORD.search(text) is not None


@lru_cache(maxsize=1024)
def size_of(text: str) -> int:
    """How many characters but blanks a text has."""
    return len(text) - text.count(" ")
