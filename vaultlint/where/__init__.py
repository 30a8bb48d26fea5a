"""The query language over a note's values: JMESPath, with `file` and functions of our own."""

from __future__ import annotations

from vaultlint.where.expression import Expression, ExpressionText, compile, named
from vaultlint.where.file import File

__all__ = ["Expression", "ExpressionText", "File", "compile", "named"]
