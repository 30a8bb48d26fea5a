"""Notes whose values an expression does not fit, gathered to be told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

_KINDS = {
    "array": "a list", "list": "a list", "object": "a mapping", "dict": "a mapping", "string": "text", "str": "text",
    "null": "nothing", "NoneType": "nothing", "int": "a number", "float": "a number", "bool": "a boolean",
}  # fmt: skip


@dataclass
class Misfits:
    """Why an expression did not fit, with the notes it did not."""

    notes: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, error: Exception, path: str) -> None:
        """`error` is what came of the note at `path`."""
        self.notes.setdefault(_reason(error), {})[path] = None

    def told(self) -> Iterator[str]:
        """A line a reason."""
        for reason, paths in self.notes.items():
            first, number = next(iter(paths)), len(paths)
            who = f"1 note ({first})" if number == 1 else f"{number:,} notes (the first is {first})"
            yield f"the expression does not fit {who}, which counts as no match: {reason}"


def _reason(error: Exception) -> str:
    from jmespath.exceptions import JMESPathTypeError

    if isinstance(error, JMESPathTypeError):
        *some, last = dict.fromkeys(_kind(one) for one in error.expected_types if one != "null")
        wanted = f"{', '.join(some)} or {last}" if some else last
        hint = "; `KEY && …` passes over notes without the key" if error.current_value is None else ""
        return f"{error.function_name}() is for {wanted}, not for {_kind(error.actual_type)}{hint}"
    return "text and numbers cannot be compared" if isinstance(error, TypeError) else str(error)


def _kind(name: str) -> str:
    name, _, inner = name.partition("-")
    return _KINDS.get(name, f"a {name}") + (f" of {inner}s" if inner else "")
