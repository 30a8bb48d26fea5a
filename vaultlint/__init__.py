"""The linter and front-matter manager for Obsidian-style vaults; the names below are for scripts.

See the README for three scripts. Each name is imported when it is first asked for.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` is not imported here: it takes as long as a known call
if TYPE_CHECKING:
    from vaultlint.errors import EditRefused, VaultlintError
    from vaultlint.finding import Diagnostic, Finding, Severity
    from vaultlint.handler import RoundTripHandler
    from vaultlint.library import OpenVault, edit, open_vault
    from vaultlint.note import Note, parse
    from vaultlint.text import Edit, Span, apply

__version__ = "0.1.0"

_HOMES = {
    "errors": ("EditRefused", "VaultlintError"),
    "finding": ("Diagnostic", "Finding", "Severity"),
    "handler": ("RoundTripHandler",),
    "library": ("OpenVault", "edit", "open_vault"),
    "note": ("Note", "parse"),
    "text": ("Edit", "Span", "apply"),
}

__all__ = [
    "Diagnostic", "Edit", "EditRefused", "Finding", "Note", "OpenVault", "RoundTripHandler", "Severity", "Span",
    "VaultlintError", "apply", "edit", "open_vault", "parse",
]  # fmt: skip


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"vaultlint.{home}"), name)
    raise AttributeError(f"module 'vaultlint' has no attribute {name!r}")
