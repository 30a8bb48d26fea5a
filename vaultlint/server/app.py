"""The server itself: documents that are opened and changed, the vaults around them, and what the client can do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method
from pygls.uris import to_fs_path

from vaultlint import __version__
from vaultlint.configs import normal
from vaultlint.server import renames
from vaultlint.server.checking import Checking
from vaultlint.server.documents import Document
from vaultlint.server.edits import workspace_edit
from vaultlint.server.session import Session, View


class _Protocol(LanguageServerProtocol):
    """Documents are kept by us: the library's own break lines where editors do not."""

    @lsp_method(lsp.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: lsp.DidOpenTextDocumentParams) -> None:
        _server(self).opened(params.text_document)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        _server(self).changed(params.text_document, params.content_changes)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: lsp.DidCloseTextDocumentParams) -> None:
        _server(self).closed(params.text_document.uri)


def _server(protocol: LanguageServerProtocol) -> Server:
    server = protocol._server
    assert isinstance(server, Server)
    return server


class Server(LanguageServer):
    """The language server of vaultlint."""

    def __init__(self) -> None:
        super().__init__("vaultlint", __version__, protocol_cls=_Protocol, converter_factory=default_converter)
        self.session = Session()
        self.checking = Checking(self.session, self._publish, self._tell)
        self.is_done = False

    def _publish(self, uri: str, version: int | None, shown: Sequence[lsp.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, list(shown), version))

    def _tell(self, message: str) -> None:
        self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, f"vaultlint: {message}"))

    def can(self, *names: str) -> bool:
        """Whether the client has all of these capabilities."""
        return all(get_capability(self.client_capabilities, name, False) for name in names)

    @property
    def versioned(self) -> bool:
        """Whether the client takes edits with the versions of documents."""
        return self.can("workspace.workspace_edit.document_changes")

    def begun(self, params: lsp.InitializeParams) -> None:
        """The client says who it is, and which folders it has."""
        roots = [one.uri for one in params.workspace_folders or ()] or [params.root_uri or ""]
        self.session.unit = str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))
        self.session.folders[:] = folders(roots)

    def opened(self, item: lsp.TextDocumentItem) -> None:
        """A document is open; only notes are looked at."""
        if item.language_id != "markdown" and not item.uri.endswith(".md"):
            return
        document = Document(item.uri, item.text, item.version, self.session.unit)
        self.session.documents[item.uri] = document
        self.checking.soon(document, 0)
        self.look(document)

    def changed(self, item: lsp.VersionedTextDocumentIdentifier, changes: Iterable[Any]) -> None:
        """Something was typed."""
        document = self.session.documents.get(item.uri)
        if document is not None:
            self.session.documents[item.uri] = document = document.changed(changes, item.version)
            self.checking.soon(document)

    def closed(self, uri: str) -> None:
        """A document is closed: what counts is on disk again."""
        document = self.session.close(uri)
        self.checking.forget(uri)
        if document is not None:
            self.look(document)

    def look(self, document: Document) -> None:
        """Look at the vault of a document."""
        live = self.session.vault_of(document)
        if live.known is not None or live.trouble:
            self.checking.look_soon(live)

    def look_around(self) -> None:
        """Look at all vaults."""
        for live in list(self.session.vaults.values()):
            self.checking.look_soon(live)

    async def view(self, uri: str) -> View | None:
        """A document in its vault; None if it is not open, or its config is wrong."""
        document = self.session.documents.get(uri)
        return None if document is None else await self.checking.view(document)

    async def fresh_view(self, document: Document) -> View | None:
        """A document in its vault as that is now."""
        await self.checking.looked(self.session.vault_of(document))
        return await self.checking.view(document)

    def made(self, found: renames.Renamed) -> lsp.WorkspaceEdit:
        """The edit of a renaming; of what had to stay as it is, the user is told."""
        for path, reason in list(found.refused.items())[:3]:
            self._tell(f"{path} stays as it is: {reason}")
        return workspace_edit(found.changes, self.versioned)


def folders(uris: Iterable[str]) -> list[Path]:
    """The folders at these addresses, as far as they are files'."""
    paths = (to_fs_path(uri) for uri in uris)
    return [normal(Path(path)) for path in paths if path]
