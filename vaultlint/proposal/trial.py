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

CONFIG = "vaultlint.toml"

TROUBLE = 0.25
"""A setting after which so many of the notes, or paragraphs, that it was taken from have findings is none of theirs."""

PARAGRAPHS = frozenset(f"translation/{one}" for one in ("missing", "misplaced", "label", "class"))
FILES = frozenset(f"translation/file-{one}" for one in ("missing", "structure", "outdated"))

Progress = Callable[[int], AbstractContextManager[Advance]]
"""What shows how many of so many notes are done."""

ALONE = ("schema", "translation", "vocabulary")
"""The keys whose tables can be tried one by one."""


class Plan(NamedTuple):
    """Settings, and drafts of schemas with theirs."""

    settings: tuple[Setting, ...]
    drafts: tuple[Drafted, ...] = ()

    @property
    def every_setting(self) -> tuple[Setting, ...]:
        """The settings, those that bind the drafts among them."""
        return (*self.settings, *(one.setting for one in self.drafts))

    @property
    def lines(self) -> list[str]:
        """The config."""
        return list(spelt(self.every_setting))


@dataclass(frozen=True)
class Tried:
    """A plan and what came of it: what was found in each of the notes; and what it had besides, which was no good."""

    plan: Plan
    results: Sequence[Result]
    dropped: Sequence[Setting] = ()

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """All findings of rules that the plan does not ignore."""
        ignored = [name for one in self.plan.settings if one.key == "ignore" for name in one.value]
        found = (found for result in self.results for found in result.checked.diagnostics)
        return [one for one in found if not any(covers_rule(name, one.rule) for name in ignored)]


def tried(root: Path, plan: Plan, notes: Sequence[Seen], jobs: int, progress: Progress) -> Tried:
    """The plan without what makes trouble, and what `check` would report then."""
    usable = Plan(
        tuple(one for one in plan.settings if one.key not in ALONE or _can_be_used(root, Plan((one,)))),
        tuple(one for one in plan.drafts if _can_be_used(root, Plan((), (one,)))),
    )
    found = Tried(usable, _checked(root, usable, jobs, progress))
    left = _without_trouble(found, notes)
    if left != usable:
        found = Tried(left, _checked(root, left, jobs, progress))
    dropped = [one for one in plan.every_setting if one not in left.every_setting]
    settings = (*left.settings, *habits(found.results, found.diagnostics))
    return Tried(left._replace(settings=settings), found.results, dropped)


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
        notes = project.every_note
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
        faulty.setdefault(one.path, set()).add(one.rule)

    def is_kept(paths: Sequence[str], rules: Callable[[str], bool]) -> bool:
        return sum(1 for path in paths if any(map(rules, faulty.get(path, ())))) <= TROUBLE * len(paths)

    by_originals = {one.path: one.originals for one in notes if one.originals}
    wrong = sum(1 for one in found.diagnostics if one.rule in PARAGRAPHS and one.path in by_originals)
    within = wrong <= TROUBLE * sum(by_originals.values())
    files = is_kept([one.path for one in notes], FILES.__contains__)
    settings = [one for one in found.plan.settings
                if one.key != "translation" or (files if one.value["carrier"] == "file" else within)]  # fmt: skip
    drafts = [one for one in found.plan.drafts if is_kept([note.path for note in one.kind.notes], _is_of_schema)]
    return Plan(tuple(settings), tuple(drafts))


def _is_of_schema(rule: str) -> bool:
    return rule.startswith("schema/") or rule == "frontmatter/missing"
