"""Two commands run in turn, and what each run took.

Times are seconds. Processor time is that of the command and of all processes that it waited for. Memory is bytes.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

WRONG_CALL = 2
"""From this exit code on a run has not done what it is measured for."""

GLANCE = 0.02
"""So often memory is looked at."""


class Run(NamedTuple):
    """What one run took; `largest` is the memory of its largest process; None where the system does not tell."""

    wall: float
    processor: float | None = None
    largest: int | None = None


class Spread(NamedTuple):
    """A median with the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, numbers: Sequence[float]) -> Spread:
        return cls(statistics.median(numbers), min(numbers), max(numbers))


@dataclass(frozen=True)
class Trial:
    """A command in a folder; `prepare` is called before each run, and is not measured."""

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[], object] = lambda: None

    def run(self) -> Run:
        """Run it once.

        Raises:
            SystemExit: it failed.
        """
        self.prepare()
        start = time.perf_counter()
        process = self.start()
        if not hasattr(os, "wait4"):
            process.wait()
            used = Run(time.perf_counter() - start)
        else:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            unit = 1 if sys.platform == "darwin" else 1024
            used = Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)
        self.finish(process)
        return used

    def start(self) -> subprocess.Popen[bytes]:
        """Start it; what it prints is thrown away."""
        environment = {**os.environ, **self.environment}
        return subprocess.Popen(
            self.command, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def finish(self, process: subprocess.Popen[bytes]) -> None:
        """See that it did what it is measured for."""
        if process.wait() not in range(WRONG_CALL):
            sys.exit(f"{' '.join(self.command)}: exit code {process.returncode}")


@dataclass(frozen=True, slots=True)
class Pairs:
    """The runs of two commands, pair by pair."""

    ours: tuple[Run, ...]
    theirs: tuple[Run, ...]

    @property
    def wall(self) -> Spread:
        """Our time by theirs, as a clock on the wall shows it."""
        return _ratios([run.wall for run in self.ours], [run.wall for run in self.theirs])

    @property
    def processor(self) -> Spread | None:
        """Our processor time by theirs."""
        ours, theirs = ([run.processor for run in runs] for runs in (self.ours, self.theirs))
        return None if None in (*ours, *theirs) else _ratios(_known(ours), _known(theirs))

    @property
    def largest(self) -> Spread | None:
        """The memory of our largest process by that of theirs."""
        ours, theirs = ([run.largest for run in runs] for runs in (self.ours, self.theirs))
        return None if None in (*ours, *theirs) else _ratios(_known(ours), _known(theirs))


def _ratios(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    return Spread.of([one / other for one, other in zip(ours, theirs, strict=True)])


def _known(numbers: Sequence[float | None]) -> list[float]:
    return [number for number in numbers if number is not None]


def paired(ours: Trial, theirs: Trial, pairs: int) -> Pairs:
    """Both commands in turn, after a run of each that does not count."""
    ours.run()
    theirs.run()
    both = [(ours.run(), theirs.run()) for _ in range(pairs)]
    return Pairs(tuple(one for one, _ in both), tuple(other for _, other in both))


def memory_of_all(trial: Trial) -> int | None:
    """The most memory that all processes of the command held together, a page that several share counted once.

    None where the system does not tell.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    trial.prepare()
    process, most = trial.start(), 0
    while process.poll() is None:
        most = max(most, sum(_share(one) for one in _family(process.pid)))
        time.sleep(GLANCE)
    trial.finish(process)
    return most


def _family(process: int) -> list[int]:
    """The process with its children and theirs."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return [process]
    return [process, *(one for child in children for one in _family(int(child)))]


def _share(process: int) -> int:
    """What the process holds, its part of what it shares."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").split("\n")
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
