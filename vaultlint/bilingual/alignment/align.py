"""Paragraphs and translation blocks of a note, aligned: the most probable way in which they belong together.

A block belongs to the texts on the side of it that the binding says, or over a whole stretch to those on the other
side (off by one). Which it is, is decided for all blocks of the note together, by length and anchors and by how many
texts and blocks would be left over (Viterbi's algorithm over the groups of the note).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from vaultlint.bilingual.alignment.anchors import Rarity
from vaultlint.bilingual.alignment.fit import Fit
from vaultlint.bilingual.alignment.group import Gap, Group
from vaultlint.bilingual.form import Form
from vaultlint.bilingual.languages.script import usual_ratio
from vaultlint.bilingual.unit import Kind, Unit
from vaultlint.text import Span

SWITCH = 6.0
"""What it costs to say that from here on blocks stand on the wrong side, in powers of e."""

STRETCH = 3
"""So many blocks on the wrong side, one after the other, are a stretch; fewer may be chance."""

PER_BLOCK = 1.6
"""With more texts for each row of blocks, the blocks are too long to tell on which side of their texts they stand."""

JOINED = 3
"""A block may serve so many texts behind it along with those before it."""

AROUND = 2.5
"""What it costs to say so, besides what it costs to say that a block serves several texts."""

MANY = 40
"""Nobody writes so many blocks for one text, or one for so many texts; more ways to share them are not tried."""

LEFT = 4.0
"""What it costs at most to leave a text, or a block, without a partner."""


class Pairing(NamedTuple):
    """Blocks and the texts that they translate, none if they are orphans; `misplaced`: they stand on the wrong side."""

    texts: tuple[Unit, ...]
    blocks: tuple[Unit, ...]
    misplaced: bool = False


class Alignment(NamedTuple):
    """All blocks in order, each in one pairing; `unserved` are the texts that no block serves, in order."""

    pairings: tuple[Pairing, ...]
    unserved: tuple[Unit, ...]


def align(groups: Sequence[Group]) -> Alignment:
    """The alignment of a note's groups; where each row of blocks follows as many texts, that is told at once."""
    if not groups:
        return Alignment((), ())
    if all(map(_tidy, groups)) and not groups[-1].behind.texts:
        pairs = (_one_to_one(group.before.runs[-1], group.blocks) for group in groups)
        return Alignment(tuple(chain.from_iterable(pairs)), ())
    aligner = _Aligner(groups)
    alignment = aligner.alignment()
    while doubtful := aligner.too_short(alignment):
        aligner.settled |= doubtful
        alignment = aligner.alignment()
    return alignment


def _tidy(group: Group) -> bool:
    """Whether the blocks stand behind their texts, and every text has its block."""
    *others, last = group.before.runs
    return len(last) == len(group.blocks) and not any(others) and not stands_before(group.blocks[0])


def stands_before(block: Unit) -> bool:
    """Whether the binding says that blocks like this one stand before their texts."""
    return block.form is not None and block.form.position == "before"


def _one_to_one(texts: Sequence[Unit], blocks: Sequence[Unit], misplaced: bool = False) -> Iterator[Pairing]:
    for text, block in zip(texts, blocks, strict=True):
        yield Pairing((text,), (block,), misplaced)


def _paired(texts: Sequence[Unit], blocks: Sequence[Unit], misplaced: bool) -> Iterator[Pairing]:
    """Texts and blocks that belong together, one to one where they are as many."""
    if len(texts) == len(blocks):
        yield from _one_to_one(texts, blocks, misplaced)
    elif blocks:
        yield Pairing(tuple(texts), tuple(blocks), misplaced)


class _Served(NamedTuple):
    """What blocks serve on one side of them: how many of the texts next to them, with how many of their own number."""

    cost: float
    texts: int
    blocks: int


_NOTHING = _Served(0.0, 0, 0)


class _Step(NamedTuple):
    """The cheapest way up to one group: its blocks take the texts before them (`side` is False) or behind them.

    Of several blocks the first may take texts `in_front`, though the side is True. `joined` are texts behind the group
    before, which its blocks serve as well.
    """

    cost: float
    side: bool
    served: _Served
    before: _Step | None = None
    joined: tuple[Unit, ...] = ()
    in_front: _Served = _NOTHING

    @property
    def consumed(self) -> int:
        """How many texts behind the group are taken."""
        return self.served.texts if self.side else 0


