"""A part of a proposed config, and why it is proposed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from vaultlint.adopting.toml import comment, value_spelt

WIDTH = 98


class Setting(NamedTuple):
    """A `key` of the config and its `value`: a text, a list of texts, or one of the tables that the key has."""

    key: str
    value: Any
    why: str

    @property
    def is_table(self) -> bool:
        """Whether it is a `[[table]]`."""
        return isinstance(self.value, dict)


def spelt(settings: Sequence[Setting]) -> Iterator[str]:
    """The lines of a `vaultlint.toml` with these settings, each below the reason for it."""
    yield "# Proposed by `vaultlint init`; what is not said here is as usual."
    for one in sorted(settings, key=lambda one: one.is_table):
        yield ""
        why = comment(" ".join(one.why.split()))
        yield from textwrap.wrap(why, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
        if one.is_table:
            yield f"[[{one.key}]]"
            yield from (f"{key} = {value_spelt(value)}" for key, value in one.value.items())
        else:
            yield f"{one.key} = {value_spelt(one.value)}"
