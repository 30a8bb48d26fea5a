"""Changes of front matter as edits: pure functions from a block to edits, each proved by reading the outcome.

The value node is the unit, never its first line; a key takes the comments that belong to it along. What cannot be
proved to change the data as asked, and nothing else, is refused.
"""

from __future__ import annotations

from collections.abc import Sequence as Series
from itertools import pairwise

from vaultlint.errors import EditRefused, EditsOverlap
from vaultlint.finding import Path, Value
from vaultlint.frontmatter.layout import (
    column,
    item_region,
    joint,
    next_line,
    region,
    slot,
)
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.pieces import into_flow, lines_of, without_flow
from vaultlint.frontmatter.proving import (
    is_outcome,
    keep_anchors,
    keep_comments,
    proved,
    require_editable,
    with_name,
    with_value,
    without_value,
)
from vaultlint.frontmatter.relisting import emptied, relisted
from vaultlint.frontmatter.replacing import replaced
from vaultlint.frontmatter.tree import Entry, Mapping, Scalar, Sequence, Style, resolved, same, value_of
from vaultlint.frontmatter.writing import Habit, dump_flow, dump_scalar
from vaultlint.text import Edit, Span, delete, insert, newline_of


def set_value(matter: FrontMatter, path: Path, value: Value) -> tuple[Edit, ...]:
    """Put `value` at `path`; a key that is not there is added behind the others of its mapping.

    Raises:
        EditRefused: that cannot be proved harmless.
    """
    require_editable(matter)
    node = matter.node(path)
    if node is None:
        return _put(matter, path, value)
    if same(value_of(node), value):
        return ()
    meant = with_value(matter, path, value)
    if isinstance(value, list) and isinstance(node, Sequence) and node.items:
        edits = _item_by_item(matter, path, node, value)
        if is_outcome(matter, edits, meant):
            return edits
    if isinstance(value, dict) and isinstance(node, Mapping) and not node.flow:
        edits = _key_by_key(matter, path, node, value, meant)
        if edits:
            return edits
    keep_anchors(matter, node)
    return proved(matter, replaced(matter, path, node, value), meant)


def add_key(
    matter: FrontMatter, key: str, value: Value, after: str | None = None, before: str | None = None
) -> tuple[Edit, ...]:
    """Add a key that is not there: behind `after` or in front of `before`, at the end where neither stands."""
    require_editable(matter)
    values = dict(matter.values or {})
    if key in values:
        raise EditRefused(f"`{key}` is there already")
    habit = matter.habit
    values[key] = value
    if isinstance(matter.root, Mapping) and matter.root.flow:
        return proved(matter, into_flow(matter.root, f"{_flow_key(key)}: {dump_flow(value, habit)}"), values)
    indent = column(matter.text, matter.entries[0].key.span.start) if matter.entries else 0
    written = lines_of({key: value}, habit, " " * indent)
    for offset in (_place(matter, after, before), matter.content.end):
        edits = (insert(offset, joint(matter, offset, habit) + written),)
        if is_outcome(matter, edits, values):
            return edits
    raise EditRefused("the outcome could not be proved to be what was meant")


def _place(matter: FrontMatter, after: str | None, before: str | None) -> int:
    """Where a new key goes: beside another, else behind the last, in front of blank lines and comments at the end."""
    for entry in matter.entries:
        if entry.name == after:
            return region(matter, entry).end
        if entry.name == before:
            return region(matter, entry).start
    return region(matter, matter.entries[-1]).end if matter.entries else matter.content.end


def new_block(text: str, values: dict[str, Value]) -> tuple[Edit, ...]:
    """A block with `values` for a note that has none."""
    habit = Habit(newline=newline_of(text))
    fence = "---" + habit.newline
    return (insert(0, fence + (lines_of(values, habit, "") if values else "") + fence),)


