"""Which names a text mentions for sure: in doubt it does not.

Measured on notes whose lists are filled: which of the names in the text are in the list. A full name is one wherever it
stands; below a key that often has single words, where it stands twice. A single word has to stand twice within
sentences, and nowhere with a small letter; below a key whose names have several words it is a part of some other name.
Names in characters are left out where the vault has its names in letters, and where the text has its original beside
the translation: there they are second names of those in it; not so the aliases that a vocabulary knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from vaultlint.late import late
from vaultlint.mentions.finder import Place
from vaultlint.mentions.names import Name, Names
from vaultlint.mentions.script import in_letters

FEWEST_USES = 2
"""So many notes must have a name that is a single word, or two characters."""

FEWEST_PLACES = 2
"""So often must such a name stand in the text."""

_IN_BRACKETS = late(r"》?\s?[(（]《?")
_OPENING = late(r"(?:\A|[.!?。！？…:：;；|#>•\u2063\n-])[\s\"'“‘*_(（\[]*\Z")
_BEFORE = 8
"""So many characters in front of a word tell whether a sentence opens with it."""


def mentioned(names: Names, text: str) -> dict[str, dict[str, int]]:
    """Of each key: the names in a text, and how often; the one that stands there most first."""
    places: dict[Name, list[Place]] = {}
    for name, place in _once(list(names.places(text)), text):
        places.setdefault(name, []).append(place)
    evidence = _Evidence(names, text)
    found: dict[str, Counter[str]] = {}
    for name, those in places.items():
        if evidence.is_enough(name, those):
            found.setdefault(name.key, Counter())[name.text] += len(those)
    return {key: dict(counts.most_common()) for key, counts in found.items()}


def _once(met: Sequence[tuple[Name, Place]], text: str) -> Iterator[tuple[Name, Place]]:
    """The places without the less known of two names, one of them in brackets behind the other."""
    second = set[Name]()
    for (one, place), (other, behind) in pairwise(met):
        if one.key == other.key and one.text != other.text and _IN_BRACKETS.fullmatch(text, place.end, behind.start):
            second.add(min(one, other, key=lambda name: (name.uses, name.kind != "cjk")))
    yield from ((name, place) for name, place in met if name not in second)


class _Evidence:
    """What a text says for and against the names in it."""

    def __init__(self, names: Names, text: str) -> None:
        self.names, self.text = names, text

    def is_enough(self, name: Name, places: Sequence[Place]) -> bool:
        """Whether the name is mentioned at these places."""
        often = len(places) >= FEWEST_PLACES and (name.bound or name.uses >= FEWEST_USES)
        if name.kind == "cjk":
            is_first = name.bound or (self.names.have_characters(name.key) and not self.has_original)
            return is_first and (often or len(name.form) > 2)
        if name.kind == "full":
            return name.bound or self.names.are_full(name.key) or len(places) >= FEWEST_PLACES
        part = not name.bound and self.names.are_full(name.key)
        return name.kind == "word" and often and not part and self.is_name(name, places)

    @cached_property
    def has_original(self) -> bool:
        """Whether a good part of the text is in letters."""
        return in_letters(self.text)

    def is_name(self, name: Name, places: Sequence[Place]) -> bool:
        """Whether a single word is a name, by its capitals within sentences."""
        small = name.form.lower()
        if small in self.text and re.search(rf"(?<!\w){re.escape(small)}(?!\w)", self.text):
            return False
        within = (place for place in places if not self.opens(place))
        return sum(1 for _ in within) >= FEWEST_PLACES

    def opens(self, place: Place) -> bool:
        """Whether a sentence, or an item of a list, begins with what stands there."""
        return _OPENING.search(self.text, max(0, place.start - _BEFORE), place.start) is not None
