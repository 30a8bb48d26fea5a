"""`set KEY=VALUE…`: give keys a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vaultlint.errors import EditRefused, UsageError
from vaultlint.finding import Value
from vaultlint.frontmatter import same
from vaultlint.operations.argument import ASSIGNMENTS, FLAG, KEY, TEXT, Argument
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Place, Put, Step, Values
from vaultlint.where.texts import empty


@dataclass(frozen=True, slots=True)
class Set(Operation):
    """A list or mapping that holds something is replaced by its like only; a key that is there keeps its place."""

    NAME = "set"
    HELP = "give keys a value"
    ARGUMENTS = (
        Argument("values", ASSIGNMENTS, "VALUE is YAML: status=draft, rating=4, tags=[a, b]", metavar="KEY=VALUE"),
        Argument("if", TEXT, "only where the key is not there; or where it has no value either", field="only_if",
                 option=True, required=False, choices=("missing", "empty")),
        Argument("after", KEY, "put a new key behind this one", "KEY", option=True, required=False),
        Argument("before", KEY, "put a new key in front of this one", "KEY", option=True, required=False),
        Argument("first", FLAG, "put a new key at the top", option=True, required=False),
        Argument("last", FLAG, "put a new key at the end (default)", option=True, required=False),
    )  # fmt: skip

    values: Mapping[str, Value]
    only_if: str | None = None
    after: str | None = None
    before: str | None = None
    first: bool = False
    last: bool = False

    def __post_init__(self) -> None:
        if sum(map(bool, (self.after, self.before, self.first, self.last))) > 1:
            raise UsageError("`set` takes one of --after, --before, --first and --last")

    @property
    def makes(self) -> tuple[str, ...]:
        return tuple(self.values)

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        place = self._place()
        for key, value in self.values.items():
            if not self._is_meant(values, key) or (key in values and same(values[key], value)):
                continue
            if key in values:
                _check_kind(key, values[key], value)
            yield Put(key, value, place)
            place = Place("after", key) if place.side != "before" and key not in values else place

    def _place(self) -> Place:
        if self.after:
            return Place("after", self.after)
        if self.before:
            return Place("before", self.before)
        return Place("first" if self.first else "last")

    def _is_meant(self, values: Values, key: str) -> bool:
        if self.only_if == "missing":
            return key not in values
        return self.only_if is None or empty(values.get(key))


def _check_kind(key: str, old: Value, new: Value) -> None:
    """Refuse to put one kind of value in the place of another."""
    if empty(old) or new is None or _kind(old) == _kind(new):
        return
    raise EditRefused(f"`{key}` is {_kind(old)} there, not {_kind(new)}")


def _kind(value: Value) -> str:
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "a single value"
