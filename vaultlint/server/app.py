"""The server itself: what the client asks and tells, in the terms of the protocol, handed to what answers it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method
from pygls.uris import to_fs_path

from vaultlint import __version__, config
from vaultlint.configs import normal
from vaultlint.errors import EditRefused
from vaultlint.server import actions, completion, hover, navigation, renames, symbols
from vaultlint.server.checking import Checking
from vaultlint.server.documents import Document
from vaultlint.server.edits import workspace_edit
from vaultlint.server.session import Session, View
from vaultlint.server.vaults import path_in

Answer = TypeVar("Answer")

REFUSED = -32803
"""`RequestFailed`: the request is right, but cannot be done (Language Server Protocol 3.17, "ErrorCodes")."""

SWITCH = 0.001
"""So many seconds a check may go on when somebody waits for an answer."""

WATCHED = (
    "**/*.md",
    "**/*.canvas",
    "**/*.base",
    "**/*.json",
    "**/*.yaml",
    "**/*.yml",
    *(f"**/{one}" for one in config.NAMES),
)
_NOTES = lsp.FileOperationRegistrationOptions(
    [lsp.FileOperationFilter(lsp.FileOperationPattern("**/*"), scheme="file")]
)


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
        self.session.folders[:] = _folders(roots)

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


def _folders(uris: Iterable[str]) -> list[Path]:
    paths = (to_fs_path(uri) for uri in uris)
    return [normal(Path(path)) for path in paths if path]


def build() -> Server:
    """A server that answers what it is asked."""
    server = Server()
    _follow(server)
    _answer_places(server)
    _answer_actions(server)
    _answer_renames(server)
    return server


def _follow(server: Server) -> None:
    """What the client tells."""

    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        server.begun(params)

    @server.feature(lsp.INITIALIZED)
    def initialized(params: lsp.InitializedParams) -> None:
        if server.can("workspace.did_change_watched_files.dynamic_registration"):
            watchers = [lsp.FileSystemWatcher(pattern) for pattern in WATCHED]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            one = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(lsp.RegistrationParams([one]))

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        server.look_around()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed_on_disk(params: lsp.DidChangeWatchedFilesParams) -> None:
        server.look_around()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def changed_folders(params: lsp.DidChangeWorkspaceFoldersParams) -> None:
        gone = _folders(one.uri for one in params.event.removed)
        kept = [one for one in server.session.folders if one not in gone]
        server.session.folders[:] = [*kept, *_folders(one.uri for one in params.event.added)]
        for document in server.session.documents.values():
            server.checking.soon(document)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def changed_settings(params: lsp.DidChangeConfigurationParams) -> None:
        """The settings are those of the vault: there are none of the client's."""

    @server.feature(lsp.SHUTDOWN)
    def shut_down(*params: object) -> None:
        server.is_done = True
        server.checking.close()