def remove(matter: FrontMatter, path: Path) -> tuple[Edit, ...]:
    """Take the key or item at `path` away: its whole value, and the comments that belong to it."""
    require_editable(matter)
    node = matter.node(path)
    if node is None:
        return ()
    keep_anchors(matter, node)
    above = matter.node(path[:-1])
    assert above is not None
    holder = resolved(above)
    if isinstance(holder, Sequence):
        return proved(matter, _without_item(matter, path, holder), without_value(matter, path))
    assert isinstance(holder, Mapping)
    entry = next(entry for entry in holder.entries if entry.name == path[-1])
    if sum(other.name == entry.name for other in holder.entries) > 1:
        raise EditRefused(f"`{entry.name}` stands there more than once")
    return proved(matter, _without_entry(matter, path, holder, entry), without_value(matter, path))


def remove_entry(matter: FrontMatter, path: Path, entry: Entry) -> tuple[Edit, ...]:
    """Take one of several entries at `path` away; the first of the others is what counts then.

    Raises:
        EditRefused: that cannot be proved harmless.
    """
    require_editable(matter)
    keep_anchors(matter, entry.value)
    holder = matter.node(path[:-1])
    if not isinstance(holder, Mapping) or not any(other is entry for other in holder.entries):
        raise EditRefused("a key above it stands there more than once")
    if holder.flow:
        raise EditRefused("a mapping on one line is not edited here")
    left = next(other for other in holder.entries if other.name == entry.name and other is not entry)
    return proved(matter, (delete(region(matter, entry)),), with_value(matter, path, value_of(left.value)))


def reorder(matter: FrontMatter, order: Series[int]) -> tuple[Edit, ...]:
    """Put the keys at the top into another order, each with its comments: `order` holds their present indices."""
    require_editable(matter)
    if not isinstance(matter.root, Mapping) or matter.root.flow:
        raise EditRefused("only keys on lines of their own can be put in order")
    spans = [region(matter, entry) for entry in matter.entries]
    spans = [Span(one.start, two.start) for one, two in pairwise(spans)] + spans[-1:]
    texts = [span.of(matter.text) for span in spans]
    newline = newline_of(matter.text)
    texts = [text if text.endswith(("\n", "\r")) else text + newline for text in texts]
    edits = tuple(
        Edit(span, texts[index]) for place, (span, index) in enumerate(zip(spans, order, strict=True)) if place != index
    )
    return proved(matter, edits, matter.values)


def rename_key(matter: FrontMatter, path: Path, new: str) -> tuple[Edit, ...]:
    """Give the key at `path` the name `new`; its place, value and comments stay."""
    require_editable(matter)
    entry = matter.entry(path)
    if entry is None or entry.name == new:
        return ()
    holder = matter.node(path[:-1])
    if not isinstance(entry.key, Scalar) or entry.key.anchor or entry.key.tag:
        raise EditRefused(f"the key `{entry.name}` is more than a name")
    assert isinstance(holder, Mapping)
    if any(other.name == new for other in holder.entries):
        raise EditRefused(f"`{new}` is there already")
    meant = with_name(matter, path, new)
    style = entry.key.style if entry.key.style in (Style.SINGLE, Style.DOUBLE) else Style.PLAIN
    return proved(matter, (Edit(entry.key.span, dump_scalar(new, style, flow=holder.flow)),), meant)


def make_list(matter: FrontMatter, path: Path) -> tuple[Edit, ...]:
    """Make the scalar at `path` a list that holds it; nothing and empty text become an empty list."""
    require_editable(matter)
    node = matter.node(path)
    if node is None or isinstance(resolved(node), (Sequence, Mapping)):
        return ()
    value = value_of(node)
    listed: list[Value] = [] if value is None or value == "" else [value]
    meant = with_value(matter, path, listed)
    if isinstance(node, Scalar) and not node.anchor and not node.tag:
        kept = _listed_as_written(matter, path, node)
        if is_outcome(matter, kept, meant):
            return kept
    return set_value(matter, path, listed)


def _flow_key(key: str) -> str:
    return dump_scalar(key, flow=True)


def _put(matter: FrontMatter, path: Path, value: Value) -> tuple[Edit, ...]:
    last = path[-1]
    if len(path) == 1 and isinstance(last, str):
        return add_key(matter, last, value)
    holder = matter.node(path[:-1])
    if isinstance(holder, Sequence) and last == len(holder.items):
        old = value_of(holder)
        assert isinstance(old, list)
        return set_value(matter, path[:-1], [*old, value])
    if isinstance(holder, Mapping) and isinstance(last, str):
        return _into_mapping(matter, path, holder, value)
    raise EditRefused(f"there is no place for `{'.'.join(map(str, path))}`")


