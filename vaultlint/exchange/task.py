"""What a translator gets: a text, where it stands, and what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from vaultlint.bilingual import Bilingual, Unit
from vaultlint.bilingual.unit import Kind
from vaultlint.bilingual.units import units
from vaultlint.note import Note

Named = TypeVar("Named")

NEXT = "›"
"""Stands between a heading and those below it."""


class Task(NamedTuple):
    """A text in `language` that lacks its counterpart in `original`.

    `path` is the note into which the translation goes. `id` is made from the text itself, so that it is found again
    when other parts of the note have changed. `source` is Markdown. `headings` are those it stands below, `before` is
    the text in front of it.
    """

    path: str
    line: int
    id: str
    source: str
    language: str
    original: str
    headings: str = ""
    before: str = ""


def tasks(note: Note, untranslated: bool = False) -> Iterator[Task]:
    """The texts of a note that lack their translation; all of a note that has none, if those are wanted, too."""
    found = note.bilingual
    if found is None or not found.forms:
        return
    form = next((unit.form for unit in found.translations if unit.form), found.forms[0])
    for name, unit in lacking(note, found, untranslated).items():
        line = note.lines.position(unit.span.start).line
        yield Task(
            note.path, line, name, source_of(note, unit), form.language, form.original,
            headings(note, unit.span.start), _before(note, found, unit),
        )  # fmt: skip


def lacking(note: Note, found: Bilingual, untranslated: bool) -> dict[str, Unit]:
    """The texts without a translation by their ids, in order."""
    wanted = wanting(note, found) if untranslated and not found.translations else found.missing
    return named(wanted, lambda unit: source_of(note, unit))


def named(wanted: Iterable[Named], source: Callable[[Named], str]) -> dict[str, Named]:
    """Things by ids made from their texts; the same text again has another id."""
    found: dict[str, Named] = {}
    times: Counter[str] = Counter()
    for one in wanted:
        digest = blake2b(source(one).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
        times[digest] += 1
        found[digest if times[digest] == 1 else f"{digest}-{times[digest]}"] = one
    return found


def wanting(note: Note, found: Bilingual) -> Sequence[Unit]:
    """The texts that want a translation, also those of a note that has none and is not asked to have some."""
    if found.units:
        return found.wanting
    return [unit for unit in units(note.text, note.body, found.forms) if unit.kind is Kind.WANTS]


def source_of(note: Note, unit: Unit) -> str:
    """The text as it is written in the note, with `\\n` at the ends of its lines."""
    return unit.span.of(note.text).strip().replace("\r\n", "\n").replace("\r", "\n")


def headings(note: Note, offset: int) -> str:
    """The headings above a place, from the outermost on."""
    path: list[tuple[int, str]] = []
    for block in note.body.blocks:
        if block.span.start >= offset:
            break
        if block.kind == "heading":
            path = [one for one in path if one[0] < block.level]
            path.append((block.level, block.span.of(note.text).strip("#= \t\r\n-")))
    return f" {NEXT} ".join(text for _, text in path)


def _before(note: Note, found: Bilingual, unit: Unit) -> str:
    """The text in front of one; empty for the first of a note."""
    earlier = [one for one in wanting(note, found) if one.span.end <= unit.span.start]
    return source_of(note, earlier[-1]) if earlier else ""
