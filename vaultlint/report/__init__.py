"""Reports: each format is one function from an Outcome to lines of text."""

from vaultlint.report.outcome import Crash, Outcome, Tally

__all__ = ["Crash", "Outcome", "Tally"]
