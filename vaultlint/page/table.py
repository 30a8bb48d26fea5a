"""Tables that can be read without seeing them, and sorted where scripts run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultlint.page.html import Child, Markup, tag
from vaultlint.page.words import number


class Column(NamedTuple):
    """A column: its heading, and whether it holds numbers."""

    name: str
    is_number: bool = False


class Cell(NamedTuple):
    """What a cell shows, and by what it is sorted, if not by that."""

    shown: Child
    order: int | float | None = None
    kind: str | None = None


def count_cell(value: int, kind: str | None = None) -> Cell:
    """A number; nothing is a faint dash."""
    return Cell(number(value) if value else tag("span", "0", class_="none"), value, kind)


def table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], name: str) -> Markup:
    """The first cell of each row is its heading; `name` is the id of the caption."""
    heads = [tag("th", one.name, scope="col", class_="number" if one.is_number else None) for one in columns]
    body = [tag("tr", _head(row[0]), *map(_cell, row[1:], columns[1:])) for row in rows]
    shown = tag(
        "table",
        tag("caption", caption, id=name),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *body),
        class_="sortable",
    )
    return tag("div", shown, class_="scroll", role="region", aria_labelledby=name, tabindex="0")


def _head(cell: Cell) -> Markup:
    return tag("th", cell.shown, scope="row", data_order=cell.order, class_=cell.kind)


def _cell(cell: Cell, column: Column) -> Markup:
    kinds = " ".join(filter(None, ["number" if column.is_number else None, cell.kind]))
    return tag("td", cell.shown, data_order=cell.order, class_=kinds or None)
