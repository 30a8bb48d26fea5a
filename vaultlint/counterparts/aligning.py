"""The parts of two notes set side by side, so that as little as possible is left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultlint.siblings.pieces import Piece

MOST_PAIRS = 250_000
"""Two notes with more possible pairs of parts than these are not compared one by one."""

LEFT_OVER, LOOSE_LEFT_OVER = {"heading": 1.1, "image": 0.7}, 0.3
OTHER_WORDS, OTHER_EXTENT, OTHER_MARK = 0.4, 0.4, 0.6
"""What is paid for a part without counterpart, and for differences between counterparts."""

Pair = tuple[Piece | None, Piece | None]
"""A part of the translation and its counterpart in the original; None where there is none."""


class _Part(NamedTuple):
    """A part with its share of the note, from its start to that of the next one."""

    piece: Piece
    extent: float


def align(own: Sequence[Piece], others: Sequence[Piece]) -> list[Pair] | None:
    """All parts of both, in order; None if there are too many to be compared."""
    if [one[:2] for one in own] == [one[:2] for one in others]:
        return [*zip(own, others, strict=True)]
    if len(own) * len(others) > MOST_PAIRS:
        return None
    return [*_pairs(_parts(own), _parts(others))][::-1]


def _parts(pieces: Sequence[Piece]) -> list[_Part]:
    if not pieces:
        return []
    starts = [*(piece.span.start for piece in pieces), pieces[-1].span.end]
    whole = max(1, starts[-1] - starts[0])
    return [_Part(piece, (starts[at + 1] - starts[at]) / whole) for at, piece in enumerate(pieces)]


def _pairs(own: Sequence[_Part], others: Sequence[_Part]) -> Iterator[Pair]:
    """The cheapest pairs, from the end to the start (Needleman and Wunsch)."""
    costs = _costs(own, others)
    row, column = len(own), len(others)
    while row or column:
        here = costs[row][column]
        if column and here == costs[row][column - 1] + _left(others[column - 1].piece):
            column -= 1
            yield None, others[column].piece
        elif row and here == costs[row - 1][column] + _left(own[row - 1].piece):
            row -= 1
            yield own[row].piece, None
        else:
            row, column = row - 1, column - 1
            yield own[row].piece, others[column].piece


def _costs(own: Sequence[_Part], others: Sequence[_Part]) -> list[list[float]]:
    """Of each number of parts of the one and of the other: the least that it costs to set them side by side."""
    first = [0.0]
    for other in others:
        first.append(first[-1] + _left(other.piece))
    costs = [first]
    for one in own:
        above, left = costs[-1], _left(one.piece)
        row = [above[0] + left]
        for column, other in enumerate(others):
            least = min(above[column + 1] + left, row[column] + _left(other.piece))
            if one.piece.kind == other.piece.kind:
                least = min(least, above[column] + _difference(one, other))
            row.append(least)
        costs.append(row)
    return costs


def _left(piece: Piece) -> float:
    return LOOSE_LEFT_OVER if piece.loose else LEFT_OVER.get(piece.kind, 1.0)


def _difference(one: _Part, other: _Part) -> float:
    most = max(one.extent, other.extent)
    extent = abs(one.extent - other.extent) / most if most else 0.0
    fewest = min(one.piece.sketch.bit_count(), other.piece.sketch.bit_count())
    common = (one.piece.sketch & other.piece.sketch).bit_count() / fewest if fewest else 0.5
    return OTHER_WORDS * (1 - common) + OTHER_EXTENT * extent + OTHER_MARK * differ(one.piece, other.piece)


def differ(one: Piece, other: Piece) -> bool:
    """Whether two counterparts are of different measure."""
    return one.mark != other.mark and bool(one.mark and other.mark)
