"""What an operation does to one note, as data: steps, and what they make of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from vaultlint.finding import Value

Values = Mapping[str, Value]
"""The keys and values of a note, in the order of the text."""


class Place(NamedTuple):
    """Where a key goes that is not there yet: at an end, or beside `key`; at the end where that is not there."""

    side: Literal["first", "last", "after", "before"]
    key: str = ""


LAST = Place("last")


@dataclass(frozen=True, slots=True)
class Put:
    """Give `key` the value; a key that is not there appears at `place`, one that is there stays where it is."""

    key: str
    value: Value
    place: Place = LAST


@dataclass(frozen=True, slots=True)
class Drop:
    """Take `key` away, which is there."""

    key: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Call the key `old`, which is there, `new`, which is not."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Arrange:
    """Put `keys` in front, in this order; the others follow in theirs."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retag:
    """Give the tag `old` of the text, and those nested in it, the name `new`; the values are no matter of it."""

    old: str
    new: str


Step = Put | Drop | Rename | Arrange | Retag


def after(values: Values, steps: Iterable[Step]) -> dict[str, Value]:
    """The values with the steps done, in the order that the text has then."""
    result = dict(values)
    for step in steps:
        if isinstance(step, Put):
            result = result | {step.key: step.value} if step.key in result else _placed(result, step)
        elif isinstance(step, Drop):
            result.pop(step.key, None)
        elif isinstance(step, Rename):
            result = {step.new if key == step.old else key: value for key, value in result.items()}
        elif isinstance(step, Arrange):
            result = {key: result[key] for key in arranged(result, step.keys)}
    return result


def _placed(values: dict[str, Value], step: Put) -> dict[str, Value]:
    """The values with that of a new key at its place."""
    items, (side, beside) = list(values.items()), step.place
    at = len(items)
    if side == "first":
        at = 0
    elif beside in values:
        at = list(values).index(beside) + (side == "after")
    return dict([*items[:at], (step.key, step.value), *items[at:]])


def arranged(keys: Iterable[str], first: tuple[str, ...]) -> list[str]:
    """`keys`, those in `first` at the front and in that order."""
    rank = {key: place for place, key in enumerate(first)}
    return sorted(keys, key=lambda key: rank.get(key, len(rank)))
