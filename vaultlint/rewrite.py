"""Notes rewritten on disk: the journal has what changes, then each note is replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from vaultlint.files import NotWritten, Staged, stage, swap
from vaultlint.journal import Journal
from vaultlint.source import encode

BATCH = 64
"""So many notes are put into the journal at once; after a crash it may have as many that were not written."""

THREADS = 16
"""So many notes wait for the disk at the same time."""


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
        with _staged(root, batch) as staged:
            journal.folders |= {one.target.parent for one in staged if isinstance(one, Staged)}
            for (path, before, after), one in zip(batch, staged, strict=True):
                yield _written(path, before, after, one, journal)


@contextmanager
def _staged(root: Path, batch: Sequence[tuple[str, bytes, bytes]]) -> Iterator[list[Staged | NotWritten]]:
    """Each note of the batch staged, or why it cannot be; the disk is waited for once for several."""
    made = list[Staged]()

    def staged(one: tuple[str, bytes, bytes]) -> Staged | NotWritten:
        path, _, after = one
        try:
            made.append(found := stage(root / path, after, root))
        except NotWritten as error:
            return error
        return found

    try:
        if len(batch) < THREADS:
            yield [*map(staged, batch)]
        else:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(THREADS) as executor:
                found = list(executor.map(staged, batch))
            yield found
    finally:
        for one in made:
            one.discard()


def _written(
    path: str, before: bytes, after: bytes, staged: Staged | NotWritten, journal: Journal
) -> NotWritten | None:
    try:
        if isinstance(staged, NotWritten):
            raise staged
        swap(staged, before, after)
    except NotWritten as error:
        journal.take_back(path)
        return error
    return None


__all__ = ["Rewriting", "rewrite", "rewrite_all"]
