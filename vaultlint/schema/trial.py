"""Proposals to mend a fault, tried on a copy of the values before any text is changed."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from vaultlint.finding import MISSING, Change, Path
from vaultlint.frontmatter import FrontMatter
from vaultlint.schema.compile import Schema
from vaultlint.schema.fault import SchemaFault

Action = Literal["set", "list", "add", "remove", "rename"]


@dataclass(frozen=True)
class Proposal:
    """A change to the values: `path` gets `value`; or, for `rename`, its key becomes `value`."""

    action: Action
    title: str
    path: Path
    value: Any = None
    sure: bool = True


def value_at(value: Any, path: Path) -> Any:
    """The value to which `path` leads."""
    for step in path:
        value = value[step]
    return value


def cures(path: Path, value: Any, matter: FrontMatter, schemas: tuple[Schema, ...]) -> bool:
    """Whether nothing is wrong any more at `path` with `value` there."""
    return Trial(matter, schemas).cures(Proposal("set", "", path, value))


def permitted(changes: Iterable[Change], matter: FrontMatter, schemas: tuple[Schema, ...]) -> bool:
    """Whether the schemas find nothing wrong after the changes that they do not find before."""
    trial = Trial(matter, schemas)
    values = copy.deepcopy(trial.values)
    for change in changes:
        holder = value_at(values, change.path[:-1])
        if change.value is MISSING:
            del holder[change.path[-1]]
        else:
            holder[change.path[-1]] = change.value
    return all(fault.conditional or _identity(fault) in trial.before for fault in trial.faults(values))


class Trial:
    """Makes a proposal on a copy of the values."""

    def __init__(self, matter: FrontMatter, schemas: tuple[Schema, ...]) -> None:
        self.values: Any = matter.values
        self.schemas = schemas

    def cures(self, proposed: Proposal) -> bool:
        """Whether the value at the proposal's place is right then, and nothing else is wrong that was not before.

        What a condition asks that the fault had hidden is another thing: `draft: "no"` hid that more is needed.
        """
        if proposed.action == "rename":
            return True
        values = copy.deepcopy(self.values)
        holder = value_at(values, proposed.path[:-1])
        if proposed.action == "remove":
            del holder[proposed.path[-1]]
        else:
            holder[proposed.path[-1]] = proposed.value
        faults = self.faults(values)
        repeated = [fault for fault in faults if fault.kind == "unique-items" and _identity(fault) not in self.before]
        return not any(self.harms(proposed, one) for one in faults if one not in repeated) and self.thinned(
            values, repeated
        )

    def thinned(self, values: Any, repeated: list[SchemaFault]) -> bool:
        """Whether items that are now repeated can go, as a later round would have them."""
        for fault in reversed(repeated):
            del value_at(values, fault.path[:-1])[fault.path[-1]]
        left = self.faults(values) if repeated else []
        return all(fault.conditional or _identity(fault) in self.before for fault in left)

    def harms(self, proposed: Proposal, fault: SchemaFault) -> bool:
        """Whether a fault that is there after the proposal speaks against it."""
        inside = fault.path[: len(proposed.path)] == proposed.path and proposed.action != "remove"
        if inside:
            return proposed.action == "add" or _stays(fault, proposed.path)
        return (proposed.action == "add" or not fault.conditional) and _identity(fault) not in self.before

    def faults(self, values: Any) -> list[SchemaFault]:
        found = [fault for schema in self.schemas for fault in schema.errors_of_note(values)]
        return [fault for fault in found if fault.kind != "deprecated"]

    @cached_property
    def before(self) -> frozenset[object]:
        """What is wrong without the proposal."""
        return frozenset(map(_identity, self.faults(self.values)))


def _identity(fault: SchemaFault) -> object:
    """The fault wherever it stands in a list, whose items may move."""
    names = tuple(step for step in fault.path if isinstance(step, str))
    return names, fault.kind, fault.keyword, fault.name, fault.file


def _stays(fault: SchemaFault, path: Path) -> bool:
    """Whether a fault in the new value is not one that a later round may mend, as kebab-case of an item is."""
    return fault.path == path or fault.kind not in ("pattern", "format", "enum")
