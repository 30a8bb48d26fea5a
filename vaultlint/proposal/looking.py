"""What is seen of each note: its metadata, and whether it is evidently in two languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from vaultlint import pool
from vaultlint.bilingual import Form
from vaultlint.files import Source, read
from vaultlint.finding import Value
from vaultlint.note import parse


class Seen(NamedTuple):
    """One note: its values, None where they cannot be known; the forms in which it evidently keeps its originals.

    `originals` is how many it keeps.
    """

    path: str
    values: Mapping[str, Value] | None
    forms: tuple[Form, ...] = ()
    originals: int = 0
    is_template: bool = False


def look(root: Path, notes: Sequence[str], jobs: int, advance: Callable[[int], None]) -> list[Seen]:
    """What is seen of these notes of the vault in `root`."""
    return pool.over(notes, _FileLook(root), jobs, advance)


@dataclass(frozen=True)
class _FileLook:
    root: Path

    def __call__(self, path: str) -> Seen:
        source = read(self.root / path, self.root)
        return seen(path, source.text) if isinstance(source, Source) else Seen(path, None)


def seen(path: str, text: str) -> Seen:
    """What is seen of a note."""
    note = parse(path, text)
    try:
        found, is_template = note.bilingual, note.frontmatter is not None and note.frontmatter.is_template
        forms, originals = (found.forms, len(found.translations)) if found is not None else ((), 0)
        return Seen(path, note.values, forms, originals, is_template)
    except Exception:  # told when the note is checked
        return Seen(path, None)
