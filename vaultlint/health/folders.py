"""The folders of a vault, so few that a page can show them: where there are many, each counts with the one above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vaultlint.health.facts import Facts
from vaultlint.health.tally import Tally, tally_of
from vaultlint.late import late

_NUMBER = late(r"([0-9]{1,9})")

MOST = 40
"""So many folders are told apart."""

OTHERS = "…"
"""What the rest is called."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the vault: `.` is the vault itself, `…` all folders for which there is no place."""

    folder: str
    tally: Tally


def counted_under(notes: Sequence[Facts]) -> Mapping[str, str]:
    """Of each folder with notes, the one under which they count: itself, or one above."""
    sizes = Counter(note.folder for note in notes)
    depth = max((folder.count("/") + 1 for folder in sizes), default=1)
    while depth > 1 and len({_cut(folder, depth) for folder in sizes}) > MOST:
        depth -= 1
    return _largest({folder: _cut(folder, depth) for folder in sizes}, sizes)


def _cut(folder: str, depth: int) -> str:
    return "/".join(folder.split("/", depth)[:depth])


def _largest(under: Mapping[str, str], sizes: Mapping[str, int]) -> Mapping[str, str]:
    """The same, with one place for all small ones where there are still too many."""
    together: Counter[str] = Counter()
    for folder, place in under.items():
        together[place] += sizes[folder]
    if len(together) <= MOST:
        return under
    kept = {place for place, _ in together.most_common(MOST - 1)}
    return {folder: place if place in kept else OTHERS for folder, place in under.items()}


def folders_of(notes: Iterable[Facts], under: Mapping[str, str]) -> tuple[Folder, ...]:
    """The folders, in the order of their names; numbers in these count as numbers."""
    found: dict[str, list[Facts]] = {}
    for note in notes:
        found.setdefault(under[note.folder], []).append(note)
    return tuple(Folder(name, tally_of(own)) for name, own in sorted(found.items(), key=lambda one: _order(one[0])))


def _order(name: str) -> tuple[tuple[str, int], ...]:
    pieces = _NUMBER.split(name)
    return *((text, int(digits)) for text, digits in zip(pieces[::2], (*pieces[1::2], "0"), strict=True)), (name, 0)
