"""A list made another one, item by item: items that stay are left as they are written, with their comments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal, NamedTuple

from vaultlint.finding import Value
from vaultlint.frontmatter.layout import column, item_region, joint
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.pieces import lines_of, scalar_edit, without_flow
from vaultlint.frontmatter.proving import keep_anchors, keep_comments
from vaultlint.frontmatter.tree import Alias, Node, Scalar, Sequence, Style, resolved, value_of
from vaultlint.frontmatter.writing import dump_flow, dump_item, dump_scalar, may_be_plain
from vaultlint.text import Edit, Span, delete, insert, line_start, newline_of


class _Turn(NamedTuple):
    """What happens at the old item number `at`: it is "gone", an "other" comes in its place, or "more" before it."""

    kind: Literal["gone", "other", "more"]
    at: int
    value: Value = None


def relisted(matter: FrontMatter, node: Sequence, value: list[Value]) -> tuple[Edit, ...]:
    """The edits that make the list, which is not empty, `value`, which is not either.

    Raises:
        EditRefused: it is written in a way that this cannot edit.
    """
    old = [value_of(item) for item in node.items]
    order = _permutation(old, value)
    if order is not None:
        return tuple(_reordered(matter, node, order))
    turns = list(_turns(old, value))
    for turn in turns:
        if turn.kind in ("gone", "other"):
            keep_anchors(matter, node.items[turn.at])
    return _in_flow(matter, node, turns) if node.flow else tuple(_in_block(matter, node, turns))


def emptied(matter: FrontMatter, node: Sequence, colon: int) -> tuple[Edit, ...]:
    """The edits that leave `[]` of a block list; comments that belong to no item stay. `colon` is behind the key's."""
    regions = [item_region(matter, node, index) for index in range(len(node.items))]
    return (insert(colon, " []"), *map(delete, regions))


def _token(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)


def _permutation(old: list[Value], new: list[Value]) -> list[int] | None:
    """Which old item stands at each place of `new`; None if it has other items, or the same order."""
    places: dict[str, list[int]] = {}
    for index, item in enumerate(old):
        places.setdefault(_token(item), []).append(index)
    order: list[int] = []
    for item in new:
        left = places.get(_token(item))
        if not left:
            return None
        order.append(left.pop(0))
    return order if len(order) == len(old) and order != sorted(order) else None


def _reordered(matter: FrontMatter, node: Sequence, order: list[int]) -> Iterator[Edit]:
    spans = [item.span for item in node.items]
    if not node.flow:
        spans = [item_region(matter, node, index) for index in range(len(node.items))]
    texts = [span.of(matter.text) for span in spans]
    if not node.flow:
        newline = newline_of(matter.text)
        texts = [text if text.endswith(("\n", "\r")) else text + newline for text in texts]
    for place, index in enumerate(order):
        if place != index:
            yield Edit(spans[place], texts[index])


def _turns(old: list[Value], new: list[Value]) -> Iterator[_Turn]:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, list(map(_token, old)), list(map(_token, new)), autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        shared = min(end - start, last - first)
        for step in range(shared):
            yield _Turn("other", start + step, new[first + step])
        for index in range(start + shared, end):
            yield _Turn("gone", index)
        for place in range(first + shared, last):
            yield _Turn("more", end, new[place])


def _in_block(matter: FrontMatter, node: Sequence, turns: list[_Turn]) -> Iterator[Edit]:
    habit, quotes = matter.habit, _quotes(node)
    indent, dash = " " * column(matter.text, node.span.start), _dash(matter, node)
    for turn in turns:
        if turn.kind == "more":
            offset = item_region(matter, node, turn.at - 1).end if turn.at else item_region(matter, node, 0).start
            yield insert(offset, joint(matter, offset, habit) + _item(turn.value, matter, quotes, indent, dash))
            continue
        item = node.items[turn.at]
        if turn.kind == "other" and isinstance(item, Scalar | Alias) and not isinstance(turn.value, list | dict):
            yield scalar_edit(matter, item, turn.value)
            continue
        region = item_region(matter, node, turn.at)
        yield delete(region) if turn.kind == "gone" else Edit(region, _item(turn.value, matter, quotes, indent, dash))


def _item(value: Value, matter: FrontMatter, quotes: Style | None, indent: str, dash: str) -> str:
    if value is None or isinstance(value, list | dict):
        return lines_of([value], matter.habit, indent)
    return indent + dash + _written(value, matter, quotes) + matter.habit.newline


def _written(value: str | int | float | bool, matter: FrontMatter, quotes: Style | None) -> str:
    return dump_scalar(value, quotes) if quotes and isinstance(value, str) else dump_item(value, matter.habit)


def item_text(matter: FrontMatter, node: Sequence, text: str) -> str:
    """A text as an item of the list, in the quotes that its items have."""
    return (_in_quotes if node.flow else _written)(text, matter, _quotes(node))


def _dash(matter: FrontMatter, node: Sequence) -> str:
    """The dash with the blanks behind it, as the last item has them."""
    start = node.items[-1].span.start
    written = matter.text[line_start(matter.text, start) : start].lstrip(" ")
    return written if written.startswith("- ") and not written[1:].strip(" ") else "- "


def _quotes(node: Sequence) -> Style | None:
    """The quotes that all texts of a list stand in although they need none; None if there is one without."""
    styles = {item.style for item in node.items if isinstance(item, Scalar) and isinstance(item.value, str)}
    if len(styles) != 1 or not styles <= {Style.SINGLE, Style.DOUBLE}:
        return None
    needless = any(isinstance(item, Scalar) and may_be_plain(str(item.value), node.flow) for item in node.items)
    return styles.pop() if needless else None


def _in_flow(matter: FrontMatter, node: Sequence, turns: list[_Turn]) -> tuple[Edit, ...]:
    return keep_comments(matter, tuple(_flow_edits(matter, node, turns)))


def _flow_edits(matter: FrontMatter, node: Sequence, turns: list[_Turn]) -> Iterator[Edit]:
    quotes, spans, between = _quotes(node), [item.span for item in node.items], _separator(matter, node)
    gone = [turn.at for turn in turns if turn.kind == "gone"]
    kept = [index for index in range(len(spans)) if index not in gone]
    yield from without_flow(spans, gone)
    for turn in turns:
        written = _in_quotes(turn.value, matter, quotes)
        if turn.kind == "other":
            yield _flow_item(node.items[turn.at], spans[turn.at], written, turn.value)
        elif turn.kind == "more":
            before = [spans[index] for index in kept if index < turn.at]
            yield (
                insert(before[-1].end, between + written) if before else insert(spans[kept[0]].start, written + between)
            )


def _separator(matter: FrontMatter, node: Sequence) -> str:
    """What stands between the items of a flow list."""
    if len(node.items) > 1:
        between = matter.text[node.items[-2].span.end : node.items[-1].span.start]
        return between if not between.replace(",", "", 1).strip() else ", "
    head = matter.text[node.span.start : node.items[0].span.start]
    return "," + head.lstrip("[") if "\n" in head and not head[1:].strip() else ", "


def _flow_item(item: Node, span: Span, written: str, value: Value) -> Edit:
    scalar = resolved(item)
    if item is scalar and isinstance(scalar, Scalar) and scalar.style in (Style.SINGLE, Style.DOUBLE):
        written = dump_scalar(value, scalar.style, flow=True) if isinstance(value, str) else written
    return Edit(span, written)


def _in_quotes(value: Value, matter: FrontMatter, quotes: Style | None) -> str:
    if quotes and isinstance(value, str):
        return dump_scalar(value, quotes, flow=True)
    return dump_flow(value, matter.habit)
