"""Imports go down only; below the line nothing reaches files, clock, environment or output; no rule is named."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from vaultlint.rule import discover

ROOT = Path(__file__).parents[1]

FLOORS = """
 0  late toml
 0  errors nearest spellings tag
 0  text
 1  finding trouble
 1  frontmatter markdown source
 1  schema
 1  properties
 1  bilingual
 1  siblings
 1  residue
 1  vocabulary
 2  infer note
 3  vault
 3  exchange
 3  naming counterparts terms linking
 3  mentions
 4  rule
 5  where
 5  option
 5  apart proof report rules suppress
 5  operations
 5  migration
 5  renaming
 6  health lint
 6  mend
 7  testing
--------------------------------------
 8  cache door patterns
 8  config files pool schemas
 8  baseline families vocabularies
 8  journal
 8  heads rewrite
 8  obsidian history
 8  adopting changed
 8  walk
 8  configs page
 9  binding
 9  project
 9  recall relink revise selection settle untold
 9  proposal
10  handler library
10  server
11  commands
12  parser
12  cli
12  __main__
"""
"""From the ground up. A module may import what stands on lines above its own in this table, and its own package."""

OUTSIDE = {
    "asyncio", "concurrent", "ctypes", "fcntl", "getpass", "glob", "http", "importlib", "io",
    "locale", "logging", "multiprocessing", "os", "pathlib", "pkgutil", "platform", "platformdirs",
    "random", "secrets", "select", "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess",
    "sys", "tempfile", "threading", "time", "urllib.request", "uuid", "webbrowser",
}  # fmt: skip
"""Modules that reach out of the process, or tell one run from another."""

OUTSIDE_NAMES = {"open", "print", "input", "breakpoint", "exec", "eval", "__import__"}
OUTSIDE_METHODS = {
    "read_text", "read_bytes", "write_text", "write_bytes", "now", "today", "utcnow", "getcwd",
    "environ", "getenv", "stdout", "stderr", "stdin",
}  # fmt: skip
ALLOWED = {("rule", "importlib"), ("rule", "pkgutil")}
"""`discover` finds the rules by importing them."""


def _levels() -> dict[str, tuple[int, float]]:
    """Each name of the table with its line, from the ground up, and its floor."""
    rows = [line.split() for line in FLOORS.strip().splitlines() if not line.startswith("-")]
    return {name: (line, float(row[0])) for line, row in enumerate(rows) for name in row[1:]}


LEVELS = _levels()


def _name(file: Path) -> str:
    """`frontmatter.fence` for vaultlint/frontmatter/fence.py; "" for the package itself."""
    parts = file.relative_to(ROOT / "vaultlint").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(file): file for file in sorted((ROOT / "vaultlint").rglob("*.py"))}
BELOW = [name for name in MODULES if name and LEVELS.get(name.split(".")[0], (0, 99))[1] <= 7]


@cache
def _tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


def _empty(name: str) -> bool:
    """Whether a module holds no more than its docstring, or plain values such as the version."""
    return all(isinstance(statement, ast.Expr | ast.Assign) for statement in _tree(name).body)


def _imports(name: str) -> Iterator[tuple[int, str]]:
    """Every import in a module, also those inside functions: the line, and the dotted name of what is imported."""
    for node in ast.walk(_tree(name)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno}: imports are absolute"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _own(dotted: str) -> str | None:
    """The module of ours that an import reaches; None if it is not ours."""
    package, _, rest = dotted.partition(".")
    if package != "vaultlint":
        return None
    return rest if rest in MODULES else rest.rpartition(".")[0]


def test_every_module_has_its_floor() -> None:
    assert {name.split(".")[0] for name in MODULES if name} == set(LEVELS)


@pytest.mark.parametrize("name", [name for name in MODULES if name])
def test_imports_go_down(name: str) -> None:
    top = name.split(".")[0]
    for line, dotted in _imports(name):
        other = _own(dotted)
        if other == "":
            assert dotted == "vaultlint.__version__", f"{name}:{line}: the names of the package are for scripts"
            continue
        if other is None or other.split(".")[0] == top or _empty(other):
            continue
        assert LEVELS[other.split(".")[0]][0] < LEVELS[top][0], f"{name}:{line} imports {dotted}, which lies above it"


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("rules.")])
def test_no_rule_imports_another(name: str) -> None:
    assert not [dotted for _, dotted in _imports(name) if dotted.startswith("vaultlint.rules")]


@pytest.mark.parametrize("name", BELOW)
def test_nothing_below_the_line_reaches_out(name: str) -> None:
    for line, dotted in _imports(name):
        steps = dotted.split(".")
        reached = {".".join(steps[: count + 1]) for count in range(len(steps))} & OUTSIDE
        assert not reached - {one for where, one in ALLOWED if where == name}, f"{name}:{line} imports {dotted}"
        assert not dotted.startswith("rich.") or dotted.startswith("rich.cells"), f"{name}:{line} imports {dotted}"
    for node in ast.walk(_tree(name)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in OUTSIDE_NAMES, f"{name}:{node.lineno} calls {node.func.id}"
        if isinstance(node, ast.Attribute):
            assert node.attr not in OUTSIDE_METHODS, f"{name}:{node.lineno} uses .{node.attr}"


@pytest.mark.parametrize("name", BELOW)
def test_no_rule_is_named_outside_its_own_file(name: str) -> None:
    docstrings = {id(node.value) for node in ast.walk(_tree(name)) if isinstance(node, ast.Expr)}
    for node in ast.walk(_tree(name)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            named = [rule for rule in discover() if rule in node.value]
            own = "/".join(name.split(".")[1:]).replace("_", "-")
            assert set(named) <= {own}, f"{name}:{node.lineno} names {named}"


_DEAF = """
import sys
from pathlib import Path
from vaultlint.finding import Applicability
from vaultlint.lint import activate, check_note
from vaultlint.mend import mend
from vaultlint.note import parse
from vaultlint.rule import discover
from vaultlint.vault import Vault

texts = {path: Path(path).read_bytes().decode("utf-8-sig", "replace") for path in sys.argv[1:]}
active = [activate(rule) for rule in discover().values()]

def run():
    notes = [parse(path, text) for path, text in texts.items()]
    vault = Vault.of(notes)
    return sum(len(check_note(note, active, vault).diagnostics) + len(mend(note, active, vault,
        Applicability.UNSAFE).text) for note in notes)

first = run()   # imports what is imported late

def refuse(event, arguments):
    if event.split(".")[0] in {"open", "os", "socket", "subprocess", "shutil", "tempfile", "glob", "pathlib", "import"}:
        raise SystemExit(f"{event}: {arguments}")

sys.addaudithook(refuse)
again = run()
sys.stdout.write("same" if first == again else "different")
"""


def test_checking_and_mending_reach_for_nothing() -> None:
    """The interpreter's own audit (PEP 578) sees no file, no process, no network and no import."""
    notes = [str(file) for file in sorted((ROOT / "seeds").rglob("*.md"))]
    run = subprocess.run([sys.executable, "-c", _DEAF, *notes], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (run.stdout, run.stderr) == ("same", "")
