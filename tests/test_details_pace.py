"""The law of pace: a note four times as long is read and judged in about four times as many steps, whatever is in it."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from vaultlint.lint import activate, check_note
from vaultlint.note import parse
from vaultlint.rule import discover

SUMMARY, TEXT = "<summary>Stock</summary>\n", '<p class="note">Boil it.</p>\n'
OPEN, CLOSE = "<details>\n", "</details>\n"
WHOLE = OPEN + SUMMARY + TEXT + CLOSE

# Each row: what stands once in front, what is repeated, what stands once behind.
NOTES = {
    "never closed": ("", OPEN, ""),
    "never closed, with a summary": ("", OPEN + SUMMARY, ""),
    "never closed, with text": ("", OPEN + SUMMARY + TEXT + "\n汤。\n\n", ""),
    "cut off": ("", OPEN + SUMMARY + '<p class="note">Boil\n\n', ""),
    "begun twice": ("", OPEN + SUMMARY + '<p class="note">Boil\n', ""),
    "one line": ("", "<details><summary>x</summary>", ""),
    "closed only": ("", CLOSE, ""),
    "closed by other names": ("", OPEN + SUMMARY + "</b></b></b>\n", ""),
    "other names in one block": (OPEN + SUMMARY, "</b> \n", CLOSE),
    "lost brackets": ("", "details>\n", ""),
    "full-width brackets": ("", "＜details＞\n", ""),
    "one block of HTML": ("", WHOLE + "Text\n", ""),
    "a table": ("<table>\n", "<tr><td>a <details><summary>x</summary>y</details> b</td></tr>\n", "</table>\n"),
    "indented, never closed": ("", "汤。\n\n    <details>\n\n", ""),
    "indented blocks": ("", "汤。\n\n    <details>\n    " + SUMMARY + "    " + CLOSE + "\n", ""),
    "indented closers": (OPEN + SUMMARY, "\n    </details>\n\n汤。\n", ""),
    "one in another": (OPEN + SUMMARY, WHOLE + "\n**x** <y\n", CLOSE),
    "comments": ("", "汤 <!-- a --> x " + WHOLE + "\n", ""),
    "empty blocks": ("", OPEN + SUMMARY + CLOSE + "\n", ""),
    "empty blocks below labels": ("<details><summary>a\nb</summary></details>\n", WHOLE, ""),
    "stray paragraphs": (OPEN + SUMMARY, "x</p>\n", TEXT + CLOSE),
    "open code": ("", "`<details>", ""),
}


def steps(text: str) -> int:
    """How many lines of Python are run to check the text."""
    rules = [activate(rule) for name, rule in discover().items() if name.startswith("details/")]
    count = 0

    def step(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        checked = check_note(parse("note.md", text), rules)
    finally:
        sys.settrace(before)
    assert not checked.crashes
    return count


@pytest.mark.parametrize("why", NOTES)
def test_four_times_the_text_takes_about_four_times_the_steps(why: str) -> None:
    before, part, after = NOTES[why]
    short, long = (steps(before + part * times + after) for times in (50, 200))
    assert long < 5 * short


def test_blocks_in_blocks_in_blocks() -> None:
    short, long = (steps((OPEN + SUMMARY + "**x** <y\n") * times + CLOSE * times) for times in (50, 200))
    assert long < 5 * short
