"""Files of rows: a text, `⇒`, and what is made of it, below `#` headings; `⏎` ends a line, `⇥` is a tab, `␍` a carriage return."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable
from pathlib import Path

ARROW = " ⇒ "
SIGNS = {"\n": "⏎", "\t": "⇥", "\r": "␍"}


def shown(text: str) -> str:
    """The text on one line."""
    return text.translate(str.maketrans(SIGNS))


def meant(text: str, parts: dict[str, str] | None = None) -> str:
    """The text that is shown so; `parts` are longer ones, each with the sign that stands for it."""
    plain = {sign: part for part, sign in (SIGNS | (parts or {})).items()}
    return "".join(plain.get(sign, sign) for sign in text)


def sections(file: Path) -> dict[str, list[str]]:
    """The rows of the file below each heading."""
    found: dict[str, list[str]] = {}
    for line in file.read_text("utf-8").split("\n"):
        if line.startswith("# ") and ARROW not in line:
            rows = found[line[2:]] = []
        elif line:
            rows.append(line)
    return found


def write_anew(file: Path, lines: Iterable[str]) -> None:
    """Put the lines into the file, and print those that differ."""
    before, after = file.read_text("utf-8").split("\n"), [*lines, ""]
    file.write_text("\n".join(after), "utf-8", newline="\n")
    changed = difflib.unified_diff(before, after, file.name, "now", n=0, lineterm="")
    sys.stdout.writelines(f"{line}\n" for line in changed)
