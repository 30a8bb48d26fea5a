"""What the client has open, and the vaults around it; features see one document at a time, as a `View`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from vaultlint.files import Source
from vaultlint.linking.judge import Judge
from vaultlint.lint import Checked
from vaultlint.note import Note, parse
from vaultlint.project import Project
from vaultlint.server.documents import Document, uri_of
from vaultlint.server.positions import UTF16
from vaultlint.server.vaults import Known, LiveVault, is_left_out, path_in
from vaultlint.vault import Vault
from vaultlint.walk import ROOT_MARKS, root_of

UNTITLED = "Untitled.md"


class Session:
    """The state of one client: `folders` are those of its workspace, `unit` is how it counts characters."""

    def __init__(self, unit: str = UTF16, folders: Iterable[Path] = ()) -> None:
        self.unit, self.folders = unit, list(folders)
        self.documents: dict[str, Document] = {}
        self.vaults: dict[tuple[Path, bool], LiveVault] = {}
        self._notes: dict[str, tuple[Document, Project, Note]] = {}

    def vault_of(self, document: Document) -> LiveVault:
        """The vault of a document: the one that the nearest config, `.obsidian` or `.git` marks, or a folder's."""
        root, loose = self._root(document)
        if (root, loose) not in self.vaults:
            self.vaults[root, loose] = LiveVault(root, loose)
        return self.vaults[root, loose]

    def _root(self, document: Document) -> tuple[Path, bool]:
        if document.file is None:
            return self._marked(self.folders[0]) if self.folders else (Path.cwd(), True)
        return self._marked(document.file.parent)

    def _marked(self, folder: Path) -> tuple[Path, bool]:
        root, file = root_of(folder)
        if file is not None or any((root / mark).exists() for mark in ROOT_MARKS):
            return root, False
        around = [one for one in self.folders if folder.is_relative_to(one)]
        return (max(around, key=lambda one: len(one.parts)), False) if around else (folder, True)

    def view(self, document: Document) -> View | None:
        """The document in its vault; None as long as nothing is known of that."""
        live = self.vault_of(document)
        known = live.known
        if known is None:
            return None
        path = path_in(live.root, document.file) if document.file else UNTITLED
        if path is None:
            return None
        return View(document, self._note(document, known.project, path), known, live.root, lambda: self.buffers(live))

    def _note(self, document: Document, project: Project, path: str) -> Note:
        """The note of a document, bound as the config says; the last one is kept, for one place is asked much of."""
        kept = self._notes.get(document.uri)
        if kept is None or kept[0] is not document or kept[1] is not project:
            kept = self._notes[document.uri] = document, project, project.note(path, document.note_text)
        return kept[2]

    def close(self, uri: str) -> Document | None:
        """Forget a document; what it was."""
        self._notes.pop(uri, None)
        return self.documents.pop(uri, None)

    def buffers(self, live: LiveVault) -> dict[str, Document]:
        """What is open of a vault, by path."""
        opened = ((document, document.file) for document in list(self.documents.values()))
        found = {path_in(live.root, file): one for one, file in opened if file and self.vault_of(one) is live}
        return {path: document for path, document in found.items() if path is not None}


@dataclass(frozen=True)
class View:
    """A document in its vault, and its note, whose path is relative to the vault."""

    document: Document
    note: Note
    known: Known
    root: Path
    opened: Callable[[], Mapping[str, Document]] = field(repr=False)

    @cached_property
    def buffers(self) -> Mapping[str, Document]:
        """What is open of the vault, by path."""
        return self.opened()

    @property
    def path(self) -> str:
        """The path of the note."""
        return self.note.path

    @property
    def project(self) -> Project:
        """The vault under its config."""
        return self.known.project

    @property
    def vault(self) -> Vault:
        """The vault; an empty one as long as its notes are not known."""
        return self.known.vault or Vault(())

    @cached_property
    def judge(self) -> Judge:
        """What resolves links."""
        return self.vault.answer(Judge)

    @property
    def is_left_out(self) -> bool:
        """Whether it is no note of the vault, by the will of its owner."""
        return self.document.file is not None and is_left_out(self.project.config, self.document.file)

    def check(self) -> Checked:
        """What the rules say; those about the vault are not asked for a note that is in none."""
        vault = self.known.vault if self.document.file is not None else None
        source = Source(b"", self.document.note_text)
        return self.project.check_text(self.path, source, vault).checked

    def document_of(self, path: str) -> Document | None:
        """A file of the vault, as it is open or on disk; None if it cannot be read."""
        if path == self.path and self.document.version is not None:
            return self.document
        if path in self.buffers:
            return self.buffers[path]
        source = self.project.read(path)
        if not isinstance(source, Source):
            return None
        return Document(self.uri_of(path), source.text, None, self.document.unit)

    def note_of(self, path: str) -> tuple[Document, Note] | None:
        """A note of the vault, with its document."""
        document = self.document_of(path)
        if document is self.document:
            return document, self.note
        return None if document is None else (document, parse(path, document.note_text))

    def uri_of(self, path: str) -> str:
        """The address of a file of the vault."""
        return self.buffers[path].uri if path in self.buffers else uri_of(self.root / path)
