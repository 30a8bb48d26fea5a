"""What a draft says of a key in words: how many notes have it, how often it is empty, which values it has most."""

from __future__ import annotations

from collections import Counter

from vaultlint.infer.kinds import is_empty, texts
from vaultlint.infer.property import Property
from vaultlint.schema.words import shown

SHOWN = 3
LONGEST = 40
"""So many values are named, and so long is one."""


def description(one: Property, notes: int) -> str:
    """The key, which some of so many notes have, in words."""
    number = len(one.uses)
    of = (
        f"in {number:,} of {notes:,} note{'s' * (notes != 1)}"
        if number < notes or notes == 1
        else f"in all {notes:,} notes"
    )
    empty = sum(is_empty(use.value) for use in one.uses)
    bare = "" if not empty else ", always empty" if empty == number else f", empty in {empty:,}"
    return of + bare + _values(one)


def _values(one: Property) -> str:
    if one.main == "boolean":
        return "; " + _counts(Counter("true" if use.value else "false" for use in one.by["boolean"]))
    if one.main in ("integer", "number"):
        return _range([use.value for use in one.by[one.main] if isinstance(use.value, int | float)])
    if one.key != "tags" and (one.wording.format is not None or "format" in one.base):
        return ""
    used = Counter(texts(one.by) if one.main == "string" else texts(one.items.by) if one.items else [])
    repeated = used and max(used.values()) >= SHOWN and len(used) > 1
    if not repeated or any(len(text) > LONGEST for text in _first(used)):
        return ""
    return f"; {len(used):,} values, most often {_counts(used)}"


def _range(numbers: list[int | float]) -> str:
    return f"; from {_short(min(numbers))} to {_short(max(numbers))}" if len(set(numbers)) > 1 else ""


def _short(number: int | float) -> str:
    return str(number) if isinstance(number, int) else f"{number:.6g}"


def _first(used: Counter[str]) -> list[str]:
    """The values that are used most."""
    return sorted(used, key=lambda text: (-used[text], text))[:SHOWN]


def _counts(used: Counter[str]) -> str:
    return ", ".join(f"{shown(text)} {used[text]:,}" for text in _first(used))
