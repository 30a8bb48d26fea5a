"""Notes that are of one kind: folders, or values of a key such as `type`, whose notes have the same keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from vaultlint.patterns import escaped
from vaultlint.proposal.looking import Seen

ENOUGH = 10
"""Fewer notes show no habit."""

NEARLY_ALL = 0.95
"""So many notes of a kind have metadata at all."""

USUAL, LEAST_USUAL = 0.9, 2
"""A key is usual if so many notes have it; a kind has so many usual keys."""

MOSTLY = 0.6
"""So much of what a note says is said by the others, too; so much is common to a folder and those in it."""

KIND_KEYS = ("type", "kind", "note-type", "note_type", "fileClass", "category", "categories")
"""The keys by which people tell kinds of notes apart."""


class Kind(NamedTuple):
    """Notes of one kind, what they are called, and how a config names them."""

    name: str
    notes: list[Seen]
    binds: dict[str, str]

    @property
    def place(self) -> str:
        """Where they are, in words."""
        if "where" in self.binds:
            return f"notes with {self.binds['where']}"
        if not self.binds:
            return "notes of this vault"
        return f"notes in {self.name}/" if self.name else "notes at the top"


def kinds(notes: Sequence[Seen]) -> list[Kind]:
    """The kinds of notes that the vault evidently has, as far as their metadata can be read."""
    return list(_kinds([one for one in notes if one.values is not None], ""))


def _kinds(notes: list[Seen], folder: str) -> Iterator[Kind]:
    if sum(1 for one in notes if one.values) < ENOUGH:
        return
    inner = _folders(notes, folder)
    if len(inner) == 1 and "" not in inner:
        yield from _kinds(notes, f"{folder}{next(iter(inner))}/")
        return
    if _are_alike(notes) and all(_is_same(usual_keys(notes), part) for part in inner.values()):
        yield Kind(folder.strip("/"), notes, {"notes": f"{escaped(folder)}**"} if folder else {})
        return
    below = [kind for name, part in inner.items() if name for kind in _kinds(part, f"{folder}{name}/")]
    if len(inner) > 1 and _are_alike(inner.get("", ())):
        below.append(Kind(folder.strip("/"), inner[""], {"notes": f"{escaped(folder) or '/'}*.md"}))
    yield from below or _by_value(notes, folder)


def _folders(notes: list[Seen], folder: str) -> dict[str, list[Seen]]:
    """The notes of each folder in this one; those that stand in none under no name."""
    found: dict[str, list[Seen]] = {}
    for one in notes:
        name, deeper, _ = one.path[len(folder) :].partition("/")
        found.setdefault(name if deeper else "", []).append(one)
    return found


def usual_keys(notes: Sequence[Seen]) -> list[str]:
    """The keys that nearly all of the notes with metadata have."""
    own = [one.values for one in notes if one.values]
    uses = Counter(key for values in own for key in values)
    return [key for key, number in uses.items() if number >= USUAL * len(own)]


def _are_alike(notes: Sequence[Seen]) -> bool:
    own = [one.values for one in notes if one.values]
    if len(own) < max(ENOUGH, NEARLY_ALL * len(notes)):
        return False
    usual = set(usual_keys(notes))
    said = sum(len(values) for values in own)
    return len(usual) >= LEAST_USUAL and sum(len(usual & values.keys()) for values in own) >= MOSTLY * said


def _is_same(usual: Sequence[str], part: Sequence[Seen]) -> bool:
    """Whether the notes of a folder, if they show any habit, have the usual keys and no others of their own."""
    have = sum(1 for one in part if one.values)
    if have < ENOUGH:
        return 2 * have >= len(part)
    own = set(usual_keys(part))
    return len(own & set(usual)) >= MOSTLY * len(own | set(usual))


def _by_value(notes: list[Seen], folder: str) -> Iterator[Kind]:
    """The kinds that the first of the keys for it tells apart."""
    within = {"notes": f"{escaped(folder)}**"} if folder else {}
    for key in KIND_KEYS:
        found: dict[tuple[str, bool], list[Seen]] = {}
        for one in notes:
            value = (one.values or {}).get(key)
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, str) and item.strip() and not set(item) & set("'\\`"):
                    found.setdefault((item, isinstance(value, list)), []).append(one)
        kinds = [Kind(_name(item), part, {**within, "where": _where(key, item, is_list)})
                 for (item, is_list), part in found.items() if _are_alike(part)]  # fmt: skip
        if kinds:
            yield from kinds
            return


def _where(key: str, item: Any, is_list: bool) -> str:
    name = f'"{key}"' if "-" in key else key
    return f"contains({name}, '{item}')" if is_list else f"{name} == '{item}'"


def _name(item: str) -> str:
    return item.strip().removeprefix("[[").removesuffix("]]").partition("|")[0].rpartition("/")[2]
