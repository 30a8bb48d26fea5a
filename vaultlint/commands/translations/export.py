"""`vaultlint translations export`: the texts that lack their translation, for a translator or a program."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint import pool
from vaultlint.commands import options, terminal
from vaultlint.exchange import Task, tasks
from vaultlint.exchange.formats import FORMATS
from vaultlint.files import Source, read
from vaultlint.project import Project
from vaultlint.report.outcome import count

NAME = "export"
HELP = "write the texts that lack their translation as XLIFF, PO or JSON lines"


def add(parser: argparse.ArgumentParser) -> None:
    """The action's options."""
    parser.description = (
        "A text stands there with the headings above it and the text in front of it. What is filled in comes back with "
        "`vaultlint translations import`."
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
                    yield task._replace(path=terminal.shown_path(chosen.config.root, task.path))


@dataclass(frozen=True)
class _Tasks:
    project: Project
    untranslated: bool

    def __call__(self, path: str) -> list[Task]:
        source = read(self.project.config.root / path)
        if not isinstance(source, Source):
            return []
        return [*tasks(self.project.note(path, source.text), self.untranslated)]
