"""The last line of a report for people: how many notes, how many findings, and what `fix` would do."""

from __future__ import annotations

from vaultlint.report.outcome import Outcome, count


def summary(outcome: Outcome) -> str:
    """The last line."""
    parts = [_mended(outcome)] if outcome.fixing else []
    parts.append(_found(outcome))
    if not outcome.fixing:
        parts += _offer(outcome)
    if outcome.hidden:
        parts.append(outcome.style.paint(f"{count(outcome.hidden, 'finding')} ignored by comments", "dim"))
    if outcome.known:
        parts.append(outcome.style.paint(f"{count(outcome.known, 'finding')} known to the baseline", "dim"))
    return "; ".join(part for part in parts if part)


def _mended(outcome: Outcome) -> str:
    paths = {found.path for found in outcome.cured}
    if not paths:
        return "nothing to mend"
    verb = "would mend" if outcome.preview else "mended"
    return outcome.style.paint(f"{verb} {count(len(outcome.cured), 'finding')} in {count(len(paths), 'note')}", "green")


def _found(outcome: Outcome) -> str:
    tally = outcome.tally
    if not outcome.diagnostics:
        left = "nothing left" if outcome.fixing else "no findings"
        return outcome.style.paint(f"{left} in {count(outcome.notes, 'note')}", "green")
    left = " left" if outcome.fixing else ""
    return outcome.style.paint(f"{tally.spelt()}{left} in {tally.notes:,} of {count(outcome.notes, 'note')}", "bold")


def _offer(outcome: Outcome) -> list[str]:
    tally, offers = outcome.tally, []
    if tally.fixable:
        offers.append(f"`vaultlint fix` mends {tally.fixable:,}")
    if tally.unsafe_fixable:
        more = "more " if tally.fixable else ""
        offers.append(f"{tally.unsafe_fixable:,} {more}with `vaultlint fix --unsafe-fixes`")
    return [", ".join(offers)] if offers else []
