"""The sections of the page about folders, rules and translations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vaultlint.health import Coverage, Health
from vaultlint.health.families import Family, RuleCount
from vaultlint.health.folders import OTHERS, Folder
from vaultlint.health.tally import Findings
from vaultlint.page import chart
from vaultlint.page.html import Markup, joined, marked, tag
from vaultlint.page.overview import parts
from vaultlint.page.table import Cell, Column, count_cell, folded, table
from vaultlint.page.words import count, number, percent

GRAVE = Column("Errors", True), Column("Warnings", True), Column("Info", True)

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


def grave(findings: Findings) -> list[Cell]:
    """The cells of errors, warnings and info."""
    numbers = ("error", findings.error), ("warning", findings.warning), ("info", findings.info)
    return [count_cell(value, f"count {kind}" if value else None) for kind, value in numbers]


def folders(health: Health) -> Markup | None:
    """Health by folder."""
    if not health.folders:
        return None
    columns = (
        Column("Folder"),
        Column("Notes by gravest finding", is_chart=True),
        Column("Without errors", True),
        Column("Notes", True),
    )
    rows = [_folder(one) for one in health.folders]
    return table("Findings by folder", (*columns, *GRAVE), rows, "folders-table")


def _folder(one: Folder) -> list[Cell]:
    notes = one.tally.notes
    shown = {".": "top of the vault", OTHERS: "other folders"}.get(one.folder)
    return [
        Cell(tag("em", shown) if shown else tag("bdi", one.folder)),
        Cell(chart.bar(parts(notes), notes.all), notes.without_errors / notes.all),
        Cell(percent(notes.without_errors, notes.all), notes.without_errors / notes.all),
        count_cell(notes.all),
        *grave(one.tally.findings),
    ]


def families(health: Health, sentences: Mapping[str, str]) -> Markup | None:
    """Findings by family of rules; each family opens to its rules."""
    if not health.families:
        return tag("p", "No rule has found anything.")
    most = max(one.findings.all for one in health.families)
    return joined(_family(one, most, sentences) for one in health.families)


def _family(one: Family, most: int, sentences: Mapping[str, str]) -> Markup:
    found = one.findings
    shares = [("error", found.error), ("warning", found.warning), ("info", found.info)]
    told = f"{count(found.all, 'finding')} in {count(one.notes, 'note')}"
    head = tag(
        "summary",
        tag("span", one.family, class_="name"),
        chart.bar(shares, most),
        tag("span", told, class_="told"),
    )
    columns = Column("Rule"), *GRAVE, Column("Notes", True), Column("Safely mended", True)
    rows = (_rule(rule, sentences) for rule in one.rules)
    return tag(
        "details",
        head,
        table(f"Rules of the family {one.family}", columns, rows, f"family-{one.family}", "words rules-of"),
        class_="family",
    )


def _rule(one: RuleCount, sentences: Mapping[str, str]) -> list[Cell]:
    told = tag("span", marked(sentences[one.rule]), class_="sentence") if one.rule in sentences else None
    name = joined([tag("code", one.rule), told], " ")
    return [Cell(name), *grave(one.findings), count_cell(one.notes), count_cell(one.findings.fixable)]


def translations(health: Health) -> Markup | None:
    """How far notes are translated, in the notes and in files of their own."""
    shown = [
        _place(place, own) for place in PLACES if (own := [one for one in health.translations if one.place == place])
    ]
    return joined(shown) if shown else None


def _place(place: str, own: Sequence[Coverage]) -> Markup:
    heading, told = PLACES[place]
    columns = [
        Column("Folder"),
        Column("Language"),
        Column("Translated", is_chart=True),
        Column("Share", True),
        Column("Notes", True),
    ]
    if place == "note":
        columns += [Column("Texts", True), Column("Lacking", True), Column("Doubtful", True)]
    else:
        columns += [Column("Missing", True), Column("Outdated", True), Column("Doubtful", True)]
    rows = [_coverage(one) for one in own]
    totals = tag("ul", *_totals(own, place), class_="totals")
    shown = folded(f"Translations {heading[:1].lower()}{heading[1:]}", columns, rows, f"translations-{place}")
    return joined([tag("h3", heading), tag("p", told, class_="told"), totals, shown])


def _totals(own: Sequence[Coverage], place: str) -> Iterator[Markup]:
    """A line a language."""
    for language in sorted({one.language for one in own}):
        rows = [one for one in own if one.language == language]
        notes, done = sum(one.notes for one in rows), sum(one.translated for one in rows)
        blocks, lacking = sum(one.blocks for one in rows), sum(one.blocks_missing for one in rows)
        more = (
            f"; of {number(blocks)} texts in these, {number(lacking)} without translation"
            if place == "note" and blocks
            else ""
        )
        words = f" {number(done)} of {count(notes, 'note')} translated ({percent(done, notes)}){more}"
        yield tag("li", tag("b", tag("bdi", language)), words)


def _coverage(one: Coverage) -> list[Cell]:
    specific = (one.blocks, one.blocks_missing) if one.place == "note" else (one.missing, one.outdated)
    shown = {".": "top of the vault", OTHERS: "other folders"}.get(one.folder)
    share = one.translated / one.notes if one.notes else 0
    return [
        Cell(tag("em", shown) if shown else tag("bdi", one.folder)),
        Cell(tag("bdi", one.language)),
        Cell(chart.bar([("done", one.translated)], one.notes), share),
        Cell(percent(one.translated, one.notes), share),
        count_cell(one.notes),
        *map(count_cell, specific),
        count_cell(one.doubtful),
    ]
