"""Text for readers that take nothing but Unicode: a byte of a name that is not UTF-8 is half a surrogate pair here."""

from __future__ import annotations

from vaultlint.late import late

_SURROGATE = late("[\ud800-\udfff]")


def whole(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair."""
    return _SURROGATE.sub("\ufffd", text)
