"""Which notes can be given their new names, and in which order: nothing is overwritten, not for a moment."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from vaultlint.naming.collisions import folded
from vaultlint.naming.unsafe import folders


class Settled(NamedTuple):
    """The notes that get other names, old and new; and those that cannot, with the reason."""

    moves: dict[str, str]
    refused: dict[str, str]


def settled(wanted: Mapping[str, str], files: Collection[str], asked: str) -> Settled:
    """What can be done of what is `wanted`, in a vault of these `files`; a name that another note gives up is free.

    Names that differ only by case or Unicode form are one: other disks know no difference. `asked` is the expression
    that tells which notes share a name.
    """
    moves = {old: new for old, new in wanted.items() if old != new}
    refused = dict(_shared(moves, asked))
    refused.update(_misfolded({old: new for old, new in moves.items() if old not in refused}, files))
    while True:
        moves = {old: new for old, new in moves.items() if old not in refused}
        standing = {folded(file): file for file in files if file not in moves}
        taken = {old: standing[key] for old, new in moves.items() if (key := folded(new)) in standing}
        if not taken:
            return Settled(moves, refused)
        for old, other in taken.items():
            refused[old] = f"`{other}` is there already{_lister(asked) if other in wanted else ''}"


def _lister(asked: str) -> str:
    return f'; `vaultlint query --duplicates "{asked}"` lists the notes that share it'


def _shared(moves: Mapping[str, str], asked: str) -> Iterator[tuple[str, str]]:
    """Those that would have one name."""
    together: dict[str, list[str]] = {}
    for old, new in moves.items():
        together.setdefault(folded(new), []).append(old)
    for olds in together.values():
        for old in olds if len(olds) > 1 else ():
            other = next(one for one in olds if one != old)
            more = f" and {len(olds) - 2:,} more" if len(olds) > 2 else ""
            yield old, f"`{other}`{more} would be `{moves[old]}`, too{_lister(asked)}"


def _misfolded(moves: Mapping[str, str], files: Collection[str]) -> Iterator[tuple[str, str]]:
    """Those whose folder is a file, is there in another spelling, or whose own name is that of a folder."""
    known: dict[str, str] = {}
    for file in files:
        for folder in folders(file):
            known.setdefault(folded(folder), folder)
    names = {folded(file): file for file in files}
    for old, new in moves.items():
        here = set(folders(old))
        if folded(new) in known:
            yield old, f"`{new}` is a folder"
            continue
        for folder in folders(new):
            key = folded(folder)
            if key in names:
                yield old, f"`{names[key]}` is no folder"
                break
            if folder not in here and known.setdefault(key, folder) != folder:
                yield old, f"its folder is there as `{known[key]}`"
                break


def ordered(moves: Mapping[str, str], files: Collection[str]) -> Iterator[tuple[str, str]]:
    """The moves in an order in which each finds its place free; of notes that swap names, one goes aside first."""
    by_name, names = {folded(old): old for old in moves}, {folded(file) for file in (*files, *moves.values())}
    done: set[str] = set()
    for first in moves:
        chain: list[str] = []
        one: str | None = first
        while one is not None and one not in done:
            done.add(one)
            chain.append(one)
            one = by_name.get(folded(moves[one]))
        is_ring = len(chain) > 1 and one == first
        if is_ring:
            aside = free(first, names)
            yield first, aside
        yield from ((old, moves[old]) for old in reversed(chain[is_ring:]))
        if is_ring:
            yield aside, moves[first]


def free(path: str, names: Collection[str]) -> str:
    """A name beside `path` that is none of `names`, which are folded."""
    stem, number = path.removesuffix(".md"), 1
    while folded(name := f"{stem} (vaultlint {number}).md") in names:
        number += 1
    return name
