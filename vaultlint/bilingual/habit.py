"""What a note is used to: which of its paragraphs have translations, on which side, and in what form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from vaultlint.bilingual.alignment.align import Alignment, Pairing
from vaultlint.bilingual.unit import Kind, Unit

ENOUGH = 3
"""With fewer blocks than this a note has no habit yet."""

EVIDENT = 0.8
"""A habit that so large a part of the note keeps is the note's habit."""

Rhythm = Literal["paragraph", "section", "note", "none"]


class Habit(NamedTuple):
    """What every `each` of a note has: a translation, that stands `before` it or behind it.

    `kept` of `of` paragraphs, or sections, have theirs. `each` is none where no habit is evident. `labels` are those
    of the translations, the commonest first.
    """

    each: Rhythm
    kept: int
    of: int
    before: bool
    labels: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        """The habit in a few words."""
        side = "before" if self.before else "behind"
        labels = ", ".join(f"{count:,} × `{label}`" for label, count in self.labels)
        if self.each == "note":
            return f"one translation for the note; {labels}"
        if self.each == "none":
            return f"{self.kept:,} of {self.of:,} paragraphs have a translation, which is no habit; {labels}"
        return f"every {self.each} has its translation {side} it ({self.kept:,} of {self.of:,}); {labels}"


def habit(units: Sequence[Unit], alignment: Alignment) -> Habit:
    """The habit of a note with these units."""
    translations = [unit for unit in units if unit.kind is Kind.IS]
    wanting = sum(1 for unit in units if unit.kind is Kind.WANTS)
    pairs = [pairing for pairing in alignment.pairings if any(text.kind is Kind.WANTS for text in pairing.texts)]
    before = 2 * sum([pairing.blocks[0].span < pairing.texts[0].span for pairing in pairs]) > len(pairs)
    common = common_labels(translations)
    served = sum(map(_served, pairs))
    if len(translations) >= ENOUGH and served >= EVIDENT * wanting:
        return Habit("paragraph", served, wanting, before, common)
    sections = list(_sections(units))
    kept = sum(1 for section in sections if any(unit.kind is Kind.IS for unit in section))
    if len(sections) >= ENOUGH and kept >= EVIDENT * len(sections):
        return Habit("section", kept, len(sections), before, common)
    return Habit("note" if len(translations) == 1 else "none", served, wanting, before, common)


def common_labels(translations: Iterable[Unit]) -> tuple[tuple[str, int], ...]:
    """The labels that most of the translations bear, and how many of them do."""
    labels = Counter(unit.label_text for unit in translations)
    return tuple((label, count) for label, count in labels.most_common(3) if label)


def _served(pairing: Pairing) -> int:
    """How many of the texts have a translation of their own."""
    if len(pairing.texts) == 1:
        return 1
    wanting = sum(1 for text in pairing.texts if text.kind is Kind.WANTS)
    return min(wanting, max(block.turns if block.counted else 1 for block in pairing.blocks))


def _sections(units: Sequence[Unit]) -> list[list[Unit]]:
    """The sections that have a text that wants a translation."""
    parted = [list(run) for parts, run in groupby(units, key=lambda unit: unit.kind is Kind.PARTS) if not parts]
    return [section for section in parted if any(unit.kind is Kind.WANTS for unit in section)]
