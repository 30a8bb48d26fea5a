"""What notes are made of: clauses and words from `seeds/`, put together anew by chance that is the same in every run."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"

_CHINESE = re.compile(r"[\u4e00-\u9fff]{4,14}(?=[，。、])")
_ENGLISH = re.compile(r"(?<=\s)(?!(?:yes|off)\b)[a-z]{3,11}(?=[ ,.])")

_CODE = re.compile(r"\A---\n.*?\n---\n|<!--.*?-->|%%.*?%%|<[^<>]*>|`[^`]*`|\[[^\]]*\]", re.S)


@cache
def clauses() -> tuple[str, ...]:
    """Chinese clauses without marks."""
    return tuple(sorted({found for text in _texts() for found in _CHINESE.findall(text)}))


@cache
def vocabulary() -> tuple[str, ...]:
    """English words in small letters."""
    return tuple(sorted({found for text in _texts() for found in _ENGLISH.findall(text)}))


@cache
def _texts() -> tuple[str, ...]:
    return tuple(_CODE.sub(" ", file.read_text("utf-8", errors="replace")) for file in sorted(SEEDS.rglob("*.md")))


@dataclass(frozen=True)
class Writer:
    """Writes sentences; two writers with one number write the same."""

    number: int | str
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "chance", random.Random(f"vaultlint {self.number}"))

    def chinese(self, least: int = 4, most: int = 12) -> str:
        """A Chinese paragraph of so many clauses."""
        chosen = self.chance.sample(clauses(), self.chance.randint(least, most))
        return "".join(f"{one}{'。' if index % 3 == 2 else '，'}" for index, one in enumerate(chosen))[:-1] + "。"

    def words(self, least: int = 2, most: int = 4) -> str:
        """Some English words, none of them twice."""
        return " ".join(self.chance.sample(vocabulary(), self.chance.randint(least, most)))

    def sentence(self, least: int = 8, most: int = 16) -> str:
        """An English sentence."""
        return f"{self.words(least, most).capitalize()}."

    def english(self, least: int = 2, most: int = 5) -> str:
        """An English paragraph of so many sentences."""
        return " ".join(self.sentence() for _ in range(self.chance.randint(least, most)))
