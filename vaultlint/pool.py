"""The one function that maps notes over processes; results come in the order of the notes, with any number of jobs."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Result = TypeVar("Result")

WORTH_IT = 200
"""Below so many notes one process is faster than starting several."""

CHUNKS_PER_JOB = 16
"""Chunks small enough that no process is left with all the long notes."""

FIRST = 8
"""So many notes are taken before processes are forked: patterns, tables and libraries that these need are shared."""

_function: Callable[[str], Any] | None = None


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def over(
    notes: Sequence[str], function: Callable[[str], Result], jobs: int, advance: Callable[[int], None]
) -> list[Result]:
    """`function` of each note; `advance` hears how many more are done.

    `function` must be picklable where processes are spawned, not forked.
    """
    if jobs <= 1 or len(notes) < WORTH_IT:
        return _one_by_one(notes, function, advance)
    return _in_processes(notes, function, jobs, advance)


def _one_by_one(
    notes: Sequence[str], function: Callable[[str], Result], advance: Callable[[int], None]
) -> list[Result]:
    results = []
    for note in notes:
        results.append(function(note))
        advance(1)
    return results


def _in_processes(
    notes: Sequence[str], function: Callable[[str], Result], jobs: int, advance: Callable[[int], None]
) -> list[Result]:
    import gc
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    first = FIRST if method == "fork" else 0
    results = _one_by_one(notes[:first], function, advance)
    size = max(1, len(notes) // (jobs * CHUNKS_PER_JOB))
    chunks = [notes[start : start + size] for start in range(first, len(notes), size)]
    gc.freeze()  # what is not looked at for garbage stays shared with the processes
    try:
        with ProcessPoolExecutor(jobs, context, initializer=_install, initargs=(function,)) as executor:
            for done in executor.map(_chunk, chunks):
                results += done
                advance(len(done))
    finally:
        gc.unfreeze()
    return results


def _install(function: Callable[[str], Any]) -> None:
    global _function
    _function = function


def _chunk(notes: Sequence[str]) -> list[Any]:
    assert _function is not None
    return [_function(note) for note in notes]
