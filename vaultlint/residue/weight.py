"""How much a text says to a reader, by its length: a letter of Chinese, Japanese or Korean counts three times."""

from __future__ import annotations

from vaultlint.late import late

DENSE = r"\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
"""These letters, as the inside of a character class."""

_DENSE = late(f"[{DENSE}]")


def weight(said: str) -> int:
    """How many Latin letters say as much."""
    return len(said) if said.isascii() else len(said) + 2 * len(_DENSE.findall(said))
