"""`attack/mutants.py` makes the faults that people make, and its tests notice them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from mutations import mutants

SCRIPT = Path(__file__).parent / "attack" / "mutants.py"


@pytest.mark.parametrize(
    ("statement", "spoilt"),
    [
        ("return 1 < x", {"return None", "return 1 <= x", "return 2 < x", "return 0 < x"}),
        ("return x and (not y)", {"return None", "return x or not y", "return x", "return not y", "return x and y"}),
        ("x.append(f(y, z))", {"pass", "x.append(f(z, y))"}),
        ("if x:\n    y()", {"if True", "if False", "pass"}),
        ("x = [a for a in y if a]", {"x = [a for a in y]"}),
        ("return x if y else z", {"return None", "return x", "return z"}),
        ("x = re.compile('^[ab]*+c')", {f"x = re.compile('{one}')" for one in ("[ab]*+c", "^[ab]c", "^[a]*+c", "^[b]*+c")}),
        ("x: Annotated[int, 5]", set()),
        ("return False", {"return True"}),
        ("x = max(0, y)", {"x = max(1, y)", "x = max(-1, y)"}),
        ("x = Span(y, y)", set()),
        ("if TYPE_CHECKING:\n    y()", set()),
        ("assert x == 1", set()),
    ],
)  # fmt: skip
def test_each_small_fault_is_made(statement: str, spoilt: set[str]) -> None:
    found = list(mutants("soup.py", statement))
    assert {one.after for one in found} == spoilt
    assert all(compile(one.make(), "soup.py", "exec") for one in found if "return" not in statement)


def test_a_sample_is_judged() -> None:
    pytest.importorskip("coverage")
    words = ["--sample", "2", "--only", "vaultlint/text.py", "--tests", "tests/test_text.py"]
    run = subprocess.run([sys.executable, str(SCRIPT), *words], capture_output=True, text=True, check=False)
    assert "vaultlint/text.py: " in run.stdout and "score: " in run.stdout, run.stdout + run.stderr
