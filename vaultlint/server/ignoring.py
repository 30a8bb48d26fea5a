"""Ignore comments that a user asks for: where one must stand to hide a finding, proved to hide it."""

from __future__ import annotations

import re

from vaultlint.finding import Diagnostic
from vaultlint.note import Note, parse
from vaultlint.suppress import ignores
from vaultlint.text import Edit, Span, apply, insert, line_start, newline_of

_MARKERS = re.compile(r"[ \t>]*+")


def ignored_here(note: Note, found: Diagnostic) -> Edit | None:
    """The comment above the block, or the key, in which the finding starts; None where none would hide it."""
    start = found.finding.span.start
    matter = note.frontmatter
    if matter is not None and start < matter.end:
        at = line_start(note.text, start)
        is_inside = matter.kind == "yaml" and matter.content.start <= at < matter.content.end
        return _proved(note, found, at, f"# vaultlint-ignore {found.rule}") if is_inside else None
    details = (one.span.start for one in note.body.details.blocks if one.top_level and start in one.span)
    block = note.body.block_at(start)
    at = line_start(note.text, next(details, block.span.start if block else start))
    return _proved(note, found, at, f"<!-- vaultlint-ignore {found.rule} -->")


def ignored_in_note(note: Note, found: Diagnostic) -> Edit | None:
    """The comment at the end of the note that hides all findings of the rule."""
    break_ = newline_of(note.text)
    end = len(note.text.rstrip("\r\n"))
    comment = f"{break_ * 2 if end else ''}<!-- vaultlint-ignore-file {found.rule} -->"
    tail = note.text[end:] or break_
    return _hiding(note, found, Edit(Span(end, len(note.text)), comment + tail))


def _proved(note: Note, found: Diagnostic, at: int, comment: str) -> Edit | None:
    markers = _MARKERS.match(note.text, at)
    prefix = markers[0] if markers else ""
    return _hiding(note, found, insert(at, f"{prefix}{comment}{newline_of(note.text)}"))


def _hiding(note: Note, found: Diagnostic, edit: Edit) -> Edit | None:
    """The edit, if the note has a comment then that hides the finding."""
    after = parse(note.path, apply(note.text, [edit]))
    span = found.finding.span
    moved = span.start + len(edit.text) if edit.span.end <= span.start else span.start
    place = Span(moved, moved + span.end - span.start)
    return edit if any(one.hides(found.rule, place) is not None for one in ignores(after)) else None
