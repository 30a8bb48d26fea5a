"""What planned steps make of notes on disk: each is read, its steps are made and proved; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaultlint import pool
from vaultlint.door import LARGEST
from vaultlint.errors import EditRefused
from vaultlint.files import Source, read
from vaultlint.finding import Value
from vaultlint.frontmatter import same
from vaultlint.note import parse
from vaultlint.operations import Step, revised
from vaultlint.operations.retag import UNTAGGED, Retagged, base_comparison, comparison, rebased
from vaultlint.operations.steps import Retag
from vaultlint.project import Advance


@dataclass(frozen=True, slots=True)
class Planned:
    """The steps for a note, and the values that they were planned for."""

    values: Mapping[str, Value]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of one note: its bytes, and its new text; None if it is left, for the reason `refusal` if any."""

    path: str
    before: bytes = b""
    text: str | None = None
    refusal: str = ""
    retagged: Retagged = UNTAGGED

    @property
    def is_idle(self) -> bool:
        """Whether nothing in it was to be changed; then it has no text either."""
        return self.text is None and not self.refusal


def revise(
    root: Path, planned: Mapping[str, Planned], jobs: int, advance: Advance, largest: int = LARGEST
) -> list[Revision]:
    """The notes of the vault at `root`, by their paths, with the steps made that are planned for them."""
    return pool.over(list(planned), _Revise(root, planned, largest), jobs, advance)


@dataclass(frozen=True)
class _Revise:
    root: Path
    planned: Mapping[str, Planned]
    largest: int

    def __call__(self, path: str) -> Revision:
        source = read(self.root / path, self.root, self.largest)
        if not isinstance(source, Source):
            return Revision(path, refusal=getattr(source.trouble, "reason", "it is not UTF-8"))
        note, plan = parse(path, source.text), self.planned[path]
        values = {} if note.frontmatter is None else note.frontmatter.values
        if values is None or not same(values, dict(plan.values)):
            return Revision(path, refusal="it has changed since it was read")
        try:
            text = revised(note, plan.steps)
            if text == note.text:
                return Revision(path)
            return Revision(path, source.data, text, retagged=comparison(note.text, text, values, plan.steps))
        except EditRefused as error:
            return Revision(path, refusal=str(error))


def rebase(root: Path, path: str, steps: Sequence[Retag]) -> Revision:
    """What renamed tags make of a base of the vault at `root`."""
    source = read(root / path, root)
    if not isinstance(source, Source):
        return Revision(path, refusal=getattr(source.trouble, "reason", "it is not UTF-8"))
    try:
        text = rebased(source.text, steps)
    except EditRefused as error:
        return Revision(path, refusal=str(error))
    if text == source.text:
        return Revision(path)
    return Revision(path, source.data, text, retagged=base_comparison(source.text, text))


__all__ = ["Planned", "Revision", "rebase", "revise"]
