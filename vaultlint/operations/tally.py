"""What steps change, value by value: what a preview counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vaultlint.finding import MISSING, Missing, Value
from vaultlint.frontmatter import same
from vaultlint.operations.lists import holds


class Difference(NamedTuple):
    """An old value, or item of a list, of `key`, and what came in its place; MISSING where there was or is none."""

    key: str
    old: Value | Missing
    new: Value | Missing


def differences(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Difference]:
    """The values that are others after than before; of lists, the items."""
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key, MISSING), after.get(key, MISSING)
        if isinstance(old, list) and isinstance(new, list):
            yield from _items(key, old, new)
        elif isinstance(old, Missing) or isinstance(new, Missing) or not same(old, new):
            yield Difference(key, old, new)


def _items(key: str, old: Sequence[Value], new: Sequence[Value]) -> Iterator[Difference]:
    gone = [item for item in old if not holds(new, item)]
    came = [item for item in new if not holds(old, item)]
    if len(gone) == len(came):
        yield from (Difference(key, one, other) for one, other in zip(gone, came, strict=True))
    else:
        yield from (Difference(key, item, MISSING) for item in gone)
        yield from (Difference(key, MISSING, item) for item in came)
