"""How far notes are translated, by folder and language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
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


def gathered(coverage: Iterable[Coverage], under: Mapping[str, str]) -> tuple[Coverage, ...]:
    """The same, with the folders under which their notes count."""
    found: dict[tuple[str, str, str], Counter[str]] = {}
    for one in coverage:
        key = one.place, under.get(one.folder, OTHERS), one.language
        found.setdefault(key, Counter()).update(
            {name: number for name, number in asdict(one).items() if isinstance(number, int)}
        )
    return tuple(Coverage(*key, **counts) for key, counts in sorted(found.items()))  # type: ignore[arg-type]
