"""`vaultlint fix`: make every safe fix, report the rest."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from vaultlint import recall
from vaultlint.commands import known, options, outputs, terminal
from vaultlint.commands.diff import note_diff
from vaultlint.errors import UsageError
from vaultlint.files import understand
from vaultlint.finding import Applicability, Diagnostic
from vaultlint.journal import Journal
from vaultlint.project import Mending, Project
from vaultlint.report import Crash, Outcome
from vaultlint.rewrite import Rewriting, rewrite_all
from vaultlint.settle import settle
from vaultlint.source import encode

NAME = "fix"
HELP = "make every safe fix, report the rest"


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    options.add_paths(parser)
    parser.add_argument("--unsafe-fixes", action="store_true", help="make fixes that are guesses, too")
    parser.add_argument("--diff", action="store_true", help="show what would change, write nothing")
    options.add_rules(parser)
    outputs.add(parser)
    parser.add_argument(
        "--baseline", metavar="FILE", type=Path, help="of what is left, tell only findings that are not in this file"
    )


@dataclass
class _Run:
    """What a run comes to; `notes` are those that were read, each with its project and its path there."""

    cured: list[Diagnostic] = field(default_factory=list)
    diff: list[str] = field(default_factory=list)
    left: list[Diagnostic] = field(default_factory=list)
    crashes: list[Crash] = field(default_factory=list)
    notes: dict[str, tuple[Project, str]] = field(default_factory=dict)
    hidden: int = 0
    unwritten: int = 0


def run(arguments: argparse.Namespace) -> int:
    """0 if nothing is left, 1 if findings are (with `--diff`: if something would change), 3 if a rule failed."""
    select = options.names(arguments.select, "--select")
    ignore = options.names(arguments.ignore, "--ignore") or ()
    threshold = Applicability.UNSAFE if arguments.unsafe_fixes else Applicability.SAFE
    done = _Run()
    stdin = options.stdin_note(arguments)
    if arguments.reports and (stdin is not None or arguments.diff):
        raise UsageError("`--output-file FORMAT:FILE` has nothing to tell where the outcome is a note or a diff")
    if stdin is not None:
        project = _prepared(Project(stdin[0], select, ignore))
        return _fix_stdin(arguments, project, stdin[1], threshold)
    outputs.examine(arguments)
    known.examine(arguments)
    vaults = options.chosen(arguments)
    with Journal([one.config.root for one in vaults], _spelt(arguments)) as journal:
        for chosen in vaults:
            project = _prepared(Project(chosen.config, select, ignore))
            _fix_vault(arguments, project, chosen.notes, threshold, journal, done)
    if not done.notes:
        terminal.warn("no note to fix here")
    if arguments.diff:
        terminal.put(done.diff, arguments.output_file)
        _tell_diff_end(arguments, done)
        return 3 if terminal.told_crashes(done.crashes) else int(bool(done.cured))
    done.left.sort(key=lambda found: found.order)
    left = known.new(arguments, done.left, done.notes, bool(done.crashes))
    code = 3 if done.crashes else int(done.unwritten > 0 or options.fails(left, arguments.fail_on))
    outputs.tell(arguments, Outcome(
        left, len(done.notes), done.hidden, len(done.left) - len(left), done.cured, fixing=True,
        paths=[*done.notes], crashes=done.crashes, code=code, fail_on=arguments.fail_on,
    ))  # fmt: skip
    terminal.told_crashes(done.crashes)
    return code


def _prepared(project: Project) -> Project:
    project.prepare()
    return project


def _fix_vault(
    arguments: argparse.Namespace, project: Project, notes: tuple[str, ...], threshold: Applicability,
    journal: Journal, done: _Run,
) -> None:  # fmt: skip
    mend = project.mend if arguments.no_cache else partial(recall.mend, project)
    with terminal.progress(len(notes), "fixing") as advance:
        mended = mend(notes, threshold, options.jobs(arguments), advance)
    mendings = settle(project, mended, threshold, options.jobs(arguments))
    for mending in mendings:
        path = terminal.shown_path(project.config.root, mending.path)
        done.notes[path] = project, mending.path
        done.hidden += mending.left.hidden
        done.crashes += [Crash(one.rule, path, one.error) for one in mending.left.crashes]
        done.left += _shown(project, mending.path, mending.left.diagnostics)
    silent = [one.path for one in mendings if one.mended is None and not one.left.diagnostics]
    terminal.warn_of_unread(project, silent)
    changed = [one for one in mendings if one.mended is not None and one.mended.cured]
    if arguments.diff:
        _show(project, changed, arguments, done)
    else:
        _write(project, changed, journal, done)


def _spelt(arguments: argparse.Namespace) -> str:
    """The call, as it is told of later."""
    chosen = [f"--{name}={','.join(given)}" for name in ("select", "ignore") if (given := getattr(arguments, name))]
    return shlex.join([NAME, *["--unsafe-fixes"] * arguments.unsafe_fixes, *chosen, *arguments.paths])


def _shown(project: Project, path: str, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics of one note under the path that the user knows it by."""
    shown = terminal.shown_path(project.config.root, path)
    return (replace(one, path=shown) for one in found)


