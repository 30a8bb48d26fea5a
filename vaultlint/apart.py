"""Fixes that may be made at once: no two of them touch the same text or the same value."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator

from vaultlint.finding import Fix, Path
from vaultlint.text import Edit, Span


class Taken:
    """What the fixes of a round change: places in the text, which lie apart, and paths in the data."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.paths: set[Path] = set()
        self.above: set[Path] = set()

    def meets(self, fix: Fix) -> bool:
        """Whether it changes what shares a character, a border or a value with them."""
        return any(map(self._is_taken, fix.edits)) or any(self._is_known(change.path) for change in fix.changes)

    def add(self, fix: Fix) -> None:
        for edit in fix.edits:
            insort(self.spans, edit.span)
        for change in fix.changes:
            self.paths.add(change.path)
            self.above.update(_to(change.path))

    def _is_taken(self, edit: Edit) -> bool:
        start, end = edit.span
        place = bisect_right(self.spans, end, key=_start)
        return place > 0 and self.spans[place - 1].end >= start

    def _is_known(self, path: Path) -> bool:
        return path in self.above or any(part in self.paths for part in _to(path))


def _start(span: Span) -> int:
    return span.start


def _to(path: Path) -> Iterator[Path]:
    """The path and all that lead to it."""
    return (path[:length] for length in range(len(path) + 1))
