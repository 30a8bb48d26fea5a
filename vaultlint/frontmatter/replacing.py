"""A value written anew in the place of another: in the quotes or the kind of list that it had, its comment kept."""

from __future__ import annotations

from dataclasses import replace

from vaultlint.errors import EditRefused
from vaultlint.finding import Path, Value
from vaultlint.frontmatter.layout import before_blanks, column, next_line, slot
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.pieces import scalar_edit
from vaultlint.frontmatter.tree import Alias, Mapping, Node, Scalar, Sequence, Style
from vaultlint.frontmatter.writing import dump_after, dump_flow
from vaultlint.text import Edit, Span, insert

_IN_LINE = (Style.PLAIN, Style.SINGLE, Style.DOUBLE, Style.EMPTY)


def replaced(matter: FrontMatter, path: Path, node: Node, value: Value) -> tuple[Edit, ...]:
    """The node at `path` written anew; a comment on the line of its key stays there.

    Raises:
        EditRefused: other comments are in it.
    """
    text, holder = matter.text, matter.node(path[:-1])
    if isinstance(holder, (Mapping, Sequence)) and holder.flow:
        _remark(matter, node.span.start, node.span)
        before = " " if node.span.start == node.span.end else ""
        return (Edit(node.span, before + dump_flow(value, matter.habit)),)
    entry = matter.entry(path) if isinstance(path[-1], str) else None
    if not isinstance(value, (list, dict)) and _is_in_line(node) and (value is not None or entry is None):
        assert isinstance(node, (Scalar, Alias))
        return (scalar_edit(matter, node, value),)
    place = slot(text, entry, node) if entry else Span(before_blanks(text, node.span.start), node.span.end)
    remark = _remark(matter, next_line(text, place.start) if entry else place.start, place)
    return _written(matter, node, value, place, remark, column(text, entry.key.span.start) if entry else None)


def _is_in_line(node: Node) -> bool:
    return isinstance(node, Alias) or (isinstance(node, Scalar) and node.style in _IN_LINE)


def _remark(matter: FrontMatter, line_end: int, place: Span) -> str:
    """The comment in `place` that stands before `line_end`, with a blank before it; no other may be there."""
    within = [comment for comment in matter.comments if place.start <= comment.start < place.end]
    if any(comment.start >= line_end for comment in within):
        raise EditRefused("the comments inside the value would be lost")
    return f" {within[0].of(matter.text)}" if within else ""


def _written(
    matter: FrontMatter, node: Node, value: Value, place: Span, remark: str, margin: int | None
) -> tuple[Edit, ...]:
    """`value` in `place`; `margin` is the column of its key, None for an item."""
    habit, text = matter.habit, matter.text
    if isinstance(value, list) and isinstance(node, Sequence) and node.items:
        habit = replace(habit, flow=node.flow)
    if margin is None and isinstance(value, (list, dict)) and value:
        return (Edit(place, " " + dump_flow(value, habit)),)
    first, *lines = dump_after(value, habit)
    rest = "".join(habit.newline + " " * (margin or 0) + line for line in lines)
    comment = next((span for span in matter.comments if span.start >= place.end), None)
    if rest and comment and not text[place.end : comment.start].strip(" "):
        return (Edit(place, first + remark), insert(comment.end, rest))
    return (Edit(place, first + remark + rest),)
