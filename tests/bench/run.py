"""How fast is a cold check, beside rumdl: `python tests/bench/run.py [VAULT]`.

Both tools check the same notes without cache, in turn, so that what else the machine does meets both. Printed are the
seconds of each pair and their ratio; the median ratio is the result. Without VAULT a vault is made: a third of its
notes bilingual, as long as real ones. rumdl comes from `pip install rumdl`.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "notes"
PARAGRAPHS = {True: 110, False: 60}
"""How many paragraphs a note has, by whether it is bilingual."""


def main() -> int:
    """Run the pairs and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("vault", nargs="?", type=Path, help="a folder of notes; left out: one is made")
    parser.add_argument("--notes", type=int, default=1000, help="how many notes to make (default: %(default)s)")
    parser.add_argument("--pairs", type=int, default=5, help="how many pairs of runs (default: %(default)s)")
    arguments = parser.parse_args()
    rumdl = shutil.which("rumdl", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if rumdl is None:
        parser.error("rumdl is not installed; `pip install rumdl` brings it")
    with tempfile.TemporaryDirectory() as folder:
        vault = arguments.vault or make(Path(folder), arguments.notes)
        commands = {
            "vaultlint": [sys.executable, "-m", "vaultlint", "check", "--no-cache", "--quiet", "--output-format=jsonl"],
            "rumdl": [rumdl, "check", "--no-cache", "--no-config", "--silent"],
        }
        pairs = [[_seconds(command, vault) for command in commands.values()] for _ in range(arguments.pairs)]
        Console().print(table(vault, list(commands), pairs))
    return 0


def make(folder: Path, notes: int) -> Path:
    """A vault of that many notes below `folder`, the same in every run."""
    pick = random.Random(5366)
    texts = [file.read_text("utf-8") for file in sorted(SEEDS.glob("*.md"))]
    paragraphs = [one for text in texts for one in text.split("\n\n") if one and one[0] not in "-<#"]
    front = next(text for text in texts if text.count("<details>") > 5).split("\n---\n")[0] + "\n---\n"
    for number in range(notes):
        bilingual = number % 3 == 0
        body = "\n\n".join(_paragraph(pick, paragraphs, bilingual) for _ in range(PARAGRAPHS[bilingual]))
        (folder / f"note-{number:05}.md").write_text(f"{front}\n### 一\n\n{body}\n", "utf-8", newline="\n")
    return folder


def _paragraph(pick: random.Random, paragraphs: Sequence[str], bilingual: bool) -> str:
    text = " ".join(pick.choices(paragraphs, k=2))
    if not bilingual:
        return text
    english = " ".join(f"word{pick.randrange(9999)}" for _ in range(pick.randrange(10, 40)))
    block = f'<p class="english-text">{english}.</p>'
    return f"{text}\n\n<details>\n<summary>View/Hide Original English</summary>\n{block}\n</details>"


def _seconds(command: Sequence[str], vault: Path) -> float:
    start = time.perf_counter()
    run = subprocess.run(
        [*command, "."],
        cwd=vault,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if run.returncode > 1 or run.stderr:
        sys.exit(f"{' '.join(command)}: exit code {run.returncode}\n{run.stderr.decode()}")
    return time.perf_counter() - start


def table(vault: Path, names: Sequence[str], pairs: Sequence[Sequence[float]]) -> Table:
    """The pairs, and the medians below them."""
    files = [file for file in vault.rglob("*.md") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    shown = Table(title=f"cold check of {len(files):,} notes, {size:.1f} MB", title_justify="left")
    shown.add_column("pair")
    for name in (*names, "ratio"):
        shown.add_column(name, justify="right")
    for number, (ours, theirs) in enumerate(pairs, 1):
        shown.add_row(str(number), f"{ours:.2f} s", f"{theirs:.2f} s", f"{ours / theirs:.2f}")
    shown.add_section()
    medians = [statistics.median(pair[index] for pair in pairs) for index in range(2)]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    shown.add_row("median", *(f"{seconds:.2f} s" for seconds in medians), f"{ratio:.2f}")
    return shown


if __name__ == "__main__":
    sys.exit(main())
