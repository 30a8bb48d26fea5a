"""Values that are several names at once, `Ann Lee, Bob Ray`: told from names that have a comma in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from vaultlint.late import late
from vaultlint.spellings import folded
from vaultlint.spellings.form import CJK
from vaultlint.terms.keys import is_name
from vaultlint.terms.names import is_addition, is_full_name, is_latin, is_short_han, is_whole
from vaultlint.terms.places import PLACES
from vaultlint.vault import Vault

SEPARATORS = ",，、;；"
"""What may stand between names; `&`, `/` and `and` stand within names too often."""

PEOPLE_SHARE, FEWEST_PEOPLE = 0.8, 5
"""Where so great a share of a key's Latin names, and so many, are words with capitals, it holds people."""

ESTABLISHED = 3
"""In so many notes a name with a comma is one, if its parts are not used more."""

_PIECE = late(r"[(（][^()（）]*+[)）]|《[^《》]*+》|[“「『][^“”「」『』]*+[”」』]|\d[,，]\d|([,，、;；])")
_AND = late(r"\A(?:and|&) ++")


class Joined:
    """The joined values in one vault, found out when first asked; `vault.answer(Joined)` keeps them."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self._known: dict[str, Known] = {}

    def parts(self, key: str, text: str) -> Sequence[str]:
        """The names in a value of a key; none if it is one name, or that is in doubt."""
        if not any(one in text for one in SEPARATORS) or not is_name(text):
            return ()
        if key not in self._known:
            self._known[key] = Known(self.vault.term_counts.get(key, {}))
        return self._known[key].parts(text)


class Known:
    """The terms of one key, each with the number of its notes: what a value of the key is judged by."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts

    @cached_property
    def uses(self) -> Counter[str]:
        """How many notes have each name that stands alone, folded."""
        alone: Counter[str] = Counter()
        for text, uses in self.counts.items():
            if not any(one in text for one in SEPARATORS):
                alone[folded(text)] += uses
        return alone

    @cached_property
    def holds_people(self) -> bool:
        """Whether nearly all Latin names of the key are two words or more, with capitals; titles have others, too."""
        latin = [text for text in self.counts if is_name(text) and not CJK.search(text) and "," not in text]
        return len(latin) >= FEWEST_PEOPLE and sum(map(is_full_name, latin)) >= PEOPLE_SHARE * len(latin)

    def parts(self, text: str) -> Sequence[str]:
        """The names in a value; none if it is one name, or that is in doubt."""
        parts, separators = pieces(text)
        if len(parts) < 2 or not all(map(is_name, parts)) or len(set(map(folded, parts))) < len(parts):
            return ()
        strange = [part for part in parts if folded(part) not in self.uses]
        if any(one in separators for one in "，、；") or all(map(CJK.search, parts)):
            return parts if _joins_chinese(parts, strange, separators) else ()
        is_one = any(map(is_addition, parts[1:])) or _is_place(parts) or self._is_established(text, parts)
        return parts if not is_one and self._joins_latin(parts, strange, separators) else ()

    def _joins_latin(self, parts: Sequence[str], strange: Sequence[str], separators: str) -> bool:
        """Two names at least are known; elsewhere, full names are enough where people are, and behind `;`."""
        enough = ";" in separators or self.holds_people or len(parts) - len(strange) >= 2
        return enough and all(map(is_full_name, strange))

    def _is_established(self, text: str, parts: Sequence[str]) -> bool:
        uses = self.counts.get(text, 0)
        return uses >= ESTABLISHED and uses >= min(self.uses[folded(part)] for part in parts)


def _joins_chinese(parts: Sequence[str], strange: Sequence[str], separators: str) -> bool:
    """`、` and `，` stand in titles, too: what is not known must look like a name, by itself or beside one."""
    if all(is_whole(part) or is_full_name(part) for part in strange):
        return True
    beside = len(strange) < len(parts) or ("、" in separators and all(map(is_latin, parts)))
    return beside and all(is_whole(part) or is_short_han(part) or is_latin(part) for part in strange)


def pieces(text: str) -> tuple[list[str], str]:
    """What stands between the separators outside brackets and numbers, and these separators."""
    parts, separators, start = list[str](), "", 0
    for found in _PIECE.finditer(text):
        if found[1]:
            parts.append(text[start : found.start()])
            separators, start = separators + found[1], found.end()
    parts.append(text[start:])
    return [_AND.sub("", part.strip(), count=1) for part in parts], separators


def _is_place(parts: Sequence[str]) -> bool:
    return any(folded(part) in PLACES for part in parts[1:])
