"""What the functions of expressions make of texts; each is a plain function, and None stays None."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from vaultlint.finding import Value
from vaultlint.late import late

_SEPARATORS = late(r"[\s_-]++")
_ACCENTS = late("[\u0300-\u036f]+")
_APOSTROPHES = late("['\u2018\u2019]")
_NO_WORD = late(r"[\W_]++")
_CJK = late("[\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af]")
_YOUTUBE = late(
    r"(?:https?:)?//(?:[\w-]+\.)?"
    r"(?:youtube(?:-nocookie)?\.com/(?:watch/?\?(?:[^#\s]*?&)?v=|(?:shorts|embed|live|v|e)/)|youtu\.be/)"
    r"([\w-]{11})(?![\w-])",
    re.IGNORECASE,
)

compiled = lru_cache(maxsize=256)(re.compile)
"""The pattern of `matches`, compiled once."""


def kebab(text: str) -> str:
    """The text in lower case, its words joined by `-`: `Deep Learning` → `deep-learning`."""
    return _SEPARATORS.sub("-", text.strip().lower()).strip("-")


def slug(text: str) -> str:
    """The letters, without accents, and digits, with `-` for all between: `Café No. 1!` → `cafe-no-1`."""
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))
    return _NO_WORD.sub("-", _APOSTROPHES.sub("", bare).lower()).strip("-")


def has_cjk(text: str) -> bool:
    """Whether it has Chinese, Japanese or Korean letters."""
    return _CJK.search(text) is not None


def youtube_id(text: str) -> str | None:
    """The video's id in an address of YouTube; None if there is none."""
    found = _YOUTUBE.search(text)
    return found[1] if found else None


def empty(value: Value) -> bool:
    """Whether there is nothing: null, a text of no more than blanks, a list or mapping without items."""
    return not value.strip() if isinstance(value, str) else value in (None, [], {})
