"""The law of pace, for all rules at once: what opens and never closes, four times as often, takes about four times as long.

`tests/attack/slope.py` looks for more of it, for as long as it may.
"""

from __future__ import annotations

import time

import pytest

from vaultlint.lint import activate, check_note
from vaultlint.note import parse
from vaultlint.rule import discover

RULES = [activate(rule) for rule in discover().values()]
PARTS = {
    "links in links": ("", "![x](a "),
    "definitions": ("", "[a]: b\n"),
    "wikilinks": ("", "[[a|"),
    "summaries on one line": ("", "<details><summary>"),
    "quotes in lists": ("", "> - x\n"),
    "ignore comments": ("", "<!-- vaultlint-ignore details -->\n"),
    "comments": ("", "<!-- x\n"),
    "attributes": ("", "<a b='"),
    "code": ("", "`` x ` "),
    "math": ("", "$ x $$ "),
    "words": ("", "soup stew "),
    "keys": ("---\n", "k: 1\n"),
    "items": ("---\ntags:\n", "- a\n"),
    "brackets": ("---\na: ", "["),
}


def seconds(text: str) -> float:
    """The processor's time for a check, the best of two."""
    taken = []
    for _ in range(2):
        began = time.process_time()
        assert not check_note(parse("note.md", text), RULES).crashes
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.parametrize("why", PARTS)
def test_four_times_the_text_takes_about_four_times_as_long(why: str) -> None:
    before, part = PARTS[why]
    short, long = (seconds(before + part * times + "\n---\n" * bool(before)) for times in (500, 2000))
    assert long < 9 * max(short, 0.02)
