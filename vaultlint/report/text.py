"""Text for readers that take nothing but Unicode: a byte of a name that is not UTF-8 is half a surrogate pair here."""

from __future__ import annotations

import json

from vaultlint.late import late

_SURROGATE = late("[\ud800-\udfff]")


def whole(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair."""
    return _SURROGATE.sub("\ufffd", text)


def spelt(shown: object, indent: int | None = None) -> str:
    """As JSON, in which half a surrogate pair can only be an escape."""
    text = json.dumps(shown, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
