"""Names in two scripts: `埃隆·马斯克 (Elon Musk)` is `Elon Musk` and `埃隆·马斯克`, where no other one is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from vaultlint.late import late
from vaultlint.spellings.form import CJK, folded

_BRACKETED = late(r"\s*+([^()（）]++)[(（]([^()（）]++)[)）]\s*+")
_LATIN = late("[A-Za-z\u00c0-\u024f]{2}")


class Halves(NamedTuple):
    """The two names in one text, each folded."""

    chinese: str
    latin: str


def halves(text: str) -> Halves | None:
    """The Chinese (Japanese, Korean) and the Latin half of a name with the other in brackets; None if it is none."""
    found = _BRACKETED.fullmatch(text)
    if found is None:
        return None
    chinese, latin = sorted(map(str.strip, found.groups()), key=lambda half: CJK.search(half) is None)
    if not CJK.search(chinese) or CJK.search(latin) or _LATIN.search(chinese) or not _LATIN.search(latin):
        return None
    return Halves(folded(chinese), folded(latin))


def linked(texts: Iterable[str], elsewhere: Collection[str]) -> Iterator[tuple[str, Halves]]:
    """The texts in two scripts that tell a name's translation, with their halves.

    Left out is a name that stands with several others, such as that of a company behind its employees; and one that
    is among the folded terms `elsewhere`, but not here.
    """
    both = {text: found for text in texts if (found := halves(text)) is not None}
    if not both:
        return
    here = {folded(text) for text in texts}
    partners: dict[str, set[str]] = {}
    for chinese, latin in both.values():
        partners.setdefault(chinese, set()).add(latin)
        partners.setdefault(latin, set()).add(chinese)
    for text, found in both.items():
        of_others = found.latin in elsewhere and found.latin not in here
        if not of_others and _is_one(partners[found.chinese]) and _is_one(partners[found.latin]):
            yield text, found


def _is_one(names: set[str]) -> bool:
    """Whether the names are one and its last part, such as a full name and the family name."""
    longest = max(names, key=lambda name: (len(name), name))
    return all(longest.endswith(name) for name in names)
