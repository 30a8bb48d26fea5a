"""Expected trouble as values: what the engine meets around notes, told to the user by rules of their own."""

from __future__ import annotations

from dataclasses import dataclass

from vaultlint.text import Edit, Span


@dataclass(frozen=True, slots=True)
class NotUtf8:
    """A note whose bytes are not UTF-8: `span` is the first such byte in a text where each is one U+FFFD."""

    span: Span
    byte: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A note that could not be read at all; `reason` is the system's."""

    reason: str


@dataclass(frozen=True, slots=True)
class UnprovedFix:
    """A fix that was not written, because what it does could not be proved to be what it says."""

    span: Span
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnusedIgnore:
    """An ignore comment of which `names` hid nothing (no names: it ignores everything); `without` takes them out."""

    comment: Span
    names: tuple[str, ...]
    without: Edit | None


@dataclass(frozen=True, slots=True)
class UnknownIgnore:
    """An ignore comment that names no rule; `nearest` is a rule's name close to it; `without` takes the name out."""

    comment: Span
    name: str
    nearest: str | None
    without: Edit | None


Trouble = NotUtf8 | Unreadable | UnprovedFix | UnusedIgnore | UnknownIgnore
