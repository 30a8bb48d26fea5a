"""What an operation is: its arguments, and a plan of steps for the values of a note."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from vaultlint.operations.argument import Argument
from vaultlint.operations.steps import Retag, Step, Values
from vaultlint.schema import Schema
from vaultlint.where import Expression, File


@dataclass(frozen=True, slots=True)
class Context:
    """What an operation may know of a note besides its values: its file, its path as users write it, its schemas.

    `path` and `schemas` are known where the operation says that it needs them.
    """

    file: File
    path: str = ""
    schemas: tuple[Schema, ...] = ()


class Operation(ABC):
    """An operation with its arguments; it is pure, and done twice it changes nothing more."""

    __slots__ = ()
    NAME: ClassVar[str]
    HELP: ClassVar[str]
    ARGUMENTS: ClassVar[tuple[Argument, ...]]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that it looks for: where no note has one, the call has a slip."""
        return ()

    @property
    def makes(self) -> tuple[str, ...]:
        """The keys that may be there only because of it."""
        return ()

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """The expressions that must be told what they ask of the vault before it plans."""
        return ()

    @property
    def needs_schemas(self) -> bool:
        """Whether its plan depends on the schemas that are bound to the note."""
        return False

    @property
    def retags(self) -> tuple[Retag, ...]:
        """What it does to the text of notes, and to the bases of the vault."""
        return ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The notes that it names, as users write them."""
        return ()

    @abstractmethod
    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        """The steps for a note with these values; none if there is nothing to do.

        Raises:
            EditRefused: the values are not such as it needs; the message says why.
        """
