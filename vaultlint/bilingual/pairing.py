"""What is known of the two languages of a note: which block translates which paragraphs, and what lacks its partner."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from vaultlint.bilingual.alignment.align import Alignment, align, stands_before
from vaultlint.bilingual.alignment.group import Group, groups
from vaultlint.bilingual.alignment.turns import in_turn
from vaultlint.bilingual.carriers.carried import may_carry
from vaultlint.bilingual.form import Form
from vaultlint.bilingual.habit import ENOUGH, EVIDENT, Habit, common_labels, habit
from vaultlint.bilingual.unit import Kind, Unit
from vaultlint.bilingual.units import units
from vaultlint.markdown import Body
from vaultlint.text import Span


class Stretch(NamedTuple):
    """Blocks, one after the other, that stand on the wrong side of their texts, and the texts that they translate."""

    blocks: tuple[Unit, ...]
    texts: tuple[Unit, ...]


@dataclass(frozen=True)
class Bilingual:
    """What is known of the two languages of one note, in the order of the text."""

    forms: tuple[Form, ...]
    units: tuple[Unit, ...]

    @cached_property
    def translations(self) -> tuple[Unit, ...]:
        """The translation blocks."""
        kind = Kind.IS
        return tuple([unit for unit in self.units if unit.kind is kind])

    @cached_property
    def unusual(self) -> tuple[Unit, ...]:
        """The translations that are not, as most are, plain blocks with a label and a class of the forms."""
        return tuple([unit for unit in self.translations if not unit.usual])

    @cached_property
    def wanting(self) -> tuple[Unit, ...]:
        """The texts that want a translation."""
        kind = Kind.WANTS
        return tuple([unit for unit in self.units if unit.kind is kind])

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The blocks with the texts around them."""
        return groups(self.units)

    @cached_property
    def alignment(self) -> Alignment:
        """Which blocks belong to which texts."""
        return in_turn(self.units, self.forms) or align(self.groups)

    @cached_property
    def habit(self) -> Habit:
        """What the note is used to."""
        return habit(self.units, self.alignment)

    def usual_label(self, form: Form) -> str:
        """The label of the form that the note uses most; if it uses none of them, the form's first."""
        return next((label for label, _ in self._labels if label in form.labels), form.labels[0])

    @cached_property
    def _labels(self) -> tuple[tuple[str, int], ...]:
        return common_labels(self.translations)

    @property
    def every_paragraph(self) -> bool:
        """Whether it is evident that every paragraph of the note has its block."""
        return self.habit.each == "paragraph"

    @cached_property
    def in_order(self) -> bool:
        """Whether blocks stand next to texts, as far as can be seen; in a short note one may not."""
        count = len(self.alignment.pairings)
        beside = sum(1 for pairing in self.alignment.pairings if pairing.texts)
        return beside >= min(EVIDENT * count, max(ENOUGH, count - 1))

    @cached_property
    def always(self) -> bool:
        """Whether the binding says that every text must have its block."""
        return any(form.require == "always" for form in self.forms)

    @cached_property
    def missing(self) -> tuple[Unit, ...]:
        """The texts that should have a block and have none."""
        left = [unit for unit in self.alignment.unserved if unit.kind is Kind.WANTS]
        if not left or not self.translations or not self.in_order or not (self.always or self._when_present):
            return ()
        return tuple(unit for unit in left if unit.span not in self._out_of_step)

    @cached_property
    def _out_of_step(self) -> frozenset[Span]:
        """The texts right in front of misplaced blocks: that blocks come out of step there is the one fault."""
        firsts = {stretch.blocks[0].span for stretch in self.misplaced}
        return frozenset(one.span for one, other in pairwise(self.units) if other.span in firsts)

    @property
    def _when_present(self) -> bool:
        return any(form.require == "when-present" for form in self.forms) and self.every_paragraph

    @cached_property
    def absent(self) -> Unit | None:
        """The first text of a note that should have blocks and has none at all."""
        return self.wanting[0] if self.always and self.wanting and not self.translations else None

    @cached_property
    def orphans(self) -> tuple[Unit, ...]:
        """The blocks that have nothing to translate; one that stands beside a text is not said to."""
        lonely = [pairing.blocks[0] for pairing in self.alignment.pairings if not pairing.texts]
        if not lonely or not self.in_order:
            return ()
        return tuple(block for block in lonely if block.span not in self._beside_text)

    @cached_property
    def _beside_text(self) -> frozenset[Span]:
        """The blocks that have a text right in front of them, or behind them where the binding says so."""
        return frozenset(
            block.span
            for one, other in pairwise(self.units)
            for text, block in [(one, other), (other, one)]
            if block.kind is Kind.IS and text.kind in (Kind.WANTS, Kind.MAY) and (block is one) == stands_before(block)
        )

    @cached_property
    def misplaced(self) -> tuple[Stretch, ...]:
        """The stretches of blocks that stand on the wrong side of their texts."""
        return tuple(self._stretches())

    def _stretches(self) -> Iterator[Stretch]:
        paired = [pairing for pairing in self.alignment.pairings if pairing.texts]
        for misplaced, run in groupby(paired, key=attrgetter("misplaced")):
            if misplaced:
                found = list(run)
                yield Stretch(
                    tuple(block for pairing in found for block in pairing.blocks),
                    tuple(text for pairing in found for text in pairing.texts),
                )

    def around(self, unit: Unit) -> Span:
        """`unit` and what lies about it up to the next whole blocks: where a broken tag may be the fault."""
        index = bisect_left(self.units, unit.span, key=lambda one: one.span)
        start, end = unit.span
        if index:
            start = self.units[index - 1].span[_is_whole(self.units[index - 1])]
        if index + 1 < len(self.units):
            end = self.units[index + 1].span[not _is_whole(self.units[index + 1])]
        return Span(start, end)

    def partner(self, translation: Unit) -> Unit | None:
        """The last of the texts that a block serves; None if there is none."""
        return self._partners.get(translation.span)

    @cached_property
    def _partners(self) -> dict[Span, Unit]:
        return {
            block.span: pairing.texts[-1]
            for pairing in self.alignment.pairings
            if pairing.texts
            for block in pairing.blocks
        }


def _is_whole(unit: Unit) -> bool:
    """Whether the unit is a translation block that is closed."""
    return unit.kind is Kind.IS and (unit.block is None or unit.block.closed)


def pair(text: str, body: Body, forms: tuple[Form, ...]) -> Bilingual:
    """The texts and translations of a note, paired; empty where there is nothing to pair and nothing is asked for."""
    if not may_carry(text, body, forms) and not any(form.require == "always" for form in forms):
        return Bilingual(forms, ())
    return Bilingual(forms, tuple(units(text, body, forms)))
