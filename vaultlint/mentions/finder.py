"""Many texts looked for in one pass, by the library ahocorasick_rs (extra `mentions`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

FIRST_UNSPACED = 0x2E80
"""From here on are scripts that set no blanks between words, or set the endings of words to them."""


class Place(NamedTuple):
    """Where in a text the form of that number stands."""

    form: int
    start: int
    end: int


class Finder:
    """Finds forms in texts, as whole words; of several that share a place the first and longest."""

    def __init__(self, forms: Sequence[str]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation

        self._automaton = AhoCorasick(forms, store_patterns=False, implementation=Implementation.ContiguousNFA)

    def places(self, text: str) -> Iterator[Place]:
        """The places of all forms, in order."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        whole = [Place(*one) for one in found if _is_whole(text, one[1], one[2])]
        done = 0
        for one in sorted(whole, key=lambda one: (one.start, -one.end)):
            if one.start >= done:
                done = one.end
                yield one


@cache
def is_there() -> bool:
    """Whether the library is installed."""
    try:
        import ahocorasick_rs  # noqa: F401
    except ImportError:
        return False
    return True


def lacking() -> str | None:
    """What must be installed besides to look for names; None if nothing."""
    return None if is_there() else 'to look for names in texts: `pip install "vaultlint-md[mentions]"`'


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word, address or path goes on at either end."""
    if _is_letter(text[start]) and start and (_is_letter(text[start - 1]) or text[start - 1] in "_-@/.&#"):
        return False
    if not _is_letter(text[end - 1]) or end == len(text):
        return True
    if _is_letter(text[end]) or text[end] in "_@/\\&":
        return False
    return text[end] not in "-." or end + 1 == len(text) or not _is_letter(text[end + 1])


def _is_letter(character: str) -> bool:
    return character.isalnum() and ord(character) < FIRST_UNSPACED
