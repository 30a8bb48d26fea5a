"""Changes of front matter as edits: pure functions from a block to edits, each proved by reading the outcome.

The value node is the unit, never its first line; a key takes the comments that belong to it along. What cannot be
proved to change the data as asked, and nothing else, is refused.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Sequence as Series
from itertools import pairwise

from vaultlint.errors import EditRefused
from vaultlint.finding import Path, Value
from vaultlint.frontmatter.matter import FrontMatter, read
from vaultlint.frontmatter.tree import (
    Alias,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Style,
    find,
    resolved,
    value_of,
    walk,
)
from vaultlint.frontmatter.writing import Habit, dump_after, dump_flow, dump_item, dump_lines, dump_scalar
from vaultlint.text import Edit, Span, apply, delete, insert, newline_of

_LINE_END = re.compile(r"[^\r\n]*+(?:\r\n?|\n|\Z)")
_COMMENT_LINE = re.compile(r"( *+)#[^\r\n]*+(?:\r\n?|\n|\Z)")


def habit_of(matter: FrontMatter) -> Habit:
    """How the block is written, where it shows it; else as Obsidian writes."""
    lists: Counter[int] = Counter()
    quotes: Counter[Style] = Counter()
    flows = blocks = 0
    for _, node in walk(matter.root) if matter.root is not None else ():
        if isinstance(node, Scalar) and node.style in (Style.SINGLE, Style.DOUBLE):
            quotes[node.style] += 1
        if isinstance(node, Mapping) and not node.flow:
            for entry in node.entries:
                if isinstance(entry.value, Sequence) and not entry.value.flow and entry.value.items:
                    offset = _column(matter.text, entry.value.span.start) - _column(matter.text, entry.key.span.start)
                    lists[offset] += 1
        if isinstance(node, Sequence) and node.items:
            flows, blocks = flows + node.flow, blocks + (not node.flow)
    offset = lists.most_common(1)[0][0] if lists else 2
    quote = Style.SINGLE if quotes[Style.SINGLE] > quotes[Style.DOUBLE] else Style.DOUBLE
    return Habit(offset, quote, flows > blocks, newline_of(matter.text))


def set_value(matter: FrontMatter, path: Path, value: Value) -> tuple[Edit, ...]:
    """Put `value` at `path`; a key that is not there is added behind the others of its mapping.

    Raises:
        EditRefused: that cannot be proved harmless.
    """
    _editable(matter)
    node = matter.node(path)
    if node is None:
        return _put(matter, path, value)
    if same(value_of(node), value):
        return ()
    meant = _with(matter, path, value)
    if isinstance(value, list) and isinstance(node, Sequence):
        edits = _lengthened(matter, path, node, value) or _shortened(matter, path, node, value)
        if edits:
            return _proved(matter, edits, meant)
    _keep_anchors(matter, node)
    return _proved(matter, _replaced(matter, path, node, value), meant)


def add_key(
    matter: FrontMatter, key: str, value: Value, after: str | None = None, before: str | None = None
) -> tuple[Edit, ...]:
    """Add a key that is not there: behind `after` or in front of `before`, at the end where neither stands."""
    _editable(matter)
    values = dict(matter.values or {})
    if key in values:
        raise EditRefused(f"`{key}` is there already")
    habit = habit_of(matter)
    values[key] = value
    if isinstance(matter.root, Mapping) and matter.root.flow:
        return _proved(matter, _into_flow(matter.root, f"{_flow_key(key)}: {dump_flow(value, habit)}"), values)
    start = next((_region(matter, entry).start for entry in matter.entries if entry.name == before), None)
    end = next((_region(matter, entry).end for entry in matter.entries if entry.name == after), None)
    offset = end if end is not None else start if start is not None else matter.content.end
    indent = _column(matter.text, matter.entries[0].key.span.start) if matter.entries else 0
    written = _lines({key: value}, habit, " " * indent)
    return _proved(matter, (insert(offset, _joint(matter, offset, habit) + written),), values)


def new_block(text: str, values: dict[str, Value]) -> tuple[Edit, ...]:
    """A block with `values` for a note that has none."""
    habit = Habit(newline=newline_of(text))
    fence = "---" + habit.newline
    return (insert(0, fence + (_lines(values, habit, "") if values else "") + fence),)


def remove(matter: FrontMatter, path: Path) -> tuple[Edit, ...]:
    """Take the key or item at `path` away: its whole value, and the comments that belong to it."""
    _editable(matter)
    node = matter.node(path)
    if node is None:
        return ()
    _keep_anchors(matter, node)
    holder = resolved(matter.node(path[:-1]) or node)
    if isinstance(holder, Sequence) and isinstance(path[-1], int):
        kept = value_of(holder)
        assert isinstance(kept, list)
        return _proved(matter, _without_item(matter, path, holder), _without(matter, path))
    assert isinstance(holder, Mapping)
    entry = next(entry for entry in holder.entries if entry.name == path[-1])
    if sum(other.name == entry.name for other in holder.entries) > 1:
        raise EditRefused(f"`{entry.name}` stands there more than once")
    return _proved(matter, _without_entry(matter, path, holder, entry), _without(matter, path))


def remove_entry(matter: FrontMatter, path: Path, entry: Entry) -> tuple[Edit, ...]:
    """Take one of several entries at `path` away; the first of the others is what counts then."""
    _editable(matter)
    _keep_anchors(matter, entry.value)
    holder = matter.node(path[:-1])
    assert isinstance(holder, Mapping)
    if holder.flow:
        raise EditRefused("a mapping on one line is not edited here")
    left = next(other for other in holder.entries if other.name == entry.name and other is not entry)
    return _proved(matter, (delete(_region(matter, entry)),), _with(matter, path, value_of(left.value)))


def reorder(matter: FrontMatter, order: Series[int]) -> tuple[Edit, ...]:
    """Put the keys at the top into another order, each with its comments: `order` holds their present indices."""
    _editable(matter)
    if not isinstance(matter.root, Mapping) or matter.root.flow:
        raise EditRefused("only keys on lines of their own can be put in order")
    spans = [_region(matter, entry) for entry in matter.entries]
    spans = [Span(one.start, two.start) for one, two in pairwise(spans)] + spans[-1:]
    texts = [span.of(matter.text) for span in spans]
    newline = newline_of(matter.text)
    texts = [text if text.endswith(("\n", "\r")) else text + newline for text in texts]
    edits = tuple(
        Edit(span, texts[index]) for place, (span, index) in enumerate(zip(spans, order, strict=True)) if place != index
    )
    return _proved(matter, edits, matter.values)


def rename_key(matter: FrontMatter, path: Path, new: str) -> tuple[Edit, ...]:
    """Give the key at `path` the name `new`; its place, value and comments stay."""
    _editable(matter)
    entry = matter.entry(path)
    if entry is None or entry.name == new:
        return ()
    holder = matter.node(path[:-1])
    if not isinstance(entry.key, Scalar) or entry.key.anchor or entry.key.tag:
        raise EditRefused(f"the key `{entry.name}` is more than a name")
    assert isinstance(holder, Mapping)
    if any(other.name == new for other in holder.entries):
        raise EditRefused(f"`{new}` is there already")
    meant = _renamed(matter, path, new)
    style = entry.key.style if entry.key.style in (Style.SINGLE, Style.DOUBLE) else Style.PLAIN
    return _proved(matter, (Edit(entry.key.span, dump_scalar(new, style, flow=holder.flow)),), meant)


def make_list(matter: FrontMatter, path: Path) -> tuple[Edit, ...]:
    """Make the scalar at `path` a list that holds it; nothing and empty text become an empty list."""
    _editable(matter)
    node = matter.node(path)
    if node is None or isinstance(resolved(node), (Sequence, Mapping)):
        return ()
    value = value_of(node)
    listed: list[Value] = [] if value is None or value == "" else [value]
    meant = _with(matter, path, listed)
    if (
        isinstance(node, Scalar)
        and listed
        and node.style in (Style.PLAIN, Style.SINGLE, Style.DOUBLE)
        and (not node.anchor and not node.tag)
    ):
        kept = _listed_as_written(matter, path, node)
        if kept and _outcome(matter, kept) == meant:
            return kept
    return set_value(matter, path, listed)


def same(one: Value, other: Value) -> bool:
    """Equality of JSON values that tells `1`, `1.0` and `true` apart and takes NaN for itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or (one != one and other != other)


