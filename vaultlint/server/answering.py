"""What the client asks of a place in a note, and what it may do there, handed to what answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from lsprotocol import types as lsp

from vaultlint.server import actions, completion, hover, navigation, symbols
from vaultlint.server.app import Server
from vaultlint.server.session import View

Answer = TypeVar("Answer")


def answer_places(server: Server) -> None:
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


def answer_actions(server: Server) -> None:
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
