"""A migration file read into stages; what is wrong is told with its line, its step and the nearest right name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vaultlint import where
from vaultlint.errors import VaultlintError
from vaultlint.finding import Path, Value
from vaultlint.migration.document import Document
from vaultlint.migration.plan import Stage, in_data
from vaultlint.migration.shape import BESIDES, outline, short_argument, step_schema
from vaultlint.nearest import nearest
from vaultlint.operations import OPERATIONS, Operation, Read, build
from vaultlint.operations.argument import understood
from vaultlint.schema import Schema, compile_schema
from vaultlint.where import Expression

_OTHERWISE = {"when": "where", "if": "where", "name": "reason", "description": "reason", "comment": "reason"}
"""What the parts of a step are called in other files of steps."""


def read(text: str, name: str, file: Read) -> list[Stage]:
    """The stages in the text of the migration file `name`; `file` gives the text of a file that one of them names.

    Raises:
        UsageError: it is none.
    """
    document = Document(text, name)
    document.check(_outline())
    steps = document.value(("steps",))
    assert isinstance(steps, list)
    return [_stage(document, number, step, file) for number, step in enumerate(steps)]


@cache
def _outline() -> Schema:
    return compile_schema(outline(True), "the schema of migrations")


@cache
def _step() -> Schema:
    return compile_schema(step_schema(), "the schema of steps")


def _stage(document: Document, number: int, step: Value, file: Read) -> Stage:
    path: Path = ("steps", number)
    if not isinstance(step, dict):
        raise document.wrong(path, f"step {number + 1} is no operation with its arguments, such as `unset: isbn`")
    operation = _operation(document, path, step)
    name = f"step {number + 1} ({operation})"
    document.check(_step(), path, f"{name}: ")
    conditions = _conditions(document, (*path, "where"), f"{name}: ")
    built = _built(document, (*path, operation), f"{name}: ", file)
    return Stage(built, conditions, str(step.get("reason", "")), name, document.place(path))


def _conditions(document: Document, path: Path, prefix: str) -> tuple[Expression, ...]:
    """The expression at `path`, or all of a list of them; none if there are none."""
    given = document.value(path)
    listed = given if isinstance(given, list) else [] if given is None else [given]
    try:
        return tuple(where.compile(str(one)) for one in listed)
    except VaultlintError as error:
        raise document.wrong(path, f"{prefix}{error}") from None


def _operation(document: Document, path: Path, step: Mapping[str, Value]) -> str:
    """The name of the one operation of the step."""
    found = [one for one in step if one not in BESIDES]
    who = f"step {int(path[-1]) + 1}"
    for one in found:
        if one == "rename-file":
            reason = "changes other notes, too, and goes alone: `vaultlint edit rename-file`"
            raise document.wrong((*path, one), f"{who}: `{one}` is no step of a migration; it {reason}")
        if one not in OPERATIONS:
            close = _OTHERWISE.get(one.lower()) or nearest(one, [*OPERATIONS, *BESIDES])
            known = f"did you mean `{close}`?" if close else f"there are {', '.join(OPERATIONS)}"
            raise document.wrong((*path, one), f"{who}: there is no operation `{one}`; {known}")
    if not found:
        raise document.wrong(path, f"{who} has no operation; there are {', '.join(OPERATIONS)}")
    if len(found) > 1:
        raise document.wrong((*path, found[1]), f"{who} has two operations, `{found[0]}` and `{found[1]}`; make it two")
    return found[0]


def _built(document: Document, path: Path, prefix: str, file: Read) -> Operation:
    """The operation at `path`."""
    name, given = str(path[-1]), document.value(path)
    short = short_argument(OPERATIONS[name])
    arguments = given if isinstance(given, dict) else {short.name: given} if short else {}
    try:
        return build(name, arguments, file)
    except VaultlintError as error:
        at = (*path, *_culprit(name, arguments, file))
        raise document.wrong(at, prefix + in_data(str(error))) from None


def _culprit(operation: str, arguments: Mapping[str, Value], file: Read) -> Path:
    """The argument that is wrong by itself, if one is."""
    for argument in OPERATIONS[operation].ARGUMENTS:
        if argument.name in arguments:
            try:
                understood(argument, arguments[argument.name], file, words=False)
            except VaultlintError:
                return (argument.name,)
    return ()
