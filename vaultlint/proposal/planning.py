"""All that a vault shows, put together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from vaultlint.bilingual.unbound.tongue import commonest, language_of_note
from vaultlint.files import Source, read
from vaultlint.late import late
from vaultlint.note import Note, parse
from vaultlint.patterns import fits
from vaultlint.proposal.drafts import drafted
from vaultlint.proposal.files import translation_files
from vaultlint.proposal.kinds import kinds
from vaultlint.proposal.looking import Seen
from vaultlint.proposal.surroundings import surroundings
from vaultlint.proposal.translations import translations
from vaultlint.proposal.trial import Plan
from vaultlint.proposal.vocabularies import vocabularies
from vaultlint.walk import files_below

FEW = 20
"""So many notes tell their language."""

ENGLISH, COMMON = "en", 0.06
"""The language that stands for all in Latin letters; such a part of its words are the commonest."""

_COMMONEST = late(r"\b(?:the|and|of|to|is|in|a)\b", 2)
_WORD = late(r"[^\W\d_]++")


def planned(root: Path, seen: Sequence[Seen]) -> Plan:
    """What the notes of the vault in `root`, and the files around them, show."""
    around = list(surroundings(root, seen))
    left_out = tuple(pattern for one in around if one.key == "exclude" for pattern in one.value)
    notes = [one for one in seen if not (left_out and fits(left_out, one.path))]
    files = sorted(files_below(root))
    pairs = translation_files([one.path for one in notes], partial(_language_of, root))
    settings = [*around, *translations(notes), *([pairs] if pairs else []), *vocabularies(root, files, notes)]
    return Plan(tuple(settings), tuple(drafted(kinds(notes), files)))


def _language_of(root: Path, paths: Sequence[str]) -> str:
    """The language of notes, as far as a few of them tell."""
    sources = (read(root / path, root) for path in paths[:FEW])
    notes = [parse("", one.text) for one in sources if isinstance(one, Source)]
    return commonest(found for note in notes if (found := _language(note)))


def _language(note: Note) -> str:
    """The language of a note; empty if its script does not tell it, and it is not evidently English."""
    found = language_of_note(note.text, note.body)
    if found != ENGLISH:
        return found
    words = sum(1 for _ in _WORD.finditer(note.text))
    return ENGLISH if sum(1 for _ in _COMMONEST.finditer(note.text)) >= max(1, COMMON * words) else ""
