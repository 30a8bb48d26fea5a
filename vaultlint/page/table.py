"""Tables that can be read without seeing them, and sorted where scripts run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultlint.page.html import Child, Markup, joined, tag
from vaultlint.page.words import number

FIRST = 20
"""So many rows are shown before the others are folded away."""


class Column(NamedTuple):
    """A column: its heading, and whether it holds numbers, or charts, which narrow pages do without."""

    name: str
    is_number: bool = False
    is_chart: bool = False

    @property
    def kind(self) -> str | None:
        """The class of its cells."""
        return "number" if self.is_number else "chart" if self.is_chart else None


class Cell(NamedTuple):
    """What a cell shows, and by what it is sorted, if not by that."""

    shown: Child
    order: int | float | None = None
    kind: str | None = None


def count_cell(value: int, kind: str | None = None) -> Cell:
    """A number; nothing is a faint dash."""
    return Cell(number(value) if value else tag("span", "0", class_="none"), value, kind)


def table(
    caption: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], name: str, kind: str = "numbers"
) -> Markup:
    """The first cell of each row is its heading; `name` is the id of the caption.

    Of the `kind` "words" each row becomes a card where the page is narrow.
    """
    heads = [tag("th", one.name, scope="col", class_=one.kind) for one in columns]
    body = [tag("tr", _head(row[0]), *map(_cell, row[1:], columns[1:])) for row in rows]
    shown = tag(
        "table",
        tag("caption", caption, id=name),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *body),
        class_=f"sortable {kind}",
    )
    return tag("div", shown, class_="scroll", role="group", aria_labelledby=name, tabindex="0")


def folded(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], name: str, kind: str = "numbers"
) -> Markup:
    """A table; what comes after the first rows is folded away."""
    first = table(caption, columns, rows[:FIRST], f"{name}-table", kind)
    if len(rows) <= FIRST:
        return first
    rest = table(f"{caption}, continued", columns, rows[FIRST:], f"{name}-more", kind)
    return joined([first, tag("details", tag("summary", f"{number(len(rows) - FIRST)} more"), rest, class_="more")])


def _head(cell: Cell) -> Markup:
    return tag("th", cell.shown, scope="row", data_order=cell.order, class_=cell.kind)


def _cell(cell: Cell, column: Column) -> Markup:
    kinds = " ".join(filter(None, [column.kind, cell.kind]))
    return tag("td", cell.shown, data_order=cell.order, class_=kinds or None, data_label=column.name)
