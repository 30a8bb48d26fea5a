"""Names of elements that are evidently `details` or `summary`, mistyped."""

from __future__ import annotations

_KNOWN = frozenset({"detail", "tails", "sum", "summaries", "summarize"})


def near(name: str) -> str | None:
    """`details` or `summary` if `name` is one of them mistyped: at most two letters off, in small letters."""
    if not 5 <= len(name) <= 10 or not name.islower() or name in _KNOWN:
        return None
    for meant in ("details", "summary"):
        if name != meant and abs(len(name) - len(meant)) <= 2 and _distance(name, meant) <= 2:
            return meant
    return None


def _distance(one: str, other: str) -> int:
    """Optimal string alignment: letters put in, left out, changed or swapped with their neighbour."""
    rows = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if not i or not j:
                rows[i][j] = i or j
                continue
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]
