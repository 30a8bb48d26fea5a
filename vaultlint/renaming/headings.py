"""A heading called by another name: its note with the new title, and the links that lead to it still, proved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from vaultlint.errors import EditRefused
from vaultlint.finding import Fix
from vaultlint.late import late
from vaultlint.linking.landing import Section, section_of, sections
from vaultlint.linking.links import NoteLink, note_links
from vaultlint.linking.writing import encoded
from vaultlint.markdown.links.anchors import compared, named_headings, slug
from vaultlint.markdown.links.link import Reference
from vaultlint.note import Note, parse
from vaultlint.proof import objection
from vaultlint.text import Edit, apply

_NO_SLUG = late(r"[^\w\s-]++")


@dataclass(frozen=True)
class Retitling:
    """The heading of that `index` gets another title: its note `before` and `after`."""

    before: Note
    after: Note
    index: int

    @cached_property
    def old(self) -> tuple[Section, ...]:
        """The headings of the note as it was."""
        return sections(self.before)

    @cached_property
    def new(self) -> tuple[Section, ...]:
        """The headings of the note as it will be."""
        return sections(self.after)


def retitling(note: Note, index: int, title: str) -> Retitling:
    """The note with another title for its heading of that index; its own links are as they were.

    Raises:
        EditRefused: it would be no heading, or another one, with that title.
    """
    section, title = sections(note)[index], title.strip()
    change = Retitling(note, parse(note.path, apply(note.text, [Edit(section.title, title)])), index)
    meant = [one.heading for one in change.old]
    meant[index] = section.heading._replace(title=title)
    if not title or meant != [one.heading for one in change.new]:
        raise EditRefused(f"`{title}` cannot be the title of this heading")
    if not compared(title):
        raise EditRefused(f"no link can lead to a heading that is called `{title}`")
    return change


def heading_followed(note: Note, change: Retitling, leads: Callable[[Reference], bool]) -> str:
    """The text of a note whose links lead where they did; `leads` says of a link whether it leads to the other note.

    Raises:
        EditRefused: a link would lead to another heading, or the outcome cannot be proved to be what is meant.
    """
    fixes = list(_fixes(note, change, leads))
    if not fixes:
        return note.text
    text = apply(note.text, [edit for fix in fixes for edit in fix.edits])
    reason = objection(note, note.revised(text), fixes)
    if reason is not None:
        raise EditRefused(reason)
    return text


def _fixes(note: Note, change: Retitling, leads: Callable[[Reference], bool]) -> Iterator[Fix]:
    for link in note_links(note):
        reference = link.link.reference
        if reference.subpath.strip("#") and not reference.subpath.startswith("#^") and leads(reference):
            place = _place(link, change)
            if place != reference.subpath:
                yield link.leading_inside("", place if reference.kind == "wiki" else _spelt(place))


def _place(link: NoteLink, change: Retitling) -> str:
    """The subpath by which the link leads to the heading to which it did."""
    subpath = link.link.reference.subpath
    before, after = ([one.heading for one in known] for known in (change.old, change.new))
    named = named_headings(before, subpath)
    if named is None:
        return subpath if link.link.reference.kind == "wiki" else _slug(subpath, change)
    parts = [part for part in subpath.split("#") if compared(part)]
    names = [after[one].name if one == change.index else part for one, part in zip(named, parts, strict=True)]
    place = subpath if change.index not in named else "#" + "#".join(names)
    if named_headings(after, place) != named:
        raise EditRefused(f"the link `{link.link.span.of(link.note.text)}` would lead to another heading")
    return place


def _slug(subpath: str, change: Retitling) -> str:
    """The subpath as pages name the heading; unchanged, where it means another one, or none."""
    if section_of(change.old, subpath) != change.index:
        return subpath
    title = change.new[change.index].heading.title
    place = "#" + "-".join(_NO_SLUG.sub("", title.lower()).split())
    if section_of(change.new, place) != change.index or not slug(place):
        raise EditRefused(f"the link to `{subpath}` would lead to another heading")
    return place


def _spelt(place: str) -> str:
    return "#" + "#".join(encoded(part) for part in place.split("#")[1:])
