"""Notes rewritten on disk: the journal has what changes, then the note is replaced as a whole."""

from __future__ import annotations

from pathlib import Path

from vaultlint.files import NotWritten, write
from vaultlint.journal import Journal
from vaultlint.source import encode


def rewrite(root: Path, note: str, before: bytes, text: str, journal: Journal) -> None:
    """Put `text` in the place of the bytes `before` of the note, which `undo` can take back.

    Raises:
        NotWritten: it must not be written, or could not; the note is as it was.
        Unjournalled: neither it nor another note can be written.
    """
    journal.add(root, note, before, encode(text, before))
    try:
        write(root / note, before, text, root)
    except NotWritten:
        journal.take_back(note)
        raise
