"""The cases that are measured, each with the most that it may take beside what it is held against."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bench.timing import Pairs, Spread, Trial, memory_of_all, paired

ROOT = Path(__file__).parents[2]

MENDED, THEIR_MENDED = "details/wrong-close", "MD009"
"""The rules whose faults are planted in every note before it is fixed: a wrong closing tag, blanks that end a line."""

PLANTED = "\n\nPlanted.   \n\n<details>\n<summary>Planted</p>\n\nPlanted.\n\n</details>\n"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: `ratio` is ours by `against`, wanted is at most `target`; seconds or bytes, if they matter."""

    case: str
    against: str
    target: float
    ratio: Spread
    processor: Spread | None = None
    ours: str = ""
    theirs: str = ""

    @property
    def is_met(self) -> bool:
        return self.ratio.median <= self.target


@dataclass(frozen=True)
class Bench:
    """A vault with what is needed to measure on it; `scratch` is a folder for copies and caches."""

    vault: Path
    scratch: Path
    rumdl: Path
    pairs: int

    @cached_property
    def notes(self) -> tuple[Path, ...]:
        """The notes, in an order in which neighbours are no neighbours on disk."""
        return tuple(sorted(self.vault.rglob("*.md"), key=lambda file: file.name[::-1]))

    def ours(self, *arguments: str, of: Path | None = None) -> Trial:
        """A command of vaultlint, compiled as it is once installed."""
        names = {"VAULTLINT_CACHE_DIR": "cache", "XDG_CACHE_HOME": "cache-home", "XDG_STATE_HOME": "state"}
        environment = {name: str(self.scratch / folder) for name, folder in names.items()}
        command = [sys.executable, "-m", "vaultlint", *arguments]
        python = {
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(self.scratch / "compiled"),
            "PYTHONDONTWRITEBYTECODE": "",
        }
        return Trial(command, of or self.vault, {**environment, **python, "PRE_COMMIT": "1"})

    def theirs(self, *arguments: str, of: Path | None = None) -> Trial:
        """`rumdl check` with its own defaults."""
        command = [str(self.rumdl), "check", "--no-config", "--silent", *arguments]
        return Trial(command, of or self.vault, {"RUMDL_CACHE_DIR": str(self.scratch / "rumdl")})

    def row(self, case: str, target: float, ours: Trial, theirs: Trial, against: str = "rumdl") -> Row:
        """A line about time."""
        pairs = paired(ours, theirs, self.pairs)
        return Row(case, against, target, pairs.wall, pairs.processor, *_seconds(pairs))


def _seconds(pairs: Pairs) -> tuple[str, str]:
    ours, theirs = (Spread.of([run.wall for run in runs]).median for runs in (pairs.ours, pairs.theirs))
    return f"{ours:.3f} s", f"{theirs:.3f} s"


def cold(bench: Bench) -> list[Row]:
    """Nothing is known: time, and memory."""
    ours, theirs = bench.ours("check", "--no-cache", "--quiet"), bench.theirs("--no-cache", ".")
    pairs = paired(ours, theirs, bench.pairs)
    rows = [Row("cold, all rules", "`rumdl check --no-cache`", 0.40, pairs.wall, pairs.processor, *_seconds(pairs))]
    if pairs.largest is not None:
        largest = [max(run.largest or 0 for run in runs) for runs in (pairs.ours, pairs.theirs)]
        rows.append(Row("peak memory, cold: largest process", "rumdl", 0.5, pairs.largest, None, *map(_bytes, largest)))
    every = [memory_of_all(ours), memory_of_all(theirs)]
    if every[0] and every[1]:
        ratio = Spread.of([every[0] / every[1]])
        rows.append(
            Row("peak memory, cold: all processes", "rumdl", 0.5, ratio, None, _bytes(every[0]), _bytes(every[1]))
        )
    return rows


def _bytes(number: int) -> str:
    return f"{number / 1e6:.0f} MB"


def warm(bench: Bench) -> list[Row]:
    """Much is known: nothing has changed, or 100 notes have, or all notes are new to the disk."""
    ours, theirs = bench.ours("check", "--quiet"), bench.theirs(".")
    few = bench.notes[:100]
    cases: tuple[tuple[str, float, Callable[[], object]], ...] = (
        ("nothing changed", 0.17, lambda: None),
        (f"{len(few)} notes changed", 0.25, lambda: _change(few)),
        ("all times of change new", 0.60, lambda: _touch(bench.notes)),
    )
    return [
        bench.row(case, target, replace(ours, prepare=prepare), replace(theirs, prepare=prepare), "rumdl, the same")
        for case, target, prepare in cases
    ]


