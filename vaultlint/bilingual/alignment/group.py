"""A note as blocks and the gaps between them: which texts a block could translate on either side of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from vaultlint.bilingual.unit import Kind, Unit


class Gap(NamedTuple):
    """The texts between two rows of blocks, in runs that headings and the like part; a run may be empty."""

    runs: tuple[tuple[Unit, ...], ...]

    @property
    def texts(self) -> tuple[Unit, ...]:
        """All texts of the gap."""
        return self.runs[0] if len(self.runs) == 1 else tuple(unit for run in self.runs for unit in run)

    @property
    def many(self) -> int:
        """How many texts there are."""
        return len(self.runs[0]) if len(self.runs) == 1 else sum(map(len, self.runs))


class Group(NamedTuple):
    """Blocks that no text parts, and the gaps `before` and `behind` them."""

    before: Gap
    blocks: tuple[Unit, ...]
    behind: Gap


def groups(units: Sequence[Unit]) -> tuple[Group, ...]:
    """The blocks of a note with what stands around them."""
    row = list(_row(units))
    return tuple(
        Group(row[at - 1], row[at], row[at + 1])  # type: ignore[arg-type]
        for at in range(1, len(row), 2)
    )


def _row(units: Sequence[Unit]) -> Iterator[Gap | tuple[Unit, ...]]:
    """Gap, blocks, gap, blocks, …, gap; a heading parts blocks, too, but no other `<details>` does."""
    runs: list[list[Unit]] = [[]]
    texts = (unit for unit in units if unit.carrier is None or unit.kind is not Kind.PARTS)
    for kind, run in groupby(texts, key=lambda unit: unit.kind):
        if kind is Kind.IS:
            yield Gap(tuple(map(tuple, runs)))
            yield tuple(run)
            runs = [[]]
        elif kind is Kind.PARTS:
            runs.append([])
        else:
            runs[-1] += run
    yield Gap(tuple(map(tuple, runs)))
