"""The smallest edits, of which others are made: a scalar written anew, parts of a flow collection added or taken."""

from __future__ import annotations

from collections.abc import Sequence as Series

from vaultlint.finding import Value
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.tree import Alias, Entry, Mapping, Scalar, Sequence, Style
from vaultlint.frontmatter.writing import Habit, dump_item, dump_lines, dump_scalar
from vaultlint.text import Edit, Span, delete, insert


def lines_of(value: Value, habit: Habit, indent: str) -> str:
    """A list or mapping, not empty, as lines of a block."""
    return "".join(indent + line + habit.newline for line in dump_lines(value, habit))


def scalar_edit(matter: FrontMatter, node: Scalar | Alias, value: str | int | float | bool | None) -> Edit:
    """The scalar, or the alias, written anew, in its quotes where it has some."""
    written = dump_item(value, matter.habit)
    if isinstance(node, Scalar) and node.style in (Style.SINGLE, Style.DOUBLE) and isinstance(value, str):
        written = dump_scalar(value, node.style)
    if node.span.start == node.span.end:
        return insert(node.span.start, " " + written)
    return Edit(node.span, written)


def into_flow(holder: Mapping | Sequence, written: str) -> tuple[Edit, ...]:
    """What is written, put behind the last part of a flow collection."""
    parts = holder.entries if isinstance(holder, Mapping) else holder.items
    if not parts:
        return (insert(holder.span.start + 1, written),)
    last = parts[-1]
    end = max(last.key.span.end, last.value.span.end) if isinstance(last, Entry) else last.span.end
    return (insert(end, ", " + written),)


def without_flow(parts: Series[Span], gone: Series[int]) -> tuple[Edit, ...]:
    """Parts of a flow collection taken away, each with one comma; at least one stays."""
    kept = [index for index in range(len(parts)) if index not in gone]
    edits: list[Edit] = []
    for index in gone:
        if index < kept[0]:
            edits.append(delete(Span(parts[index].start, parts[index + 1].start)))
        else:
            edits.append(delete(Span(parts[index - 1].end, parts[index].end)))
    return tuple(edits)
