"""The links of a note: those of its text and those in its properties, with the edits that lead them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.finding import Fix, Path, unsafe
from vaultlint.finding import safe as sure
from vaultlint.frontmatter.tree import Scalar
from vaultlint.markdown import Link
from vaultlint.markdown.links.wikilinks import read_wikilinks
from vaultlint.note import Note
from vaultlint.text import Edit, Span, apply, insert


@dataclass(frozen=True, slots=True)
class NoteLink:
    """A link in a note; `holder` is the value of a property that it is the whole of."""

    note: Note
    link: Link
    holder: Scalar | None = None

    @property
    def written(self) -> str:
        """The path as it is written."""
        return self.link.target.of(self.note.text)

    @property
    def has_text(self) -> bool:
        """Whether a wikilink has a text of its own, or a size."""
        return "|" in self.link.span.of(self.note.text)

    def leading(self, title: str, target: str, text: str = "", *, safe: bool = False) -> Fix:
        """The fix that puts `target` in the place of the path, and `text` behind it if the link has none."""
        edits = [Edit(self.link.target, target)]
        if text and self.link.reference.kind == "wiki" and not self.link.reference.embeds and not self.has_text:
            edits.append(insert(self.link.span.end - 2, f"|{text}"))
        return self._fix(title, edits, safe)

    def leading_inside(self, title: str, place: str) -> Fix:
        """The guess that puts `place`, with its `#`, in the place of the heading or block."""
        return self._fix(title, [Edit(self.link.place, place)], safe=False)

    def _fix(self, title: str, edits: list[Edit], safe: bool) -> Fix:
        make = sure if safe else unsafe
        matter = self.note.frontmatter
        if self.holder is None or matter is None:
            return make(title, *edits)
        whole = self.link.span
        moved = [Edit(Span(edit.span.start - whole.start, edit.span.end - whole.start), edit.text) for edit in edits]
        value = str(self.holder.value).replace(whole.of(self.note.text), apply(whole.of(self.note.text), moved), 1)
        return make(title, *edits, changes=matter.changes(self.holder, value))


def note_links(note: Note) -> Iterator[NoteLink]:
    """All links of a note, in order."""
    yield from _of_properties(note)
    for link in note.body.links:
        yield NoteLink(note, link)


def link_values(note: Note) -> Iterator[tuple[Path, Scalar, str]]:
    """Properties, and items of their lists, whose value looks like a wikilink: where it stands, and its text."""
    matter = note.frontmatter
    if matter is None or "[[" not in matter.content.of(note.text) or matter.values is None:
        return
    for path, node in matter.scalars:
        value = node.value
        if isinstance(value, str) and value.strip().startswith(("[[", "![[")) and "{{" not in value:
            yield path, node, value


def _of_properties(note: Note) -> Iterator[NoteLink]:
    """Links that are the whole value of a property, or of an item of its list: only these are links to Obsidian."""
    for _, node, value in link_values(note):
        link = _only(note.text, node.span)
        if link is not None and link.span.of(note.text) == value.strip():
            yield NoteLink(note, link, node)


def _only(text: str, span: Span) -> Link | None:
    links = list(read_wikilinks(text, *span))
    return links[0] if len(links) == 1 and (links[0].reference.path or links[0].reference.subpath) else None
