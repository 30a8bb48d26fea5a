"""A proposal tried on the vault before anybody sees it: what `check` would report, and which settings make trouble."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from vaultlint.config import load
from vaultlint.configs import rooted
from vaultlint.errors import VaultlintError
from vaultlint.finding import Diagnostic
from vaultlint.project import Advance, Project, Result
from vaultlint.proposal.drafts import Drafted
from vaultlint.proposal.habits import habits
from vaultlint.proposal.looking import Seen
from vaultlint.proposal.setting import Setting, spelt
from vaultlint.suppress import covers_rule
from vaultlint.walk import choose

CONFIG = "vaultlint.toml"

TROUBLE = 0.25
"""A setting after which so many of the notes that it was taken from have findings is none that they keep."""

Progress = Callable[[int], AbstractContextManager[Advance]]
"""What shows how many of so many notes are done."""

ALONE = ("schema", "translation", "vocabulary")
"""The keys whose tables can be tried one by one."""


class Plan(NamedTuple):
    """Settings, and drafts of schemas with theirs."""

    settings: tuple[Setting, ...]
    drafts: tuple[Drafted, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The config."""
        return list(spelt((*self.settings, *(one.setting for one in self.drafts))))


@dataclass(frozen=True)
class Tried:
    """A plan and what came of it: what was found in each of the notes."""

    plan: Plan
    results: Sequence[Result]

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """All findings of rules that the plan does not ignore."""
        ignored = [name for one in self.plan.settings if one.key == "ignore" for name in one.value]
        found = (found for result in self.results for found in result.checked.diagnostics)
        return [one for one in found if not any(covers_rule(name, one.rule) for name in ignored)]


def tried(root: Path, plan: Plan, notes: Sequence[Seen], jobs: int, progress: Progress) -> Tried:
    """The plan without what makes trouble, and what `check` would report then."""
    plan = Plan(
        tuple(one for one in plan.settings if one.key not in ALONE or _can_be_used(root, Plan((one,)))),
        tuple(one for one in plan.drafts if _can_be_used(root, Plan((), (one,)))),
    )
    found = Tried(plan, _checked(root, plan, jobs, progress))
    left = _without_trouble(found, notes)
    if left != plan:
        found = Tried(left, _checked(root, left, jobs, progress))
    return replace(found, plan=left._replace(settings=(*left.settings, *habits(found.results, found.diagnostics))))


def _can_be_used(root: Path, plan: Plan) -> bool:
    try:
        with tempfile.TemporaryDirectory() as folder:
            _project(root, plan, Path(folder)).prepare()
    except VaultlintError:
        return False
    return True


def _checked(root: Path, plan: Plan, jobs: int, progress: Progress) -> Sequence[Result]:
    with tempfile.TemporaryDirectory() as folder:
        project = _project(root, plan, Path(folder))
        project.prepare()
        chosen = choose([root], lambda _: project.config)
        notes = [note for one in chosen for note in one.notes]
        with progress(len(notes)) as advance:
            found = project.check(notes, jobs, advance)
        return [_as_if_there(one, f"{folder}{os.sep}") for one in found]


def _as_if_there(result: Result, folder: str) -> Result:
    """The result with the drafts called as they will be: they lay in another folder while it was made."""
    told = result.checked.diagnostics
    if not any(folder in one.finding.message for one in told):
        return result
    named = (replace(one.finding, message=one.finding.message.replace(folder, "")) for one in told)
    diagnostics = tuple(replace(one, finding=finding) for one, finding in zip(told, named, strict=True))
    return replace(result, checked=replace(result.checked, diagnostics=diagnostics))


def _project(root: Path, plan: Plan, folder: Path) -> Project:
    """The vault under a config that is kept, with the drafts, in another folder for now."""
    for draft in plan.drafts:
        file = folder / draft.file
        file.parent.mkdir(exist_ok=True)
        file.write_text(draft.text, "utf-8", errors="surrogatepass")
    config = folder / CONFIG
    config.write_text("\n".join(plan.lines), "utf-8")
    return Project(replace(rooted(load(config, root), folder), file=root / CONFIG))


def _without_trouble(found: Tried, notes: Sequence[Seen]) -> Plan:
    faulty: dict[str, set[str]] = {}
    for one in found.diagnostics:
        faulty.setdefault(one.rule.partition("/")[0], set()).add(one.path)
        faulty.setdefault(one.rule, set()).add(one.path)

    def is_trouble(paths: Sequence[str], *rules: str) -> bool:
        wrong = set[str]().union(*(faulty.get(rule, ()) for rule in rules))
        return len(wrong.intersection(paths)) > TROUBLE * len(paths)

    bilingual, every = [one.path for one in notes if one.forms], [one.path for one in notes]
    drafts = [one for one in found.plan.drafts
              if not is_trouble([note.path for note in one.kind.notes], "schema", "frontmatter/missing")]  # fmt: skip
    within = is_trouble(bilingual, *(f"translation/{one}" for one in ("missing", "misplaced", "label", "class")))
    files = is_trouble(every, *(f"translation/file-{one}" for one in ("missing", "structure", "outdated")))
    settings = [one for one in found.plan.settings
                if one.key != "translation" or not (files if one.value["carrier"] == "file" else within)]  # fmt: skip
    return Plan(tuple(settings), tuple(drafts))
