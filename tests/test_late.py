"""Patterns that are compiled late are those that `re` would have compiled, and all of them can be."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vaultlint
from vaultlint.late import METHODS, late


@given(st.sampled_from([r"a++b?", r"(?P<word>\w+)", r"^x|y$", r"[^\W\d]"]), st.sampled_from([0, re.I, re.M]), st.text("abxy 1\n"))
def test_a_late_pattern_answers_as_a_compiled_one(pattern: str, flags: int, text: str) -> None:
    ours, theirs = late(pattern, flags), re.compile(pattern, flags)
    assert [found.span() for found in ours.finditer(text)] == [found.span() for found in theirs.finditer(text)]
    assert ours.sub("-", text) == theirs.sub("-", text)
    assert ours.split(text) == theirs.split(text)
    assert (ours.pattern, ours.groups, dict(ours.groupindex)) == (theirs.pattern, theirs.groups, dict(theirs.groupindex))


def test_what_a_pattern_has_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        late("a").fit  # type: ignore[attr-defined]  # noqa: B018


def _all(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [one for part in value.values() for one in _all(part)]
    if isinstance(value, tuple | list | set | frozenset):
        return [one for part in value for one in _all(part)]
    return [value] if type(value).__name__ == "_Late" else []


def test_every_pattern_compiles() -> None:
    names = [one.name for one in pkgutil.walk_packages(vaultlint.__path__, "vaultlint.") if "__main__" not in one.name]
    found = [one for name in names for one in _all(vars(importlib.import_module(name)))]
    assert len(found) > 300
    for one in found:
        one.search(one.pattern[:0])
        assert set(METHODS) <= set(vars(one))


def test_a_start_compiles_next_to_nothing() -> None:
    """`import re` of ours at the top of a module costs all notes; `late` costs those that need the pattern."""
    script = """
import re, sys
real, ours = re._compiler.compile, []
def count(pattern, flags=0):
    frame = sys._getframe(2)
    while frame and frame.f_globals.get("__name__", "").startswith("re"):
        frame = frame.f_back
    if frame and frame.f_globals.get("__name__", "").startswith("vaultlint"):
        ours.append(str(pattern))
    return real(pattern, flags)
re._compiler.compile = count
import vaultlint.commands.check
from vaultlint.rule import discover
discover()
print(len(ours), ours[:3])
"""
    root = str(Path(__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("0 "), done.stdout
