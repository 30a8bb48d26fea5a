"""The steps of `action.yml` do what they say: run in bash as GitHub does, on a small vault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
CHECK = next(step for step in STEPS if step.get("id") == "check")

FAULT = "<details>\n<summary>Stock</summary>\n\nBones, water.\n"

pytestmark = pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="needs a POSIX bash")


def run(vault: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """The check step, its inputs as GitHub puts them into the environment; and what it leaves as outputs."""
    output = vault.parent / "outputs"
    bin_ = vault.parent / "bin"
    bin_.mkdir()
    tool = bin_ / "vaultlint"
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vaultlint "$@"\n')
    tool.chmod(0o755)
    given = {name: inputs.get(name, str(one["default"])) for name, one in ACTION["inputs"].items()}
    own = {
        name: value.removeprefix("${{ inputs.").removesuffix(" }}")
        for name, value in CHECK["env"].items()
        if "inputs." in value
    }
    environment = {
        **os.environ,
        **{name: given[key] for name, key in own.items()},
        "PYTHONPATH": str(ROOT),
        "VAULTLINT_BIN": str(bin_),
        "VAULTLINT_CACHE_DIR": str(vault.parent / "cache"),
        "GITHUB_OUTPUT": str(output),
    }
    words = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", CHECK["run"]]
    done = subprocess.run(words, cwd=vault, env=environment, capture_output=True, text=True, check=False)
    return done, output.read_text()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Two notes, one of them with a fault, in a folder with a space in its name."""
    folder = tmp_path / "my vault"
    (folder / "sub").mkdir(parents=True)
    (folder / "vaultlint.toml").write_text("")
    (folder / "fine.md").write_text("# Fine\n")
    (folder / "sub" / "wrong.md").write_text(FAULT)
    return folder


def test_findings_fail_the_step_and_are_told(vault: Path) -> None:
    done, outputs = run(vault, **{"output-format": "concise"})
    assert done.returncode == 1 and "exit-code=1" in outputs, done.stderr
    assert "details/unclosed" in done.stdout


def test_annotations_are_what_is_told_unless_asked_otherwise(vault: Path) -> None:
    done, _ = run(vault)
    assert done.stdout.startswith("::error file=sub/wrong.md,line=1,")


def test_paths_and_options_are_words(vault: Path) -> None:
    done, outputs = run(vault, **{"paths": "fine.md\n", "output-format": "concise", "args": "--quiet\n--fail-on error"})
    assert done.returncode == 0 and "exit-code=0" in outputs, done.stderr
    assert done.stdout == ""


def test_an_option_whose_value_may_be_left_out_takes_no_path(vault: Path) -> None:
    for words in (["init", "-q"], ["add", "fine.md"]):
        subprocess.run(["git", *words], cwd=vault, check=True)
    done, _ = run(vault, **{"paths": "sub", "args": "--changed", "output-format": "concise"})
    assert "1 note changed" in done.stderr and "details/unclosed" in done.stdout


def test_wrong_usage_is_told_as_such(vault: Path) -> None:
    done, outputs = run(vault, **{"output-format": "concise", "args": "--select details/unclosedd"})
    assert done.returncode == 2 and "exit-code=2" in outputs
    assert "details/unclosed" in done.stderr


def test_what_was_found_is_kept_where_the_cache_step_looks(vault: Path) -> None:
    kept = next(step for step in STEPS if str(step.get("uses", "")).startswith("actions/cache"))
    assert kept["with"]["path"] == CHECK["env"]["VAULTLINT_CACHE_DIR"]
    run(vault, **{"output-format": "concise"})
    assert any((vault.parent / "cache").rglob("*.notes"))
