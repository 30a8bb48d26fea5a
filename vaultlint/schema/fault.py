"""What a schema finds wrong, as data: which rule tells it, where it stands, what to say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from vaultlint.finding import Path

Kind = Literal[
    "type", "required", "enum", "const", "format", "pattern", "limits", "unique-items", "unknown-key", "deprecated",
    "other",
]  # fmt: skip
"""The rule of the family `schema` that tells the fault."""

At = Literal["key", "value", "mapping"]
"""Where a fault stands: at the key or the value of its path, or at the mapping in which a key is missing."""


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """One fault of a note's values.

    `pointer` is the JSON Pointer of the subschema whose keyword failed; `path` leads to the value, or to the
    mapping in which the key `name` is missing (kind `required`). `expected` is the keyword's value in the schema,
    `subschema` the object in which it stands. `nearest` is what was probably meant: an allowed value or key.
    `conditional` is whether the keyword applies only because of other values of the note.
    """

    kind: Kind
    keyword: str
    pointer: str
    path: Path
    at: At
    message: str
    file: str = ""
    name: str | None = None
    expected: Any = field(default=None, compare=False)
    subschema: Any = field(default=None, compare=False)
    nearest: Any = field(default=None, compare=False)
    conditional: bool = field(default=False, compare=False)

    @property
    def instance(self) -> str:
        """The JSON Pointer of the value at fault."""
        return pointer(self.path)


class Told(NamedTuple):
    """What to say of a fault of the rule `schema/other`, and where; `why` is the reason why it applies, if known."""

    message: str
    path: Path
    at: At = "value"
    name: str | None = None
    why: str = ""


def pointer(steps: tuple[str | int, ...]) -> str:
    """Steps as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
