"""What an expression may ask of a note's file."""

from __future__ import annotations

from typing import NamedTuple

from vaultlint.finding import Value


class File(NamedTuple):
    """`path` is relative to the vault, with `/`; `size` is in bytes."""

    path: str
    size: int = 0

    @property
    def values(self) -> dict[str, Value]:
        """`path`, `name`, `stem` (the name without its extension), `folder` (empty at the top), `size`."""
        folder, _, name = self.path.rpartition("/")
        stem = name[: name.rfind(".")] if name.rfind(".") > 0 else name
        return {"path": self.path, "name": name, "stem": stem, "folder": folder, "size": self.size}
