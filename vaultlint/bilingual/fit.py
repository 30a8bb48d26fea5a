"""How well translation blocks fit the texts before them: by length, and by the names that both must have."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from vaultlint.bilingual.form import Form
from vaultlint.bilingual.group import ENOUGH, Group
from vaultlint.bilingual.script import usual_ratio
from vaultlint.bilingual.units import Unit

STEP = 1.75
"""What it costs to say that a block serves one text more: as to be nearly two standard deviations off in length."""

NAME = 1.5
"""What it costs to say that a block serves a text none of whose names it has, and what it gains to have them."""

NUMBER = 2.0
"""What it gains to have a number of the text."""

QUESTION = 2.0
"""What it gains to begin with a question where the text is one."""

SPREAD = 0.25, 0.6
"""The least and the greatest standard deviation, in powers of e, that lengths are thought to have."""

TELLING = 15
"""Shorter texts say nothing of how long translations usually are."""

_ASKING = "?", "？"
_NUMBER = re.compile(r"\d{2,}+")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{2,}+")


@dataclass(frozen=True, slots=True)
class Fit:
    """What is usual in a note: `ratio` of the letters of a block to those of its text, and how far it strays."""

    ratio: float
    spread: float
    same_script: bool

    @classmethod
    def of(cls, groups: Sequence[Group], forms: Sequence[Form]) -> Fit:
        """What is usual in these groups, as far as texts and blocks stand one to one."""
        usual = usual_ratio(forms[0].language, forms[0].original) if forms else 1.0
        logs = [
            math.log(group.blocks[0].size / group.texts[0].size)
            for group in groups
            if len(group.texts) == len(group.blocks) == 1 and group.texts[0].size > TELLING and group.blocks[0].size
        ]
        if len(logs) < ENOUGH:
            return cls(usual, SPREAD[1], usual == 1.0)
        middle = median(logs)
        stray = 1.4826 * median(abs(one - middle) for one in logs)
        return cls(math.exp(middle), min(max(stray, SPREAD[0]), SPREAD[1]), usual == 1.0)

    def cost(self, texts: Sequence[Unit], blocks: Sequence[Unit], more: int) -> float:
        """How improbable it is that the blocks translate the texts; `more` is how many texts or blocks that joins.

        A block of several turns or paragraphs may well serve as many texts.
        """
        size, wanted = sum(block.size for block in blocks), self.ratio * sum(text.size for text in texts)
        off = math.log((size + 1) / (wanted + 1)) / self.spread
        cost = off * off / 2
        if more:
            turns = sum(block.turns for block in blocks)
            cost += STEP * max(0, more - max(0, turns - 1)) + self._names(texts[:more], blocks)
            cost -= QUESTION * self._asks(texts[0], blocks[0])
        return cost

    def _asks(self, text: Unit, block: Unit) -> bool:
        """Whether the text is a question and the block begins with one."""
        beginning = block.text[: int(2 * self.ratio * text.size) + 20]
        return text.text.rstrip("*_ ").endswith(_ASKING) and any(mark in beginning for mark in _ASKING)

    def _names(self, texts: Sequence[Unit], blocks: Sequence[Unit]) -> float:
        """What names say of joining these texts to the blocks; nothing where both are written in the same letters."""
        if self.same_script or not texts:
            return 0.0
        there = frozenset[str]().union(*(_names_of(block.text) for block in blocks))
        numbers = frozenset[str]().union(*(_numbers_of(block.text) for block in blocks))
        cost = 0.0
        for text in texts:
            names = _names_of(text.text)
            if names:
                cost += NAME if not names & there else -NAME
            elif numbers & _numbers_of(text.text):
                cost -= NUMBER
        return cost


@lru_cache(maxsize=256)
def _names_of(text: str) -> frozenset[str]:
    return frozenset(name.lower() for name in _NAME.findall(text))


@lru_cache(maxsize=256)
def _numbers_of(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))
