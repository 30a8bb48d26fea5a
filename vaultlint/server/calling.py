"""What the client wants to call by another name, handed to what renames it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from vaultlint.configs import normal
from vaultlint.errors import EditRefused
from vaultlint.server import renames
from vaultlint.server.app import Server
from vaultlint.server.documents import Document
from vaultlint.server.vaults import path_in

REFUSED = -32803
"""`RequestFailed`: the request is right, but cannot be done (Language Server Protocol 3.17, "ErrorCodes")."""

_FILES = lsp.FileOperationRegistrationOptions(
    [lsp.FileOperationFilter(lsp.FileOperationPattern("**/*"), scheme="file")]
)


def answer_renames(server: Server) -> None:
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

    @server.feature(lsp.WORKSPACE_WILL_RENAME_FILES, _FILES)
    async def rename_files(params: lsp.RenameFilesParams) -> lsp.WorkspaceEdit | None:
        changes: list[Any] = []
        refused: dict[str, str] = {}
        for root, moves in _moves(server, params.files).items():
            view = await server.fresh_view(root)
            if view is not None:
                found = await server.checking.apart(partial(renames.moved, view, moves))
                changes += found.changes
                refused |= found.refused
        return server.made(renames.Renamed(changes, refused))

    @server.feature(lsp.WORKSPACE_DID_RENAME_FILES, _FILES)
    def renamed_files(params: lsp.RenameFilesParams) -> None:
        server.look_around()

    @server.feature(lsp.WORKSPACE_DID_DELETE_FILES, _FILES)
    def deleted_files(params: lsp.DeleteFilesParams) -> None:
        server.look_around()

    @server.feature(lsp.WORKSPACE_DID_CREATE_FILES, _FILES)
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