def _answer_places(server: Server) -> None:
    """What the client asks of a place."""

    async def at(params: Any, answer: Callable[[View, int], Answer]) -> Answer | None:
        view = await server.view(params.text_document.uri)
        return None if view is None else answer(view, view.document.offset(params.position))

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        return await at(params, lambda view, offset: hover.hover(view, offset, server.checking.known(view.document)))

    options = lsp.CompletionOptions(trigger_characters=list(completion.TRIGGERS))

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, options)
    async def complete(params: lsp.CompletionParams) -> lsp.CompletionList | None:
        return await at(params, completion.completion)

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def define(params: lsp.DefinitionParams) -> list[lsp.Location] | None:
        return await at(params, navigation.definition)

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def refer(params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        view = await server.view(params.text_document.uri)
        if view is not None and view.known.vault is None:
            view = await server.fresh_view(view.document)
        if view is None:
            return None
        offset, declared = view.document.offset(params.position), params.context.include_declaration
        return await server.checking.apart(lambda: navigation.references(view, offset, declared))

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def outline(params: lsp.DocumentSymbolParams) -> Sequence[Any] | None:
        view = await server.view(params.text_document.uri)
        is_deep = server.can("text_document.document_symbol.hierarchical_document_symbol_support")
        return None if view is None else symbols.symbols(view) if is_deep else symbols.flat_symbols(view)


def _answer_actions(server: Server) -> None:
    """What the client offers to do."""
    options = lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, actions.FIX_ALL], resolve_provider=True)

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, options)
    async def act(params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        view = await server.view(params.text_document.uri)
        if view is None:
            return None
        only, document = params.context.only, view.document
        found = await server.checking.results(document)
        offered: list[lsp.CodeAction] = []
        if actions.wants(only, lsp.CodeActionKind.QuickFix):
            offered += actions.quick_fixes(view, found, document.span(params.range), server.versioned)
        if actions.wants(only, actions.FIX_ALL) and actions.fixable(found):
            if server.can("text_document.code_action.resolve_support", "text_document.code_action.data_support"):
                offered.append(lsp.CodeAction(actions.FIX_ALL_TITLE, actions.FIX_ALL, data=document.uri))
            elif whole := await server.checking.apart(lambda: actions.fix_all(view, server.versioned)):
                offered.append(whole)
        return offered

    @server.feature(lsp.CODE_ACTION_RESOLVE)
    async def resolve(action: lsp.CodeAction) -> lsp.CodeAction:
        view = await server.view(str(action.data)) if action.data and action.edit is None else None
        whole = await server.checking.apart(lambda: actions.fix_all(view, server.versioned)) if view else None
        return whole or action


def _answer_renames(server: Server) -> None:
    """What the client wants to call by another name."""

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare(params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        view = await server.view(params.text_document.uri)
        span = renames.renameable(view, view.document.offset(params.position)) if view else None
        if view is None or span is None:
            return None
        return lsp.PrepareRenamePlaceholder(view.document.range(span), span.of(view.note.text))

    @server.feature(lsp.TEXT_DOCUMENT_RENAME)
    async def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        document = server.session.documents.get(params.text_document.uri)
        view = await server.fresh_view(document) if document else None
        if view is None:
            return None
        offset = view.document.offset(params.position)
        try:
            found = await server.checking.apart(lambda: renames.renamed(view, offset, params.new_name))
        except EditRefused as error:
            raise JsonRpcException(str(error), REFUSED) from None
        return server.made(found)

    @server.feature(lsp.WORKSPACE_WILL_RENAME_FILES, _NOTES)
    async def rename_files(params: lsp.RenameFilesParams) -> lsp.WorkspaceEdit | None:
        changes: list[Any] = []
        refused: dict[str, str] = {}
        for root, moves in _moves(server, params.files).items():
            view = await server.fresh_view(root)
            if view is not None:
                found = await server.checking.apart(lambda view=view, moves=moves: renames.moved(view, moves))  # type: ignore[misc]
                changes += found.changes
                refused |= found.refused
        return server.made(renames.Renamed(changes, refused))

    @server.feature(lsp.WORKSPACE_DID_RENAME_FILES, _NOTES)
    def renamed_files(params: lsp.RenameFilesParams) -> None:
        server.look_around()

    @server.feature(lsp.WORKSPACE_DID_DELETE_FILES, _NOTES)
    def deleted_files(params: lsp.DeleteFilesParams) -> None:
        server.look_around()

    @server.feature(lsp.WORKSPACE_DID_CREATE_FILES, _NOTES)
    def created_files(params: lsp.CreateFilesParams) -> None:
        server.look_around()


def _moves(server: Server, files: Iterable[lsp.FileRename]) -> dict[Document, dict[str, str]]:
    """The files that get other paths, old and new, by a document of their vault."""
    found: dict[Path, tuple[Document, dict[str, str]]] = {}
    for one in files:
        document = Document(one.old_uri, "", None, server.session.unit)
        live, target = server.session.vault_of(document), to_fs_path(one.new_uri)
        old = path_in(live.root, document.file) if document.file else None
        new = path_in(live.root, normal(Path(target))) if target else None
        if old is not None and new is not None and not live.loose:
            found.setdefault(live.root, (document, {}))[1][old] = new
    return dict(found.values())


def _is_refusal(record: logging.LogRecord) -> bool:
    """Whether a log entry tells of what was refused with reason, and the client knows."""
    return record.exc_info is not None and isinstance(record.exc_info[1], JsonRpcException)


def serve() -> bool:
    """Serve the client on standard input and output until it leaves; whether it has said goodbye."""
    sys.setswitchinterval(SWITCH)
    logging.getLogger("pygls.protocol.json_rpc").addFilter(lambda record: not _is_refusal(record))
    server = build()
    server.start_io()
    return server.is_done
