"""What is shown of the thing under the cursor: a finding's rule, a key, the beginning of a note, the use of a tag."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol.types import Hover, MarkupContent, MarkupKind

from vaultlint.finding import Diagnostic
from vaultlint.linking.landing import section_of, sections
from vaultlint.linking.links import NoteLink
from vaultlint.note import Note
from vaultlint.report.outcome import count
from vaultlint.rule import discover
from vaultlint.server.pages import page
from vaultlint.server.properties import Key
from vaultlint.server.session import View
from vaultlint.server.targets import link_at, property_at, tag_at
from vaultlint.text import Span

LINES, LETTERS = 12, 1_000
"""So much of a note is shown at the most."""

BETWEEN = "\n\n---\n\n"


def hover(view: View, offset: int, found: Sequence[Diagnostic]) -> Hover | None:
    """All that there is to tell of a place; `found` are the findings of the note."""
    told: list[str] = []
    span: Span | None = None
    if (link := link_at(view.note, offset)) is not None and (shown := _preview(view, link)):
        told, span = [shown], link.link.span
    elif (tag := tag_at(view.note, offset)) is not None:
        told, span = [_tag(view, tag.name)], tag.span
    if (named := property_at(view.note, offset)) is not None and (lines := [*Key(view, named.key).told()]):
        told.append("  \n".join([f"**{named.key}**", *lines]))
        span = span or named.place
    here = [one for one in found if one.finding.span.start <= offset <= one.finding.span.end]
    told += dict.fromkeys(page(discover()[one.rule]) for one in here)
    span = span or (here[0].finding.span if here else None)
    if not told or span is None:
        return None
    return Hover(MarkupContent(MarkupKind.Markdown, BETWEEN.join(told)), view.document.range(span))


def _preview(view: View, link: NoteLink) -> str:
    """The name of the note that a link leads to, and its beginning, or that of the section that is meant."""
    reference = link.link.reference
    files = view.judge.found(reference, view.path).files if reference.path else (view.path,)
    if not files:
        return ""
    note = view.note_of(files[0]) if files[0].endswith(".md") else None
    return f"**{files[0]}**" + (f"\n\n{_beginning(note[1], reference.subpath)}" if note else "")


def _beginning(note: Note, subpath: str) -> str:
    known = sections(note) if subpath else ()
    index = section_of(known, subpath) if known else None
    start, end = (
        (note.body.start, len(note.text)) if index is None else (known[index].block.span.start, known[index].end)
    )
    lines = note.text[start : min(end, start + LETTERS)].strip().split("\n")[:LINES]
    return "\n".join(lines) + (" …" if start + len("\n".join(lines)) < end - 2 else "")


def _tag(view: View, name: str) -> str:
    wanted = name.casefold()
    texts = {path for path, names in view.known.tags.items() if any(_within(one, wanted) for one in names)}
    terms = (
        one.path
        for one in view.vault.outlines
        for under in one.terms
        if under.key in ("tags", "tag") and any(_within(text, wanted) for text in under.texts)
    )
    return f"**#{name}**: in {count(len(texts.union(terms)), 'note')}"


def _within(name: str, wanted: str) -> bool:
    """Whether a tag is the one that is wanted, or nested in it."""
    name = name.removeprefix("#").casefold()
    return name == wanted or name.startswith(f"{wanted}/")
