"""What is found, by rule and by family of rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vaultlint.finding import Diagnostic
from vaultlint.health.tally import Findings, findings_of


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What a rule finds, in how many notes."""

    rule: str
    notes: int
    findings: Findings


@dataclass(frozen=True, slots=True)
class Family:
    """What a family of rules finds, in how many notes; the rule that finds most comes first."""

    family: str
    notes: int
    findings: Findings
    rules: tuple[RuleCount, ...]


def families_of(diagnostics: Iterable[Diagnostic]) -> tuple[Family, ...]:
    """The families that find something, the one with most findings first."""
    found: dict[str, dict[str, list[Diagnostic]]] = {}
    for one in diagnostics:
        found.setdefault(one.rule.partition("/")[0], {}).setdefault(one.rule, []).append(one)
    families = (_family(name, rules) for name, rules in found.items())
    return tuple(sorted(families, key=lambda one: (-one.findings.all, one.family)))


def _family(name: str, rules: dict[str, list[Diagnostic]]) -> Family:
    counts = (RuleCount(rule, _notes(own), findings_of(own)) for rule, own in rules.items())
    every = [one for own in rules.values() for one in own]
    ordered = sorted(counts, key=lambda one: (-one.findings.all, one.rule))
    return Family(name, _notes(every), findings_of(every), tuple(ordered))


def _notes(diagnostics: Iterable[Diagnostic]) -> int:
    return len({one.path for one in diagnostics})
