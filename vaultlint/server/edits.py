"""Changes of several documents as one edit of the workspace."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol.types import (
    OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from vaultlint.server.differences import differences
from vaultlint.server.documents import Document
from vaultlint.text import Edit

Change = tuple[Document, Iterable[Edit]]


def workspace_edit(changes: Iterable[Change], versioned: bool) -> WorkspaceEdit:
    """The edit; with the versions that the documents had, if the client takes them."""
    made: list[tuple[Document, list[TextEdit]]] = [(one, one.edits(edits)) for one, edits in changes]
    if not versioned:
        return WorkspaceEdit(changes={document.uri: edits for document, edits in made})
    return WorkspaceEdit(
        document_changes=[
            TextDocumentEdit(OptionalVersionedTextDocumentIdentifier(document.uri, document.version), [*edits])
            for document, edits in made
        ]
    )


def rewritten(document: Document, text: str) -> Change:
    """The change that makes `text` of a note."""
    return document, differences(document.note_text, text)
