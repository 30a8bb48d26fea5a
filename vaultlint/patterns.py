"""Patterns of paths, as `.gitignore` has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from vaultlint.late import late

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

EVERYTHING = "**"

_ANY = "[^/]*"
"""What `*` is to pathspec."""

_FIRST = late(r"\[\^/\]\*((?:\\.|\[\^/\](?!\*)|\[(?!\^/\])\^?+\]?+[^\]/()]*+\]|[^\[\\/()*?|$])++)(?=\[\^/\]\*)")
"""A star, and what stands before the next one: the first place is right if any is, as no class fits a `/` in git."""

MOST = 3
"""So many `**` a pattern may have: each multiplies the time that a path takes."""

_SPECIAL = late(r"([\\*?\[\]!#])")


@lru_cache(maxsize=256)
def spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    """The patterns, compiled."""
    from pathspec import GitIgnoreSpec  # many vaults have no pattern

    found = GitIgnoreSpec.from_lines(patterns)
    for one in found.patterns:
        slow = one.regex.pattern if one.regex is not None else ""
        if slow.count(_ANY) > 1:
            one.regex = re.compile(_FIRST.sub(rf"(?>{_ANY}?\1)", slow))
    return found


def objection(pattern: str) -> str | None:
    """Why the pattern is none; None if it is one."""
    if pattern == EVERYTHING:
        return None
    if pattern.count("**") > MOST:
        return f"it has `**` more than {MOST} times"
    try:
        spec((pattern,))
    except (ValueError, re.error) as error:
        return str(error)
    return None


def understood(lines: Iterable[str]) -> GitIgnoreSpec:
    """Those lines of a `.gitignore` that are patterns; git passes over the others too."""
    return spec(tuple(line for line in lines if objection(line) is None))


def fits(patterns: tuple[str, ...], path: str) -> bool:
    """Whether the path matches one of the patterns, and none that takes it back."""
    return patterns == (EVERYTHING,) or (bool(patterns) and spec(patterns).match_file(path))


def escaped(path: str) -> str:
    """The pattern that fits this path, or its beginning, and no other."""
    return _SPECIAL.sub(r"\\\1", path)
