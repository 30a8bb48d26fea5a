"""What `edit` and `migrate` do with the notes that they change: show them, or write them, and say what came of it."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vaultlint.commands import terminal
from vaultlint.commands.diff import note_diff
from vaultlint.files import NotWritten
from vaultlint.finding import Missing, Value
from vaultlint.journal import Journal
from vaultlint.operations.retag import Retagged
from vaultlint.operations.steps import after
from vaultlint.operations.tally import differences
from vaultlint.report.cells import first_cells
from vaultlint.report.outcome import count
from vaultlint.revise import Planned, Revision
from vaultlint.rewrite import Rewriting, rewrite_all

MOST_COUNTS = 20
"""So many of the commonest old values are told after a run that wrote; a preview tells all."""

WIDEST = 60
"""Values are shown to so many columns."""


@dataclass
class Changes:
    """What a run comes to: the notes it looked at, changes (or would), and leaves as they are."""

    write: bool
    journal: Journal
    notes: int = 0
    changed: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    diff: list[str] = field(default_factory=list)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    merged: list[str] = field(default_factory=list)

    def skip(self, root: Path, path: str, reason: str) -> None:
        """Put down that a note is left as it is, and why."""
        self.skipped.append((terminal.shown_path(root, path), reason))

    def settle(
        self, arguments: argparse.Namespace, root: Path, planned: Mapping[str, Planned],
        revisions: Sequence[Revision],
    ) -> list[Revision]:  # fmt: skip
        """Show the revisions of a vault's notes, or write them; those of notes that are, or would be, changed."""
        for revision in revisions:
            if revision.refusal:
                self.skip(root, revision.path, revision.refusal)
        changed, revised = [], [one for one in revisions if one.text is not None]
        for revision, error in zip(revised, self._settled(arguments, root, revised), strict=True):
            if error is not None:
                self.skip(root, revision.path, str(error))
                continue
            self._count(planned.get(revision.path))
            self._count_tags(terminal.shown_path(root, revision.path), revision.retagged)
            changed.append(revision)
        return changed

    def _settled(
        self, arguments: argparse.Namespace, root: Path, revised: Sequence[Revision]
    ) -> Iterator[NotWritten | None]:
        """Show or write each; of each why it could not be written."""
        if self.write:
            yield from rewrite_all(
                root, [Rewriting(one.path, one.before, one.text or "") for one in revised], self.journal
            )
            return
        for one in revised:
            self.diff += note_diff(arguments, terminal.shown_path(root, one.path), one.before, one.text or "")
            yield None

    def _count(self, plan: Planned | None) -> None:
        self.changed += 1
        if plan is None:
            return
        for one in differences(plan.values, after(plan.values, plan.steps)):
            self.counts[one.key, _spelt(one.old), _spelt(one.new)] += 1

    def _count_tags(self, path: str, retagged: Retagged) -> None:
        for old, new in retagged.names:
            self.counts["text", f"#{old}", f"#{new}"] += 1
        self.merged += (f"{path}: #{one} and #{other} become one" for one, other in retagged.merged)

    def report(self, arguments: argparse.Namespace, more: Iterable[str]) -> int:
        """Tell what the run came to, and `more`; the exit code: 1 if notes are skipped, or if some would change."""
        lines = list(self.diff)
        if not arguments.quiet:
            for part in ([*self._counted()], sorted(self.merged), [*more]):
                lines += ["", *part] if lines and part else part
            if self.write and self.changed:
                lines.append(f"changed {self.changed:,} of {count(self.notes, 'note')}; `vaultlint undo` takes it back")
        terminal.put(lines, arguments.output_file)
        for path, reason in sorted(self.skipped):
            terminal.warn(f"{path}: skipped: {reason}")
        if not arguments.quiet:
            self._tell_end()
        return int(bool(self.skipped) or (not self.write and self.changed > 0))

    def _counted(self) -> Iterator[str]:
        """A line for each old value: how often, of which key, and what comes in its place."""
        ordered = sorted(self.counts.items(), key=lambda one: (one[0][0], -one[1], one[0]))
        most = MOST_COUNTS if self.write else len(ordered)
        wide = max((len(f"{number:,}") for _, number in ordered), default=1)
        for (key, old, new), number in ordered[:most]:
            yield f"{number:>{wide},}  {key}: {old} → {new}"
        if len(ordered) > most:
            yield f"… and {count(len(ordered) - most, 'other change')}"

    def _tell_end(self) -> None:
        skipped = f"; {count(len(self.skipped), 'note')} skipped" if self.skipped else ""
        if not self.changed:
            terminal.warn(f"nothing to change; {count(self.notes, 'note')} read{skipped}")
        elif not self.write:
            terminal.warn(f"{self.changed:,} of {count(self.notes, 'note')} would change{skipped}; --write makes it so")
        elif skipped:
            terminal.warn(skipped.removeprefix("; "))


def _spelt(value: Value | Missing) -> str:
    if isinstance(value, Missing):
        return "(none)"
    return first_cells(json.dumps(value, ensure_ascii=False), WIDEST)