def _change(notes: Sequence[Path]) -> None:
    for note in notes:
        with note.open("ab") as file:
            file.write(b"\nOne more line.\n")


def _touch(notes: Sequence[Path]) -> None:
    for note in notes:
        os.utime(note)


def hook(bench: Bench) -> list[Row]:
    """One note, as pre-commit passes it: it links into the vault, which is known."""
    python = Trial([sys.executable, "-I", "-c", "pass"], bench.vault)
    linked = bench.notes[0].relative_to(bench.vault).with_suffix("").as_posix()
    texts = {
        "one clean note in a hook": (1.5, f"# Clean\n\nSee [[{linked}]].\n"),
        "one note with findings": (3.0, f"# Faulty\n\nSee [[{linked}]].\n\n<details>\n<summary>Stock</p>\n\nBones.\n\n</details>\n"),
    }  # fmt: skip
    rows = []
    for index, (case, (target, text)) in enumerate(texts.items()):
        name = f"hooked-{index}.md"
        (bench.vault / name).write_text(_front(bench.vault) + text, "utf-8", newline="\n")
        rows.append(bench.row(case, target, bench.ours("check", "--quiet", name), python, "`python -I -c pass`"))
        (bench.vault / name).unlink()
    return rows


def _front(vault: Path) -> str:
    """Front matter that pleases the schema of the long notes; none for other vaults."""
    if not (vault / "notes" / "talk-00000.md").is_file():
        return ""
    empty = "".join(f"{key}: ''\n" for key in ("speaker", "guest", "insight", "series", "source"))
    filled = "title: 一\ndate: '2025-10-08'\nsummary: 二\narea: home-life\ncategory: community\nlayout: post.njk\n"
    return f"---\n{filled}{empty}project: []\ntags:\n- one\n---\n"


def fixes(bench: Bench) -> list[Row]:
    """Every note has a fault to mend, for each of the two; each run has a new copy of the vault."""
    planted, copy = bench.scratch / "planted", bench.scratch / "copy"
    shutil.copytree(bench.vault, planted)
    for note in planted.rglob("*.md"):
        data = note.read_bytes()
        note.write_bytes(data + PLANTED.replace("\n", "\r\n" if b"\r\n" in data else "\n").encode())

    def renew() -> None:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(planted, copy)
        getattr(os, "sync", lambda: None)()

    copy.mkdir()
    theirs = replace(bench.theirs("--fix", "--no-cache", "--enable", THEIR_MENDED, ".", of=copy), prepare=renew)
    few = replace(bench, pairs=min(bench.pairs, 3))
    rows = []
    for case, chosen in ((f"by `{MENDED}` alone", ("--select", MENDED)), ("by all rules", ())):
        ours = replace(bench.ours("fix", "--no-cache", "--quiet", *chosen, of=copy), prepare=renew)
        against = f"`rumdl check --fix` of {THEIR_MENDED}"
        rows.append(few.row(f"fix every note once, {case}", 0.6, ours, theirs, against))
    return rows


def tenth(bench: Bench) -> list[Row]:
    """The vault beside a tenth of it: how time and memory grow."""
    small = bench.scratch / "tenth"
    for note in bench.notes[::10]:
        target = small / note.relative_to(bench.vault)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(note, target)
    shutil.copyfile(bench.vault / "vaultlint.toml", small / "vaultlint.toml")
    check = ("check", "--no-cache", "--quiet")
    pairs = paired(bench.ours(*check), bench.ours(*check, of=small), bench.pairs)
    against = "a tenth of them"
    rows = [Row("ten times the notes: time", against, 10, pairs.wall, pairs.processor, *_seconds(pairs))]
    if pairs.largest is not None:
        largest = [max(run.largest or 0 for run in runs) for runs in (pairs.ours, pairs.theirs)]
        rows.append(Row("ten times the notes: largest process", against, 3, pairs.largest, None, *map(_bytes, largest)))
    return rows


CASES: dict[str, Callable[[Bench], list[Row]]] = {
    "cold": cold,
    "warm": warm,
    "hook": hook,
    "fix": fixes,
    "tenth": tenth,
}
