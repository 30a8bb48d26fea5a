"""What can go wrong, as one tree: whoever catches `VaultlintError` catches all that is expected."""

from __future__ import annotations


class VaultlintError(Exception):
    """Something that the user can put right: the message is one clear line (exit code 2)."""


class UsageError(VaultlintError):
    """A wrong call: an unknown rule, a path that does not exist, options that exclude each other."""


class ConfigError(VaultlintError):
    """A wrong `vaultlint.toml`; the message names file, key and the nearest valid key."""


class SchemaError(VaultlintError):
    """A JSON Schema that cannot be read, resolved or compiled."""


class ExpressionError(VaultlintError):
    """A query that is none; the message says where, why, and for a usual slip what to write."""


class EditsOverlap(VaultlintError):
    """Two edits of one `apply` touch the same text."""


class EditRefused(VaultlintError):
    """A change to front matter that cannot be proved harmless; the message says why."""


def reason_of(error: OSError) -> str:
    """What the system says of a file, as the end of a message: lower case, no path."""
    return (error.strerror or str(error)).lower()
