"""A proposal as it is shown to people: what was seen, what is to be written, and what would be reported then."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path
from typing import NamedTuple

from vaultlint import obsidian
from vaultlint.baseline import Baseline
from vaultlint.commands import terminal
from vaultlint.proposal import Seen, Tried
from vaultlint.proposal.hook import FILE as HOOKS
from vaultlint.proposal.setting import Setting
from vaultlint.proposal.trial import CONFIG
from vaultlint.report import Outcome
from vaultlint.report.outcome import Tally, count
from vaultlint.report.statistics import by_rule
from vaultlint.report.style import PLAIN
from vaultlint.report.table import Table, aligned

MOST_RULES = 10
"""So many rules are shown with their numbers."""

MANY = 100
"""More findings are more than anybody mends in one go."""


class File(NamedTuple):
    """A file to be written: its bytes, and those it has now; None if it is new."""

    path: Path
    data: bytes
    before: bytes | None = None

    @property
    def lines(self) -> Iterator[str]:
        """The lines that are new in it."""
        lines = self.data.decode("utf-8", "replace").splitlines()
        before = (self.before or b"").decode("utf-8", "replace").splitlines()
        yield from (line[2:] for line in difflib.ndiff(before, lines) if line.startswith("+ ")) if before else lines


@dataclass(frozen=True)
class Proposal:
    """The files proposed for the vault at `root`, the `notice` about pre-commit, and what is `known` from now on."""

    root: Path
    files: Sequence[File]
    notice: Sequence[str]
    known: Baseline | None

    @property
    def done(self) -> Iterator[str]:
        """What is said once they are written."""
        paths = [*(one.path for one in self.files), *([self.known.file] if self.known else [])]
        yield f"Written: {', '.join(self.shown(path) for path in paths)}."
        told = f" --baseline {self.shown(self.known.file)}" if self.known else ""
        yield f"Next: `vaultlint check{told}`; `vaultlint fix --diff` shows what can be mended, and writes nothing."
        if any(one.path.name == HOOKS for one in self.files):
            yield "`pre-commit install` switches the hook on."

    def shown(self, path: Path) -> str:
        """The path of a file, as people here know it."""
        return terminal.shown_path(self.root, str(path))


def told(proposal: Proposal, seen: Sequence[Seen], found: Tried) -> Iterator[str]:
    """All that is said before anything is written."""
    yield from _seen(proposal.root, seen)
    (settings,) = (one for one in proposal.files if one.path.name == CONFIG)
    yield from _file(proposal, settings)
    yield from _schemas(proposal, found)
    for one in proposal.files:
        if one.path.name == HOOKS:
            yield from _file(proposal, one)
    notices = [*proposal.notice, *map(_dropped, found.dropped)]
    yield from (*notices, *([""] if notices else []))
    yield from _findings(proposal, found)


def _seen(root: Path, seen: Sequence[Seen]) -> Iterator[str]:
    folders = {one.path.rpartition("/")[0] for one in seen}
    yield f"{root}: {count(len(seen), 'note')} in {count(len(folders), 'folder')}"
    yield f"  front matter: {_matter(seen)}"
    forms = sum(1 for one in seen if one.forms)
    if forms:
        yield f"  two languages, paragraph by paragraph: {count(forms, 'note')}"
    types = obsidian.types(root)
    if types:
        yield f"  Obsidian: types of {count(len(types), 'property', 'properties')}, which hold without a setting"
    yield ""


def _matter(seen: Sequence[Seen]) -> str:
    """How many notes have metadata, and why others have none that is known."""
    templates = sum(1 for one in seen if one.is_template)
    broken = sum(1 for one in seen if one.values is None) - templates
    parts = [count(sum(1 for one in seen if one.values), "note")]
    if broken:
        parts.append(f"{count(broken, 'note has', 'notes have')} some that cannot be read")
    if templates:
        parts.append(count(templates, "template"))
    return "; ".join(parts)


def _file(proposal: Proposal, one: File) -> Iterator[str]:
    yield f"{proposal.shown(one.path)} ({'new' if one.before is None else 'gets these lines'}):"
    yield ""
    yield from (f"    {line}".rstrip() for line in dropwhile(lambda line: not line, one.lines))
    yield ""


def _schemas(proposal: Proposal, found: Tried) -> Iterator[str]:
    for one in found.plan.drafts:
        required, properties = one.document.get("required", []), one.document["properties"]
        says = f"describes {count(len(properties), 'key')}, {len(required)} of them required"
        yield f"{proposal.shown(proposal.root / one.file)} (new): {says}; read it, and change it as you like"
    if found.plan.drafts:
        yield ""


def _dropped(setting: Setting) -> str:
    return f"Tried and left out, for too many notes do otherwise: [[{setting.key}]]. {setting.why}"


def _findings(proposal: Proposal, found: Tried) -> Iterator[str]:
    outcome = Outcome(found.diagnostics, len(found.results))
    tally = Tally(found.diagnostics)
    if not found.diagnostics:
        yield f"With that, `vaultlint check` has nothing to report in {count(len(found.results), 'note')}."
        yield ""
        return
    number = count(len(found.diagnostics), "finding")
    yield f"With that, `vaultlint check` reports {number} in {count(tally.notes, 'note')}: {tally.spelt()}."
    if tally.fixable:
        yield f"`vaultlint fix` mends {tally.fixable:,} of them."
    yield ""
    rules = by_rule(outcome)
    rows = [(one.findings, one.fixable, one.notes, one.severity.value, one.name) for one in rules[:MOST_RULES]]
    table = Table(("findings", "fixable", "notes", "severity", "rule"), rows)
    yield from (f"    {line}" for line in aligned(table, PLAIN))
    if len(rules) > MOST_RULES:
        rest = sum(one.findings for one in rules[MOST_RULES:])
        yield f"    … and {count(rest, 'finding')} of {count(len(rules) - MOST_RULES, 'other rule')}"
    yield ""
    if proposal.known is not None:
        yield f"{proposal.shown(proposal.known.file)} (new) remembers them: with it `check` tells only what is new."
        yield ""
    elif len(found.diagnostics) > MANY:
        yield "Too many at once? `vaultlint init --baseline` remembers them, and `check` tells only what is new."
        yield ""
