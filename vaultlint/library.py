"""A vault for scripts: its notes, what is wrong with them, and changes that are proved, journalled and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from os import PathLike
from pathlib import Path

from vaultlint import operations, where
from vaultlint.configs import Configs, normal
from vaultlint.errors import EditRefused, UsageError
from vaultlint.files import NotWritten, Source
from vaultlint.finding import Applicability, Diagnostic
from vaultlint.journal import Journal
from vaultlint.mend import mend
from vaultlint.note import Note
from vaultlint.operations.carry import known_values, revised
from vaultlint.operations.operation import Context
from vaultlint.project import Project
from vaultlint.rewrite import rewrite
from vaultlint.walk import choose


def open_vault(folder: str | PathLike[str] = ".") -> OpenVault:
    """The vault that `folder` lies in, with the config that holds there; its notes are those below `folder`.

    Raises:
        UsageError: there is no such folder.
        ConfigError: the config is wrong.
    """
    return OpenVault(normal(Path(folder).absolute()))


class OpenVault:
    """The notes of one folder of a vault; `root` is the vault's own, from which the paths of notes are counted."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UsageError(f"{folder}: there is no such folder")
        configs = Configs()
        self._config = configs.of(folder)
        self.root = self._config.root
        chosen = choose([folder], configs.of)
        self.paths = next((one.notes for one in chosen if one.config.root == self.root), ())

    @cached_property
    def _project(self) -> Project:
        project = Project(self._config)
        project.prepare()
        return project

    def notes(self, expression: str | None = None) -> Iterator[Note]:
        """The notes, in the order of their paths, or those of which a JMESPath expression is true.

        A note whose front matter cannot be read matches no expression; one that is not UTF-8 is left out.

        Raises:
            ExpressionError: it is no expression.
        """
        wanted = where.compile(expression) if expression else None
        for path in self.paths:
            source = self._project.read(path)
            if not isinstance(source, Source):
                continue
            note = self._project.note(path, source.text)
            if wanted is None or (note.values is not None and wanted.matches(note.values, _file(note))):
                yield note

    def check(self) -> list[Diagnostic]:
        """What `vaultlint check` finds in these notes, in the order in which it tells it."""
        results = self._project.check(self.paths, 1, lambda count: None)
        return sorted((one for result in results for one in result.checked.diagnostics), key=lambda one: one.order)

    def fixed(self, note: Note, unsafe: bool = False) -> str:
        """The text of the note with every safe fix made, or every unsafe one, too."""
        threshold = Applicability.UNSAFE if unsafe else Applicability.SAFE
        return mend(note, self._project.active_for(note.path), None, threshold).text

    def write(self, texts: Iterable[tuple[Note, str]], command: str = "(a script)") -> list[str]:
        """Put the texts in the place of the notes, as one run that `vaultlint undo` takes back; the paths written.

        Raises:
            EditRefused: a note has changed since it was read, or cannot be written; those before it are written.
        """
        written = []
        with Journal([self.root], command) as journal:
            for note, text in texts:
                if text != note.text:
                    self._put(note, text, journal)
                    written.append(note.path)
        return written

    def _put(self, note: Note, text: str, journal: Journal) -> None:
        source = self._project.read(note.path)
        if not isinstance(source, Source) or source.text != note.text:
            raise EditRefused(f"{note.path}: it has changed since it was read")
        try:
            rewrite(self.root, note.path, source.data, text, journal)
        except NotWritten as error:
            raise EditRefused(f"{note.path}: {error}") from None


def edit(note: Note, operation: str, **arguments: object) -> str:
    """The text of the note with an operation of `vaultlint edit` done; its arguments are those of a migration's step.

    An argument whose name is a word of Python is given with an underscore behind it: `if_="missing"`.

    Raises:
        UsageError: there is no such operation or argument.
        EditRefused: it cannot be done, or not proved to be what is meant.
    """
    given = {name.rstrip("_"): value for name, value in arguments.items()}
    planned = operations.build(operation, given, lambda name: Path(name).read_text(encoding="utf-8"))
    steps = planned.plan(known_values(note.frontmatter), Context(_file(note)))
    return revised(note, list(steps))


def _file(note: Note) -> where.File:
    return where.File(note.path, len(note.text.encode()))
