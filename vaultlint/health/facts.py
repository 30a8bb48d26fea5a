"""What is known of one note before anything is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vaultlint.finding import Diagnostic, Value


class Facts(NamedTuple):
    """A note's path below the vault, its findings, and its metadata; `values` is None where it cannot be known."""

    path: str
    diagnostics: Sequence[Diagnostic]
    values: Mapping[str, Value] | None

    @property
    def folder(self) -> str:
        """The folder it lies in; `.` is the vault itself."""
        return self.path.rpartition("/")[0] or "."
