"""A document as the client has it: a text with a version; a byte-order mark in it is the client's, never the note's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lsprotocol.types import (
    Position,
    Range,
    TextDocumentContentChangeEvent,
    TextDocumentContentChangeWholeDocument,
    TextEdit,
)
from pygls.uris import from_fs_path, to_fs_path

from vaultlint.configs import normal
from vaultlint.server.positions import UTF16, Positions
from vaultlint.source import BYTE_ORDER_MARK
from vaultlint.text import Edit, Span

_MARK = BYTE_ORDER_MARK.decode()


@dataclass(frozen=True)
class Document:
    """One state of a document; `version` is None for what is no buffer. Offsets are those of the note's text."""

    uri: str
    text: str
    version: int | None = None
    unit: str = UTF16

    @cached_property
    def file(self) -> Path | None:
        """The file of which it is the text; None for a buffer that has none yet."""
        path = to_fs_path(self.uri)
        return normal(Path(path)) if path else None

    @property
    def note_text(self) -> str:
        """The text of the note."""
        return self.text.removeprefix(_MARK)

    @property
    def _lead(self) -> int:
        return len(_MARK) if self.text.startswith(_MARK) else 0

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.text, self.unit)

    def offset(self, position: Position) -> int:
        """The offset of a position."""
        return max(0, self._positions.offset(position) - self._lead)

    def span(self, given: Range) -> Span:
        """The span of a range."""
        return Span(self.offset(given.start), self.offset(given.end))

    def range(self, span: Span) -> Range:
        """The range of a span."""
        return self._positions.range(Span(span.start + self._lead, span.end + self._lead))

    def edits(self, edits: Iterable[Edit]) -> list[TextEdit]:
        """Edits of the note as the client makes them."""
        return [TextEdit(self.range(edit.span), edit.text) for edit in edits]

    def changed(self, changes: Iterable[TextDocumentContentChangeEvent], version: int) -> Document:
        """The document after changes, of which each sees what the ones before it made."""
        text = self.text
        for change in changes:
            if isinstance(change, TextDocumentContentChangeWholeDocument):
                text = change.text
            else:
                start, end = Positions(text, self.unit).span(change.range)
                text = text[:start] + change.text + text[end:]
        return Document(self.uri, text, version, self.unit)


def uri_of(file: Path) -> str:
    """The address of a file."""
    return str(from_fs_path(str(file)))
