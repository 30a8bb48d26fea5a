"""`map KEY[,KEY] OLD=NEW…`: put new values in the place of old ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from vaultlint.errors import EditRefused, UsageError
from vaultlint.finding import Missing, Value
from vaultlint.frontmatter import same
from vaultlint.frontmatter.scalars import resolve
from vaultlint.operations.argument import KEYS_IN_ONE, PAIRS, TEXT, Argument
from vaultlint.operations.lists import each, like, listed
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.steps import Put, Step, Values
from vaultlint.operations.words import Pair

Lookup = Callable[[Value], Sequence[Value] | None]
"""What comes in the place of a value: one value, none, or several; None where it stays."""


@dataclass(frozen=True, slots=True)
class Map(Operation):
    """A value, or an item of a list, is matched as a whole; what comes anew stands in a list only once."""

    NAME = "map"
    HELP = "put new values in the place of old ones, in a list too; NEW empty removes"
    ARGUMENTS = (
        Argument("keys", KEYS_IN_ONE, "the keys", "KEY[,KEY]", field="mapped"),
        Argument("pairs", PAIRS, "what comes in the place of what; or @FILE, a CSV file with old,new", "OLD=NEW|@FILE"),
        Argument("match", TEXT, "OLD is the value (default), the value but for case and width, or a regular "
                 "expression for all of it, whose groups NEW may name as \\1", option=True, required=False,
                 choices=("exact", "fold", "regex")),
    )  # fmt: skip

    mapped: tuple[str, ...]
    pairs: tuple[Pair, ...]
    match: str = "exact"
    lookup: Lookup = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lookup = _by_pattern(self.pairs) if self.match == "regex" else _by_text(self.pairs, self.match == "fold")
        object.__setattr__(self, "lookup", lookup)

    @property
    def keys(self) -> tuple[str, ...]:
        return self.mapped

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        for key in self.mapped:
            before = values.get(key)
            items = listed(key, before)
            after = each(items, self._made)
            if not same(items, after):
                yield Put(key, like(before, after))

    def _made(self, item: Value) -> Sequence[Value]:
        new = None if isinstance(item, list | dict) else self.lookup(item)
        return [item] if new is None else new


def _by_text(pairs: Sequence[Pair], fold: bool) -> Lookup:
    texts = {_folded(pair.old) if fold else pair.old: _several(pair.new) for pair in pairs}
    others = {repr(resolve(pair.old)): _several(pair.new) for pair in pairs}

    def lookup(item: Value) -> Sequence[Value] | None:
        if isinstance(item, str):
            return texts.get(_folded(item) if fold else item)
        return others.get(repr(item))

    for new in texts.values():
        for one in new:
            if not isinstance(one, list | dict) and lookup(one) not in (None, [one], new):
                raise UsageError(f"`{one}` is new, and old, too: run twice, it would change twice; make it two runs")
    return lookup


def _several(new: Value | Missing) -> list[Value]:
    return [] if isinstance(new, Missing) else new if isinstance(new, list) else [new]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _by_pattern(pairs: Sequence[Pair]) -> Lookup:
    rules = [(_compiled(pair.old), _several(pair.new)) for pair in pairs]

    def once(item: Value) -> Sequence[Value] | None:
        for pattern, new in rules:
            found = pattern.fullmatch(item) if isinstance(item, str) else None
            if found:
                return [_filled(one, found) for one in new]
        return None

    def lookup(item: Value) -> Sequence[Value] | None:
        new = once(item)
        for one in new or ():
            if one != item and once(one) not in (None, [one], new):
                raise EditRefused(f"`{item}` would become `{one}`, which matches again: run twice, it changes twice")
        return new

    return lookup


def _filled(new: Value, found: re.Match[str]) -> Value:
    try:
        return found.expand(new) if isinstance(new, str) else new
    except (re.error, IndexError) as error:
        raise UsageError(f"`{new}` cannot be filled from `{found.re.pattern}`: {error}") from None


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise UsageError(f"`{pattern}` is no regular expression: {error}") from None
