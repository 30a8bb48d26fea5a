"""Why a block of front matter cannot be read, as data: each rule picks the kinds that are its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vaultlint.text import Edit, Span

FenceKind = Literal["bad", "unclosed", "misplaced"]


@dataclass(frozen=True, slots=True)
class FenceFault:
    """A fence that is not what Obsidian needs; `edits` (none: more than one reading) put it right."""

    kind: FenceKind
    span: Span
    message: str
    edits: tuple[Edit, ...] = ()


FaultKind = Literal["syntax", "colon", "hash", "indicator", "alias", "depth", "quotes", "tab"]


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place at which the block does not parse, and why."""

    span: Span
    kind: FaultKind
    message: str
