"""How texts are searched for the patterns of schemas: by `re`, and without its going back where that may take ages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from vaultlint.late import late

Search = Callable[[str], object]

REPEATED = late(r"\)(?:[*+]|\{[0-9]*,)|(?:(?:[*+]|\{[0-9]*,)[^*+{]*+){3}")
"""A group that repeats, or three things that do."""

SHORT = 10
"""A text of so few characters is found by `re` in no time, whatever the pattern."""


@lru_cache(maxsize=1024)
def searching(pattern: str, any_case: bool = False) -> Search:
    """The search for a pattern; what it answers is true where the pattern is found.

    Raises:
        re.error: it is no pattern.
    """
    plain = re.compile(pattern, re.IGNORECASE if any_case else 0).search
    if not REPEATED.search(pattern):
        return plain
    from vaultlint.schema.automaton import automaton

    built = automaton(pattern)
    if built is None or built.is_plain():
        return plain
    if any_case:
        built.forget_case()
    careful = lru_cache(maxsize=4096)(built.search)
    return lambda text: plain(text) if len(text) <= SHORT else careful(text)
