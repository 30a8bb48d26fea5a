"""Did-you-mean: the one function behind every suggestion."""

from __future__ import annotations

from collections.abc import Iterable

CLOSE_ENOUGH = 75.0
"""Out of 100: below this a suggestion is more often a riddle than a help."""


def nearest(wrong: str, right: Iterable[str]) -> str | None:
    """The name among `right` that `wrong` was most likely meant to be; None if nothing is close.

    Letters that are wrong, missing, too many or in the wrong order count; case and punctuation do not. One slip in
    three letters is the most.
    """
    from rapidfuzz import fuzz, process, utils
    from rapidfuzz.distance import OSA

    names = list(right)
    slips = (len(wrong) + 1) // 3 if len(wrong) > 2 else 0
    found = process.extractOne(wrong, names, scorer=fuzz.ratio, processor=utils.default_process)
    if found is not None and found[1] >= CLOSE_ENOUGH:
        return found[0]
    close = process.extractOne(wrong, names, scorer=OSA.distance, processor=utils.default_process, score_cutoff=slips)
    return close[0] if close else None
