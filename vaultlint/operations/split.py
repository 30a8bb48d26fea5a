"""`split KEY`: make a list of a text that holds several values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaultlint.finding import Value
from vaultlint.frontmatter import same
from vaultlint.operations.argument import KEY, TEXT, Argument
from vaultlint.operations.lists import each, listed
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Put, Step, Values

SEPARATORS = ",，、"


@dataclass(frozen=True, slots=True)
class Split(Operation):
    """A text without a separator stays as it is; so does what is no text."""

    NAME = "split"
    HELP = "make a list of a text that holds several values; items of a list are split in their place"
    ARGUMENTS = (
        Argument("key", KEY, "the key", "KEY"),
        Argument("by", TEXT, f"what separates them: each of these characters (default: {SEPARATORS})", "CHARACTERS",
                 option=True, required=False),
    )  # fmt: skip

    key: str
    by: str = SEPARATORS

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        before = values.get(self.key)
        items = listed(self.key, before)
        after = each(items, self._parts)
        if not same(items, after):
            yield Put(self.key, after if after or isinstance(before, list) else "")

    def _parts(self, item: Value) -> Sequence[Value]:
        if not isinstance(item, str) or not any(one in item for one in self.by):
            return [item]
        parts = item.translate({ord(one): self.by[0] for one in self.by}).split(self.by[0])
        return [part.strip() for part in parts if part.strip()]
