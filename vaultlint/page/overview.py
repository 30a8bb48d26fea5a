"""The top of the page: how many notes are without errors, and what that means."""

from __future__ import annotations

from vaultlint.health import Health
from vaultlint.health.tally import Notes
from vaultlint.page import chart
from vaultlint.page.html import Markup, joined, tag
from vaultlint.page.words import count, number, percent

MEANT = (
    ("error", "with errors", "something is broken: metadata that no program can read, a fold that is never closed"),
    ("warning", "with warnings", "no error, but something is probably not as it was meant"),
    ("info", "with info", "nothing worse than a remark, such as a habit that other notes do not share"),
    ("clean", "without a finding", "no rule has anything to say"),
)


def parts(notes: Notes) -> list[tuple[str, int]]:
    """The notes by their gravest finding, as parts of a bar."""
    numbers = notes.with_errors, notes.only_warnings, notes.only_info, notes.clean
    return [(kind, value) for (kind, _, _), value in zip(MEANT, numbers, strict=True)]


def overview(health: Health) -> Markup:
    """The number, the bar, and the words to both."""
    notes, found = health.tally.notes, health.tally.findings
    if not notes.all:
        return tag("p", "There is no note here.", class_="lead")
    share = tag(
        "p", tag("strong", percent(notes.without_errors, notes.all)), " of notes are without errors", class_="share"
    )
    shares = zip(MEANT, parts(notes), strict=True)
    told = ", ".join(f"{number(value)} {name}" for (_, name, _), (_, value) in shares)
    told = f"Of {count(notes.all, 'note')}: {told}"
    mended = f" {number(found.fixable)} of them can be mended safely by " if found.fixable else ""
    summed = f"{count(found.error, 'error')}, {count(found.warning, 'warning')} and {number(found.info)} info"
    return joined(
        [
            share,
            chart.bar(parts(notes), notes.all, told),
            _legend(notes),
            tag(
                "p", f"In {count(notes.all, 'note')} there are {summed}.", mended,
                tag("code", "vaultlint fix") if mended else None, "." if mended else None, class_="lead",
            ),
        ]
    )  # fmt: skip


def _legend(notes: Notes) -> Markup:
    """What each part of the bar is, with its number and what it means."""
    items = [
        tag(
            "li",
            tag("span", tag("b", number(value)), f" {name}", class_=f"key {kind}"),
            tag("span", f"{percent(value, notes.all)} · {meaning}", class_="meaning"),
        )
        for (kind, name, meaning), (_, value) in zip(MEANT, parts(notes), strict=True)
    ]
    return tag("ul", *items, class_="legend")
