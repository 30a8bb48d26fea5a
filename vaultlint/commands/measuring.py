"""What a report is made of: the notes of one vault, or of vaults in it, checked, counted and read."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from vaultlint import obsidian, recall
from vaultlint.commands import options, terminal
from vaultlint.commands.translations.counting import Counting
from vaultlint.health import Coverage, Facts
from vaultlint.lint import RuleCrash
from vaultlint.project import Project
from vaultlint.selection import records
from vaultlint.walk import Chosen


class Measuring:
    """What is found out so far, of notes whose paths are those below `root`."""

    def __init__(self, arguments: argparse.Namespace, root: Path) -> None:
        self.arguments, self.root = arguments, root
        self.facts: list[Facts] = []
        self.coverage: list[Coverage] = []
        self.crashes: list[RuleCrash] = []

    def read(self, chosen: Chosen) -> None:
        """Measure the notes of one vault."""
        project, jobs = self._project(chosen), options.jobs(self.arguments)
        check = project.check if self.arguments.no_cache else partial(recall.check, project)
        counting = Counting(project, chosen.notes, jobs)
        with terminal.progress(len(counting.every) + 2 * len(chosen.notes), "measuring") as advance:
            results = {one.path: one for one in check(counting.every, jobs, advance)}
            coverage = [*counting.coverage(results, advance)]
            known = records(chosen.config, chosen.notes, jobs, advance)
        self.crashes += [crash for one in results.values() for crash in one.checked.crashes]
        at = below(chosen.config.root, self.root)
        self.coverage += [one.within(at) for one in coverage]
        for record in known:
            diagnostics = results[record.file.path].checked.diagnostics
            self.facts.append(Facts(at + record.file.path, diagnostics, record.values))

    def _project(self, chosen: Chosen) -> Project:
        select = options.names(self.arguments.select, "--select")
        ignore = options.names(self.arguments.ignore, "--ignore") or ()
        project = Project(chosen.config, select, ignore)
        project.prepare()
        notices = [*obsidian.read(chosen.config.root).unread, *filter(None, [project.lacking])]
        for notice in notices if not self.arguments.quiet else ():
            terminal.warn(notice)
        return project


def below(root: Path, top: Path) -> str:
    """What stands before paths in `root` when they are seen from `top`."""
    return "" if root == top else f"{root.relative_to(top).as_posix()}/"
