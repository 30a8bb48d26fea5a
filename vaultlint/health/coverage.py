"""How far notes are translated, by folder and language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from vaultlint.health.folders import OTHERS


@dataclass(frozen=True, slots=True)
class Coverage:
    """The translations of a folder's notes into a language: in the notes themselves, or in files of their own.

    `notes` should have one, `translated` do; of the others, `missing` are told by a rule. `outdated` are those whose
    original has changed since, `doubtful` is what is wrong with them. `blocks` are the texts of translated notes that
    need a translation, `blocks_missing` those that lack it.
    """

    place: Literal["note", "file"]
    folder: str
    language: str
    notes: int = 0
    translated: int = 0
    missing: int = 0
    outdated: int = 0
    doubtful: int = 0
    blocks: int = 0
    blocks_missing: int = 0

    def within(self, prefix: str) -> Coverage:
        """The same, its folder seen from above, where it is found below `prefix`, which ends in `/` or is empty."""
        folder = prefix.removesuffix("/") if prefix and self.folder == "." else prefix + self.folder
        return replace(self, folder=folder)

    def with_(self, other: Coverage) -> Coverage:
        """Both counted together, in the folder of this one."""
        numbers = (one.name for one in fields(self) if one.default == 0)
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in numbers})


def gathered(coverage: Iterable[Coverage], under: Mapping[str, str]) -> tuple[Coverage, ...]:
    """The same, with the folders under which their notes count."""
    found: dict[tuple[str, str, str], Coverage] = {}
    for one in coverage:
        counted = replace(one, folder=under.get(one.folder, OTHERS))
        key = counted.place, counted.folder, counted.language
        found[key] = found[key].with_(counted) if key in found else counted
    return tuple(found[key] for key in sorted(found))
