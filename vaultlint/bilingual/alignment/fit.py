"""How well translation blocks fit texts: by length, by anchors, and by where a question is asked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vaultlint.bilingual.alignment.anchors import Rarity
from vaultlint.bilingual.form import Form
from vaultlint.bilingual.languages.script import usual_ratio
from vaultlint.bilingual.unit import Unit
from vaultlint.bilingual.words import says_nothing

SEVERAL = 1.0
"""What it costs to say that a block serves several texts: as to be more than one standard deviation off in length."""

STEP = 0.2
"""What each more than two of them costs."""

TURN = 1.0
"""What it gains to say so of a block that has as many turns or paragraphs."""

QUESTION = 2.0
"""What it gains to begin with a question where the first of several texts is one."""

NEARLY = 1e-6
"""Costs that are no further apart may be the same, but for how they were added up."""

ASKED = 1.0
"""What it costs that one asks and the other does not."""

FAR = 8.0
"""A length that is further off says no more."""

SPREAD = 0.25, 0.6
"""The least and the greatest standard deviation, in powers of e, that lengths are thought to have."""

TELLING = 15
"""Shorter texts say nothing of how long translations usually are."""

SHORT = 2.0
"""The shorter a text, the more its translation strays: so many characters are good for a variance of 1."""

ENOUGH = 3
"""With fewer pairs than this a note has no usual length yet."""

_ASKING = "?", "？"


@dataclass(frozen=True, slots=True)
class Fit:
    """What is usual in a note: `ratio` of the letters of a block to those of its text, and how far it strays."""

    ratio: float
    spread: float
    rarity: Rarity

    @classmethod
    def of(cls, pairs: Iterable[tuple[Unit, Unit]], form: Form, rarity: Rarity) -> Fit:
        """What is usual in these pairs of text and block, which are thought to belong together."""
        usual = usual_ratio(form.language, form.original)
        logs = [math.log(block.size / text.size) for text, block in pairs if text.size > TELLING and block.size]
        if len(logs) < ENOUGH:
            return cls(usual, SPREAD[1], rarity)
        from statistics import median

        middle = median(logs)
        stray = 1.4826 * median(abs(one - middle) for one in logs)
        return cls(math.exp(middle), min(max(stray, SPREAD[0]), SPREAD[1]), rarity)

    def cost(
        self,
        texts: Sequence[Unit],
        blocks: Sequence[Unit],
        more: int,
        nearest_first: bool = False,
        most: float = math.inf,
    ) -> float:
        """How improbable it is that the blocks translate the texts; `more` is how many texts or blocks that joins.

        The last of the texts is the nearest to the blocks, unless `nearest_first`.

        A block of several turns or paragraphs may well serve as many texts. What is surely above `most` is infinite.
        """
        cost = self._length(texts, blocks) + self.rarity.cost(texts[::-1] if nearest_first else texts, blocks)
        cost += ASKED * (_asks(texts[-1].text) != _holds_question(blocks[-1].text))
        if more:
            asking = QUESTION * self._begins_asking(texts[0], blocks[0])
            if cost - TURN * more - asking > most + NEARLY:
                return math.inf
            explained = min(more, max(0, sum(block.turns for block in blocks) - 1))
            cost += _price(more - explained) - TURN * explained - asking
        return cost

    def _length(self, texts: Sequence[Unit], blocks: Sequence[Unit]) -> float:
        own, size = sum([text.size for text in texts]), sum([block.size for block in blocks])
        if size <= TELLING * len(blocks) and all(map(_is_filler, blocks)):
            return 0.0
        off = math.log((size + 1) / (self.ratio * own + 1))
        return min(off * off / 2 / (self.spread**2 + SHORT / (own + 1)), FAR)

    def _begins_asking(self, text: Unit, block: Unit) -> bool:
        """Whether the text is a question and the block begins with one."""
        beginning = block.text[: int(2 * self.ratio * text.size) + 20]
        return _asks(text.text) and _holds_question(beginning)


def _asks(text: str) -> bool:
    return text.rstrip("*_ ").endswith(_ASKING)


def _is_filler(block: Unit) -> bool:
    return block.size <= TELLING and says_nothing(block.text)


def _holds_question(text: str) -> bool:
    return "?" in text or "？" in text


def _price(joined: int) -> float:
    """What it costs to join so many texts, or blocks, to one."""
    return SEVERAL + STEP * (joined - 1) if joined else 0.0
