"""Kebab-case: which patterns ask for it, and a text in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from vaultlint.late import late

KEBAB = ("page", "note-book", "note-book-page")
NOT_KEBAB = ("Page", "NOTE-BOOK", "note book", "note_book", "")
HUMP = late(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
BREAK = late(r"[\s_-]++")


@lru_cache(maxsize=256)
def is_kebab(pattern: str) -> bool:
    """Whether a pattern asks for kebab-case, judged by what it accepts."""
    try:
        search = re.compile(pattern).search
    except re.error:
        return False
    return all(map(search, KEBAB)) and not any(map(search, NOT_KEBAB))


def kebab(text: str) -> str | None:
    """The text in kebab-case; None where a hump (`fooBar`) leaves open how many words it is."""
    if HUMP.search(text):
        return None
    return BREAK.sub("-", unicodedata.normalize("NFKC", text).strip().lower()).strip("-") or None
