"""Repairs of a block that is broken in several places, or shows a fault far below what is broken: key by key.

Each key at the margin is read with its lines alone, what does not parse is repaired alone, and the whole must say
afterwards what its parts say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from vaultlint.finding import Value
from vaultlint.frontmatter import block
from vaultlint.frontmatter.fault import Fault
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.relined import relined
from vaultlint.frontmatter.repair import Repair, repair
from vaultlint.frontmatter.tree import Mapping, same, value_of
from vaultlint.late import late
from vaultlint.text import Edit, Span, apply

MOST_PARTS = 60
"""More keys than that are not tried one by one."""

MOST_AT_ONCE = 12
"""So many keys behind one may stand in its quotes."""

_KEY = late(r"(?<![^\r\n])[^\s#\-:][^:\r\n]{0,60}:(?=[ \t\r\n]|\Z)")


def mended(matter: FrontMatter) -> Repair | None:
    """The one way to make the block parse; None if there is none, or more than one."""
    return repair(matter) or relined(matter) or _piecewise(matter)


def _piecewise(matter: FrontMatter) -> Repair | None:
    if matter.kind != "yaml" or matter.fault is None:
        return None
    parts = _parts(matter)
    if not 1 < len(parts) <= MOST_PARTS:
        return None
    repairs: list[Repair] = []
    said: list[tuple[str, Value]] = []
    while parts:
        part = _whole(matter, parts)
        fault = block.tree(matter.text[: part.end], part)
        found = _repaired(matter, part, fault) if isinstance(fault, Fault) else None
        entries = _entries(matter.text, part, found.edits if found else ())
        if entries is None:
            return None
        repairs += [found] if found else []
        said += entries
    return _proved(matter, repairs, said)


def _parts(matter: FrontMatter) -> list[Span]:
    """The lines of each key at the margin, the last first."""
    content = matter.content
    starts = [found.start() for found in _KEY.finditer(matter.text, *content)]
    bounds = [content.start, *starts[1:], content.end]
    return [Span(*bound) for bound in pairwise(bounds)][::-1]


def _whole(matter: FrontMatter, parts: list[Span]) -> Span:
    """The next part, with those behind it that it needs to be read, as text in quotes over several lines does."""
    first = parts.pop()
    if isinstance(block.tree(matter.text[: first.end], first), Fault):
        for number, last in enumerate(parts[: -MOST_AT_ONCE - 1 : -1]):
            longer = Span(first.start, last.end)
            if isinstance(block.tree(matter.text[: last.end], longer), Mapping):
                del parts[len(parts) - number - 1 :]
                return longer
    return first


def _repaired(matter: FrontMatter, part: Span, fault: Fault) -> Repair | None:
    if fault.is_alias and "&" in matter.content.of(matter.text):
        return None
    alone = replace(matter, content=part, fault=fault)
    found = repair(alone) or relined(alone)
    return replace(found, fault=found.fault or fault) if found else None


def _entries(text: str, part: Span, edits: tuple[Edit, ...]) -> list[tuple[str, Value]] | None:
    """The keys and values of a part with the edits made; None if it has none."""
    after = apply(text[: part.end], edits)
    root = block.tree(after, Span(part.start, len(after)))
    return [*_said(root)] if isinstance(root, Mapping) else None


def _said(root: Mapping) -> Iterator[tuple[str, Value]]:
    return ((entry.name, value_of(entry.value)) for entry in root.entries)


def _proved(matter: FrontMatter, repairs: list[Repair], said: list[tuple[str, Value]]) -> Repair | None:
    edits = tuple(edit for each in repairs for edit in each.edits)
    entries = _entries(matter.text, matter.content, edits) if edits else None
    if entries is None or len(entries) != len(said):
        return None
    if not all(one[0] == other[0] and same(one[1], other[1]) for one, other in zip(entries, said, strict=True)):
        return None
    title = repairs[0].title if len(repairs) == 1 else "Mend the lines"
    return Repair(title, edits, repairs[0].fault)
