"""Finished translations put into a note, each in the note's own form, and proved to stand where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from vaultlint.bilingual import Bilingual, Unit, accepts_label, normalised
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
        pattern = _pattern(note, found, unit)
        if pattern is None:
            refused[name] = "no other text in such a list or quote shows how; put its translation in by hand"
        else:
            edits[name] = _edit(note, found, unit, pattern.filled(words[name].replace("\r\n", "\n")), pattern.gap)
    text = apply(note.text, edits.values())
    if not _proved(note, found, text, {name: open_texts[name] for name in edits}):
        return Placed(note.text, (), {**refused, **dict.fromkeys(edits, "it could not be proved to be read as meant")})
    return Placed(text, tuple(edits), refused)


def _edit(note: Note, found: Bilingual, unit: Unit, block: str, gap: str) -> Edit:
    newline = "\r\n" if "\r\n" in note.text else "\n"
    own = unit.span.of(note.text)
    start, end = unit.span.start + len(own) - len(own.lstrip()), unit.span.start + len(own.rstrip())
    if _position(found) == "before":
        return Edit(Span(start, start), _lined(block + gap, newline))
    return Edit(Span(end, end), _lined(gap + block, newline))


def _lined(text: str, newline: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", newline)


def _position(found: Bilingual) -> str:
    form = next((unit.form for unit in found.translations if unit.form), found.forms[0])
    return form.position


def _pattern(note: Note, found: Bilingual, unit: Unit) -> Pattern | None:
    """That of the nearest clean block whose text stands likewise, those in front of the text first.

    Else that of the form; none for a text in a list or quote.
    """
    before = [one for one in reversed(found.translations) if one.span.end <= unit.span.start]
    after = [one for one in found.translations if one.span.start >= unit.span.end]
    inside = _inside(note, unit)
    for one in (*before, *after):
        text = found.partner(one)
        gap = _gap(note, text, one) if text is not None and _inside(note, text) == inside else None
        pattern = of_note(note.text, one, gap) if gap is not None and _has_good_label(one) else None
        if pattern is not None:
            return pattern
    return None if inside[0] else of_form(found.forms[0])


def _inside(note: Note, text: Unit) -> tuple[tuple[str, ...], int]:
    """The containers in which a text stands, from the outside in, and how far it is indented by them."""
    block = note.body.block_at(text.span.start + len(text.span.of(note.text)) - len(text.span.of(note.text).lstrip()))
    return (block.within, block.indent) if block else ((), 0)


def _has_good_label(block: Unit) -> bool:
    form = block.form
    return form is None or not form.labels or accepts_label((form,), normalised(block.label_text), block)


def _gap(note: Note, text: Unit, block: Unit) -> str | None:
    """What stands between a block and its text; None if that is more than blanks."""
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
