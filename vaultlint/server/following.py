"""What the client tells, handed to the server: the beginning, changes on disk and of folders, the end."""

from __future__ import annotations

from lsprotocol import types as lsp

from vaultlint import config
from vaultlint.server.app import Server, folders

WATCHED = (
    "**/*.md",
    "**/*.canvas",
    "**/*.base",
    "**/*.json",
    "**/*.yaml",
    "**/*.yml",
    *(f"**/{one}" for one in config.NAMES),
)


def follow(server: Server) -> None:
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
    def changedfolders(params: lsp.DidChangeWorkspaceFoldersParams) -> None:
        gone = folders(one.uri for one in params.event.removed)
        kept = [one for one in server.session.folders if one not in gone]
        server.session.folders[:] = [*kept, *folders(one.uri for one in params.event.added)]
        for document in server.session.documents.values():
            server.checking.soon(document)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def changed_settings(params: lsp.DidChangeConfigurationParams) -> None:
        """The settings are those of the vault: there are none of the client's."""

    @server.feature(lsp.SHUTDOWN)
    def shut_down(*params: object) -> None:
        server.is_done = True
        server.checking.close()
