"""How the structure of a translation differs from that of its original: what the one has and the other has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from vaultlint.counterparts.aligning import Pair, align, differ
from vaultlint.counterparts.linked import strays
from vaultlint.counterparts.standing import Standing
from vaultlint.markdown import Body
from vaultlint.siblings import Sibling
from vaultlint.siblings.pieces import Piece
from vaultlint.text import Span

MOST = 5
"""More differences than these are told as one: the two are then not the same text."""

MEASURED = ("heading", "list", "table")
"""The parts whose counterparts have the same measure."""


class Difference(NamedTuple):
    """Told at `span` of the translation."""

    span: Span
    message: str


def differences(own: Sibling, body: Body, original: Sibling, path: str) -> list[Difference]:
    """What the translation with this structure has more, less, or otherwise than the original, which is at `path`."""
    pairs = align(own.pieces, original.pieces)
    if pairs is None:
        parts = f"{len(own.pieces)} headings, lists and other parts, where `{path}` has {len(original.pieces)}"
        return [Difference(Span(0, 0), parts)]
    standing = Standing(pairs, body, original.end)
    found = sorted((*_in_pieces(pairs, standing, path), *_in_links(own, original, standing, path)))
    if len(found) <= MOST:
        return found
    several = f"{len(found)} headings, lists or other parts differ from `{path}`"
    return [Difference(found[0].span, f"{several}, the first: {found[0].message}")]


def may_differ(own: Sibling, original: Sibling) -> bool:
    """Whether there may be differences, told quickly."""
    parts = ([one[:2] for one in side.pieces if not one.loose] for side in (own, original))
    places = ({one.place for one in side.targets if not one.loose} for side in (own, original))
    return next(parts) != next(parts) or next(places) != next(places)


class _Stretch(NamedTuple):
    """Parts next to one another that have no counterparts in the other note."""

    extra: Sequence[Piece]
    lacking: Sequence[Piece]


def _in_pieces(pairs: Sequence[Pair], standing: Standing, path: str) -> Iterator[Difference]:
    runs = [*_runs(pairs)]
    for own, other in (pair for run in runs for pair in run):
        if own and other:
            yield Difference(own.span, f"{_named(own)}, where `{path}` has {_named(other)}")
    stretches = [*_stretches(runs, _silent_images(pairs))]
    added, lost = ([*filter(None, (_parts(one[side]) for one in stretches))] for side in (0, 1))
    for extra, lacking in stretches:
        place = extra[0].span if extra else standing.block(lacking[0].span.start)
        if lacking and not extra and _parts(lacking) in added:
            continue
        if extra and not lacking and _parts(extra) in lost:
            yield Difference(place, f"{_several(extra)} that stands elsewhere in `{path}`")
        elif extra and lacking:
            yield Difference(place, f"{_several(extra)}, where `{path}` has {_several(lacking)}")
        elif extra:
            yield Difference(place, f"{_several(extra)} that `{path}` has not")
        else:
            verb = "is" if len(lacking) == 1 else "are"
            yield Difference(place, f"{_several(lacking)} of `{path}` {verb} missing here")


def _runs(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Pairs next to one another that are none, or not alike; lists that were only joined or parted are left out."""
    for other, run in groupby(pairs, key=_is_other):
        here = [*run] if other else []
        own, theirs = (
            [int(one.mark) for pair in here if (one := pair[side]) and one.kind == "list"] for side in (0, 1)
        )
        parted = bool(own) and sum(own) == sum(theirs)
        yield [pair for pair in here if not (parted and any(one and one.kind == "list" for one in pair))]


def _is_other(pair: Pair) -> bool:
    own, other = pair
    return own is None or other is None or (own.kind in MEASURED and differ(own, other))


def _stretches(runs: Sequence[Sequence[Pair]], silent: set[Piece]) -> Iterator[_Stretch]:
    for run in runs:
        extra, lacking = (
            [one for pair in run if None in pair and (one := pair[side]) and not one.loose and one not in silent]
            for side in (0, 1)
        )
        if extra or lacking:
            yield _Stretch(extra, lacking)


def _silent_images(pairs: Sequence[Pair]) -> set[Piece]:
    """Those without a counterpart that stand somewhere in the other note, too, or may have one of another name."""
    images = [[one for pair in pairs if (one := pair[side]) and one.kind == "image"] for side in (0, 1)]
    names = [{one.mark for one in side} for side in images]
    single = [[pair[side] for pair in pairs if None in pair] for side in (0, 1)]
    left = [[one for one in images[side] if one in single[side] and one.mark not in names[1 - side]] for side in (0, 1)]
    silent = {one for side in (0, 1) for one in images[side] if one.mark in names[1 - side]}
    return silent | ({*left[0], *left[1]} if all(left) else set())


def _parts(stretch: Sequence[Piece]) -> list[tuple[str, str]]:
    return [(piece.kind, piece.mark) for piece in stretch]


def _in_links(own: Sibling, original: Sibling, standing: Standing, path: str) -> Iterator[Difference]:
    extra, lacking = strays(own.targets, original.targets)
    for one in extra:
        yield Difference(one.span, f"a link to `{one.shown}`, which `{path}` has not")
    for one in lacking:
        message = f"the link to `{one.shown}` of `{path}` is missing here"
        yield Difference(standing.block(one.span.start), message)


def _several(pieces: Sequence[Piece]) -> str:
    more = len(pieces) - 1
    return _named(pieces[0]) + (f" and {more} more part{'' if more == 1 else 's'}" if more else "")


def _named(piece: Piece) -> str:
    """The part in words: `a heading of level 2`, `a list of 3 items`."""
    if piece.kind == "heading":
        return f"a heading of level {piece.mark}"
    if piece.kind == "list":
        return f"a list of {_counted(piece.mark, 'item')}"
    if piece.kind == "table":
        rows, _, columns = piece.mark.partition("×")
        return f"a table of {_counted(rows, 'row')} and {_counted(columns, 'column')}"
    return f"the image `{piece.mark}`" if piece.kind == "image" else f"a {piece.kind}"


def _counted(number: str, name: str) -> str:
    return f"{number} {name}{'' if number == '1' else 's'}"