# Places


def _column(text: str, offset: int) -> int:
    return offset - _line_start(text, offset)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _next_line(text: str, offset: int) -> int:
    match = _LINE_END.match(text, offset)
    assert match is not None
    return match.end()


def _region(matter: FrontMatter, entry: Entry) -> Span:
    """The lines of an entry of a block mapping, with its comments: above it at its column, below it further in."""
    text, content = matter.text, matter.content
    start = _line_start(text, entry.key.span.start)
    column = entry.key.span.start - start
    if text[start : entry.key.span.start].strip(" "):
        raise EditRefused(f"`{entry.name}` shares its line with a list item")
    end = _next_line(text, max(entry.key.span.end, entry.value.span.end))
    while start > content.start:
        above = _line_start(text, start - (2 if text[start - 2 : start] == "\r\n" else 1))
        comment = _COMMENT_LINE.match(text, above)
        if comment is None or len(comment[1]) != column or above < content.start:
            break
        start = above
    while end < content.end and (comment := _COMMENT_LINE.match(text, end)) and len(comment[1]) > column:
        end = comment.end()
    return Span(start, min(end, content.end))


def _joint(matter: FrontMatter, offset: int, habit: Habit) -> str:
    """A line ending, where the text before `offset` lacks one."""
    before = matter.text[offset - 1 : offset]
    return "" if before in ("\n", "\r") else habit.newline


