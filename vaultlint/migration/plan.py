"""What a list of operations does to the values of one note: each sees what those before it made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from vaultlint.errors import EditRefused
from vaultlint.frontmatter import same
from vaultlint.late import late
from vaultlint.operations import Context, Operation, Step, after
from vaultlint.operations.steps import Drop, Put, Rename, Retag, Values
from vaultlint.where import Expression, File

_OPTION = late(r"(?<!\S)--([a-z-]++)")


@dataclass(frozen=True, slots=True)
class Stage:
    """An operation, the conditions that all must hold of a note for it, and why.

    `name` is what messages call it, `place` where it stands, as they start then; both are empty for a single one.
    """

    operation: Operation
    conditions: tuple[Expression, ...] = ()
    reason: str = ""
    name: str = ""
    place: str = ""

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """All expressions in it."""
        return (*self.conditions, *self.operation.expressions)

    def is_for(self, values: Values | None, file: File) -> bool:
        """Whether the note is meant, or may be: without values, only what is asked of its file counts."""
        asked = [one for one in self.conditions if values is not None or not one.reads_values]
        return all(one.matches(values or {}, file) for one in asked)

    def told(self, message: str) -> str:
        """A message about the stage, which is told in terms of data if it has a name."""
        return f"{self.name}: {in_data(message)}" if self.name else message


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps for one note, none if it stays as it is; the numbers of the stages that made them; the values after.

    `retags` are the stages that rename tags of the text, where it has them; for the others their steps do nothing.
    `refused` is the number of the stage that could not be planned, for the reason `refusal`; then nothing is.
    """

    steps: tuple[Step, ...] = ()
    stages: tuple[int, ...] = ()
    retags: tuple[int, ...] = ()
    values: Values = field(default_factory=dict)
    refused: int | None = None
    refusal: str = ""


def plan(stages: Sequence[Stage], values: Values, context: Callable[[Operation], Context], file: File) -> Plan:
    """What the stages do to a note with these values; `context` is what an operation may know of it."""
    steps: list[Step] = []
    numbers: list[int] = []
    retags: list[int] = []
    now = values
    for number, stage in enumerate(stages):
        if not stage.is_for(now, file):
            continue
        try:
            made = tuple(stage.operation.plan(now, context(stage.operation)))
        except EditRefused as error:
            return Plan(values=now, refused=number, refusal=stage.told(str(error)))
        steps += made
        if any(not isinstance(step, Retag) for step in made):
            now = after(now, made)
            numbers.append(number)
        if stage.operation.retags:
            retags.append(number)
    if alike(values, now):
        steps = [step for step in steps if isinstance(step, Retag)]
        return Plan(tuple(steps), (), tuple(retags), values)
    return Plan(tuple(needed(values, steps, now)), tuple(numbers), tuple(retags), now)


def in_data(message: str) -> str:
    """A message about options of the command line as one about arguments in data."""
    return _OPTION.sub(r"`\1`", message)


def alike(one: Values, other: Values) -> bool:
    """Whether keys, their order and their values are the same."""
    return list(one) == list(other) and same(dict(one), dict(other))


def needed(values: Values, steps: Sequence[Step], now: Values) -> Iterator[Step]:
    """The steps but for those that give a key other values and in the end, which is `now`, the one that it had."""
    moved = {key for step in steps for key in _moved(step)}
    back = {key for key in values.keys() & now.keys() - moved if same(values[key], now[key])}
    yield from (step for step in steps if not (isinstance(step, Put) and step.key in back))


def _moved(step: Step) -> tuple[str, ...]:
    """The keys that are there no more, or only now."""
    return (step.key,) if isinstance(step, Drop) else (step.old, step.new) if isinstance(step, Rename) else ()
