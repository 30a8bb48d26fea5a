"""What stands at a place of a note: a link, a tag, a heading, or a key of the front matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.finding import Path
from vaultlint.frontmatter import Mapping, Scalar, Style
from vaultlint.linking.landing import Section, sections
from vaultlint.linking.links import NoteLink, note_links
from vaultlint.markdown import Tag
from vaultlint.note import Note
from vaultlint.operations.retag import KEYS, WORD
from vaultlint.text import Span


@dataclass(frozen=True, slots=True)
class Property:
    """A key at the top of the front matter; `place` is that of the key, or of the value at `path`."""

    path: Path
    place: Span

    @property
    def key(self) -> str:
        """The name of the key."""
        return str(self.path[0])


def link_at(note: Note, offset: int) -> NoteLink | None:
    """The link in which an offset lies, or at whose end."""
    return next((one for one in note_links(note) if _touches(one.link.span, offset)), None)


def tag_at(note: Note, offset: int) -> Tag | None:
    """The tag at an offset, in the text or in the front matter."""
    return next((one for one in tags(note) if _touches(Span(one.span.start - 1, one.span.end), offset)), None)


def tags(note: Note) -> Iterator[Tag]:
    """The tags of the front matter and of the text."""
    matter = note.frontmatter
    for path, node in matter.scalars if matter is not None else ():
        if path[0] in KEYS and isinstance(node.value, str) and node.style in (Style.PLAIN, Style.SINGLE, Style.DOUBLE):
            yield from _written(note, node)
    yield from note.body.tags


def _written(note: Note, node: Scalar) -> Iterator[Tag]:
    for word in WORD.finditer(note.text, *node.span):
        start, end = word.span()
        while start < end and note.text[start] in "\"'#":
            start += 1
        while end > start and note.text[end - 1] in "\"'":
            end -= 1
        if start < end:
            yield Tag(Span(start, end), note.text[start:end])


def section_at(note: Note, offset: int) -> Section | None:
    """The heading at an offset."""
    return next((one for one in sections(note) if _touches(one.block.span, offset)), None)


def property_at(note: Note, offset: int) -> Property | None:
    """The property at an offset."""
    matter = note.frontmatter
    if (
        matter is None
        or not isinstance(matter.root, Mapping)
        or not matter.content.start <= offset <= matter.content.end
    ):
        return None
    for entry in matter.entries:
        if _touches(entry.key.span, offset):
            return Property((entry.name,), entry.key.span)
    inner = ((path, node.span) for path, node in matter.scalars if node.span.start < node.span.end)
    return next((Property(path, span) for path, span in inner if _touches(span, offset)), None)


def _touches(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end
