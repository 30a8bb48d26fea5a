"""Fixes of notes that see one another: what one note has become may tell more of the next, until nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vaultlint import pool
from vaultlint.files import Source, Unread
from vaultlint.finding import Applicability
from vaultlint.lint import vault_findings
from vaultlint.mend import mendable
from vaultlint.project import Mending, Mendings, Project
from vaultlint.source import encode
from vaultlint.vault import Outline, Vault

ROUNDS = 8
"""So many times the vault is looked at anew; each time what is told rests on less that is new."""


def settle(project: Project, first: Mendings, threshold: Applicability, jobs: int) -> Sequence[Mending]:
    """The mendings, each with what the rules about the vault make of the note when the others are mended, too."""
    notes, vault = {one.path: one for one in first.notes}, first.vault
    changed = [one for one in first.notes if one.mended is not None and one.mended.cured]
    for _ in range(ROUNDS):
        outlines = _outlines(project, vault, changed)
        if not outlines:
            break
        known = {one.path: one for one in vault.outlines} | outlines
        vault = project.vault_of(tuple(known[path] for path in sorted(known)), replace(vault, outlines=()))
        concerned = [
            path for path in notes if path in known and vault_findings(known[path], vault, project.active_for(path))
        ]
        anew = pool.over(concerned, _Anew(project, threshold, vault, notes), jobs, _silent)
        changed = [one for one in anew if one is not None]
        notes |= {one.path: one for one in changed}
    return [*notes.values()]


def _outlines(project: Project, vault: Vault, changed: Sequence[Mending]) -> dict[str, Outline]:
    """The outlines that are not what they were, by their paths; none where no rule asks for them."""
    if not project.has_vault_rules:
        return {}
    before = {one.path: one for one in vault.outlines}
    now = (project.outline_of(one.path, _now(one)) for one in changed)
    return {one.path: one for one in now if one is not None and one != before.get(one.path)}


def _now(one: Mending) -> Source:
    """The note as it has become."""
    assert one.mended is not None
    return Source(encode(one.mended.text, one.before), one.mended.text)


@dataclass(frozen=True)
class _Anew:
    """Mends a note in a vault that has changed; None if nothing more is to be mended."""

    project: Project
    threshold: Applicability
    vault: Vault
    notes: dict[str, Mending]

    def __call__(self, path: str) -> Mending | None:
        first = self.notes[path]
        was_mended = first.mended is not None and bool(first.mended.cured)
        source = _now(first) if was_mended else self.project.read(path)
        told = self.project.check_again(path, source, self.vault, wholly=False).checked
        if isinstance(source, Unread) or not any(mendable(told, self.threshold)):
            return None
        more = self.project.mend_text(path, source, self.threshold, self.vault)
        if more.mended is None or not more.mended.cured:
            return None
        if first.mended is None or not was_mended:
            return more
        cured = (*first.mended.cured, *more.mended.cured)
        return Mending(path, more.left, first.before, replace(more.mended, cured=cured))


def _silent(count: int) -> None:
    pass


__all__ = ["settle"]
