"""Finished translations put into a note, each in the note's own form, and proved to stand where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from vaultlint.bilingual import Bilingual, Unit
from vaultlint.exchange.pattern import Pattern, of_form, of_note
from vaultlint.exchange.task import lacking, source_of, wanting
from vaultlint.note import Note
from vaultlint.text import Edit, Span, apply


@dataclass(frozen=True, slots=True)
class Placed:
    """The text of the note with the translations; `done` are their ids, `refused` says of others why not."""

    text: str
    done: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)


def place(note: Note, words: Mapping[str, str]) -> Placed:
    """Put each translation beside the text with that id; what cannot be proved is refused."""
    found = note.bilingual
    if found is None:
        return Placed(note.text, (), dict.fromkeys(words, "the note is not bilingual"))
    open_texts = lacking(note, found, untranslated=True)
    refused = {name: "the note has no such text without a translation" for name in words if name not in open_texts}
    edits: dict[str, Edit] = {}
    for name, unit in open_texts.items():
        if name not in words:
            continue
        if _stands_inside(note, unit):
            refused[name] = "the text stands in a list or quote; put its translation in by hand"
        else:
            edits[name] = _edit(note, found, unit, words[name])
    text = apply(note.text, edits.values())
    if not _proved(note, found, text, {name: open_texts[name] for name in edits}):
        return Placed(note.text, (), {**refused, **dict.fromkeys(edits, "it could not be proved to be read as meant")})
    return Placed(text, tuple(edits), refused)


def _stands_inside(note: Note, unit: Unit) -> bool:
    return any(block.within for block in note.body.blocks_in(*unit.span))


def _edit(note: Note, found: Bilingual, unit: Unit, words: str) -> Edit:
    pattern = _pattern(note, found, unit)
    newline = "\r\n" if "\r\n" in note.text else "\n"
    own = unit.span.of(note.text)
    start, end = unit.span.start + len(own) - len(own.lstrip()), unit.span.start + len(own.rstrip())
    block = _lined(pattern.filled(words.replace("\r\n", "\n")), newline)
    gap = _lined(pattern.gap, newline)
    if _position(found) == "before":
        return Edit(Span(start, start), block + gap)
    return Edit(Span(end, end), gap + block)


def _lined(text: str, newline: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", newline)


def _position(found: Bilingual) -> str:
    form = next((unit.form for unit in found.translations if unit.form), found.forms[0])
    return form.position


def _pattern(note: Note, found: Bilingual, unit: Unit) -> Pattern:
    """That of the nearest clean block, those in front of the text first; else that of the form."""
    before = [one for one in reversed(found.translations) if one.span.end <= unit.span.start]
    after = [one for one in found.translations if one.span.start >= unit.span.end]
    for one in (*before, *after):
        gap = _gap(note, found, one)
        pattern = of_note(note.text, one, gap) if gap is not None else None
        if pattern is not None:
            return pattern
    return of_form(found.forms[0])


def _gap(note: Note, found: Bilingual, block: Unit) -> str | None:
    """What stands between a block and its text; None if that is more than blanks."""
    text = found.partner(block)
    if text is None:
        return None
    first, second = sorted((text.span, block.span))
    own = first.of(note.text)
    between = note.text[first.start + len(own.rstrip()) : second.start]
    return between.replace("\r\n", "\n") if between and not between.strip() else None


def _proved(note: Note, found: Bilingual, text: str, served: Mapping[str, Unit]) -> bool:
    """Whether the texts, and they only, are translated now, and nothing else is read otherwise."""
    after = replace(note, text=text)
    now = after.bilingual
    if now is None or len(now.translations) != len(found.translations) + len(served):
        return False
    still = [source_of(note, unit) for unit in found.missing if unit not in served.values()]
    return (
        [source_of(after, unit) for unit in now.missing if source_of(after, unit) in still] == still
        and [source_of(after, unit) for unit in now.wanting] == [source_of(note, unit) for unit in wanting(note, found)]
        and len(after.body.details.faults) <= len(note.body.details.faults)
        and {source_of(note, one) for one in served.values()} <= {source_of(after, one) for one in _partners(now)}
    )


def _partners(found: Bilingual) -> Iterator[Unit]:
    for one in found.translations:
        partner = found.partner(one)
        if partner is not None:
            yield partner
