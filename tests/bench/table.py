"""The table of results, for a terminal and for a page."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.cases import Row
from bench.timing import Spread
from rich.table import Table

BEGIN, END = "<!-- results -->", "<!-- end of results -->"
HEAD = ("case", "against", "at most", "ratio", "processor time", "vaultlint", "other", "")
_MARKS = re.compile(r"`|\*\*")


@dataclass(frozen=True, slots=True)
class Results:
    """What was measured on one vault, which `title` describes."""

    title: str
    rows: Sequence[Row]


def shown(results: Results) -> Table:
    """The table for a terminal."""
    table = Table(title=results.title, title_justify="left")
    for index, name in enumerate(HEAD):
        table.add_column(name, justify="right" if index in range(2, 7) else "left")
    for row in results.rows:
        table.add_row(*(_MARKS.sub("", cell) for cell in cells(row)))
    return table


def page(every: Sequence[Results], versions: str) -> str:
    """The tables in Markdown, dated, with the machine."""
    return "\n".join(_lines(every, versions))


def _lines(every: Sequence[Results], versions: str) -> Iterator[str]:
    yield f"{date.today().isoformat()}, {machine()}, {versions}."
    for results in every:
        yield from ("", f"### {results.title}", "")
        yield f"| {' | '.join(HEAD).rstrip()} |"
        yield f"|{'|'.join('---:' if index in range(2, 7) else '---' for index in range(len(HEAD)))}|"
        yield from (f"| {' | '.join(cells(row))} |" for row in results.rows)
    yield ""


def cells(row: Row) -> tuple[str, ...]:
    """One line, a cell a column."""
    processor = "" if row.processor is None else spelt(row.processor)
    met = "met" if row.is_met else "**not met**"
    return row.case, row.against, f"{row.target:g}", spelt(row.ratio), processor, row.ours, row.theirs, met


def spelt(spread: Spread) -> str:
    """A median, with the least and the most if they differ from it."""
    if f"{spread.least:.2f}" == f"{spread.most:.2f}":
        return f"{spread.median:.2f}"
    return f"{spread.median:.2f} ({spread.least:.2f}–{spread.most:.2f})"


def put(file: Path, text: str) -> None:
    """Put the results in the place of those in the file, or at its end if it has no place for them."""
    before = file.read_text("utf-8") if file.is_file() else ""
    head, begin, rest = before.partition(BEGIN)
    _, end, tail = rest.partition(END)
    after = f"{head}{begin}\n\n{text}\n{end}{tail}" if end else before + text
    file.write_text(after, "utf-8", newline="\n")


def machine() -> str:
    """The processor, how many of its cores there are, and the Python."""
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.M)
    except OSError:
        found = None
    return " ".join(found[1].split()) if found else platform.processor() or platform.machine()
