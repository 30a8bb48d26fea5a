"""A note four times as long takes about four times the time, under all rules; `tests/attack/slope.py` tries more."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "attack"))

from slope import Pace

PARTS = {
    "raw elements": ("", "<pre>\n", ""),
    "code elements": ("", "<code>\n", "\n\n</code>"),
    "ignore comments": ("", "<!-- vaultlint-ignore details -->\n", ""),
    "ignore comments, and what they hide": ("", "<!-- vaultlint-ignore links -->\n[x]()\n\n", ""),
    "names to ignore": ("<!-- vaultlint-ignore ", "links, ", "-->"),
    "repeated keys": ("---\n", "k: 1\n", "---\n"),
    "items that are no terms": ("---\ntags:\n", "- soups\n", "---\n"),
    "definitions": ("", "[a]: b.md\n", "[a]"),
    "blocks in blocks": ("", "<details>\n<summary>x</summary>\n\n", ""),
    "blocks without texts": ("", "<details>\n<summary>x</summary>\n\n<p>Bones, water.</p>\n</details>\n", ""),
    "texts before one block": ("", "骨头和水。\n\n", "<details>\n<summary>x</summary>\n\n<p>Bones.</p>\n</details>\n"),
    "comments": ("", "<!-- x -->", ""),
    "brackets": ("", "[[", ""),
    "ticks": ("", "` `` ", ""),
    "quotes": ("", "> x\n\n", ""),
    "carriage returns": ("", "x\r", ""),
}


@pytest.fixture(scope="module")
def pace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pace]:
    found = Pace(tmp_path_factory.mktemp("vault"))
    found.check("---\na: b\n---\nText.\n")
    yield found


@pytest.mark.parametrize("why", PARTS)
def test_four_times_the_text_takes_about_four_times_the_time(pace: Pace, why: str) -> None:
    """The square would be sixteen times; the best of three, as other programs may run meanwhile."""
    before, part, behind = PARTS[why]
    times = [pace.seconds(before + part * (size // len(part)) + behind) for size in (15_000, 60_000)]
    for turn in range(2):
        if times[1] < 9 * times[0] + 0.05:
            break
        times = [min(one, pace.seconds(before + part * (size // len(part)) + behind + "x" * turn))
                 for one, size in zip(times, (15_000, 60_000), strict=True)]  # fmt: skip
    assert times[1] < 9 * times[0] + 0.05
