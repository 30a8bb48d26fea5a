"""A change as a unified diff that `patch` and `git apply` understand, byte for byte."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator

from vaultlint.commands import terminal
from vaultlint.report.concise import printable
from vaultlint.report.style import Style
from vaultlint.source import encode

CONTEXT = 3

_NO_END = "\n\\ No newline at end of file"


def note_diff(arguments: argparse.Namespace, path: str, before: bytes, text: str, renamed: str = "") -> Iterator[str]:
    """The change of a note, as the options say; its byte-order mark is part of the first line."""
    after = encode(text, before).decode()
    return diff(path, before.decode(), after, terminal.style(arguments), terminal.is_shown(arguments), renamed=renamed)


def move_diff(arguments: argparse.Namespace, old: str, new: str) -> Iterator[str]:
    """The lines by which git knows that a file has another name; those of its text may follow."""
    style = terminal.style(arguments)
    yield style.paint(f"diff --git a/{old} b/{new}", "bold")
    yield style.paint(f"rename from {old}", "bold")
    yield style.paint(f"rename to {new}", "bold")


def diff(
    path: str, before: str, after: str, style: Style, spelt: bool = False, above: int = 0, renamed: str = ""
) -> Iterator[str]:  # fmt: skip
    """The lines of a unified diff; `spelt` is for terminals: control characters are spelt out.

    `above` lines stand above both texts; `renamed` is the path afterwards, where it is another.
    """
    old, new = _lines(before), _lines(after)
    shared = _shared(old, new)
    start = max(0, shared - CONTEXT)
    end = _shared(old[shared:][::-1], new[shared:][::-1])
    cut = max(0, end - CONTEXT)
    one, other = (f"{side}/{name}" + "\t" * (" " in name) for side, name in (("a", path), ("b", renamed or path)))
    lines = difflib.unified_diff(
        old[start : len(old) - cut], new[start : len(new) - cut], one, other, n=CONTEXT, lineterm=""
    )
    for number, line in enumerate(lines):
        moved = _moved(line, start + above) if number > 1 else line
        for part in moved.split("\n"):
            yield _painted(printable(part.removesuffix("\r")) if spelt else part, style, number < 2)


def _lines(text: str) -> list[str]:
    """The lines as `patch` counts them, each without its LF; the last one tells if it has none."""
    *lines, last = text.split("\n")
    return [*lines, last + _NO_END] if last else lines


def _shared(one: list[str], other: list[str]) -> int:
    """How many lines two texts start with alike."""
    return next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _moved(line: str, by: int) -> str:
    """A hunk's headline with its line numbers moved by the lines that were left out before it."""
    if not line.startswith("@@") or not by:
        return line
    parts = line.split(" ")
    return " ".join([parts[0], _later(parts[1], by), _later(parts[2], by), *parts[3:]])


def _later(numbers: str, by: int) -> str:
    first, comma, rest = numbers[1:].partition(",")
    return f"{numbers[0]}{int(first) + by}{comma}{rest}"


def _painted(line: str, style: Style, head: bool) -> str:
    if head:
        return style.paint(line, "bold")
    return style.paint(line, {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "dim"))
