"""What operations may know of a note besides its values, found out when one asks."""

from __future__ import annotations

from functools import cached_property

from vaultlint.commands import terminal
from vaultlint.operations import Context, Operation
from vaultlint.project import Project
from vaultlint.schema import Schema
from vaultlint.selection import Record


class Contexts:
    """The note is that of `record`, in the vault of `project`."""

    def __init__(self, record: Record, project: Project) -> None:
        self.record, self.project = record, project

    @cached_property
    def path(self) -> str:
        """Its path as users write it."""
        return terminal.shown_path(self.project.config.root, self.record.file.path)

    @cached_property
    def schemas(self) -> tuple[Schema, ...]:
        """The schemas that are bound to it."""
        path = self.record.file.path
        return self.project.note(path, self.project.read(path).text).bindings.schemas

    def are_of(self, operation: Operation) -> bool:
        """Whether the note is one that the operation names, if it names any."""
        return not operation.paths or self.path in operation.paths

    def __call__(self, operation: Operation) -> Context:
        path = self.path if operation.paths else ""
        asks = operation.needs_schemas and self.are_of(operation)
        return Context(self.record.file, path, self.schemas if asks else ())
