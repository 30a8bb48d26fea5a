"""The benchmark: its vaults are the same in every run and have the faults they promise; its ratios are right."""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from pathlib import Path

import pytest
from bench import slope, table
from bench.cases import Row
from bench.long_notes import FAULTS, long_note
from bench.mixed_notes import ODDITIES, mixed_note
from bench.timing import Pairs, Run, Spread, Trial, memory_of_all, paired
from bench.vaults import make_long, make_mixed
from conftest import Vault

from vaultlint.lint import activate, check_note
from vaultlint.note import parse
from vaultlint.rule import discover

LONG = [long_note(number, 60) for number in range(60)]
MIXED = [mixed_note(number) for number in range(300)]


def test_the_vaults_are_the_same_in_every_run(tmp_path: Path) -> None:
    make_long(tmp_path / "long", 60)
    make_mixed(tmp_path / "mixed", 300)
    for kind, notes in (("long", LONG), ("mixed", MIXED)):
        assert len(list((tmp_path / kind).rglob("*.md"))) == len(notes)
        assert all((tmp_path / kind / note.path).read_bytes() == note.data for note in notes)


def test_long_notes_are_long_and_mixed_ones_small() -> None:
    assert statistics.mean(len(note.data) for note in LONG) == pytest.approx(38_000, rel=0.1)
    assert statistics.mean(len(note.data) for note in MIXED) == pytest.approx(4_600, rel=0.1)


def test_a_third_of_the_long_notes_has_a_fault() -> None:
    notes = [long_note(number, 300) for number in range(300)]
    assert len([note for note in notes if note.rule]) / len(notes) == pytest.approx(1 / 3, abs=0.06)
    assert len([note for note in notes if "<details>" in note.text]) / len(notes) == pytest.approx(0.4, abs=0.06)
    assert {note.rule for note in notes} <= {"", *(fault.rule for fault in FAULTS)}


def test_a_fifth_of_the_mixed_notes_is_odd_in_every_way() -> None:
    odd = Counter(note.oddity for note in MIXED)
    assert (len(MIXED) - odd[""]) / len(MIXED) == pytest.approx(0.2, abs=0.06)
    assert odd.keys() == {"", *ODDITIES}
    assert sum(b"\r\n" in note.data for note in MIXED) == odd["crlf"]
    assert sum(not note.data.endswith(b"\n") for note in MIXED) == odd["endless"]


@pytest.mark.parametrize("kind", ["long", "mixed"])
def test_check_finds_the_faults_and_nothing_else(vault: Vault, kind: str) -> None:
    notes = LONG if kind == "long" else MIXED
    (make_long if kind == "long" else make_mixed)(vault.root, len(notes))
    found = [(path, rule) for path, rule, _, _ in vault.check("--no-cache", "--jobs=1").findings]
    assert found == sorted((note.path, note.rule) for note in notes if note.rule)


def test_ratios_are_those_of_pairs() -> None:
    pairs = Pairs((Run(1, 2, 30), Run(2, 2, 10), Run(9, 2, 10)), (Run(2, 4, 10), Run(2, 4, 10), Run(3, 4, 10)))
    assert pairs.wall == Spread(1, 0.5, 3)
    assert pairs.processor == Spread(0.5, 0.5, 0.5)
    assert pairs.largest == Spread(1, 1, 3)


def test_what_the_system_does_not_tell_is_left_out() -> None:
    pairs = Pairs((Run(1),), (Run(2),))
    assert (pairs.wall.median, pairs.processor, pairs.largest) == (0.5, None, None)


def test_a_run_takes_as_long_as_it_takes(tmp_path: Path) -> None:
    slow, fast = (Trial([sys.executable, "-I", "-c", code], tmp_path) for code in ("import time; time.sleep(.3)", ""))
    assert paired(slow, fast, 1).wall.median > 1.5


def test_a_command_that_fails_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="exit code 7"):
        Trial([sys.executable, "-I", "-c", "raise SystemExit(7)"], tmp_path).run()


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell")
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    code = "import subprocess, sys, time; {}; held = bytearray(40 * 2**20); time.sleep(.2)"
    child = [sys.executable, "-I", "-c", code.format("pass")]
    alone = memory_of_all(Trial(child, tmp_path))
    both = memory_of_all(Trial([sys.executable, "-I", "-c", code.format(f"subprocess.Popen({child!r})")], tmp_path))
    assert alone is not None and 40 * 2**20 < alone < 80 * 2**20 < (both or 0)


ROW = Row("cold", "rumdl", 0.4, Spread(0.3, 0.25, 0.5), None, "1.000 s", "3.000 s")


def test_a_row_is_told_with_its_spread() -> None:
    assert table.cells(ROW) == ("cold", "rumdl", "0.4", "0.30 (0.25–0.50)", "", "1.000 s", "3.000 s", "met")


@pytest.mark.parametrize(("ratio", "met"), [(0.4, True), (0.41, False)])
def test_a_target_is_met_at_most_at_it(ratio: float, met: bool) -> None:
    assert Row("cold", "rumdl", 0.4, Spread(ratio, ratio, ratio)).is_met is met


def test_results_are_put_into_their_place_again_and_again(tmp_path: Path) -> None:
    page = tmp_path / "speed.md"
    page.write_text(f"# Speed\n\n{table.BEGIN}\nold\n{table.END}\n\nMore.\n", "utf-8")
    for text in ("once", "again"):
        table.put(page, table.page([table.Results(text, [ROW])], "vaultlint 1"))
    told = page.read_text("utf-8")
    assert told.startswith(f"# Speed\n\n{table.BEGIN}\n\n20") and told.endswith(f"\n{table.END}\n\nMore.\n")
    assert "### again" in told and "once" not in told and "old\n" not in told


def test_results_go_to_the_end_where_there_is_no_place_for_them(tmp_path: Path) -> None:
    table.put(tmp_path / "summary.md", "one\n")
    table.put(tmp_path / "summary.md", "two\n")
    assert (tmp_path / "summary.md").read_text("utf-8") == "one\ntwo\n"


def test_the_slope_is_measured_on_notes_of_that_length_with_the_faults_of_many_rules() -> None:
    text = slope.text_of(500_000)
    assert len(text.encode()) == pytest.approx(500_000, rel=0.2)
    found = check_note(parse("note.md", text), [activate(rule) for rule in discover().values()]).diagnostics
    assert len({one.rule for one in found}) > 20
    assert (slope.power(1, 2), slope.power(1, 4), slope.power(0, slope.LEAST)) == (1, 2, 0)
