"""Bytes of a note as text and back: strict UTF-8; a byte-order mark is the file's, never the text's."""

from __future__ import annotations

from vaultlint.text import Span
from vaultlint.trouble import NotUtf8

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def decode(data: bytes) -> str:
    """The text of a note's bytes, without the byte-order mark.

    Raises:
        UnicodeDecodeError: they are not UTF-8.
    """
    return data.removeprefix(BYTE_ORDER_MARK).decode()


def encode(text: str, before: bytes) -> bytes:
    """The bytes of a note's new text; with a byte-order mark where its bytes `before` had one."""
    return (BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK) else b"") + text.encode()


def undecodable(data: bytes, error: UnicodeDecodeError) -> tuple[str, NotUtf8]:
    """What can be shown of bytes that are not UTF-8, and the trouble with them."""
    data = data.removeprefix(BYTE_ORDER_MARK)
    start = len(data[: error.start].decode())
    shown = data[: error.start].decode() + "\ufffd" + data[error.start + 1 :].decode(errors="replace")
    return shown, NotUtf8(Span(start, start + 1), data[error.start])
