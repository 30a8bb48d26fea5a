"""Ignore comments that a user asks for: where one must stand to hide a finding, proved to hide it."""

from __future__ import annotations

from vaultlint.finding import Diagnostic
from vaultlint.late import late
from vaultlint.note import Note, parse
from vaultlint.suppress import ignores
from vaultlint.text import Edit, Span, apply, insert, line_start, newline_of

_MARKERS = late(r"[ \t>]*+")


def ignored_here(note: Note, found: Diagnostic) -> Edit | None:
    """The comment above the block, or the key, in which the finding starts; None where none would hide it."""
    start = found.finding.span.start
    if not found.finding.span.end:  # it is about the note as a whole
        return None
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
    """The comment at the top of the body that hides all findings of the rule."""
    return _proved(note, found, note.body.start, f"<!-- vaultlint-ignore-file {found.rule} -->", prefix="")


def _proved(note: Note, found: Diagnostic, at: int, comment: str, prefix: str | None = None) -> Edit | None:
    """The edit that puts a comment above the line that starts there, if the comment hides the finding then."""
    prefix = _markers(note.text, at) if prefix is None else prefix
    break_ = newline_of(note.text)
    edit = insert(at, f"{break_ * _is_end(note.text, at)}{prefix}{comment}{break_}")
    after = parse(note.path, apply(note.text, [edit]))
    span = found.finding.span
    moved = span.start + len(edit.text) if at <= span.start and span.end else span.start
    place = Span(moved, moved + span.end - span.start)
    return edit if any(one.hides(found.rule, place) is not None for one in ignores(after)) else None


def _markers(text: str, at: int) -> str:
    """The markers of the quotes in which the line stands; of a callout that begins there, those around it."""
    markers = _MARKERS.match(text, at)
    found = markers[0] if markers else ""
    return found[: found.rfind(">")] if text.startswith("[!", at + len(found)) and ">" in found else found


def _is_end(text: str, at: int) -> bool:
    """Whether it is the end of a line without its ending, at the end of the text."""
    return at == len(text) and text[-1:] not in ("", "\r", "\n")
