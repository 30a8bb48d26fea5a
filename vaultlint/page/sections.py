"""The sections of the page about folders and rules."""

from __future__ import annotations

from collections.abc import Mapping

from vaultlint.health import Health
from vaultlint.health.families import Family, RuleCount
from vaultlint.health.folders import OTHERS, Folder
from vaultlint.health.tally import Findings
from vaultlint.page import chart
from vaultlint.page.html import Markup, joined, marked, tag
from vaultlint.page.overview import parts
from vaultlint.page.table import Cell, Column, count_cell, table
from vaultlint.page.words import count, percent

GRAVE = Column("Errors", True), Column("Warnings", True), Column("Info", True)


def grave(findings: Findings) -> list[Cell]:
    """The cells of errors, warnings and info."""
    numbers = ("error", findings.error), ("warning", findings.warning), ("info", findings.info)
    return [count_cell(value, f"count {kind}" if value else None) for kind, value in numbers]


def folder_cell(folder: str) -> Cell:
    """A folder, or what stands for it."""
    shown = {".": "top of the vault", OTHERS: "other folders"}.get(folder)
    return Cell(tag("em", shown) if shown else tag("bdi", folder))


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
    return [
        folder_cell(one.folder),
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
