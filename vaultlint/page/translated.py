"""The section of the page about translations: in the notes themselves, and in files of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaultlint.health import Coverage, Health
from vaultlint.page import chart
from vaultlint.page.html import Markup, joined, tag
from vaultlint.page.sections import folder_cell
from vaultlint.page.table import Cell, Column, count_cell, folded
from vaultlint.page.words import count, number, percent

PLACES = {
    "note": (
        "In the notes themselves",
        "Each text of a note is followed by its translation. Texts are those of translated notes; lacking are those "
        "without translation, doubtful is what rules find wrong with translations.",
    ),
    "file": (
        "In files of their own",
        "A note of its own for each language. Missing are notes that should have one, outdated are translations whose "
        "original has changed since, doubtful those that do not fit it.",
    ),
}

NUMBERS = {"note": ("Texts", "Lacking", "Doubtful"), "file": ("Missing", "Outdated", "Doubtful")}
"""The columns that only these have."""


def translations(health: Health) -> Markup | None:
    """How far notes are translated, in the notes and in files of their own."""
    shown = [
        _place(place, own) for place in PLACES if (own := [one for one in health.translations if one.place == place])
    ]
    return joined(shown) if shown else None


def _place(place: str, own: Sequence[Coverage]) -> Markup:
    heading, told = PLACES[place]
    columns = [Column("Folder"), Column("Language"), Column("Translated", is_chart=True)]
    columns += [Column(name, is_number=True) for name in ("Share", "Notes", *NUMBERS[place])]
    rows = [_coverage(one) for one in own]
    totals = tag("ul", *_totals(own), class_="totals")
    shown = folded(f"Translations {heading[:1].lower()}{heading[1:]}", columns, rows, f"translations-{place}")
    return joined([tag("h3", heading), tag("p", told, class_="told"), totals, shown])


def _totals(own: Sequence[Coverage]) -> Iterator[Markup]:
    """A line a language."""
    for language in sorted({one.language for one in own}):
        rows = [one for one in own if one.language == language]
        notes, done = sum(one.notes for one in rows), sum(one.translated for one in rows)
        blocks, lacking = sum(one.blocks for one in rows), sum(one.blocks_missing for one in rows)
        more = f"; of {number(blocks)} texts in these, {number(lacking)} without translation" if blocks else ""
        words = f" {number(done)} of {count(notes, 'note')} translated ({percent(done, notes)}){more}"
        yield tag("li", tag("b", tag("bdi", language)), words)


def _coverage(one: Coverage) -> list[Cell]:
    specific = (one.blocks, one.blocks_missing) if one.place == "note" else (one.missing, one.outdated)
    share = one.translated / one.notes if one.notes else 0
    return [
        folder_cell(one.folder),
        Cell(tag("bdi", one.language)),
        Cell(chart.bar([("done", one.translated)], one.notes), share),
        Cell(percent(one.translated, one.notes), share),
        count_cell(one.notes),
        *map(count_cell, specific),
        count_cell(one.doubtful),
    ]
