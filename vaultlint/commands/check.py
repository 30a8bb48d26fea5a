"""`vaultlint check`: report findings."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from vaultlint import obsidian, recall
from vaultlint.baseline import Baseline
from vaultlint.commands import options, terminal
from vaultlint.files import understand
from vaultlint.finding import Diagnostic
from vaultlint.lint import RuleCrash
from vaultlint.project import Project, Result
from vaultlint.report import FORMATS, Outcome
from vaultlint.report.outcome import count

NAME = "check"
HELP = "report findings"


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    options.add_paths(parser)
    options.add_rules(parser)
    options.add_output(parser)
    habits = "say which part of a schema asks for it, and on stderr what each bilingual note is used to"
    parser.add_argument("--verbose", action="store_true", help=habits)
    parser.add_argument("--statistics", action="store_true", help="count the findings of each rule instead")
    known = parser.add_argument_group("known findings")
    known.add_argument("--baseline", metavar="FILE", type=Path, help="tell only findings that are not in this file")
    known.add_argument("--write-baseline", metavar="FILE", type=Path, help="put all findings into this file")


def run(arguments: argparse.Namespace) -> int:
    """0 if nothing is to be told, 1 if findings are, 3 if a rule failed."""
    select = options.names(arguments.select, "--select")
    ignore = options.names(arguments.ignore, "--ignore") or ()
    diagnostics: list[Diagnostic] = []
    crashes: list[RuleCrash] = []
    paths: list[str] = []
    hidden = 0
    for project, results in _checked(arguments, select, ignore):
        for result in results:
            path = terminal.shown_path(project.config.root, result.path)
            paths.append(path)
            diagnostics += [replace(found, path=path) for found in result.checked.diagnostics]
            crashes += result.checked.crashes
            hidden += result.checked.hidden
            if result.habit:
                terminal.warn(f"{path}: {result.habit}")
    diagnostics.sort(key=lambda found: found.order)
    if not paths:
        terminal.warn("no note to check here")
    if arguments.write_baseline is not None:
        return _write_baseline(arguments.write_baseline, diagnostics) or 3 * terminal.told_crashes(crashes)
    new = diagnostics if arguments.baseline is None else _new(arguments.baseline, diagnostics, paths)
    known = len(diagnostics) - len(new)
    outcome = Outcome(new, len(paths), hidden, known, style=terminal.style(arguments), verbose=arguments.verbose)
    if arguments.statistics and arguments.output_format in ("full", "concise"):
        lines = list(statistics(outcome))
        terminal.put(lines[:-1] if arguments.quiet else lines, arguments.output_file)
    else:
        report(arguments, outcome)
    if terminal.told_crashes(crashes):
        return 3
    return int(options.fails(new, arguments.fail_on))


def _write_baseline(file: Path, diagnostics: Sequence[Diagnostic]) -> int:
    Baseline.of(file, diagnostics).write()
    terminal.put([f"{count(len(diagnostics), 'finding')} put into {file}; `--baseline {file}` tells only others"])
    return 0


def _new(file: Path, diagnostics: Sequence[Diagnostic], paths: Sequence[str]) -> Sequence[Diagnostic]:
    """The findings that the baseline in `file` does not know; what is found no more is dropped from it."""
    baseline = Baseline.read(file)
    rest = baseline.without_the_cured(diagnostics, paths)
    if rest != baseline:
        rest.write()
    return baseline.new(diagnostics)


def report(arguments: argparse.Namespace, outcome: Outcome) -> None:
    """Tell the outcome as the options say."""
    lines = list(FORMATS[arguments.output_format](outcome))
    if arguments.quiet and arguments.output_format in ("full", "concise"):
        lines = lines[:-1]
    terminal.put(lines, arguments.output_file)


def _checked(
    arguments: argparse.Namespace, select: tuple[str, ...] | None, ignore: tuple[str, ...]
) -> Iterator[tuple[Project, Sequence[Result]]]:
    stdin = options.stdin_note(arguments)
    if stdin is not None:
        config, path = stdin
        project = _prepared(arguments, Project(config, select, ignore, arguments.verbose))
        vault = project.vault(1, read_already={path})
        yield project, [project.check_text(path, understand(terminal.taken()), vault)]
        return
    for chosen in options.chosen(arguments):
        project = _prepared(arguments, Project(chosen.config, select, ignore, arguments.verbose))
        with terminal.progress(len(chosen.notes), "checking") as advance:
            checked = project.check if arguments.no_cache else partial(recall.check, project)
            yield project, checked(chosen.notes, options.jobs(arguments), advance)


def _prepared(arguments: argparse.Namespace, project: Project) -> Project:
    project.prepare()
    notices = [*obsidian.read(project.config.root).unread, *filter(None, [project.lacking])]
    for notice in notices if not arguments.quiet else ():
        terminal.warn(notice)
    return project


def statistics(outcome: Outcome) -> Iterator[str]:
    """A line a rule: how many findings in how many notes, how many of them `fix` mends."""
    rules = Counter(found.rule for found in outcome.diagnostics)
    wide = max((len(f"{number:,}") for number in rules.values()), default=1)
    long = max(map(len, rules), default=0)
    for rule, number in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0])):
        own = [found for found in outcome.diagnostics if found.rule == rule]
        yield _statistic(own, outcome, number, wide, long)
    yield list(FORMATS["concise"](outcome))[-1]


def _statistic(own: Sequence[Diagnostic], outcome: Outcome, number: int, wide: int, long: int) -> str:
    severity = own[0].severity
    one = Outcome(own, 0)
    fixable = f", {one.tally.fixable:,} fixable" if one.tally.fixable else ""
    rule = outcome.style.severity(severity, own[0].rule.ljust(long))
    return f"{number:>{wide},}  {rule}  in {count(one.tally.notes, 'note')}{fixable}"