def _lines(value: Value, habit: Habit, indent: str) -> str:
    return "".join(indent + line + habit.newline for line in dump_lines(value, habit))


def _flow_key(key: str) -> str:
    return dump_scalar(key, flow=True)


# Edits


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
    key, habit, meant = str(path[-1]), habit_of(matter), _with(matter, path, value)
    if holder.flow:
        return _proved(matter, _into_flow(holder, f"{_flow_key(key)}: {dump_flow(value, habit)}"), meant)
    indent = " " * _column(matter.text, holder.entries[0].key.span.start)
    offset = _next_line(matter.text, holder.span.end)
    written = _joint(matter, offset, habit) + _lines({key: value}, habit, indent)
    return _proved(matter, (insert(offset, written),), meant)


def _into_flow(holder: Mapping | Sequence, written: str) -> tuple[Edit, ...]:
    parts = holder.entries if isinstance(holder, Mapping) else holder.items
    if not parts:
        return (insert(holder.span.start + 1, written),)
    last = parts[-1]
    end = max(last.key.span.end, last.value.span.end) if isinstance(last, Entry) else last.span.end
    return (insert(end, ", " + written),)


def _replaced(matter: FrontMatter, path: Path, node: Node, value: Value) -> tuple[Edit, ...]:
    """The node written anew."""
    habit, text = habit_of(matter), matter.text
    holder = matter.node(path[:-1])
    in_flow = isinstance(holder, (Mapping, Sequence)) and holder.flow
    if any(node.span.start <= comment.start < node.span.end for comment in matter.comments):
        raise EditRefused("the comments inside the value would be lost")
    if in_flow:
        before = " " if node.span.start == node.span.end else ""
        return (Edit(node.span, before + dump_flow(value, habit)),)
    entry = matter.entry(path) if isinstance(path[-1], str) else None
    if not isinstance(value, (list, dict)) and isinstance(node, (Scalar, Alias)):
        if value is None and entry is not None:
            return (delete(_slot(text, entry, node)),)
        return (_scalar_edit(matter, node, value, habit),)
    slot = _slot(text, entry, node) if entry else Span(_before_blanks(text, node.span.start), node.span.end)
    if isinstance(value, list) and isinstance(node, Sequence) and node.items:
        habit = Habit(habit.offset, habit.quote, node.flow, habit.newline)
    if entry is None and isinstance(value, (list, dict)) and value:
        return (Edit(slot, " " + dump_flow(value, habit)),)
    column = _column(text, entry.key.span.start) if entry else 0
    first, *rest = dump_after(value, habit)
    comment = next((span for span in matter.comments if span.start >= slot.end), None)
    if rest and comment and not text[slot.end : comment.start].strip(" "):
        inserted = "".join(habit.newline + " " * column + line for line in rest)
        return (Edit(slot, first), insert(comment.end, inserted))
    return (Edit(slot, first + "".join(habit.newline + " " * column + line for line in rest)),)