def _show(project: Project, changed: Sequence[Mending], arguments: argparse.Namespace, done: _Run) -> None:
    """Show what would become of the notes."""
    for one in changed:
        assert one.mended is not None
        path = terminal.shown_path(project.config.root, one.path)
        done.diff += note_diff(arguments, path, one.before, one.mended.text)
        done.cured += _shown(project, one.path, one.mended.cured)


def _write(project: Project, changed: Sequence[Mending], journal: Journal, done: _Run) -> None:
    """Write what became of the notes."""
    root = project.config.root
    notes = [Rewriting(one.path, one.before, one.mended.text) for one in changed if one.mended is not None]
    for one, error in zip(changed, rewrite_all(root, notes, journal), strict=True):
        assert one.mended is not None
        if error is None:
            done.cured += _shown(project, one.path, one.mended.cured)
        else:
            terminal.warn(f"{terminal.shown_path(root, one.path)}: not changed: {error}")
            done.left += _shown(project, one.path, one.mended.cured)
            done.unwritten += 1


def _tell_diff_end(arguments: argparse.Namespace, done: _Run) -> None:
    if not arguments.quiet:
        outcome = Outcome((), len(done.notes), cured=done.cured, fixing=True, preview=True)
        from vaultlint.report.summary import summary

        terminal.warn(summary(outcome).partition(";")[0])


def _fix_stdin(arguments: argparse.Namespace, project: Project, path: str, threshold: Applicability) -> int:
    """The note on standard input, mended, to standard output; what is left to standard error."""
    data = terminal.taken()
    mending = project.mend_text(path, understand(data), threshold, project.vault(1))
    text = data if mending.mended is None else encode(mending.mended.text, data)
    shown = terminal.shown_path(project.config.root, path)
    left: Sequence[Diagnostic] = [replace(found, path=shown) for found in mending.left.diagnostics]
    if arguments.diff:
        changed = mending.mended is not None and bool(mending.mended.cured)
        if mending.mended is not None and changed:
            terminal.put(note_diff(arguments, shown, data, mending.mended.text), arguments.output_file)
        return 3 if terminal.told_crashes(mending.left.crashes) else int(changed)
    terminal.put_bytes(text, arguments.output_file)
    left = known.new(arguments, left, {shown: (project, path)}, failed=True)
    for line in _concise(Outcome(left, 1, mending.left.hidden, fixing=True)):
        terminal.warn(line)
    if terminal.told_crashes(mending.left.crashes):
        return 3
    return int(options.fails(left, arguments.fail_on))


def _concise(outcome: Outcome) -> Iterator[str]:
    from vaultlint.report.concise import concise

    return (line for line in list(concise(outcome))[:-1])
