"""How the time of each rule grows with the length of a note: `python tests/bench/slope.py [--largest 50]`.

Long notes are put behind each other, with the examples of all rules between them, to one of the length that is asked for
and one of half of it. Each rule judges each of them alone. What several rules read counts for the one that comes first;
rules about the vault each read once more what other notes know of this one.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from bench.long_notes import CONFIG, long_note
from rich.console import Console
from rich.table import Table

from vaultlint.config import load
from vaultlint.lint import check_note
from vaultlint.note import parse
from vaultlint.project import Project
from vaultlint.rule import Invalid, discover
from vaultlint.vault import Vault, outline

LEAST = 0.02
"""Seconds; what takes less is noise."""

MORE = """
[[vocabulary]]
key = ["tags", "people"]
terms = ["soup", "stew", "stock"]
"""

Times = Mapping[str, float]


def bodies() -> Iterator[str]:
    """What the rules' examples of faults say below their front matter, but for those that swallow what comes behind."""
    for rule in discover().values():
        for example in rule.examples:
            if isinstance(example, Invalid) and isinstance(example.text, str):
                text = example.text.replace("«", "").replace("»", "")
                body = (text.rpartition("\n---\n")[2] or text) + "\n\n"
                if any(link.reference.path == "behind" for link in parse("note.md", f"{body}[[behind]]\n").body.links):
                    yield body


def text_of(length: int) -> str:
    """A note of about so many bytes."""
    parts, size, examples = [long_note(0, 9).text], 0, "".join(bodies())
    for number in count(1):
        parts.append(long_note(number, 9).text.partition("\n---\n")[2] + "\n" + examples)
        size += len(parts[-1].encode())
        if size > length:
            return "".join(parts)
    raise AssertionError


def times(project: Project, text: str) -> Times:
    """The processor's seconds for the steps that all rules need, and for each rule, one after the other."""
    note = project.note("note.md", text)
    taken = {
        "(lines, ignore comments)": seconds(lambda: check_note(note, ())),
        "(front matter)": seconds(lambda: note.frontmatter),
        "(what other notes know of it)": seconds(lambda: outline(note)),
    }
    vault = Vault((outline(note),))
    for each in project.active:
        taken[each.rule.name] = seconds(partial(check_note, note, (each,), vault))
    return taken


def seconds(step: Callable[[], object]) -> float:
    """How long the processor worked at it; the rubbish of the steps before is collected by none of them."""
    gc.collect()
    began = time.process_time()
    step()
    return time.process_time() - began


def power(short: float, long: float) -> float:
    """1 where twice the length takes twice the time, 2 where it takes four times as long."""
    return math.log2(max(long, LEAST) / max(short, LEAST))


def measured(largest: int) -> tuple[Times, Times]:
    """The times for a note of half so many megabytes, and for one of so many."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "vaultlint.toml"
        every = ", ".join(f'"{name}"' for name, rule in discover().items() if not rule.default)
        file.write_text(f"extend-select = [{every}]\n{CONFIG}{MORE}", "utf-8")
        project = Project(load(file))
        project.prepare()
        gc.disable()
        times(project, text_of(100_000))
        return times(project, text_of(largest * 500_000)), times(project, text_of(largest * 1_000_000))


def main() -> int:
    """Measure and print; 1 if the time of a rule grows faster than the length to the power of 1.5."""
    parser = argparse.ArgumentParser(prog="tests/bench/slope.py", description="the time of each rule over the length")
    parser.add_argument("--largest", type=int, metavar="MB", default=50, help="default: %(default)s")
    largest = parser.parse_args().largest
    half, whole = measured(largest)
    table = Table(title=f"{whole and sum(whole.values()):.1f} s for {largest} MB", title_justify="left")
    for name in ("rule", f"{largest / 2:g} MB", f"{largest} MB", "power"):
        table.add_column(name, justify="left" if name == "rule" else "right")
    for name, taken in sorted(whole.items(), key=lambda one: -one[1]):
        table.add_row(name, f"{half[name]:.2f} s", f"{taken:.2f} s", f"{power(half[name], taken):.2f}")
    Console(width=None if sys.stdout.isatty() else 100).print(table)
    return int(any(power(half[name], taken) > 1.5 for name, taken in whole.items()))


if __name__ == "__main__":
    sys.exit(main())
