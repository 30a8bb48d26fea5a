"""`normalise KEY… --as FORM`: bring values into one form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.errors import EditRefused
from vaultlint.frontmatter import same
from vaultlint.operations.argument import KEYS, TEXT, Argument
from vaultlint.operations.normal import NORMAL
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Put, Step, Values


@dataclass(frozen=True, slots=True)
class Normalise(Operation):
    """empty: nothing for an empty text, no empty items in a list; date: as 2025-10-08; bool: true or false;
    trim: no blanks at the ends; kebab: in-lower-case; dedupe: each item once; sort: items in order; quotes: no
    quotes inside the quotes.
    """

    NAME = "normalise"
    HELP = "bring values, and the items of lists, into one form"
    ARGUMENTS = (
        Argument("keys", KEYS, "the keys", "KEY", field="forms"),
        Argument("as", TEXT, "the form", "FORM", field="form", option=True, choices=tuple(NORMAL)),
    )

    forms: tuple[str, ...]
    form: str

    @property
    def keys(self) -> tuple[str, ...]:
        return self.forms

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        for key in self.forms:
            before = values.get(key)
            if isinstance(before, dict):
                raise EditRefused(f"`{key}` holds keys of its own there")
            after = NORMAL[self.form](before)
            if not same(before, after):
                yield Put(key, after)
