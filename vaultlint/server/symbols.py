"""The headings of a note as its outline in the editor."""

from __future__ import annotations

from lsprotocol.types import DocumentSymbol, Location, SymbolInformation, SymbolKind

from vaultlint.linking.landing import sections
from vaultlint.server.session import View
from vaultlint.text import Span


def symbols(view: View) -> list[DocumentSymbol]:
    """The headings, each with those below it."""
    top: list[DocumentSymbol] = []
    above: list[tuple[int, list[DocumentSymbol]]] = [(0, top)]
    for one in sections(view.note):
        whole = view.document.range(Span(one.block.span.start, len(view.note.text[: one.end].rstrip())))
        below: list[DocumentSymbol] = []
        title = view.document.range(one.title)
        symbol = DocumentSymbol(_name(one.heading.title), SymbolKind.String, whole, title, children=below)
        while above[-1][0] >= one.heading.level:
            above.pop()
        above[-1][1].append(symbol)
        above.append((one.heading.level, below))
    return top


def flat_symbols(view: View) -> list[SymbolInformation]:
    """The headings, for clients that know no symbols in symbols."""
    return [
        SymbolInformation(
            Location(view.document.uri, view.document.range(one.block.span)),
            _name(one.heading.title),
            SymbolKind.String,
        )
        for one in sections(view.note)
    ]


def _name(title: str) -> str:
    return " ".join(title.split()) or "…"
