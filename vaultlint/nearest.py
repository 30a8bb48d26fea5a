"""Did-you-mean: the one function behind every suggestion."""

from __future__ import annotations

from collections.abc import Iterable

CLOSE_ENOUGH = 75.0
"""Out of 100: below this a suggestion is more often a riddle than a help."""


def nearest(wrong: str, right: Iterable[str]) -> str | None:
    """The name among `right` that `wrong` was most likely meant to be; None if nothing is close."""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(
        wrong, list(right), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=CLOSE_ENOUGH
    )
    return found[0] if found else None
