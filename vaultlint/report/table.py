"""Tables of values in each format that `query` prints."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from vaultlint.finding import Value
from vaultlint.report.cells import first_cells, width_of
from vaultlint.report.concise import printable
from vaultlint.report.style import Style

GAP = "  "
NARROWEST = 12
"""So many cells a column keeps, however narrow the terminal."""


class Table(NamedTuple):
    """Named columns, and a row of values for each thing told."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


def aligned(table: Table, style: Style) -> Iterator[str]:
    """Columns below their names, numbers to the right; cut to the style's width."""
    if not table.rows:
        return
    texts = [[_cell(value) for value in row] for row in table.rows]
    widths = [max(map(width_of, column)) for column in zip(table.columns, *texts, strict=True)]
    right = [all(map(_is_number, column)) for column in zip(*table.rows, strict=True)]
    widths = _fitting(widths, style.width)
    yield style.paint(_line(table.columns, widths, right), "bold")
    yield from (_line(row, widths, right) for row in texts)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    shown = [_padded(first_cells(cell, wide), wide, on) for cell, wide, on in zip(cells, widths, right, strict=True)]
    return GAP.join(shown).rstrip()


def _padded(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - width_of(text))
    return blanks + text if right else text + blanks


def _fitting(widths: list[int], most: int) -> list[int]:
    """The widths, the widest made narrower until all fit."""
    room = most - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widest = max(range(len(widths)), key=widths.__getitem__)
        others = sum(widths) - widths[widest]
        second = max((wide for place, wide in enumerate(widths) if place != widest), default=0)
        widths[widest] = max(NARROWEST, min(widths[widest] - 1, max(room - others, second)))
    return widths


def _is_number(value: Value) -> bool:
    """Whether it is a number, or nothing."""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _cell(value: Value) -> str:
    """A value as people read it; lists with commas, nothing for null."""
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    if value is None:
        return ""
    return printable(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def as_markdown(table: Table, style: Style) -> Iterator[str]:
    """A table as GitHub and Obsidian render it."""
    if not table.rows:
        return
    yield _piped(table.columns)
    yield _piped(["---"] * len(table.columns))
    yield from (_piped([_cell(value) for value in row]) for row in table.rows)


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def as_json(table: Table, style: Style) -> Iterator[str]:
    """A list of objects."""
    yield json.dumps(list(_objects(table)), ensure_ascii=False, indent=2)


def as_jsonl(table: Table, style: Style) -> Iterator[str]:
    """An object a line."""
    yield from (json.dumps(one, ensure_ascii=False) for one in _objects(table))


def _objects(table: Table) -> Iterator[dict[str, Value]]:
    return (dict(zip(table.columns, row, strict=True)) for row in table.rows)


def as_csv(table: Table, style: Style) -> Iterator[str]:
    """Comma-separated values (RFC 4180, but for line feeds); text as it is, null as nothing, all else as JSON."""
    lines: list[str] = []
    writer = csv.writer(_Lines(lines), lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow(
            ["" if one is None else one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in row]
        )
    yield from lines


class _Lines(NamedTuple):
    lines: list[str]

    def write(self, line: str) -> None:
        self.lines.append(line.removesuffix("\r\n"))


TABLES: dict[str, Callable[[Table, Style], Iterator[str]]] = {
    "table": aligned,
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
    "markdown": as_markdown,
}
"""The formats by the names that `--output-format` takes."""
