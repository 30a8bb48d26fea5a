"""The engine: runs rules over a note and stamps what they find.

It names no rule. Who, how grave and in which note is the engine's to say; what and where is the rule's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from vaultlint.errors import VaultlintError
from vaultlint.finding import Diagnostic, Excerpt, Finding, PlacedEdit, Severity
from vaultlint.note import Note
from vaultlint.rule import NoteRule, Rule, TroubleRule, VaultRule, discover
from vaultlint.suppress import Hiding, Ignore, ignores, troubles
from vaultlint.text import Lines
from vaultlint.trouble import Trouble
from vaultlint.vault import Outline, Vault, at_hand

EXCERPT = 240
"""How many characters before and behind the start of a finding a report may show."""


@dataclass(frozen=True, slots=True)
class Active:
    """A rule as the config has it."""

    rule: Rule
    severity: Severity
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleCrash:
    """A rule that raised: our fault (exit code 3); the other rules and notes go on."""

    rule: str
    path: str
    error: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking one note gave; `hidden` is how many findings ignore comments hid."""

    diagnostics: tuple[Diagnostic, ...] = ()
    crashes: tuple[RuleCrash, ...] = ()
    hidden: int = 0


def activate(rule: Rule, severity: Severity | None = None, **options: Any) -> Active:
    """The rule, switched on."""
    return Active(rule, severity or rule.severity, options)


def check_note(note: Note, active: Sequence[Active], vault: Vault | None = None) -> Checked:
    """All findings of the active rules in `note`, but for those that its ignore comments hide.

    Without a `vault` the rules about the vault do not run.
    """
    return _Check(note, active, vault).run()


def vault_findings(one: Outline, vault: Vault, active: Sequence[Active]) -> bool:
    """Whether a rule about the vault may have something to say of the note with this outline."""
    return any(each.rule.concerns(one, vault, **each.options) for each in active if isinstance(each.rule, VaultRule))


def tell(trouble: Trouble, path: str, text: str, active: Sequence[Active]) -> tuple[Diagnostic, ...]:
    """What the rules about trouble say of `trouble`, met at the note `path`."""
    lines = Lines(text)
    return tuple(
        stamp(finding, each, path, lines)
        for each in active
        if isinstance(each.rule, TroubleRule)
        for finding in each.rule.check(trouble, **each.options)
    )


def stamp(finding: Finding, active: Active, path: str, lines: Lines) -> Diagnostic:
    """The finding with rule, severity, note and place."""
    place = lines.place(finding.span)
    line = lines.span(place.line)
    start = max(line.start, finding.span.start - EXCERPT)
    excerpt = Excerpt(lines.text[start : min(line.end, finding.span.start + EXCERPT)], finding.span.start - start)
    edits = tuple(PlacedEdit(lines.place(edit.span), edit.text) for edit in finding.fix.edits) if finding.fix else ()
    severity = active.severity
    if finding.severity is not None and active.severity is active.rule.severity:
        severity = finding.severity
    return Diagnostic(path, active.rule.name, severity, finding, place, excerpt, edits)


def crash(rule: str, path: str, error: Exception) -> RuleCrash:
    """What is told of an exception that should not have been raised."""
    return RuleCrash(rule, path, f"{type(error).__name__}: {error}")


class _Check:
    """One run of rules over one note."""

    def __init__(self, note: Note, active: Sequence[Active], vault: Vault | None) -> None:
        self.note, self.active, self.vault = note, active, vault
        self.ignores = ignores(note)
        self.used: set[tuple[Ignore, str]] = set()
        self.crashes: list[RuleCrash] = []
        self.hidden = 0

    def run(self) -> Checked:
        kept = [
            stamp(found, each, self.note.path, self.note.lines)
            for each in self.active
            for found in self.findings(each)
            if self.shows(each, found)
        ]
        if self.ignores:
            kept += self.about_ignores()
        kept.sort(key=lambda diagnostic: diagnostic.order)
        return Checked(tuple(kept), tuple(self.crashes), self.hidden)

    @cached_property
    def running(self) -> frozenset[str]:
        """The names of the rules that run."""
        return frozenset(each.rule.name for each in self.active)

    @cached_property
    def hiding(self) -> Hiding:
        """The ignore comments by their names, and by what they cover."""
        return Hiding(self.ignores)

    @cached_property
    def outline(self) -> Outline:
        return at_hand(self.note)

    def findings(self, active: Active) -> Iterator[Finding]:
        try:
            if isinstance(active.rule, NoteRule):
                yield from active.rule.check(self.note, **active.options)
            elif isinstance(active.rule, VaultRule) and self.vault is not None:
                yield from active.rule.check(self.outline, self.vault, **active.options)
        except VaultlintError:
            raise
        except Exception as error:
            self.crashes.append(crash(active.rule.name, self.note.path, error))

    def shows(self, active: Active, finding: Finding) -> bool:
        """Whether the finding is this rule's to tell, and no comment hides it."""
        if finding.unless and not self.running.isdisjoint(finding.unless):
            return False
        hiding = self.hiding.of(active.rule.name, finding.span) if self.ignores else ()
        self.used.update(hiding)
        self.hidden += bool(hiding)
        return not hiding

    def is_unread(self, ignore: Ignore) -> bool:
        """Whether the comment stands in front matter that cannot be read: what it would hide cannot be known."""
        matter = self.note.frontmatter
        return matter is not None and matter.values is None and ignore.comment.start in matter.content

    def about_ignores(self) -> Iterator[Diagnostic]:
        rules = discover()
        known = [*rules, *dict.fromkeys(rule.family for rule in rules.values())]
        ran = {each.rule.name for each in self.active if self.vault or not isinstance(each.rule, VaultRule)}
        unrun = [name for name, rule in rules.items() if rule.default and name not in ran]
        judged = [one for one in self.ignores if not self.is_unread(one)]
        for one in troubles(self.note.text, judged, self.used, known, unrun):
            for found in tell(one, self.note.path, self.note.text, self.active):
                self.used.update(self.hiding.of(found.rule, found.finding.span, by_name=True))
        for one in troubles(self.note.text, judged, self.used, known, unrun):
            for found in tell(one, self.note.path, self.note.text, self.active):
                if not self.hiding.of(found.rule, found.finding.span, by_name=True):
                    yield found
