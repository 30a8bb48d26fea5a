"""A row of texts, and the blocks that follow it."""

from __future__ import annotations

from typing import NamedTuple

from vaultlint.bilingual.units import Unit

ENOUGH = 3
"""With fewer blocks than this a note has no habit yet."""


class Group(NamedTuple):
    """Texts, and the blocks that follow them; `served` is how many of the texts, from the last, the blocks serve."""

    texts: tuple[Unit, ...]
    blocks: tuple[Unit, ...]
    served: int = 0
    orphans: tuple[Unit, ...] = ()

    @property
    def unserved(self) -> tuple[Unit, ...]:
        """The texts that no block serves."""
        return self.texts[: len(self.texts) - self.served]
