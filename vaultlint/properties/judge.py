"""What is wrong with the properties of a note, for Obsidian: each has one fault at most, or one an item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from vaultlint.finding import Finding, tellers
from vaultlint.frontmatter import Entry, FrontMatter, Sequence, resolved
from vaultlint.properties.lists import deprecated, unlisted
from vaultlint.properties.own import DEPRECATED, LISTS, RENAMED
from vaultlint.properties.tags import no_tags
from vaultlint.properties.widgets import mismatch
from vaultlint.schema import Schema
from vaultlint.schema.trial import permitted

Findings = dict[str, tuple[Finding, ...]]
"""The findings of each rule of the family `properties`, by its name without the family."""


def judge(
    matter: FrontMatter | None,
    types: Mapping[str, str],
    schemas: tuple[Schema, ...],
    others: Mapping[str, Iterable[Finding]],
) -> Findings:
    """What Obsidian's `types`, and it by itself, find wrong.

    What `others`, by the names of their rules, tell of the same value is told once; a fix does what `schemas` permit.
    """
    if matter is None:
        return {}
    found: dict[str, list[Finding]] = defaultdict(list)
    entries = {entry.name: entry for entry in reversed(matter.entries)}
    for spelt, entry in entries.items():
        name = spelt.lower()
        if name in DEPRECATED or name in LISTS or name in types:
            for rule, finding in _faults(matter, entry, name, types):
                found[rule].append(finding)
    if not found:
        return {}
    told = tellers(others)
    return {
        rule: tuple(_beside(one, told.get(one.span, ()), matter, schemas) for one in findings)
        for rule, findings in found.items()
    }


def _beside(finding: Finding, others: tuple[str, ...], matter: FrontMatter, schemas: tuple[Schema, ...]) -> Finding:
    """The finding where `others` tell its place, too, and without a fix that the schemas would find wrong."""
    fix = finding.fix
    if fix is not None and schemas and not permitted(fix.changes, matter, schemas):
        fix = None
    return replace(finding, fix=fix, unless=others)


def _faults(matter: FrontMatter, entry: Entry, name: str, types: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    if name in DEPRECATED:
        yield RENAMED, deprecated(matter, entry)
    elif name not in LISTS:
        if (finding := mismatch(matter, entry, types[name])) is not None:
            yield "type", finding
    elif not isinstance(resolved(entry.value), Sequence):
        if (finding := unlisted(matter, entry)) is not None:
            yield "list-expected", finding
    elif name == "tags" and isinstance(entry.value, Sequence):
        yield from no_tags(matter, entry.name, entry.value)
