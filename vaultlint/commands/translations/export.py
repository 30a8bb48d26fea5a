"""`vaultlint translations export`: the texts that lack their translation, for a translator or a program."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint import pool
from vaultlint.commands import options, terminal
from vaultlint.counterparts.groups import groups, is_outdated
from vaultlint.exchange import Task, left_as_it_was, tasks, whole_tasks
from vaultlint.exchange.formats import FORMATS
from vaultlint.files import Source
from vaultlint.note import Note
from vaultlint.project import Project
from vaultlint.report.outcome import count
from vaultlint.walk import Chosen

NAME = "export"
HELP = "write the texts that lack their translation as XLIFF, PO or JSON lines"


def add(parser: argparse.ArgumentParser) -> None:
    """The action's options."""
    parser.description = (
        "A text stands there with the headings above it and the text in front of it. Of translations in files of their "
        "own there are all texts where the file is missing or outdated, else those that stand in it untranslated. What "
        "is filled in comes back with `vaultlint translations import`."
    )
    parser.add_argument("--format", choices=[*FORMATS], default="xliff", help=f"{' | '.join(FORMATS)} (default: xliff)")
    parser.add_argument("--untranslated", action="store_true", help="also the texts of notes without any translation")
    options.add_within(parser)
    output = parser.add_argument_group("output")
    options.add_target(output)
    output.add_argument("--quiet", action="store_true", help="do not say how many texts there are")


def run(arguments: argparse.Namespace) -> int:
    """0, also if nothing is missing."""
    found = [*_tasks(arguments)]
    text = FORMATS[arguments.format].write(found)
    terminal.put(text.removesuffix("\n").split("\n") if text else [], arguments.output_file)
    if not arguments.quiet:
        notes = count(len({task.path for task in found}), "note")
        terminal.warn(f"{count(len(found), 'text')} of {notes} without a translation")
    return 0


def _tasks(arguments: argparse.Namespace) -> Iterator[Task]:
    jobs = options.jobs(arguments)
    for chosen in options.chosen(arguments):
        project = Project(chosen.config)
        project.prepare()
        with terminal.progress(len(chosen.notes), "reading") as advance:
            for found in pool.over(chosen.notes, _Tasks(project, arguments.untranslated), jobs, advance):
                for task in found:
                    yield _shown(task, project)
        for task in _in_other_files(project, chosen, jobs):
            yield _shown(task, project)


def _shown(task: Task, project: Project) -> Task:
    return task._replace(path=terminal.shown_path(project.config.root, task.path))


def _in_other_files(project: Project, chosen: Chosen, jobs: int) -> Iterator[Task]:
    """The texts of originals that have no translation, or an outdated one, or stand in it as they are."""
    if not project.config.file_translations:
        return
    vault, notes = project.vault(jobs), set(chosen.notes)
    for form, known in groups(vault).items():
        for path, (shared, language) in sorted(known.place.items()):
            if path not in notes or language != form.original:
                continue
            original, missing = _note(project, path), {*known.lacking(path)}
            if original is None:
                continue
            for target in form.languages:
                other = known.members[shared].get(target)
                if other is None and target in missing:
                    yield from whole_tasks(original, known.place_of(path, target), form.original, target)
                elif other is not None and is_outdated(other, known.members[shared][language], form, vault):
                    yield from whole_tasks(original, other.path, form.original, target)
                elif other is not None and (translation := _note(project, other.path)):
                    left = left_as_it_was(translation)
                    yield from whole_tasks(original, other.path, form.original, target, left)


def _note(project: Project, path: str) -> Note | None:
    source = project.read(path)
    return project.note(path, source.text) if isinstance(source, Source) else None


@dataclass(frozen=True)
class _Tasks:
    project: Project
    untranslated: bool

    def __call__(self, path: str) -> list[Task]:
        note = _note(self.project, path)
        return [*tasks(note, self.untranslated)] if note is not None else []
