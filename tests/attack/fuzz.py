"""Fuzz check and fix: notes by the hundred thousand, under many configs, against the laws of `fuzz_laws.py`.

    python tests/attack/fuzz.py [--minutes 10] [--seed 1] [--notes FOLDER] [--found FOLDER] [--blind]

Seeds are the examples of the rules, the texts of the tests and, if a folder is given, its notes. With atheris installed
(`pip install atheris`) coverage guides the mutations; without it, or `--blind`, what the rules say does: a note that
makes them say something new, or two things together for the first time, is mutated further. Each fault is told once,
made as small as can be, and kept as a file in `--found`; `tests/attack/corpus` has those that are mended, which
`tests/test_fuzz.py` replays. Exit code 1 if a law was broken.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import blake2b
from itertools import combinations
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parents[2]
sys.path.insert(0, str(PACKAGE))
TRIES = 500
"""So many times a fault is tried to be made smaller."""


class Campaign:
    """What has been tried, and what was found."""

    def __init__(self, given: argparse.Namespace, vaults: Path) -> None:
        from fuzz_inputs import Mutator, seeds
        from fuzz_vaults import settings

        self.settings = settings(vaults)
        self.names = ["bare", "bare", *self.settings]
        self.chance = random.Random(given.seed)
        self.pool = seeds(PACKAGE / "tests", given.notes)
        self.mutator = Mutator(self.chance, self.pool)
        self.folder: Path = given.found
        self.ends = time.monotonic() + given.minutes * 60
        self.count, self.began = 0, time.monotonic()
        self.faults: Counter[tuple[str, str]] = Counter()
        self.seen: set[object] = set()

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() > self.ends

    def attack(self, name: str, data: bytes) -> None:
        """Hold the laws against a note in the vault of that name."""
        from fuzz_laws import broken

        self.count += 1
        if self.count % 5000 == 0:
            print(self, flush=True)
        for one in broken(self.settings[name], data, self.count % 4 == 0):
            self.faults[one.law, one.detail] += 1
            if self.faults[one.law, one.detail] == 1:
                self.keep(name, data, one.law, one.detail)

    def keep(self, name: str, data: bytes, law: str, detail: str) -> None:
        """Make the note that breaks the law small, and write it down."""
        from fuzz_laws import broken

        def still(smaller: bytes) -> bool:
            return any((one.law, one.detail) == (law, detail) for one in broken(self.settings[name], smaller))

        smallest = smaller(data, still)
        called = re.sub(r"\W+", "-", law) + "-" + blake2b(f"{name}{law}{detail}".encode(), digest_size=4).hexdigest()
        file = self.folder / name / f"{called}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(smallest)
        print(f"{law}: {detail}\n  {file}\n  {smallest[:300]!r}", flush=True)

    def is_new(self, name: str, data: bytes) -> bool:
        """Whether the rules say of the note what they have not said yet, alone or together."""
        from vaultlint.lint import check_note

        try:
            found = check_note(self.settings[name].note(data.decode()), self.settings[name].active).diagnostics
        except Exception:
            return False
        said = sorted({(one.rule, re.sub(r"`[^`]*`|\d+|“[^”]*”", "…", one.finding.message)) for one in found})
        signs = {(name, one) for one in said} | {*combinations(sorted({one.rule for one in found}), 2)}
        new = not signs <= self.seen
        self.seen |= signs
        return new

    def __str__(self) -> str:
        seconds = time.monotonic() - self.began
        return (
            f"{self.count} inputs in {seconds:.0f} s ({time.process_time():.0f} s of processor time), "
            f"{len(self.pool)} in the pool, {len(self.faults)} faults"
        )


def smaller(data: bytes, still: Callable[[bytes], bool]) -> bytes:
    """The shortest part of `data` that is found for which `still` holds: by lines first, then by characters."""
    tries = TRIES
    for split in (_by_lines, _by_signs):
        pieces = split(data)
        size = max(1, len(pieces) // 2)
        while tries and pieces:
            at, went = 0, False
            while at < len(pieces) and tries:
                tries -= 1
                fewer = pieces[:at] + pieces[at + size :]
                if still(b"".join(fewer)):
                    pieces, went = fewer, True
                else:
                    at += size
            if size == 1 and not went:
                break
            size = max(1, size // 2)
        data = b"".join(pieces)
    return data


def _by_lines(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


def _by_signs(data: bytes) -> list[bytes]:
    try:
        return [sign.encode() for sign in data.decode()]
    except UnicodeDecodeError:
        return [bytes([one]) for one in data]


def blind(campaign: Campaign) -> None:
    """Attack with mutations of what the rules had something new to say of."""
    while not campaign.is_over:
        name = campaign.chance.choice(campaign.names)
        data = campaign.mutator.fresh()
        campaign.attack(name, data)
        if campaign.is_new(name, data):
            campaign.pool.append(data.decode(errors="replace")[:3000])


def guided(campaign: Campaign, atheris: Any) -> None:
    """Attack with mutations of what reached code that nothing had reached before."""

    def one(data: bytes) -> None:
        if campaign.is_over:  # libFuzzer ends the process itself, so all is told before
            print("\n".join(_told(campaign)), flush=True)
            os._exit(1 if campaign.faults else 0)
        campaign.attack(campaign.names[data[0] % len(campaign.names)], data[1:]) if data else None

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        campaign.chance.seed(seed)
        chosen = data[:1] if data and campaign.chance.random() < 0.7 else campaign.chance.randbytes(1)
        text = data[1:].decode(errors="replace") if len(data) > 3 and campaign.chance.random() < 0.8 else ""
        fresh = campaign.mutator.mutated(text) if text else campaign.mutator.fresh()
        return (chosen + fresh)[:longest]

    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(campaign.pool):
            (Path(folder) / f"{number:05}").write_bytes(bytes([number % len(campaign.names)]) + text.encode(errors="replace"))
        words = ["-verbosity=0", f"-seed={campaign.chance.randrange(1, 2**31)}", "-max_len=8000", "-timeout=60", "-rss_limit_mb=0", "-len_control=0"]
        atheris.Setup([sys.argv[0], *words, folder], one, custom_mutator=mutate)
        atheris.Fuzz()


def _told(campaign: Campaign) -> Iterable[str]:
    yield str(campaign)
    yield from (f"{times:6}  {law}: {detail}" for (law, detail), times in campaign.faults.most_common())


def main() -> int:
    """Attack until the time is over, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--notes", type=Path)
    parser.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "vaultlint-fuzz")
    parser.add_argument("--blind", action="store_true")
    given = parser.parse_args()
    atheris = None if given.blind else _instrumented()
    with tempfile.TemporaryDirectory() as vaults:
        campaign = Campaign(given, Path(vaults))
        guided(campaign, atheris) if atheris else blind(campaign)
        print("\n".join(_told(campaign)))
    return 1 if campaign.faults else 0


def _instrumented() -> Any:
    """Atheris, with vaultlint imported under it; None if it is not installed."""
    try:
        import atheris
    except ImportError:
        print("atheris is not installed: what the rules say guides the mutations")
        return None
    with atheris.instrument_imports(include=["vaultlint"]):
        import fuzz_vaults  # noqa: F401

        from vaultlint.rule import discover

        discover()
    return atheris


if __name__ == "__main__":
    sys.exit(main())
