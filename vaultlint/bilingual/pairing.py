"""Which translation block belongs to which paragraphs: an alignment, section by section.

A row of texts followed by blocks is a group. The block belongs to the last text at least; how many of the texts before
that one it serves, too, is told by how well it fits them. Where the convention is that blocks stand before their
paragraphs, the row is read backwards. A section that keeps the other order throughout is left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from vaultlint.bilingual.fit import Fit
from vaultlint.bilingual.form import Form
from vaultlint.bilingual.group import ENOUGH, Group
from vaultlint.bilingual.units import Kind, Unit, units
from vaultlint.markdown import Body
from vaultlint.text import Span

EVIDENT = 0.8
"""A habit that so large a part of the note keeps is the note's habit."""


@dataclass(frozen=True)
class Bilingual:
    """What is known of the two languages of one note, in the order of the text."""

    forms: tuple[Form, ...]
    units: tuple[Unit, ...]
    groups: tuple[Group, ...]

    @cached_property
    def translations(self) -> tuple[Unit, ...]:
        """The translation blocks."""
        return tuple(unit for unit in self.units if unit.kind is Kind.IS)

    @cached_property
    def wanting(self) -> tuple[Unit, ...]:
        """The texts that want a translation."""
        return tuple(unit for unit in self.units if unit.kind is Kind.WANTS)

    @cached_property
    def every_paragraph(self) -> bool:
        """Whether it is evident that every paragraph of the note has its block."""
        wanting = len(self.wanting)
        direct = sum(1 for group in self.groups if group.blocks and group.texts and group.texts[-1].kind is Kind.WANTS)
        return len(self.translations) >= ENOUGH and direct >= EVIDENT * wanting

    @cached_property
    def in_order(self) -> bool:
        """Whether blocks stand on the side of their texts that the binding says, as far as can be seen."""
        return sum(1 for group in self.groups if not group.texts) <= (1 - EVIDENT) * len(self.groups)

    @cached_property
    def always(self) -> bool:
        """Whether the binding says that every text must have its block."""
        return any(form.require == "always" for form in self.forms)

    @cached_property
    def missing(self) -> tuple[Unit, ...]:
        """The texts that should have a block and have none."""
        if not self.translations or not self.in_order or not (self.always or self._when_present):
            return ()
        found = [unit for group in self.groups for unit in group.unserved if unit.kind is Kind.WANTS]
        return tuple(sorted(found, key=lambda unit: unit.span))

    @property
    def _when_present(self) -> bool:
        return any(form.require == "when-present" for form in self.forms) and self.every_paragraph

    @cached_property
    def absent(self) -> Unit | None:
        """The first text of a note that should have blocks and has none at all."""
        return self.wanting[0] if self.always and self.wanting and not self.translations else None

    @cached_property
    def orphans(self) -> tuple[Unit, ...]:
        """The blocks that have nothing to translate."""
        if not self.in_order:
            return ()
        return tuple(sorted((unit for group in self.groups for unit in group.orphans), key=lambda unit: unit.span))

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
        return next((group.texts[-1] for group in self.groups if translation in group.blocks and group.texts), None)


def _is_whole(unit: Unit) -> bool:
    """Whether the unit is a translation block that is closed."""
    return unit.block is not None and unit.block.closed


def pair(text: str, body: Body, forms: tuple[Form, ...]) -> Bilingual:
    """The texts and translations of a note, paired; empty where there is nothing to pair and nothing is asked for."""
    if not body.details.blocks and not any(form.require == "always" for form in forms):
        return Bilingual(forms, (), ())
    row = tuple(units(text, body, forms))
    backwards = bool(forms) and all(form.position == "before" for form in forms)
    sections = [
        list(section)[:: -1 if backwards else 1]
        for parts, section in groupby(row, key=lambda unit: unit.kind is Kind.PARTS)
        if not parts
    ]
    groups = [group for section in sections if not _the_other_way_round(section) for group in _groups(section)]
    fit = Fit.of(groups, forms)
    return Bilingual(forms, row, tuple(_served(group, fit) for group in groups))


def _the_other_way_round(section: Sequence[Unit]) -> bool:
    """Whether every block of a section stands on the wrong side of its text."""
    return (
        section[0].kind is Kind.IS
        and section[-1].kind is not Kind.IS
        and not any(one.kind is other.kind is Kind.IS for one, other in pairwise(section))
    )


def _groups(section: Sequence[Unit]) -> Iterator[Group]:
    """Texts with the blocks that follow them."""
    texts: tuple[Unit, ...] = ()
    for is_block, run in groupby(section, key=lambda unit: unit.kind is Kind.IS):
        if is_block:
            yield Group(texts, tuple(run))
            texts = ()
        else:
            texts = tuple(run)
    if texts:
        yield Group(texts, ())


def _served(group: Group, fit: Fit) -> Group:
    """The group with what its blocks serve."""
    texts, blocks = group.texts, group.blocks
    if not texts or not blocks:
        return Group(texts, blocks, 0, blocks)
    if len(texts) == len(blocks):
        return Group(texts, blocks, len(texts))
    least = min(len(texts), len(blocks))
    served = min(range(least, len(texts) + 1), key=lambda count: fit.cost(texts[-count:], blocks, count - least))
    return Group(texts, blocks, served, _superfluous(texts, blocks, fit))


def _superfluous(texts: Sequence[Unit], blocks: Sequence[Unit], fit: Fit) -> tuple[Unit, ...]:
    """The blocks behind the first that are not the rest of its translation, where there are more of them than texts."""
    if len(blocks) <= len(texts):
        return ()
    kept = min(
        range(len(texts), len(blocks) + 1), key=lambda count: fit.cost(texts, blocks[:count], count - len(texts))
    )
    return tuple(blocks[kept:])
