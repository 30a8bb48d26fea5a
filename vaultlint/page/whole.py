"""The page as a whole: its sections in order, its style and its few lines of script, each by its digest."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import NamedTuple

from vaultlint.health import Health
from vaultlint.late import late
from vaultlint.page.html import Markup, escaped, joined, tag
from vaultlint.page.links import Home
from vaultlint.page.overview import overview
from vaultlint.page.past import day, past
from vaultlint.page.sections import families, folders
from vaultlint.page.translated import translations
from vaultlint.page.values import names, properties, worst

MARK = '<meta name="generator" content="vaultlint report">'
"""What tells a page of ours from other files."""

_PLACE = late(r"\{\{ (\w+) \}\}")


class Section(NamedTuple):
    """A part of the page; its heading has the id `name`."""

    name: str
    heading: str
    told: str
    content: Markup


def page(health: Health, home: Home, sentences: Mapping[str, str]) -> str:
    """The page; `sentences` say of each rule what it finds."""
    style, script = _file("page.css"), _file("page.js")
    parts = [*_sections(health, home, sentences)]
    return _filled(
        _file("page.html"),
        {
            "generator": Markup(MARK),
            "style": Markup(style),
            "script": Markup(script),
            "policy": f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "img-src data:; base-uri 'none'; form-action 'none'",
            "vault": health.vault,
            "date": tag("time", day(health.date), datetime=health.date),
            "version": health.vaultlint,
            "overview": overview(health),
            "contents": joined(tag("li", tag("a", one.heading, href=f"#{one.name}")) for one in parts),
            "sections": joined(map(_section, parts), "\n"),
        },
    )


HEADINGS = {
    "history": (
        "Over time",
        "From the first report that is known to this one. Each line runs between its least and its greatest value.",
    ),
    "folders": ("By folder", "Each note counts once, in its folder, by the gravest thing that is found in it."),
    "rules": ("By family of rules", "A rule looks for one kind of fault. Open a family to see its rules."),
    "translations": ("Translations", "How many notes that should have a translation have one."),
    "properties": (
        "Properties",
        "What the notes' metadata holds. What nearly all notes do is taken as the habit, and what a few do otherwise "
        "as an exception. The faint part of a bar stands for notes in which the property is empty.",
    ),
    "names": (
        "Names in several spellings",
        "A name that is written differently is another name to a search. Spellings that differ in a letter may be two.",
    ),
    "worst": (
        "Notes with most findings",
        "The notes with most errors come first. Each name opens the note in Obsidian.",
    ),
}
"""The headings of the sections, and a sentence below each."""


def _sections(health: Health, home: Home, sentences: Mapping[str, str]) -> Iterator[Section]:
    """The sections that have something to say."""
    contents = {
        "history": past(health),
        "folders": folders(health),
        "rules": families(health, sentences),
        "translations": translations(health),
        "properties": properties(health, home),
        "names": names(health),
        "worst": worst(health, home),
    }
    for name, content in contents.items():
        if content is not None:
            yield Section(name, *HEADINGS[name], content)


def _section(one: Section) -> Markup:
    head = tag("h2", one.heading, id=one.name)
    return tag("section", head, tag("p", one.told, class_="told"), one.content, aria_labelledby=one.name)


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    """How a content security policy names what stands between two tags."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _filled(template: str, parts: Mapping[str, str]) -> str:
    """The template with its parts put in, in one pass: what looks like a place in a part is text."""
    return _PLACE.sub(lambda found: escaped(parts[found[1]]), template)
