"""Why a block of front matter cannot be read, as data: each rule picks the faults that are its own."""

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


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place at which the block does not parse, and why; `is_alias`: an alias has no anchor before it."""

    span: Span
    message: str
    is_alias: bool = False
