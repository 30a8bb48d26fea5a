"""Which paths of a vault are the same on a disk that knows neither case nor Unicode forms."""

from __future__ import annotations

import unicodedata

from vaultlint.vault import Vault


def collisions(vault: Vault) -> dict[str, str]:
    """Of each path that is the same as an earlier one but for case or Unicode form: the first such."""
    first: dict[str, str] = {}
    same: dict[str, str] = {}
    for path in sorted(one.path for one in vault.outlines):
        before = first.setdefault(folded(path), path)
        if before != path:
            same[path] = before
    return same


def folded(path: str) -> str:
    """The path as macOS and Windows compare it, nearly: without case, its accents in one form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())
