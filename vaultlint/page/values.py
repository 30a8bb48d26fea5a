"""The sections of the page about properties, names and the worst notes."""

from __future__ import annotations

from vaultlint.health import Health
from vaultlint.health.names import Name, Spelt
from vaultlint.health.properties import Outlier, Properties, PropertyUse
from vaultlint.health.worst import Worst
from vaultlint.page import chart
from vaultlint.page.html import Markup, joined, marked, tag
from vaultlint.page.links import Home
from vaultlint.page.sections import GRAVE, grave
from vaultlint.page.table import Cell, Column, folded
from vaultlint.page.words import count, number, percent

TYPES = {
    "string": "text", "integer": "number", "number": "number", "boolean": "true or false", "array": "list",
    "object": "group of keys", "null": "empty", "empty": "empty text",
}  # fmt: skip

NAMED = 3
"""So many notes are named that do otherwise."""


def properties(health: Health, home: Home) -> Markup | None:
    """Which keys there are, what stands there, and who does otherwise."""
    known = health.properties
    if not known.used:
        return None
    columns = (
        Column("Property"),
        Column("In notes", is_chart=True),
        Column("Share", True),
        Column("Holds"),
        Column("Exceptions"),
    )
    rows = [_property(one, known.notes, home) for one in known.used]
    return joined([folded("What properties hold", columns, rows, "properties", "words properties"), _slips(known)])


def _property(one: PropertyUse, notes: int, home: Home) -> list[Cell]:
    filled = one.notes - one.empty
    outliers = [_outlier(outlier, home) for outlier in one.outliers]
    return [
        Cell(tag("code", tag("bdi", one.key))),
        Cell(chart.bar([("done", filled), ("empty", one.empty)], notes), one.notes),
        Cell(percent(one.notes, notes), one.notes),
        Cell(_held(one)),
        Cell(tag("ul", *outliers, class_="plain") if outliers else tag("span", "none", class_="none"), len(outliers)),
    ]


def _held(one: PropertyUse) -> Markup:
    """The type, how many values there are, and the most used."""
    types = ", ".join(filter(None, [TYPES[one.type], "identifiers" if one.form.startswith("id ") else one.form]))
    empty = f"empty in {number(one.empty)}" if one.empty else None
    values = count(one.values, "value") if one.values else None
    facts = ", ".join(filter(None, [values, empty]))
    most = [
        joined([tag("bdi", value.value), tag("span", f" {number(value.uses)}", class_="uses")]) for value in one.most
    ]
    return joined(
        [
            tag("b", types),
            tag("span", f" · {facts}", class_="told") if facts else None,
            tag("span", joined(most, ", "), class_="most") if most else None,
        ]
    )


def _outlier(one: Outlier, home: Home) -> Markup:
    links = joined(map(home.short, one.paths[:NAMED]), ", ")
    rest = one.notes - len(one.paths[:NAMED])
    fault = "no value" if one.fault == "empty" else one.fault
    return tag("li", marked(f"{fault}: "), links, f" and {number(rest)} more" if rest else None)


def _slips(known: Properties) -> Markup | None:
    """Keys that are probably meant to be others, and how many are not shown."""
    slips = [
        tag(
            "li",
            tag("code", tag("bdi", one.key)),
            " for ",
            tag("code", tag("bdi", one.meant)),
            f" in {count(one.notes, 'note')}",
        )
        for one in known.slips
    ]
    told = tag("p", "Keys that look like slips of others:") if slips else None
    rare = tag("p", f"{count(known.rare, 'key is', 'keys are')} so rare that they are left out.", class_="told")
    return joined([told, tag("ul", *slips) if slips else None, rare if known.rare else None])


def names(health: Health) -> Markup | None:
    """Names that are spelt in several ways."""
    found = health.names
    if not found.most:
        return None
    columns = Column("Best spelling"), Column("Other spellings"), Column("Property"), Column("Uses", True)
    shown = folded("Names and their spellings", columns, [_name(one) for one in found.most], "names", "words names")
    rest = f"{number(found.all - len(found.most))} more are left out." if found.all > len(found.most) else None
    return joined([shown, tag("p", rest, class_="told") if rest else None])


def _name(one: Name) -> list[Cell]:
    best, *others = one.spellings
    return [
        Cell(_spelling(best)),
        Cell(tag("ul", *(tag("li", _spelling(other)) for other in others), class_="plain"), len(others)),
        Cell(tag("code", tag("bdi", one.key))),
        Cell(number(one.uses), one.uses),
    ]


def _spelling(one: Spelt) -> Markup:
    perhaps = tag("span", " perhaps another name", class_="told") if one.differs == "letter" else None
    return joined([tag("bdi", one.text), tag("span", f" {number(one.uses)}", class_="uses"), perhaps])


def worst(health: Health, home: Home) -> Markup | None:
    """The notes in which most is wrong, with links that open them."""
    if not health.worst:
        return None
    columns = Column("Note"), *GRAVE, Column("Rules, with the number of findings")
    rows = [_worst(one, home) for one in health.worst]
    having = health.tally.notes.all - health.tally.notes.clean
    left = having - len(health.worst)
    rest = tag("p", f"{count(left, 'more note has', 'more notes have')} findings.", class_="told") if left else None
    return joined([folded("Findings in notes", columns, rows, "worst", "words worst"), rest])


def _worst(one: Worst, home: Home) -> list[Cell]:
    rules = [tag("li", tag("code", rule), f" {number(found)}") for rule, found in one.rules.items()]
    return [Cell(home.link(one.path)), *grave(one.findings), Cell(tag("ul", *rules, class_="rules"), len(rules))]
