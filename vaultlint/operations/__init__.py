"""Operations on front matter: each makes a plan of steps for a note's values; `carry` makes the steps on its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vaultlint.errors import UsageError
from vaultlint.nearest import nearest
from vaultlint.operations.add import Add
from vaultlint.operations.apply import Apply
from vaultlint.operations.argument import Argument, Read, understood
from vaultlint.operations.carry import revised
from vaultlint.operations.join import Join
from vaultlint.operations.map import Map
from vaultlint.operations.move import Move
from vaultlint.operations.normalise import Normalise
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.order import Order
from vaultlint.operations.remove import Remove
from vaultlint.operations.rename import RenameKey
from vaultlint.operations.rename_tag import RenameTag
from vaultlint.operations.set import Set
from vaultlint.operations.split import Split
from vaultlint.operations.steps import Step, after
from vaultlint.operations.unset import Unset

OPERATIONS: dict[str, type[Operation]] = {
    one.NAME: one
    for one in (Set, Unset, RenameKey, Add, Remove, Map, Move, Split, Join, Normalise, Order, Apply, RenameTag)
}
"""All operations by their names."""


def build(name: str, given: Mapping[str, object], read: Read, words: bool = False) -> Operation:
    """The operation `name` with what is given for its arguments, by their names: data, or with `words` lists of words.

    `read` gives the text of a file that an argument names.

    Raises:
        UsageError: there is no such operation or argument, or it cannot be that.
        ExpressionError: one is to be an expression and is none.
    """
    if name not in OPERATIONS:
        close = nearest(name, OPERATIONS)
        known = f"did you mean `{close}`?" if close else f"there are {', '.join(OPERATIONS)}"
        raise UsageError(f"there is no operation `{name}`; {known}")
    operation = OPERATIONS[name]
    arguments = {one.name: one for one in operation.ARGUMENTS}
    for one in given:
        if one not in arguments:
            close = nearest(one, arguments)
            known = f"did you mean `{close}`?" if close else f"it has {', '.join(arguments)}"
            raise UsageError(f"`{name}` has no argument `{one}`; {known}")
    for argument in arguments.values():
        if argument.required and argument.name not in given:
            raise UsageError(f"`{name}` lacks {'--' + argument.name if argument.option else argument.metavar}")
    fields: dict[str, Any] = {
        arguments[one].field or one: understood(arguments[one], data, read, words) for one, data in given.items()
    }
    return operation(**fields)


__all__ = ["OPERATIONS", "Argument", "Context", "Operation", "Read", "Step", "after", "build", "revised"]
