"""`vaultlint check`: report findings."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from vaultlint import obsidian, recall
from vaultlint.changed import changed
from vaultlint.commands import known, options, outputs, terminal
from vaultlint.errors import UsageError
from vaultlint.files import understand
from vaultlint.finding import Diagnostic
from vaultlint.project import Project, Result
from vaultlint.report import Crash, Outcome
from vaultlint.report.outcome import count
from vaultlint.walk import Chosen

NAME = "check"
HELP = "report findings"


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    options.add_paths(parser)
    parser.add_argument(
        "--changed", metavar="REF", nargs="?", const="",
        help="only notes that have changed since this commit of git (default: since the branch parted from the "
        "default one); what is staged, unstaged or new to git counts, too",
    )  # fmt: skip
    parser.add_argument("--watch", action="store_true", help="check again whenever something changes, until Ctrl-C")
    options.add_rules(parser)
    outputs.add(parser)
    habits = "say which part of a schema asks for it, and on stderr what each bilingual note is used to"
    parser.add_argument("--verbose", action="store_true", help=habits)
    counts = "count the findings of each rule and folder instead (full, concise; json: besides)"
    parser.add_argument("--statistics", action="store_true", help=counts)
    group = parser.add_argument_group("known findings")
    group.add_argument(
        "--baseline", metavar="FILE", type=Path,
        help="tell only findings that are not in this file; what is found no more is dropped from it",
    )  # fmt: skip
    group.add_argument("--write-baseline", metavar="FILE", type=Path, help="put all findings into this file")


@dataclass
class _Run:
    """What a run comes to; `notes` are those that were checked, each with its project and its path there."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    crashes: list[Crash] = field(default_factory=list)
    notes: dict[str, tuple[Project, str]] = field(default_factory=dict)
    hidden: int = 0

    def take(self, project: Project, result: Result) -> None:
        """Put what came of a note to the rest, under the path that the user knows it by."""
        path = terminal.shown_path(project.config.root, result.path)
        self.notes[path] = project, result.path
        self.diagnostics += [replace(found, path=path) for found in result.checked.diagnostics]
        self.crashes += [Crash(one.rule, path, one.error) for one in result.checked.crashes]
        self.hidden += result.checked.hidden
        if result.habit:
            terminal.warn(f"{path}: {result.habit}")


def run(arguments: argparse.Namespace) -> int:
    """0 if nothing is to be told, 1 if findings are, 3 if a rule failed."""
    if arguments.watch:
        from vaultlint.commands.watching import watched

        return watched(arguments)
    outputs.examine(arguments)
    known.examine(arguments)
    done = _Run()
    for project, results in _checked(arguments):
        for result in results:
            done.take(project, result)
        silent = [one.path for one in results if one.outline is None and not one.checked.diagnostics]
        terminal.warn_of_unread(project, silent)
    done.diagnostics.sort(key=lambda found: found.order)
    if not done.notes and arguments.changed is None:
        terminal.warn("no note to check here")
    if arguments.write_baseline is not None:
        known.write(arguments.write_baseline, done.diagnostics)
        return 3 * terminal.told_crashes(done.crashes)
    new = known.new(arguments, done.diagnostics, done.notes, bool(done.crashes))
    code = 3 if done.crashes else int(options.fails(new, arguments.fail_on))
    outcome = Outcome(
        new, len(done.notes), done.hidden, len(done.diagnostics) - len(new), verbose=arguments.verbose,
        statistics=arguments.statistics, paths=[*done.notes], crashes=done.crashes, code=code,
        fail_on=arguments.fail_on,
    )  # fmt: skip
    outputs.tell(arguments, outcome)
    terminal.told_crashes(done.crashes)
    return code


def _checked(arguments: argparse.Namespace) -> Iterator[tuple[Project, Sequence[Result]]]:
    select = options.names(arguments.select, "--select")
    ignore = options.names(arguments.ignore, "--ignore") or ()
    stdin = options.stdin_note(arguments)
    if stdin is not None and arguments.changed is not None:
        raise UsageError("--changed is about files, not about standard input")
    if stdin is not None:
        config, path = stdin
        project = _prepared(arguments, Project(config, select, ignore, arguments.verbose))
        vault = project.vault(1, read_already={path})
        yield project, [project.check_text(path, understand(terminal.taken()), vault)]
        return
    for chosen in map(partial(_narrowed, arguments), options.chosen(arguments)):
        project = _prepared(arguments, Project(chosen.config, select, ignore, arguments.verbose))
        with terminal.progress(len(chosen.notes), "checking") as advance:
            checked = project.check if arguments.no_cache else partial(recall.check, project)
            yield project, checked(chosen.notes, options.jobs(arguments), advance)


def _narrowed(arguments: argparse.Namespace, chosen: Chosen) -> Chosen:
    """The notes among those chosen that have changed, if only these are asked for; said, as few may be many."""
    if arguments.changed is None:
        return chosen
    files, since = changed(chosen.config.root, arguments.changed)
    notes = tuple(note for note in chosen.notes if note in files)
    if not arguments.quiet:
        terminal.warn(f"{count(len(notes), 'note')} changed since {since}")
    return replace(chosen, notes=notes)


def _prepared(arguments: argparse.Namespace, project: Project) -> Project:
    project.prepare()
    notices = [*obsidian.read(project.config.root).unread, *filter(None, [project.lacking])]
    for notice in notices if not arguments.quiet else ():
        terminal.warn(notice)
    return project
