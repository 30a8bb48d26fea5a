"""How time grows with the length of a note: fragments repeated 1, 2, 4 … times, alone and mixed, under all rules.

    python tests/attack/slope.py [--largest 400] [--seed 1] [--mixed 100] [--above 1.5]

Prints each input whose time grows faster than its length to the power of `--above`, with the rule or reader that takes
it; the largest notes have so many kilobytes. Fragments are the examples of all rules, and signs that open something.
Exit code 1 if there is one.
"""

from __future__ import annotations

import argparse
import cProfile
import math
import pstats
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from vaultlint.config import load
from vaultlint.lint import check_note
from vaultlint.project import Project
from vaultlint.rule import Invalid, discover

CONFIG = """
extend-select = ["vault/orphan", "residue/clipping"]
[[translation]]
notes = "**"
carrier = "details"
language = "zh"
original = "en"
[[vocabulary]]
key = ["tags", "people"]
terms = ["soup", "stew", "stock"]
"""

SIGNS = (
    "[", "]", "](", "![", "[[", "]]", "[[a|b]] ", "[a](b) ", "![a](b) ", "[a]: b\n", "[^1] ", "[^1]: x\n", "<", ">", "<!--", "-->",
    "<!-- x -->\n", "<details>", "</details>\n", "<summary>", "</summary>", "<details>\n<summary>x</summary>\n", "<p>", "</p>\n",
    "<b>", "<br>\n", "<div>\n", "<pre>\n", "`", "``", "```\n", "~~~\n", "$", "$$\n", "%%", "{{", "}}", "<%", "*", "**a", "_", "~~",
    "==", "#", "# x\n", "#a/", "> ", "> x\n", "- ", "- x\n", "  - x\n", "1. x\n", "|", "|-", "a | b\n", "---\n", "+++\n", "***\n",
    "\\", "\\\\", "&amp;", "&", "\n", "\r", "\r\n", " ", "\t", "    x\n", "^a\n", "x ^a\n", "> [!note]\n", ":::\n", "a: b\n", "- a: b\n",
    "'", '"', "é", "e\u0301", "汤", "汤。\n\n", "Soup. ", "Soup is hot.\n\n", "😀", "\u200b", "\u2028", "\ufeff", "\x00", "https://a.b/c ",
    "<!-- vaultlint-ignore details -->\n", "%% vaultlint-ignore links %%\n", "- [ ] x\n", "<a b='", "@", "（", "＜details＞", "……",
)  # fmt: skip

HEADS = ("a: [", "a: ", "- ", "k: 'x'\n", "- a\n", "  - b\n", "a: &a x\n", "'", '"', "# x\n", "{", "a:\n", "? ", "!!str ", ": ")


def examples() -> Iterator[str]:
    """What the rules' examples of faults say."""
    for rule in discover().values():
        for example in rule.examples:
            if isinstance(example, Invalid) and isinstance(example.text, str):
                yield example.text.replace("«", "").replace("»", "")


def inputs(chance: random.Random, mixed: int) -> Iterator[tuple[str, str, str, str]]:
    """A name, what stands once in front, what is repeated, what stands once behind."""
    bodies = [text.rpartition("\n---\n")[2] or text for text in examples()]
    parts = [*SIGNS, *dict.fromkeys(bodies)]
    for part in parts:
        yield repr(part), "", part, ""
    for part in HEADS:
        yield f"front matter {part!r}", "---\n", part, "\n---\n"
    for _ in range(mixed):
        one = "".join(chance.choice(parts) for _ in range(chance.randint(2, 4)))
        before, behind = chance.choice(["", "", chance.choice(parts)]), chance.choice(["", "", chance.choice(parts)])
        yield repr((before, one, behind)), before, one, behind


class Pace:
    """A vault of one note that is checked again and again."""

    def __init__(self, folder: Path) -> None:
        (folder / "vaultlint.toml").write_text(CONFIG, "utf-8")
        self.project = Project(load(folder / "vaultlint.toml"))
        self.project.prepare()
        self.active = self.project.active_for("note.md")

    def check(self, text: str) -> None:
        """Read and judge it."""
        check_note(self.project.note("note.md", text), self.active)

    def seconds(self, text: str) -> float:
        """The processor's time for it."""
        began = time.process_time()
        self.check(text)
        return time.process_time() - began

    def slope(self, before: str, part: str, behind: str, largest: int) -> tuple[float, float]:
        """The power of the length with which time grows at last, and the time of the longest note."""
        size, times = 25_000, list[float]()
        while size <= largest:
            count = max(1, size // len(part))
            times.append(self.seconds(f"{before}{part * count}{behind}{len(times)}"))
            if times[-1] > 20:
                break
            size *= 2
        return (math.log2(times[-1] / max(times[-2], 0.005)) if len(times) > 1 else 9.9), times[-1]

    def taken(self, text: str) -> str:
        """The function of ours that took most of the time by itself."""
        profile = cProfile.Profile()
        profile.runcall(self.check, text)
        entries = pstats.Stats(profile).stats.items()  # type: ignore[attr-defined]
        (file, line, name), _ = max((one for one in entries if "vaultlint" in one[0][0]), key=lambda one: one[1][2])
        return f"{Path(file).name}:{line} {name}"


def main() -> int:
    """Measure all, and print what grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mixed", type=int, default=100)
    parser.add_argument("--above", type=float, default=1.5)
    given = parser.parse_args()
    steep, every = 0, [*inputs(random.Random(given.seed), given.mixed)]
    with tempfile.TemporaryDirectory() as folder:
        pace = Pace(Path(folder))
        pace.check("warm\n")
        for name, before, part, behind in every:
            slope, seconds = pace.slope(before, part, behind, given.largest * 1000)
            if slope > given.above and seconds > 0.1:
                text = before + part * (50_000 // len(part)) + behind
                print(f"{slope:4.1f}  {seconds:6.2f} s  {pace.taken(text):40}  {name[:120]}", flush=True)
                steep += 1
    print(f"{steep} of {len(every)} inputs grow faster than to the power of {given.above}")
    return int(steep > 0)


if __name__ == "__main__":
    sys.exit(main())
