"""What `edit` and `migrate` have in common: the notes are read, planned for, changed, and told of."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vaultlint.commands import options, terminal
from vaultlint.commands.changes import Changes
from vaultlint.commands.contexts import Contexts
from vaultlint.errors import UsageError, VaultlintError, reason_of
from vaultlint.journal import Journal
from vaultlint.migration import Plan, Stage, plan
from vaultlint.migration.plan import alike
from vaultlint.nearest import nearest
from vaultlint.operations.retag import renamed
from vaultlint.project import Project
from vaultlint.report.outcome import count
from vaultlint.revise import Planned, Revision, rebase, revise
from vaultlint.selection import Knowledge, Record, keys_of, records
from vaultlint.source import decode
from vaultlint.walk import Chosen

BASES = ("*.base",)
"""The files of Obsidian's bases; they are no notes."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of both."""
    parser.add_argument("--write", action="store_true", help="write the notes; else it is only shown what would change")
    options.add_within(parser)
    output = parser.add_argument_group("output")
    options.add_target(output)
    output.add_argument("--quiet", action="store_true", help="no counts and no summary")


def text_of(file: Path) -> str:
    """The text of a file that the call names.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return decode(file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {reason_of(error)}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: it is not UTF-8") from None


@dataclass
class Editing:
    """A run of stages over vaults; `command` is what the journal calls it."""

    stages: Sequence[Stage]
    arguments: argparse.Namespace
    command: str
    changed: Counter[int] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    unsettled: dict[str, tuple[int, ...]] = field(default_factory=dict)
    known: dict[str, None] = field(default_factory=dict)

    def run(self) -> int:
        """0 if all is done, 1 if a note is skipped, or, without `--write`, if something would change."""
        vaults = options.chosen(self.arguments)
        with Journal([one.config.root for one in vaults], self.command) as journal:
            self.changes = Changes(self.arguments.write, journal)
            for chosen in vaults:
                self._edit(chosen)
            self._edit_bases()
        for path in dict.fromkeys(path for stage in self.stages for path in stage.operation.paths):
            if not Path(path).exists():
                self.changes.skip(Path.cwd(), path, "there is no such note")
        code = self.changes.report(self.arguments, self._told_stages())
        self._tell()
        return code

    def _edit(self, chosen: Chosen) -> None:
        """Change the notes of one vault."""
        config, jobs = chosen.config, options.jobs(self.arguments)
        with terminal.progress(len(chosen.notes), "reading") as advance:
            found = records(config, chosen.notes, jobs, advance)
        self._inform(Knowledge(config, found, jobs, [key for one in self.stages for key in one.operation.makes]))
        self.changes.notes += len(found)
        self.known.update(keys_of(found))
        project, plans = Project(config), dict[str, Plan]()
        for record in found:
            made = self._planned(record, project)
            if made is not None:
                plans[record.file.path] = made
        values = {one.file.path: one.values for one in found}
        planned = {path: Planned(values[path] or {}, one.steps) for path, one in plans.items()}
        with terminal.progress(len(planned), "editing") as advance:
            revisions = revise(config.root, planned, jobs, advance, config.limits.note_size)
        for revision in self.changes.settle(self.arguments, config.root, planned, revisions):
            made = plans[revision.path]
            self.changed.update({*made.stages, *self._retagging(made.retags, revision)})

    def _retagging(self, numbers: Iterable[int], revision: Revision) -> Iterator[int]:
        """Those of the stages that have renamed a tag in the text."""
        olds = [old for old, _ in revision.retagged.names]
        for number in numbers:
            if any(renamed(old, one) for old in olds for one in self.stages[number].operation.retags):
                yield number

    def _edit_bases(self) -> None:
        """Rename tags in the bases of the vaults: for a step that is for all notes."""
        steps = [one for stage in self.stages if not stage.conditions for one in stage.operation.retags]
        for chosen in options.chosen(self.arguments, BASES) if steps else ():
            root = chosen.config.root
            self.changes.notes += len(chosen.notes)
            revisions = [rebase(root, path, steps) for path in chosen.notes]
            for revision in self.changes.settle(self.arguments, root, {}, revisions):
                self.changed.update(self._retagging(range(len(self.stages)), revision))

    def _inform(self, knowledge: Knowledge) -> None:
        """Tell the expressions of all stages what they ask of the vault."""
        for stage in self.stages:
            for expression in stage.expressions:
                try:
                    knowledge.inform(expression)
                except VaultlintError as error:
                    raise UsageError(stage.place + stage.told(str(error))) from None

    def _planned(self, record: Record, project: Project) -> Plan | None:
        """What is to be done to the note; None for nothing."""
        root, path = project.config.root, record.file.path
        contexts = Contexts(record, project)
        if record.values is None:
            if any(contexts.are_of(one.operation) and one.is_for(None, record.file) for one in self.stages):
                self.changes.skip(root, path, record.trouble)
            return None
        found = plan(self.stages, record.values, contexts, record.file)
        self.known.update(dict.fromkeys(found.values))
        if found.refused is not None:
            self.refused[found.refused] += 1
            self.changes.skip(root, path, found.refusal)
        if not found.steps:
            return None
        again = plan(self.stages, found.values, contexts, record.file)
        if again.refused is not None or not alike(again.values, found.values):
            self.unsettled[contexts.path] = again.stages or (again.refused or 0,)
        return found

    def _told_stages(self) -> Iterator[str]:
        """A line a stage: how many notes it changes; nothing of a stage without a name."""
        wide = max((len(f"{number:,}") for number in self.changed.values()), default=1)
        for number, stage in enumerate(self.stages):
            if stage.name:
                skipped = f"; refused in {count(self.refused[number], 'note')}" if self.refused[number] else ""
                reason = f": {stage.reason}" if stage.reason else ""
                notes = "note " if self.changed[number] == 1 else "notes"
                yield f"{self.changed[number]:>{wide},} {notes}  {stage.name}{reason}{skipped}"

    def _tell(self) -> None:
        """Keys that no note has, notes that an expression does not fit, and those that a second run would change."""
        for stage in self.stages:
            for key in dict.fromkeys([*stage.operation.keys, *(key for one in stage.conditions for key in one.keys)]):
                if self.known and key not in self.known:
                    close = nearest(key, self.known)
                    terminal.warn(
                        stage.told(f"no note has the key `{key}`" + (f"; did you mean `{close}`?" if close else ""))
                    )
            for line in dict.fromkeys(line for one in stage.expressions for line in one.misfits()):
                terminal.warn(stage.told(line))
        if self.unsettled:
            path, numbers = next(iter(self.unsettled.items()))
            steps = " and ".join(self.stages[one].name for one in numbers)
            notes = count(len(self.unsettled), "note")
            terminal.warn(f"a second run would change {notes} again, by {steps} (the first is {path})")