class _Aligner:
    """The groups of a note, and what is usual among them."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.own_side = [stands_before(group.blocks[0]) for group in groups]
        self.runs = [self.beside(at) for at in range(len(groups))]
        self.fit = self.usual_fit()
        self.gaps = (groups[0].before, *(group.behind for group in groups))
        texts = sum(len(gap.texts) for gap in self.gaps)
        beside = sum(1 for at, side in enumerate(self.own_side) if self.runs[at][side])
        self.text_left = _price(texts - beside, texts)
        self.block_left = _price(len(groups) - beside, len(groups))
        self.may_turn = texts <= PER_BLOCK * len(groups)
        self.known: dict[tuple[int, bool, int], _Served] = {}
        self.settled: set[int] = set()

    def too_short(self, alignment: Alignment) -> set[int]:
        """The groups of misplaced blocks that are too few to be a stretch."""
        found: set[Span] = set()
        for misplaced, run in groupby((one for one in alignment.pairings if one.texts), key=lambda one: one.misplaced):
            spans = [block.span for pairing in run for block in pairing.blocks]
            if misplaced and len(spans) < STRETCH:
                found.update(spans)
        return {at for at, group in enumerate(self.groups) if any(block.span in found for block in group.blocks)}

    def usual_fit(self) -> Fit:
        """What is usual for blocks on the side that the binding says, or on the other one, whichever strays less."""
        form = self.groups[0].blocks[0].form or Form()
        alike = usual_ratio(form.language, form.original) == 1.0
        rarity = Rarity([block for group in self.groups for block in group.blocks], alike)
        fits = [Fit.of(self.neighbours(wrong), form, rarity) for wrong in (False, True)]
        return min(fits, key=lambda fit: fit.spread)

    def neighbours(self, wrong: bool) -> Iterator[tuple[Unit, Unit]]:
        """The single blocks with the single text next to them, on their own side or on the wrong one."""
        for at, group in enumerate(self.groups):
            run = self.runs[at][self.own_side[at] ^ wrong]
            if len(run) == len(group.blocks) == 1:
                yield run[0], group.blocks[0]

    def beside(self, at: int) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
        """The texts right before and behind a group; on the wrong side there may be a heading between."""
        before, behind = self.groups[at].before.runs, self.groups[at].behind.runs
        if self.own_side[at]:
            return next(filter(None, reversed(before)), ()), behind[0]
        return before[-1], next(filter(None, behind), ())

    def alignment(self) -> Alignment:
        """The pairings on the cheapest way, and what it leaves over."""
        step, joined = self.cheapest()
        pairings: list[Pairing] = []
        for at in reversed(range(len(self.groups))):
            pairings += reversed(list(self.pairings(at, step, joined)))
            joined = step.joined
            step = step.before or step
        taken = {text.span for pairing in pairings for text in pairing.texts}
        left = tuple(text for gap in self.gaps for text in gap.texts if text.span not in taken)
        return Alignment(tuple(reversed(pairings)), left)

    def pairings(self, at: int, step: _Step, joined: tuple[Unit, ...]) -> Iterator[Pairing]:
        """The blocks of a group with what they serve; those that serve nothing are orphans."""
        blocks, own = self.groups[at].blocks, self.own_side[at]
        first = step.in_front.blocks
        if first:
            run = self.free(at, False, step.before)
            yield from _paired(run[len(run) - step.in_front.texts :], blocks[:first], own)
        rest = blocks[first : first + step.served.blocks]
        yield from _paired(self.near(at, step) + joined, rest, step.side != own)
        for block in blocks[first + step.served.blocks :]:
            yield Pairing((), (block,))

    def near(self, at: int, step: _Step) -> tuple[Unit, ...]:
        """The texts that a group serves on the side that it has taken."""
        count = step.served.texts
        run = self.free(at, step.side, step.before)
        return run[:count] if step.side else run[len(run) - count :]

    def cheapest(self) -> tuple[_Step, tuple[Unit, ...]]:
        """The last step of the cheapest way through all groups, and the texts behind that its blocks serve as well."""
        steps: list[_Step] = []
        for at, own in enumerate(self.own_side):
            sides = (False, True) if self.may_turn and at not in self.settled else (own,)
            ways = sorted((way for side in sides for way in self.ways(at, side, steps)), key=lambda way: -way.cost)
            steps = list({(way.side, way.consumed): way for way in ways}.values())
        ends = [self.left(self.gaps[-1], 0, len(self.groups) - 1, step) for step in steps]
        _, best = min((step.cost + end[0], index) for index, (step, end) in enumerate(zip(steps, ends, strict=True)))
        return steps[best], ends[best][1]

    def ways(self, at: int, side: bool, steps: Sequence[_Step]) -> Iterator[_Step]:
        """The ways to a group by that side."""
        wrong = side != self.own_side[at]
        for before in steps or (None,):
            turns = before is not None and before.side != side
            for served, in_front in self.shares(at, side, before):
                taken = in_front.texts if side else served.texts
                left, joined = self.left(self.gaps[at], taken, at - 1, before)
                cost = served.cost + in_front.cost + left + SWITCH * (wrong and (turns or before is None))
                yield _Step((before.cost if before else 0.0) + cost, side, served, before, joined, in_front)

    def shares(self, at: int, side: bool, before: _Step | None) -> Iterator[tuple[_Served, _Served]]:
        """What a group may serve on its side; where the side turns, the first of its blocks may stay on the other."""
        served = self.serve(at, side, before)
        yield served, _NOTHING
        blocks = self.groups[at].blocks
        if side and served.texts > len(blocks):
            yield self.served(self.runs[at][True][:-1], blocks, True), _NOTHING
        if not side or len(blocks) < 2 or at in self.settled or not self.may_turn or (before and before.side):
            return
        for first in range(1, min(len(blocks), MANY)):
            yield (
                self.served(self.runs[at][True], blocks[first:], True),
                self.served(self.free(at, False, before), blocks[:first], False),
            )

    def left(self, gap: Gap, taken: int, at: int, step: _Step | None) -> tuple[float, tuple[Unit, ...]]:
        """What it costs that texts of a gap are left over, unless the group in front of it serves them as well."""
        first, last = step.consumed if step else 0, gap.many - taken
        if first >= last:
            return 0.0, ()
        free = gap.texts[first:last]
        alone = self.text_left * sum(1 for text in free if text.kind is Kind.WANTS)
        if step is None or step.side or not step.served.texts or len(free) > JOINED:
            return alone, ()
        if len(self.groups[at].blocks) > 1 or free[-1] not in gap.runs[0]:
            return alone, ()
        texts, most = (*self.near(at, step), *free), alone + step.served.cost - AROUND
        both = self.fit.cost(texts, self.groups[at].blocks, len(free), nearest_first=True, most=most)
        return min((alone, ()), (both - step.served.cost + AROUND, free))

    def free(self, at: int, side: bool, before: _Step | None) -> tuple[Unit, ...]:
        """The texts next to a group that the group in front of it has not taken."""
        run = self.runs[at][side]
        if side or before is None or not before.consumed:
            return run
        taken = {text.span for text in self.runs[at - 1][True][: before.consumed]}
        return tuple(text for text in run if text.span not in taken)

    def serve(self, at: int, side: bool, before: _Step | None) -> _Served:
        """The cheapest number of texts, and of blocks, that belong together."""
        key = at, side, before.consumed if before and not side else 0
        if key not in self.known:
            self.known[key] = self.served(self.free(at, side, before), self.groups[at].blocks, side)
        return self.known[key]

    def served(self, run: Sequence[Unit], blocks: Sequence[Unit], side: bool) -> _Served:
        if not run:
            return _Served(self.block_left * len(blocks), 0, 0)
        if len(run) == len(blocks):
            return _Served(sum(map(self.one, run, blocks)), len(run), len(blocks))
        least = min(len(run), len(blocks))
        options = []
        for texts in range(least, min(len(run), least + MANY) + 1):
            near = run[:texts] if side else run[len(run) - texts :]
            for kept in range(least, min(len(blocks), least + MANY) + 1):
                cost = self.fit.cost(near, blocks[:kept], max(texts, kept) - least, nearest_first=side)
                options.append(_Served(cost, texts, kept))
        best = min(options)
        return best._replace(cost=best.cost + self.block_left * (len(blocks) - best.blocks))

    def one(self, text: Unit, block: Unit) -> float:
        """The cost of a text and a block that belong together."""
        return self.fit.cost((text,), (block,), 0)


def _price(left: int, of: int) -> float:
    """What it costs to leave one, where so many are left over at least; fewer than none are none."""
    return min(LEFT, -math.log((max(left, 0) + 1) / (of + 2)))
