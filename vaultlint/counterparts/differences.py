"""How the structure of a translation differs from that of its original: what the one has and the other has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from vaultlint.siblings import Sibling
from vaultlint.siblings.pieces import Piece
from vaultlint.text import Span

MOST = 5
"""More differences than these are told as one: the two are then not the same text."""


class Difference(NamedTuple):
    """Told at `span` of the translation."""

    span: Span
    message: str


def differences(own: Sibling, original: Sibling, path: str) -> list[Difference]:
    """What the translation with `own` structure has more, less, or otherwise than the original, which is at `path`."""
    found = sorted((*_in_blocks(own.blocks, original.blocks, path), *_in_targets(own, original, path)))
    if len(found) <= MOST:
        return found
    several = f"{len(found)} headings, lists or other parts differ from `{path}`"
    return [Difference(Span(0, 0), f"{several}, the first: {found[0].message}")]


def _in_blocks(own: Sequence[Piece], others: Sequence[Piece], path: str) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [_alike(one) for one in others], [_alike(one) for one in own], autojunk=False)
    for _, other_start, other_end, start, end in matcher.get_opcodes():
        pairs = min(other_end - other_start, end - start)
        for offset in range(pairs):
            yield from _changed(own[start + offset], others[other_start + offset], path)
        for piece in own[start + pairs : end]:
            yield Difference(piece.span, f"{_named(piece)} that `{path}` has not")
        for piece in others[other_start + pairs : other_end]:
            yield Difference(_place(own, start + pairs), f"{_named(piece)} of `{path}` is missing here")


def _alike(piece: Piece) -> tuple[str, str]:
    """What counterparts have in common: lists may have gained an item, and are still the same list."""
    return (piece.kind, "" if piece.kind == "list" else piece.mark)


def _changed(piece: Piece, other: Piece, path: str) -> Iterator[Difference]:
    if (piece.kind, piece.mark) != (other.kind, other.mark):
        yield Difference(piece.span, f"{_named(piece)}, where `{path}` has {_named(other)}")


def _place(own: Sequence[Piece], index: int) -> Span:
    """Where something is missing: at the part that it should stand before, else at the last one."""
    if not own:
        return Span(0, 0)
    return own[min(index, len(own) - 1)].span


def _in_targets(own: Sibling, original: Sibling, path: str) -> Iterator[Difference]:
    for kind in ("image", "link"):
        mine = Counter(piece.mark for piece in own.targets if piece.kind == kind)
        theirs = Counter(piece.mark for piece in original.targets if piece.kind == kind)
        if not mine - theirs:  # else they may stand for one another, as localised pictures do
            for mark in theirs - mine:
                yield Difference(_end(own), f"the {kind} `{mark}` of `{path}` is missing here")
        elif not theirs - mine:
            for mark in mine - theirs:
                span = next(piece.span for piece in own.targets if piece.mark == mark)
                yield Difference(span, f"the {kind} `{mark}`, which `{path}` has not")


def _end(own: Sibling) -> Span:
    return max((piece.span for piece in (*own.blocks, *own.targets)), default=Span(0, 0))


def _named(piece: Piece) -> str:
    """The part in words: `a heading of level 2`, `a list of 3 items`."""
    if piece.kind == "heading":
        return f"a heading of level {piece.mark}"
    if piece.kind == "list":
        return f"a list of {piece.mark} item{'' if piece.mark == '1' else 's'}"
    if piece.kind == "table":
        return f"a table of {piece.mark} column{'' if piece.mark == '1' else 's'}"
    if piece.kind == "code block":
        return f"a code block in `{piece.mark}`" if piece.mark else "a code block"
    return f"a {piece.kind}"
