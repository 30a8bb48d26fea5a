"""Notes whose links follow other notes, and themselves, to their new names."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from vaultlint.errors import EditRefused, EditsOverlap
from vaultlint.finding import Path, Value
from vaultlint.frontmatter import same
from vaultlint.frontmatter.edits import set_value
from vaultlint.linking.links import link_values
from vaultlint.markdown import Link
from vaultlint.markdown.bases import base_blocks
from vaultlint.markdown.links.wikilinks import read_wikilinks
from vaultlint.note import Note, parse
from vaultlint.renaming.boards import base_links
from vaultlint.renaming.course import Course
from vaultlint.renaming.links import edits_of, is_followed
from vaultlint.renaming.strings import put
from vaultlint.text import apply


def note_followed(note: Note, course: Course) -> str:
    """The text of a note, its links leading where they did.

    Raises:
        EditRefused: that cannot be, or not be proved.
    """
    matter, properties, links = note.frontmatter, list(_properties(note, course)), _links(note)
    edits = [edit for path, value in properties if matter for edit in set_value(matter, path, value)]
    try:
        text = apply(note.text, [*edits, *edits_of(note.text, links, note.path, course)])
    except EditsOverlap:
        raise EditRefused("a key in its front matter is there twice") from None
    if text == note.text:
        return text
    after = parse(course.renamed(note.path), text)
    new = _links(after)
    if not _means(after, note, properties) or not is_followed(note.body, links, after.body, new, note.path, course):
        raise EditRefused("the outcome could not be proved to be what was meant")
    return text


def _links(note: Note) -> list[Link]:
    """The links of the text, and of the bases in it, in order."""
    spans = base_blocks(note.text, note.body.blocks) if "base" in note.text else ()
    return sorted([*note.body.links, *(link for span in spans for link in base_links(note.text, span))])


def _properties(note: Note, course: Course) -> Iterator[tuple[Path, str]]:
    """The properties that are a link, and must be another."""
    for path, _, value in link_values(note):
        links = list(read_wikilinks(value, 0, len(value)))
        if len(links) == 1 and links[0].span.of(value) == value.strip():
            edits = edits_of(value, links, note.path, course)
            if edits:
                yield path, apply(value, edits)


def _means(after: Note, before: Note, properties: Sequence[tuple[Path, str]]) -> bool:
    """Whether the front matter says what it said, with other links."""
    if before.values is None or after.values is None:
        return before.values is after.values
    meant: Value = copy.deepcopy(dict(before.values))
    for path, value in properties:
        put(meant, path, value)
    return same(meant, dict(after.values))
