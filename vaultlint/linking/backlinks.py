"""Which files of a vault something else leads to: a note, a canvas or a base."""

from __future__ import annotations

from collections.abc import Iterator

from vaultlint.linking.judge import Judge
from vaultlint.vault import Outline, Vault


def linked(vault: Vault) -> frozenset[str]:
    """The files that another file leads to; of several that a link may mean, all."""
    return frozenset(_linked(vault))


def _linked(vault: Vault) -> Iterator[str]:
    for one in (*vault.outlines, *vault.boards):
        yield from (file for file in leads_to(one, vault) if file != one.path)


def leads_to(one: Outline, vault: Vault) -> Iterator[str]:
    """The files that a note, canvas or base leads to."""
    judge = vault.answer(Judge)
    for reference in one.references:
        if reference.path:
            yield from judge.found(reference, one.path).files
