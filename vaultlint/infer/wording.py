"""What the texts of one key have in common: a format, a small set of values, or the form of ids."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

from vaultlint.infer.choices import choices, counted
from vaultlint.infer.claims import FEW, Claim, claim
from vaultlint.infer.kinds import Use
from vaultlint.infer.looks import TAG, Look, look_of, shape_of


class Wording:
    """The texts of `key` that are not empty."""

    def __init__(self, key: str, uses: Sequence[Use]) -> None:
        self.key, self.uses = key, uses
        self.texts = [use.value for use in uses if isinstance(use.value, str)]

    @cached_property
    def format(self) -> Look | None:
        """The format that nearly all have."""
        if not self.texts:
            return None
        return TAG if self.key == "tags" else look_of(self.texts, 1 - FEW)

    @cached_property
    def meant(self) -> dict[str, str] | None:
        """The slips among the values of a small set, each with what was meant; None if the set is open."""
        return None if self.format is not None or not self.texts else choices(counted(self.texts))

    @cached_property
    def look(self) -> Look | None:
        """The format, or the form of ids."""
        if self.format is not None or self.meant is not None or not self.texts:
            return self.format
        return shape_of(self.texts, 1 - FEW)

    @cached_property
    def alike(self) -> Claim | None:
        """That all have the look."""
        if self.look is None:
            return None
        others = [use.note for use in self.uses if not self.look.has(str(use.value))]
        return claim(f"no {self.look.name}", others) if len(others) <= FEW * len(self.texts) else None

    @cached_property
    def slips(self) -> dict[str, Claim]:
        """That the values are none but the choices."""
        return {
            slip: claim(f"`{slip}` for `{meant}`", (use.note for use in self.uses if use.value == slip))
            for slip, meant in (self.meant or {}).items()
        }

    @property
    def claims(self) -> list[Claim]:
        """All that can be asked."""
        return [*self.slips.values(), *([] if self.alike is None else [self.alike])]

    def chosen(self, made: Collection[Claim]) -> list[str]:
        """The choices, with the slips that have to be accepted."""
        return sorted({text for text in self.texts if self.slips.get(text) not in made})

    def keywords(self, made: Collection[Claim], may_be_empty: bool) -> dict[str, Any]:
        """What a schema says of the look."""
        if self.look is None or self.alike not in made:
            return {}
        return {"if": {"minLength": 1}, "then": self.look.keywords} if may_be_empty else self.look.keywords
