"""A change as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from vaultlint.report.style import Style
from vaultlint.text import LINE_ENDING

CONTEXT = 3


def diff(path: str, before: str, after: str, style: Style) -> Iterator[str]:
    """The lines of a unified diff; line endings are not shown, unless only they differ."""
    old, new = LINE_ENDING.split(before), LINE_ENDING.split(after)
    if old == new:
        old, new = [_spelt(line) for line in before.split("\n")], [_spelt(line) for line in after.split("\n")]
    shared = _shared(old, new)
    start = max(0, shared - CONTEXT)
    end = _shared(old[shared:][::-1], new[shared:][::-1])
    cut = max(0, end - CONTEXT)
    lines = difflib.unified_diff(
        old[start : len(old) - cut], new[start : len(new) - cut], f"a/{path}", f"b/{path}", n=CONTEXT, lineterm=""
    )
    for line in lines:
        yield _painted(_moved(line, start), style)


def _shared(one: list[str], other: list[str]) -> int:
    """How many lines two texts start with alike."""
    return next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _spelt(line: str) -> str:
    return line.replace("\r", "␍")


def _moved(line: str, by: int) -> str:
    """A hunk's headline with its line numbers moved by the lines that were left out before it."""
    if not line.startswith("@@") or not by:
        return line
    parts = line.split(" ")
    return " ".join([parts[0], _later(parts[1], by), _later(parts[2], by), *parts[3:]])


def _later(numbers: str, by: int) -> str:
    first, comma, rest = numbers[1:].partition(",")
    return f"{numbers[0]}{int(first) + by}{comma}{rest}"


def _painted(line: str, style: Style) -> str:
    if line.startswith(("---", "+++")):
        return style.paint(line, "bold")
    return style.paint(line, *{"+": ["green"], "-": ["red"], "@": ["cyan"]}.get(line[:1], ["dim"]))
