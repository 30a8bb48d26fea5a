"""Numbers in words."""

from __future__ import annotations

from math import ceil, floor

from vaultlint.report.outcome import count


def percent(part: int, whole: int) -> str:
    """The share, as a whole number of percent; what is nearly all or nearly nothing is never called all or nothing."""
    if whole == 0:
        return "–"
    share = 100 * part / whole
    if share in (0, 100):
        return f"{share:.0f}%"
    if share > 99:
        return f"{min(floor(share * 10), 999) / 10:.1f}%"
    if share < 1:
        return f"{ceil(share * 10) / 10:.1f}%"
    return f"{share:.0f}%"


def number(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"


__all__ = ["count", "number", "percent"]
