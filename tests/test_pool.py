"""Any number of processes gives the results of one, in the order of the notes, and what is done is told once."""

from __future__ import annotations

import os

import pytest

from vaultlint import pool


def _looked_at(note: str) -> tuple[str, int]:
    return note, os.getpid()


@pytest.mark.parametrize("notes", [0, 1, pool.FIRST, pool.WORTH_IT - 1, pool.WORTH_IT, pool.WORTH_IT + 57])
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_notes(notes: int, jobs: int) -> None:
    paths, heard = [f"{number}.md" for number in range(notes)], list[int]()
    found = pool.over(paths, _looked_at, jobs, heard.append)
    assert [note for note, _ in found] == paths
    assert sum(heard) == notes


@pytest.mark.skipif(not hasattr(os, "fork"), reason="spawned processes share nothing")
def test_the_first_notes_are_taken_before_processes_are_forked() -> None:
    """What they load is there once, not once a process."""
    found = pool.over([str(number) for number in range(pool.WORTH_IT)], _looked_at, 2, lambda count: None)
    here = [process == os.getpid() for _, process in found]
    assert here == [number < pool.FIRST for number in range(pool.WORTH_IT)]
