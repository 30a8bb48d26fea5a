"""Which notes an expression is about: their metadata, read and asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from vaultlint import pool
from vaultlint.config import Config, check_names
from vaultlint.errors import ExpressionError
from vaultlint.finding import Value
from vaultlint.heads import Head, read_head
from vaultlint.nearest import nearest
from vaultlint.project import Advance, Project
from vaultlint.where import Expression, File
from vaultlint.where.counts import counted

WORTH_IT = 1_000
"""Below so many notes one process reads their metadata faster than several."""


@dataclass(frozen=True, slots=True)
class Record:
    """A note's metadata; `values` is None where they cannot be known, for the reason `trouble`."""

    file: File
    values: Mapping[str, Value] | None
    trouble: str = ""


def records(config: Config, notes: Sequence[str], jobs: int, advance: Advance = lambda count: None) -> list[Record]:
    """The metadata of these notes of the vault."""
    read = _FileHead(config.root, config.limits.note_size)
    heads = pool.over(notes, read, jobs if len(notes) >= WORTH_IT else 1, advance)
    return [Record(File(path, head.size), head.values, head.trouble) for path, head in zip(notes, heads, strict=True)]


@dataclass(frozen=True)
class _FileHead:
    root: Path
    largest: int

    def __call__(self, path: str) -> Head:
        return read_head(self.root / path, self.root, self.largest)


def inform(expressions: Sequence[Expression], config: Config, chosen: Sequence[Record], jobs: int) -> None:
    """Tell the expressions what they ask of the vault, the notes that are meant being `chosen`."""
    knowledge = Knowledge(config, chosen, jobs)
    for expression in expressions:
        knowledge.inform(expression)


def _check_texts(expression: Expression, known: Mapping[str, None]) -> None:
    for name in expression.texts:
        if known and name not in known:
            raise ExpressionError(
                f"the expression `{expression.text}`: no note has the key `{name}`; if it is text, write '{name}'"
            )


def hints(expression: Expression, chosen: Sequence[Record]) -> Iterator[str]:
    """Why the expression may have found nothing: keys that no note has, lists that shall equal a text."""
    known = keys_of(chosen)
    for key in expression.keys:
        if known and key not in known:
            close = nearest(key, known)
            yield f"no note has the key `{key}`" + (f"; did you mean `{close}`?" if close else "")
    for key, text in expression.equated:
        if any(isinstance(one.values.get(key), list) for one in chosen if one.values):
            yield f"`{key}` is a list, and equals no text; write `contains({key}, '{text}')`"


def keys_of(chosen: Sequence[Record]) -> dict[str, None]:
    """All keys of these notes."""
    return {key: None for one in chosen for key in one.values or ()}


class Knowledge:
    """What expressions may ask of a vault, found out when first asked; `more` are keys that notes may get besides."""

    def __init__(self, config: Config, chosen: Sequence[Record], jobs: int, more: Collection[str] = ()) -> None:
        self.config, self.chosen, self.jobs, self.more = config, chosen, jobs, more

    def inform(self, expression: Expression) -> None:
        """Tell the expression what it asks of the vault: counts from all its notes, findings in the chosen ones.

        Raises:
            UsageError: it asks for a rule that does not exist.
            ExpressionError: it compares with a key that no chosen note has: text without its quotes.
        """
        _check_texts(expression, self.keys)
        counts = {key: counted(self.values, key) for key in expression.counted}
        expression.know(counts, self.found(expression.rules) if expression.rules else {})

    @cached_property
    def keys(self) -> dict[str, None]:
        found = keys_of(self.chosen)
        return found and found | dict.fromkeys(self.more)

    @cached_property
    def values(self) -> list[Mapping[str, Value]]:
        """The values of all notes of the vault."""
        read = {one.file.path for one in self.chosen}
        others = [note for note in Project(self.config).every_note if note not in read]
        every = (*self.chosen, *records(self.config, others, self.jobs))
        return [one.values for one in every if one.values]

    def found(self, rules: Sequence[str]) -> dict[str, set[str]]:
        """Of these rules and families: those that find something in a chosen note, by its path."""
        check_names(tuple(rules), "has_rule()")
        project = Project(self.config, tuple(rules))
        project.prepare()
        results = project.check([one.file.path for one in self.chosen], self.jobs, lambda count: None)
        for crash in (crash for result in results for crash in result.checked.crashes):
            raise RuntimeError(f"the rule {crash.rule} failed on {crash.path} ({crash.error})")
        named = {result.path: {one.rule for one in result.checked.diagnostics} for result in results}
        return {path: names | {name.partition("/")[0] for name in names} for path, names in named.items()}
