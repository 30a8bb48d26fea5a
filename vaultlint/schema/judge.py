"""From faults of values to findings in a note: the place of each, what it may be mended by, and what stays unsaid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from vaultlint.finding import Finding, Path, SchemaSource
from vaultlint.frontmatter import FrontMatter, Scalar, Style, written
from vaultlint.frontmatter.requoted import bare
from vaultlint.frontmatter.wikilink import is_bare_link
from vaultlint.late import late
from vaultlint.schema.compile import Schema
from vaultlint.schema.fault import SchemaFault, pointer
from vaultlint.schema.sift import sift
from vaultlint.schema.words import shown
from vaultlint.text import Span

Findings = dict[str, tuple[Finding, ...]]
"""The findings of each rule of the family `schema`, by its name without the family."""

TRIED = 10_000_000
"""Characters of front matter in which fixes are tried; if there are so many faults that it were more, none has one."""

FAULT = 100
"""To find a fault takes as long as to read so many characters."""

TOP = Span(0, 0)
LOST = late(r"#(?!vaultlint-)[^\s#!]")

OWN = "$schema"
"""The key under which a note names its own schema; no schema needs to know it."""


class OldNames(NamedTuple):
    """Keys under the names that they had once, and the rule that tells of them."""

    rule: str
    names: dict[str, str]


NO_OLD_NAMES = OldNames("", {})


def judge(matter: FrontMatter | None, schemas: tuple[Schema, ...], old: OldNames = NO_OLD_NAMES) -> Findings:
    """What the bound schemas find wrong with a note's front matter; nothing if there is none, or none that parses.

    What is wrong only because a key stands there under an `old` name is for another rule to tell, if it runs.
    """
    if not schemas or matter is None or matter.values is None:
        return {}
    schemas = tuple(dict.fromkeys(schemas))
    found: dict[str, list[Finding]] = defaultdict(list)
    at_odds: frozenset[str] = frozenset()
    if len(schemas) > 1:
        from vaultlint.schema.conflict import conflicts

        if odds := conflicts(schemas, matter.values):
            first = odds[0]
            source = SchemaSource(first.file, pointer(("properties", first.key)), pointer((first.key,)))
            found["conflict"].append(Finding(TOP, first.message, schema=source))
            at_odds = frozenset(one.key for one in odds)
    faults = list(_faults(matter, schemas, at_odds))
    is_dear = _is_dear(len(faults), matter)
    for fault in faults:
        finding = _finding(matter, fault, () if is_dear else schemas)
        found[fault.kind].append(replace(finding, unless=(old.rule,)) if _is_old(fault, old.names) else finding)
    return {kind: tuple(findings) for kind, findings in found.items()}


def _faults(matter: FrontMatter, schemas: tuple[Schema, ...], at_odds: frozenset[str]) -> Iterator[SchemaFault]:
    """The faults that all schemas find together, each once."""
    faults = [fault for schema in schemas for fault in schema.errors_of_note(matter.values or {})]
    if not faults:
        return
    is_dear = _is_dear(len(faults), matter)
    if len(schemas) > 1:
        faults = [*sift(fault for fault in faults if fault.kind != "deprecated"), *_deprecated(faults)]
    for fault in faults:
        if fault.kind == "unknown-key" and fault.path == (OWN,):
            continue
        about = fault.name if fault.kind == "required" and not fault.path else next(iter(fault.path), None)
        if about in at_odds or _told_elsewhere(matter, fault):
            continue
        if is_dear or not _is_misspelt(matter, fault, schemas):
            yield fault


def _deprecated(faults: list[SchemaFault]) -> list[SchemaFault]:
    return list({fault.path: fault for fault in reversed(faults) if fault.kind == "deprecated"}.values())


def _is_old(fault: SchemaFault, names: dict[str, str]) -> bool:
    """Whether a key is missing, or unknown, that stands there under an old name, or is one."""
    if fault.kind not in ("required", "unknown-key") or len(fault.path) != (fault.kind == "unknown-key"):
        return False
    old, new = (fault.nearest, fault.name) if fault.kind == "required" else (fault.name, fault.nearest)
    return isinstance(old, str) and new is not None and names.get(old.lower()) == new


def _is_dear(faults: int, matter: FrontMatter) -> bool:
    """Whether to try each fix on all values, and to find again what is wrong, would take too long."""
    start, end = matter.content
    return faults * (faults * FAULT + end - start) > TRIED


def _finding(matter: FrontMatter, fault: SchemaFault, schemas: tuple[Schema, ...]) -> Finding:
    from vaultlint.schema.mends import fix_for

    source = SchemaSource(fault.file, fault.pointer, fault.instance)
    fix = fix_for(fault, matter, schemas) if schemas else None
    return Finding(span_of(matter, fault), _as_written(matter, fault), fix, schema=source)


def _as_written(matter: FrontMatter, fault: SchemaFault) -> str:
    """The message with a number as the note has it: `0123`, not 123."""
    node = matter.node(fault.path) if fault.at == "value" and fault.path else None
    number = written(node, matter.text)
    if number is None or not isinstance(node, Scalar) or not isinstance(node.value, int | float):
        return fault.message
    return fault.message.replace(f"the number {shown(node.value)}", f"the number {shown(number)}")


def span_of(matter: FrontMatter, fault: SchemaFault) -> Span:
    """Where the fault stands; the opening fence where there is no nearer place, as in TOML and JSON."""
    if fault.at == "value" and fault.path:
        node = matter.node(fault.path)
        return node.span if node is not None else matter.opener
    return _key(matter, fault.path)


def _key(matter: FrontMatter, path: Path) -> Span:
    """The key at the end of `path`; of a list item, the item."""
    if not path:
        return matter.opener
    entry = matter.entry(path) if isinstance(path[-1], str) else None
    if entry is not None:
        return entry.key.span
    node = matter.node(path)
    return node.span if node is not None else matter.opener


def _told_elsewhere(matter: FrontMatter, fault: SchemaFault) -> bool:
    """Whether the value is a template, a link without quotes or lost in a comment: for other rules to tell, or none."""
    if fault.at != "value" or not fault.path:
        return False
    if any(_is_bare_link(matter, fault.path[:length]) for length in range(1, len(fault.path) + 1)):
        return True
    node = matter.node(fault.path)
    if not isinstance(node, Scalar):
        return False
    if isinstance(node.value, str):
        return ("{{" in node.value and "}}" in node.value) or "<%" in node.value
    return node.style is Style.EMPTY and _is_lost(matter, node.span.end)


def _is_misspelt(matter: FrontMatter, fault: SchemaFault, schemas: tuple[Schema, ...]) -> bool:
    """Whether the text would be right without what nobody sees in it, or without quotes in its quotes.

    Then frontmatter/invisible or frontmatter/stray-quotes tells it.
    """
    node = matter.node(fault.path) if fault.at == "value" and fault.path else None
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return False
    from vaultlint.frontmatter.unseen import all_seen
    from vaultlint.schema.trial import cures

    meant = {all_seen(matter.text, node), bare(node)} - {node.value, None}
    return any(cures(fault.path, one, matter, schemas) for one in meant)


def _is_bare_link(matter: FrontMatter, path: Path) -> bool:
    """Whether the list at `path` is `[[Note]]`, see frontmatter/unquoted-link."""
    node = matter.node(path)
    return node is not None and is_bare_link(node, node.span.of(matter.text))


def _is_lost(matter: FrontMatter, end: int) -> bool:
    """Whether a comment that looks like a value follows on the line, see frontmatter/lost-value."""
    following = next((comment for comment in matter.comments if comment.start > end), None)
    if following is None or matter.text[end : following.start].strip(" \t"):
        return False
    return LOST.match(matter.text, following.start) is not None
