"""The section of the page about earlier reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from vaultlint.health import Health, Point
from vaultlint.page import chart
from vaultlint.page.html import Markup, joined, tag
from vaultlint.page.sections import grave
from vaultlint.page.table import Cell, Column, count_cell, table
from vaultlint.page.words import number, percent

GRACE = 0.1
"""How much room there is above and below a line."""


def past(health: Health) -> Markup | None:
    """How it was before, if earlier reports are known."""
    points = health.points
    if len(points) < 2:
        return None
    found = [one.tally.findings for one in points]
    charts = [
        _chart("Notes without errors", points, [_share(one) for one in points], map(_percent, points), "clean"),
        _chart("Errors", points, [one.error for one in found], (number(one.error) for one in found), "error"),
        _chart("Warnings", points, [one.warning for one in found], (number(one.warning) for one in found), "warning"),
    ]
    columns = [Column("Date"), Column("Notes", True), Column("Without errors", True)]
    columns += [Column("Errors", True), Column("Warnings", True), Column("Info", True)]
    numbers = table("Earlier reports", columns, map(_row, reversed(points)), "history-table")
    folded = tag("details", tag("summary", f"The numbers of {len(points)} reports"), numbers, class_="more")
    return joined([tag("div", *charts, class_="sparks"), folded])


def _share(one: Point) -> float:
    notes = one.tally.notes
    return notes.without_errors / notes.all if notes.all else 1


def _percent(one: Point) -> str:
    return percent(one.tally.notes.without_errors, one.tally.notes.all)


def day(date: str) -> str:
    """`1 March 2026`."""
    time = datetime.fromisoformat(date)
    return f"{time.day} {time:%B} {time.year}"


def _chart(name: str, points: Sequence[Point], values: Sequence[float], words: Iterable[str], kind: str) -> Markup:
    """A line through the values from the first report to this one, with the first and the last in words."""
    first, *_, last = words
    before = tag("span", f"{first} on {day(points[0].date)}")
    told = tag("figcaption", tag("span", name, class_="name"), tag("b", last), before)
    return tag("figure", told, chart.line(_places(points, values), kind))


def _places(points: Sequence[Point], values: Sequence[float]) -> list[tuple[float, float]]:
    """The points in shares of the chart: time runs to the right, the values fill the height."""
    times = [datetime.fromisoformat(one.date).timestamp() for one in points]
    span, low, high = times[-1] - times[0], min(values), max(values)
    room = 1 - 2 * GRACE
    return [
        ((time - times[0]) / span, GRACE + room * (value - low) / (high - low) if high > low else 0.5)
        for time, value in zip(times, values, strict=True)
    ]


def _row(one: Point) -> list[Cell]:
    notes = one.tally.notes
    return [
        Cell(tag("time", day(one.date), datetime=one.date), datetime.fromisoformat(one.date).timestamp()),
        count_cell(notes.all),
        Cell(_percent(one), _share(one)),
        *grave(one.tally.findings),
    ]