def _scalar_edit(matter: FrontMatter, node: Scalar | Alias, value: str | int | float | bool | None,
                 habit: Habit) -> Edit:  # fmt: skip
    written = dump_item(value, habit)
    if isinstance(node, Scalar) and node.style in (Style.SINGLE, Style.DOUBLE) and isinstance(value, str):
        written = dump_scalar(value, node.style)
    if node.span.start == node.span.end:
        return insert(node.span.start, " " + written)
    return Edit(node.span, written)


def _slot(text: str, entry: Entry, node: Node) -> Span:
    """From right behind the `:` of the key to the end of its value."""
    colon = text.index(":", entry.key.span.end)
    return Span(colon + 1, max(colon + 1, node.span.end))


def _before_blanks(text: str, offset: int) -> int:
    while text[offset - 1] == " ":
        offset -= 1
    return offset


def _listed_as_written(matter: FrontMatter, path: Path, node: Scalar) -> tuple[Edit, ...]:
    """The scalar as it is written, as the one item of a list."""
    entry = matter.entry(path) if isinstance(path[-1], str) else None
    holder = matter.node(path[:-1])
    if entry is None or not isinstance(holder, Mapping):
        return ()
    habit = habit_of(matter)
    if holder.flow or habit.flow:
        return (insert(node.span.start, "["), insert(node.span.end, "]"))
    slot = _slot(matter.text, entry, node)
    if "\n" in matter.text[slot.start : slot.end] or "\r" in matter.text[slot.start : slot.end]:
        return ()
    indent = " " * (_column(matter.text, entry.key.span.start) + habit.offset)
    return (Edit(Span(slot.start, node.span.start), f"{habit.newline}{indent}- "),)


def _lengthened(matter: FrontMatter, path: Path, node: Sequence, value: list[Value]) -> tuple[Edit, ...]:
    """The items that come behind those that are there; none if the others changed."""
    old = value_of(node)
    assert isinstance(old, list)
    if not old or len(value) <= len(old) or not same(old, value[: len(old)]):
        return ()
    habit, added = habit_of(matter), value[len(old) :]
    if node.flow:
        written = ", ".join(dump_flow(item, habit) for item in added)
        return _into_flow(node, written)
    indent = " " * _column(matter.text, node.span.start)
    offset = _next_line(matter.text, node.span.end)
    return (insert(offset, _joint(matter, offset, habit) + _lines(added, habit, indent)),)


def _shortened(matter: FrontMatter, path: Path, node: Sequence, value: list[Value]) -> tuple[Edit, ...]:
    """The removals that leave `value`; none if it is not what is there with some items left out."""
    old = value_of(node)
    assert isinstance(old, list)
    gone, kept = list[int](), 0
    for index, item in enumerate(old):
        if kept < len(value) and same(item, value[kept]):
            kept += 1
        else:
            gone.append(index)
    if kept != len(value) or not value or any(_anchored(node.items[index]) for index in gone):
        return ()
    if node.flow:
        return _without_flow([item.span for item in node.items], gone)
    return tuple(delete(_item_region(matter, node, index)) for index in gone)


def _without_flow(parts: Series[Span], gone: Series[int]) -> tuple[Edit, ...]:
    """Parts of a flow collection taken away, each with one comma; at least one stays."""
    kept = [index for index in range(len(parts)) if index not in gone]
    edits: list[Edit] = []
    for index in gone:
        if index < kept[0]:
            edits.append(delete(Span(parts[index].start, parts[index + 1].start)))
        else:
            edits.append(delete(Span(parts[index - 1].end, parts[index].end)))
    return tuple(edits)


def _item_region(matter: FrontMatter, node: Sequence, index: int) -> Span:
    """The lines of an item of a block list, with the comments right above it at its column."""
    text = matter.text
    item = node.items[index]
    dash = node.span.start if index == 0 else _dash(text, node.items[index - 1].span.end)
    start = _line_start(text, dash)
    if text[start:dash].strip(" "):
        raise EditRefused("the item shares its line with something else")
    column = dash - start
    end = _next_line(text, max(item.span.end, dash + 1))
    while index > 0:
        above = _line_start(text, start - (2 if text[start - 2 : start] == "\r\n" else 1))
        comment = _COMMENT_LINE.match(text, above)
        if comment is None or len(comment[1]) != column:
            break
        start = above
    return Span(start, min(end, matter.content.end))


