"""Notes rewritten on disk: the journal has what changes, then each note is replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from vaultlint.files import NotWritten, write
from vaultlint.journal import Journal
from vaultlint.source import encode

BATCH = 64
"""So many notes are put into the journal at once; after a crash it may have as many that were not written."""


class Rewriting(NamedTuple):
    """A note, the bytes that it has, and the text that is to come in their place."""

    path: str
    before: bytes
    text: str

    @property
    def after(self) -> bytes:
        """The bytes that it is to have."""
        return encode(self.text, self.before)


def rewrite(root: Path, path: str, before: bytes, text: str, journal: Journal) -> None:
    """Put `text` in the place of the bytes `before` of the note, which `undo` can take back.

    Raises:
        NotWritten: it must not be written, or could not; the note is as it was.
        Unjournalled: neither it nor another note can be written.
    """
    for error in rewrite_all(root, [Rewriting(path, before, text)], journal):
        if error is not None:
            raise error


def rewrite_all(root: Path, notes: Sequence[Rewriting], journal: Journal) -> Iterator[NotWritten | None]:
    """Rewrite the notes, one after the other; of each why it could not be, and is as it was.

    Raises:
        Unjournalled: neither the next nor another note can be written.
    """
    for start in range(0, len(notes), BATCH):
        batch = [(one.path, one.before, one.after) for one in notes[start : start + BATCH]]
        journal.add(root, batch)
        for path, before, after in batch:
            yield _written(root, path, before, after, journal)


def _written(root: Path, path: str, before: bytes, after: bytes, journal: Journal) -> NotWritten | None:
    try:
        journal.folders.add(write(root / path, before, after, root))
    except NotWritten as error:
        journal.take_back(path)
        return error
    return None


__all__ = ["Rewriting", "rewrite", "rewrite_all"]
