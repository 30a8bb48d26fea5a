"""The texts below the keys at the top, in lists or alone, each with its place; and the edits that change one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaultlint.errors import EditRefused
from vaultlint.finding import Change, Fix, Value, unsafe
from vaultlint.frontmatter import tree
from vaultlint.frontmatter.edits import set_value
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.tree import Scalar, resolved, value_of
from vaultlint.text import Span


@dataclass(frozen=True, slots=True)
class Item:
    """A text below `key`: the item `index` of its list, or its only value, where that is None."""

    key: str
    index: int | None
    text: str
    span: Span


def items(matter: FrontMatter) -> Iterator[Item]:
    """The texts below the keys at the top, in the order of the text; of a repeated key, those of the first."""
    seen: set[str] = set()
    for entry in matter.entries if matter.values is not None else ():
        if entry.name in seen:
            continue
        seen.add(entry.name)
        value = resolved(entry.value)
        if isinstance(value, tree.Sequence) and value is entry.value:
            for index, node in enumerate(value.items):
                text = value_of(node) if isinstance(resolved(node), Scalar) else None
                if isinstance(text, str):
                    yield Item(entry.name, index, text, node.span)
        elif isinstance(value, Scalar) and isinstance(value.value, str):
            yield Item(entry.name, None, value.value, entry.value.span)


def exchange(title: str, matter: FrontMatter, item: Item, new: Sequence[str]) -> Fix | None:
    """The guess that `new` are meant in the item's stead, in a list each only once; None if that cannot be written."""
    values = matter.values or {}
    old = values[item.key]
    made: Value = list(new) if len(new) > 1 else new[0]
    if item.index is not None:
        assert isinstance(old, list)
        before, after = old[: item.index], old[item.index + 1 :]
        made = [*before, *(one for one in dict.fromkeys(new) if one not in before and one not in after), *after]
    try:
        edits = set_value(matter, (item.key,), made)
    except EditRefused:
        return None
    return unsafe(title, *edits, changes=(Change((item.key,), made),))
