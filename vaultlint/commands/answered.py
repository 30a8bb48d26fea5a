"""What `query` shows of the notes that match: a table, and a line of totals."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from vaultlint import spellings
from vaultlint.finding import Value
from vaultlint.frontmatter.scalars import resolve
from vaultlint.report.outcome import count
from vaultlint.report.table import Table
from vaultlint.spellings import Spelling
from vaultlint.where.counts import Token, items, token
from vaultlint.where.texts import empty

Row = tuple[str, tuple[Value, ...]]
"""The path of a note that matches, and what was asked of it."""


def listed(asked: Sequence[str], rows: Sequence[Row], notes: int) -> tuple[Table, str]:
    """The notes, with the values asked for."""
    table = Table(("path", *asked), [(path, *values) for path, values in rows])
    return table, f"{len(rows):,} of {count(notes, 'note')}"


def counts(rows: Sequence[Row], notes: int) -> tuple[Table, str]:
    """How often each value stands in the notes, the most used first."""
    used = _used(rows)
    ordered = sorted(used.items(), key=lambda one: (-one[1], one[0]))
    table = Table(("count", "value"), [(number, json.loads(one)) for one, number in ordered])
    return table, f"{count(len(used), 'value')}, {_uses(used, rows, notes)}"


def variants(rows: Sequence[Row], notes: int) -> tuple[Table, str]:
    """The values that are spelt in several ways, each with its best spelling."""
    used, groups = _used(rows), terms(rows)
    spelt = [(one.uses, one.text, one.difference, one.best) for group in groups for one in group]
    told = f"{count(len(groups), 'term')} in several spellings, of {count(len(used), 'value')}"
    return Table(("count", "value", "differs", "best"), spelt), f"{told}, {_uses(used, rows, notes)}"


def terms(rows: Sequence[Row]) -> list[tuple[Spelling, ...]]:
    """The terms among the values that are spelt in several ways."""
    used = _used(rows)
    return spellings.variants({text: uses for one, uses in used.items() if isinstance(text := json.loads(one), str)})


def duplicates(rows: Sequence[Row], notes: int) -> tuple[Table, str]:
    """The values that several notes have, with these notes."""
    having: dict[Token, dict[str, None]] = {}
    for path, (value,) in rows:
        for item in items(value):
            if not empty(item):
                having.setdefault(token(item), {})[path] = None
    shared = {value: paths for value, paths in sorted(having.items()) if len(paths) > 1}
    table = Table(("value", "path"), [(json.loads(value), path) for value, paths in shared.items() for path in paths])
    sharing = len({path for paths in shared.values() for path in paths})
    return table, f"{count(len(shared), 'value')} shared by {sharing:,} of {count(notes, 'note')}"


def unmistakable(table: Table) -> Table:
    """The table with each text in quotes that could be taken for a number, true, false, or nothing at all."""
    return Table(table.columns, [tuple(map(_unmistakable, row)) for row in table.rows])


def _unmistakable(value: Value) -> Value:
    return f"'{value}'" if isinstance(value, str) and resolve(value) != value else value


def _used(rows: Sequence[Row]) -> Counter[Token]:
    return Counter(token(item) for _, (value,) in rows for item in items(value))


def _uses(used: Counter[Token], rows: Sequence[Row], notes: int) -> str:
    having = sum(any(True for _ in items(value)) for _, (value,) in rows)
    return f"{count(used.total(), 'use')} in {having:,} of {count(notes, 'note')}"