_DASH = re.compile(r"(?:\s|(?<!\S)#[^\r\n]*+)*+")


def _dash(text: str, offset: int) -> int:
    match = _DASH.match(text, offset)
    assert match is not None
    if text[match.end() : match.end() + 1] != "-":
        raise EditRefused("the list is written in a way that cannot be edited")
    return match.end()


def _without_item(matter: FrontMatter, path: Path, holder: Sequence) -> tuple[Edit, ...]:
    index = path[-1]
    assert isinstance(index, int)
    if len(holder.items) > 1:
        if holder.flow:
            return _without_flow([item.span for item in holder.items], [index])
        return (delete(_item_region(matter, holder, index)),)
    if holder.flow:
        return (delete(Span(holder.span.start + 1, holder.span.end - 1)),)
    return _replaced(matter, path[:-1], holder, [])


def _without_entry(matter: FrontMatter, path: Path, holder: Mapping, entry: Entry) -> tuple[Edit, ...]:
    if len(holder.entries) == 1 and len(path) > 1:
        return _replaced(matter, path[:-1], holder, {})
    if not holder.flow:
        return (delete(_region(matter, entry)),)
    spans = [Span(each.key.span.start, max(each.key.span.end, each.value.span.end)) for each in holder.entries]
    if len(spans) == 1:
        return (delete(Span(holder.span.start + 1, holder.span.end - 1)),)
    return _without_flow(spans, [holder.entries.index(entry)])


# Proof


def _editable(matter: FrontMatter) -> None:
    if matter.kind != "yaml":
        raise EditRefused(f"{matter.kind.upper()} front matter is not edited")
    if matter.is_template:
        raise EditRefused("the front matter is a template")
    if matter.values is None:
        raise EditRefused("the front matter does not parse, or is no mapping")


def _anchored(node: Node) -> bool:
    return any(not isinstance(inner, Alias) and inner.anchor for _, inner in walk(node))


def _keep_anchors(matter: FrontMatter, node: Node) -> None:
    """Refuse to lose an anchor that an alias needs."""
    names = {inner.anchor for _, inner in walk(node) if not isinstance(inner, Alias) and inner.anchor}
    if names and matter.root is not None:
        for _, other in walk(matter.root):
            if isinstance(other, Alias) and other.name in names:
                raise EditRefused(f"the alias `*{other.name}` needs the anchor in it")


def _proved(matter: FrontMatter, edits: tuple[Edit, ...], meant: Value) -> tuple[Edit, ...]:
    """The edits, if reading their outcome gives the data that is meant."""
    found = _outcome(matter, edits)
    if found is None or not same(found, meant):
        raise EditRefused("the outcome could not be proved to be what was meant")
    return edits


def _outcome(matter: FrontMatter, edits: tuple[Edit, ...]) -> dict[str, Value] | None:
    head = matter.text[: _next_line(matter.text, matter.end)]
    after = read(apply(head, edits))
    return None if after is None else after.values


def _copied(matter: FrontMatter) -> dict[str, Value]:
    return copy.deepcopy(matter.values or {})


def _holder(data: Value, path: Path) -> dict[str, Value] | list[Value]:
    for step in path[:-1]:
        if (isinstance(data, dict) and isinstance(step, str)) or (isinstance(data, list) and isinstance(step, int)):
            data = data[step]  # type: ignore[index]
    assert isinstance(data, (dict, list))
    return data


def _with(matter: FrontMatter, path: Path, value: Value) -> Value:
    data = _copied(matter)
    _holder(data, path)[path[-1]] = value  # type: ignore[index]
    return data


def _without(matter: FrontMatter, path: Path) -> Value:
    data = _copied(matter)
    del _holder(data, path)[path[-1]]  # type: ignore[arg-type]
    return data


def _renamed(matter: FrontMatter, path: Path, new: str) -> Value:
    data = _copied(matter)
    holder = _holder(data, path)
    assert isinstance(holder, dict)
    holder[new] = holder.pop(str(path[-1]))
    return data


__all__ = [
    "add_key",
    "find",
    "habit_of",
    "make_list",
    "new_block",
    "remove",
    "remove_entry",
    "rename_key",
    "same",
    "set_value",
]  # fmt: skip