def _into_mapping(matter: FrontMatter, path: Path, holder: Mapping, value: Value) -> tuple[Edit, ...]:
    key, habit, meant = str(path[-1]), matter.habit, with_value(matter, path, value)
    if holder.flow:
        return proved(matter, into_flow(holder, f"{_flow_key(key)}: {dump_flow(value, habit)}"), meant)
    indent = " " * column(matter.text, holder.entries[0].key.span.start)
    offset = next_line(matter.text, holder.span.end)
    written = joint(matter, offset, habit) + lines_of({key: value}, habit, indent)
    return proved(matter, (insert(offset, written),), meant)


def _item_by_item(matter: FrontMatter, path: Path, node: Sequence, value: list[Value]) -> tuple[Edit, ...]:
    """The list with its items changed one by one; none if it is written in a way that does not allow it."""
    try:
        if value:
            return relisted(matter, node, value)
        entry = matter.entry(path)
        if node.flow or entry is None:
            return ()
        keep_anchors(matter, node)
        return emptied(matter, node, slot(matter.text, entry, node).start)
    except EditRefused:
        return ()


def _key_by_key(
    matter: FrontMatter, path: Path, node: Mapping, value: dict[str, Value], meant: Value
) -> tuple[Edit, ...]:
    """The mapping with its keys changed one by one; none if no key stays, or that cannot be proved."""
    names = [entry.name for entry in node.entries]
    if not any(name in value for name in names):
        return ()
    try:
        edits = [edit for name in names if name not in value for edit in remove(matter, (*path, name))]
        edits += [edit for key, inner in value.items() for edit in set_value(matter, (*path, key), inner)]
        return proved(matter, tuple(edits), meant)
    except (EditRefused, EditsOverlap):
        return ()


def _listed_as_written(matter: FrontMatter, path: Path, node: Scalar) -> tuple[Edit, ...]:
    """The scalar as it is written, as the one item of a list."""
    entry, habit = matter.entry(path), matter.habit
    if entry is None:
        return ()
    holder = matter.node(path[:-1])
    assert isinstance(holder, Mapping)
    if holder.flow or habit.flow:
        return (insert(node.span.start, "["), insert(node.span.end, "]"))
    place = slot(matter.text, entry, node)
    if "\n" in matter.text[place.start : place.end] or "\r" in matter.text[place.start : place.end]:
        return ()
    indent = " " * (column(matter.text, entry.key.span.start) + habit.offset)
    return (Edit(Span(place.start, node.span.start), f"{habit.newline}{indent}- "),)


def _without_item(matter: FrontMatter, path: Path, holder: Sequence) -> tuple[Edit, ...]:
    index = path[-1]
    assert isinstance(index, int)
    if len(holder.items) > 1:
        if holder.flow:
            return _without_part(matter, [item.span for item in holder.items], index)
        return (delete(item_region(matter, holder, index)),)
    if holder.flow:
        return (delete(Span(holder.span.start + 1, holder.span.end - 1)),)
    return replaced(matter, path[:-1], holder, [])


def _without_entry(matter: FrontMatter, path: Path, holder: Mapping, entry: Entry) -> tuple[Edit, ...]:
    if len(holder.entries) == 1 and len(path) > 1:
        return replaced(matter, path[:-1], holder, {})
    if not holder.flow:
        return (delete(region(matter, entry)),)
    spans = [Span(each.key.span.start, max(each.key.span.end, each.value.span.end)) for each in holder.entries]
    if len(spans) == 1:
        return (delete(Span(holder.span.start + 1, holder.span.end - 1)),)
    return _without_part(matter, spans, holder.entries.index(entry))


def _without_part(matter: FrontMatter, spans: list[Span], index: int) -> tuple[Edit, ...]:
    """One part of a flow collection taken away; the comments between it and the one before are about that."""
    edits = without_flow(spans, [index])
    return keep_comments(matter, edits) if index else edits
