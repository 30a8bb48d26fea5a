"""Obsidian's properties: those of its own, and the types that a vault gives to others."""

from vaultlint.properties.judge import judge
from vaultlint.properties.permitted import permitted

__all__ = ["judge", "permitted"]
