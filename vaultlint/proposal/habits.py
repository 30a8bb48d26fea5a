"""Rules that a vault evidently does not mean to keep: what they find is everywhere, and a way to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaultlint.finding import Diagnostic
from vaultlint.project import Result
from vaultlint.proposal.setting import Setting

HABITS = {
    "links/broken": "link to notes that are not written yet",
    "vault/unsafe-name": "have names that Windows or links cannot have",
}
"""The rules whose findings may be a way to write, each with what the notes do."""

ENOUGH, EVERYWHERE = 20, 0.4
"""So many notes show a habit, if so large a part of all has it."""


def habits(results: Sequence[Result], diagnostics: Sequence[Diagnostic]) -> Iterator[Setting]:
    """The setting that lets the vault have its way."""
    shares = {rule: len({one.path for one in diagnostics if one.rule == rule}) for rule in HABITS}
    usual = [rule for rule, notes in shares.items() if notes >= max(ENOUGH, EVERYWHERE * len(results))]
    if usual:
        why = "; ".join(f"{shares[rule]:,} of {len(results):,} notes {HABITS[rule]}" for rule in usual)
        yield Setting("ignore", usual, f"The vault's own habit: {why}. Take a rule out of the list to see all of it.")
