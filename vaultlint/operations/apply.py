"""`apply FILE`: give keys of single notes the values that a person or a program found elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vaultlint.errors import EditRefused
from vaultlint.finding import Value
from vaultlint.frontmatter import same
from vaultlint.operations.argument import ROWS, Argument
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Put, Step, Values, after
from vaultlint.operations.words import Row


@dataclass(frozen=True, slots=True)
class Apply(Operation):
    """A value that the schema of its note does not allow is refused; of a note, all rows are applied or none."""

    NAME = "apply"
    HELP = "set values that come from outside: a CSV file with path,key,value, or such JSON objects, one a line"
    ARGUMENTS = (Argument("file", ROWS, "path is that of the note; value is YAML", "FILE", field="rows"),)

    rows: tuple[Row, ...]
    by_path: dict[str, dict[str, Value]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_path: dict[str, dict[str, Value]] = {}
        for row in self.rows:
            by_path.setdefault(row.path, {})[row.key] = row.value
        object.__setattr__(self, "by_path", by_path)

    @property
    def needs_schemas(self) -> bool:
        return True

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(self.by_path)

    @property
    def makes(self) -> tuple[str, ...]:
        return tuple({row.key: None for row in self.rows})

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        wanted = self.by_path.get(context.path, {})
        steps = [Put(key, value) for key, value in wanted.items() if key not in values or not same(values[key], value)]
        meant = after(values, steps)
        for schema in context.schemas if steps else ():
            for fault in schema.errors_of_note(meant):
                if fault.kind != "deprecated" and fault.path[:1] and fault.path[0] in wanted:
                    raise EditRefused(f"`{fault.path[0]}`: {fault.message}")
        yield from steps
