"""What cascades is dropped, so that each fault is told once."""

from __future__ import annotations

from collections.abc import Iterable

from vaultlint.finding import Path
from vaultlint.schema.fault import Kind, SchemaFault

RANK: tuple[Kind, ...] = ("type", "const", "enum", "format", "pattern", "limits", "unique-items", "other")
"""Of several faults of one value, the first kind here is told: the others follow from it, or wait."""


def sift(given: Iterable[SchemaFault]) -> list[SchemaFault]:
    """Each fault once: a wrong type silences all else about that value and what is in it, a value has one fault."""
    faults = list(given)
    cascade = _Cascade(faults)
    kept: dict[tuple[object, ...], SchemaFault] = {}
    for fault in sorted(faults, key=_rank):
        if not cascade.has(fault):
            about = (fault.path, fault.at, fault.name) if fault.at != "value" else (fault.path, "value")
            kept.setdefault(about, fault)
    return sorted(kept.values(), key=lambda fault: [(isinstance(step, str), str(step)) for step in fault.path])


def _rank(fault: SchemaFault) -> int:
    return RANK.index(fault.kind) if fault.kind in RANK else 0


class _Cascade:
    """Which faults only follow from others."""

    def __init__(self, faults: list[SchemaFault]) -> None:
        self.faults = faults
        self.mistyped = {fault.path for fault in faults if fault.kind == "type"}
        self.refused = {fault.path for fault in faults if fault.keyword == "false"}
        self.short = {fault.path for fault in faults if fault.kind == "required"}
        self.misspelt = {
            (fault.path[:-1], fault.nearest) for fault in faults if fault.kind == "unknown-key" and fault.nearest
        }

    def has(self, fault: SchemaFault) -> bool:
        """Whether another fault is the reason of this one."""
        if fault.keyword == "false":
            return False
        if _within(fault.path, self.refused) or self.in_wrong_type(fault) or self.is_unevaluated(fault):
            return True
        if fault.kind == "required":
            return (fault.path, fault.name) in self.misspelt
        return fault.keyword == "minProperties" and fault.path in self.short

    def in_wrong_type(self, fault: SchemaFault) -> bool:
        """Whether the fault is about something in, or another keyword of, a value of the wrong type."""
        if fault.kind == "type" or fault.at == "key":
            return _within(fault.path[:-1], self.mistyped) if fault.path else False
        return _within(fault.path, self.mistyped)

    def is_unevaluated(self, fault: SchemaFault) -> bool:
        """Whether a key or item is refused only because the part of the schema that knows it fails elsewhere."""
        if fault.keyword == "unevaluatedProperties":
            return fault.expected is True and any(one.keyword != fault.keyword for one in self.faults)
        if fault.keyword == "unevaluatedItems":
            return any(one.path[: len(fault.path)] == fault.path and one is not fault for one in self.faults)
        return False


def _within(path: Path, paths: set[Path]) -> bool:
    return any(path[:length] in paths for length in range(len(path) + 1))
