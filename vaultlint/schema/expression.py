"""How texts are searched for the patterns of schemas: by `re`, and without its going back where that may take ages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from vaultlint.late import late

Search = Callable[[str], object]

REPEATED = late(r"\)(?:[*+]|\{[0-9]*,)|(?:(?:[*+]|\{[0-9]*,)[^*+{]*+){3}|(?:\?[^?]*+){12}")
"""A group that repeats, three things that do, or a dozen that may be missing."""

SHORT, LONG = 10, 1_000
"""Up to so many characters `re` finds a text in no time, whatever the pattern; or if that leaves no choice."""


class Endless(re.error):
    """A pattern that may take `re` ages, and that there is no other way to search for."""


@lru_cache(maxsize=1024)
def searching(pattern: str, any_case: bool = False) -> Search:
    """The search for a pattern; what it answers is true where the pattern is found.

    Raises:
        re.error: it is no pattern.
        Endless: it is one that must not be searched for.
    """
    plain = re.compile(pattern, re.IGNORECASE if any_case else 0).search
    most = SHORT if leaves_choice(pattern) else LONG
    return lambda text: plain(text) if len(text) <= most else (_careful(pattern, any_case) or plain)(text)


def leaves_choice(pattern: str) -> bool:
    """Whether a text may fit the pattern in many ways, of which `re` tries one after the other.

    Raises:
        Endless: it may, and the pattern has no automaton.
    """
    if not REPEATED.search(pattern):
        return False
    from vaultlint.schema.automaton import automaton, roughly

    built = automaton(pattern)
    if built is not None:
        return not built.is_plain()
    rough = roughly(pattern)
    if rough is None or not rough.is_plain():
        raise Endless("it may take for ever", pattern)
    return False


@lru_cache(maxsize=1024)
def _careful(pattern: str, any_case: bool) -> Search | None:
    """The search that reads each character once; None where there is none."""
    from vaultlint.schema.automaton import automaton

    built = automaton(pattern)
    if built is not None and any_case:
        built.forget_case()
    return None if built is None else lru_cache(maxsize=4096)(built.search)
