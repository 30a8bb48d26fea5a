"""Fixes are made at once if no two of them touch the same text or the same value, however many there are."""

from __future__ import annotations

import time
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from vaultlint.apart import Taken
from vaultlint.finding import MISSING, Change, Fix, Path, safe
from vaultlint.text import Edit, Span

spans = st.tuples(st.integers(0, 30), st.integers(0, 4)).map(lambda pair: Span(pair[0], sum(pair)))
steps: st.SearchStrategy[str | int] = st.sampled_from(["a", "b", 0, 1])
paths: st.SearchStrategy[Path] = st.lists(steps, min_size=1, max_size=3).map(tuple)


@st.composite
def fixes(draw: st.DrawFn) -> Fix:
    """A fix of edits that lie apart, and of changes."""
    edits: list[Edit] = []
    for span in draw(st.lists(spans, min_size=1, max_size=3)):
        if not any(_share(span, edit.span) for edit in edits):
            edits.append(Edit(span, ""))
    return safe("x", *edits, changes=tuple(Change(path, MISSING) for path in draw(st.lists(paths, max_size=2))))


def _share(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _is_part(one: Path, other: Path) -> bool:
    return other[: len(one)] == one


def meet(one: Fix, other: Fix) -> bool:
    """Whether two fixes share a character, a border or a value, each looked at with each."""
    return any(_share(a.span, b.span) for a in one.edits for b in other.edits) or any(
        _is_part(a.path, b.path) or _is_part(b.path, a.path) for a in one.changes for b in other.changes
    )


def chosen(wanted: list[Fix]) -> list[Fix]:
    taken, found = Taken(), []
    for fix in wanted:
        if not taken.meets(fix):
            taken.add(fix)
            found.append(fix)
    return found


@given(st.lists(fixes(), max_size=12))
def test_each_fix_is_chosen_that_meets_none_before_it(wanted: list[Fix]) -> None:
    found = chosen(wanted)
    assert not any(meet(*pair) for pair in combinations(found, 2))
    kept: list[Fix] = []
    for fix in wanted:
        if not any(meet(fix, one) for one in kept):
            kept.append(fix)
    assert found == kept


def test_four_times_the_fixes_take_about_four_times_as_long() -> None:
    def seconds(count: int) -> float:
        wanted = [safe("x", Edit(Span(3 * at, 3 * at + 1), ""), changes=(Change((str(at),), 1),)) for at in range(count)]
        began = time.process_time()
        assert len(chosen(wanted)) == count
        return time.process_time() - began

    assert seconds(6000) < 9 * max(seconds(1500), 0.02)
