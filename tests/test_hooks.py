"""The hooks do under pre-commit what they say: tried by pre-commit in a real repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.usefixtures("package_index")

BROKEN = "# Soup\n\n<details>\n<summary>Stock</p>\n\nBones, water.\n\n</details>\n"
FAULT = "soup.md:4:15: error details/wrong-close"
MENDED = "# Soup\n\n<details>\n<summary>Stock</summary>\n\nBones, water.\n\n</details>\n"


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is now, committed: what a user's pre-commit would clone."""
    copy = tmp_path_factory.mktemp("hooks") / "vaultlint"
    copy.mkdir()
    for name in ("vaultlint", "schemas", "docs"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, copy / name)
    _commit_all(copy)
    return copy


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps its environments: one for all tests, none of the user's."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def vault(tmp_path: Path, hooks: Path) -> Path:
    """A vault in git that uses the hooks, with one fault in one note."""
    revision = _git(hooks, "rev-parse", "HEAD").strip()
    ids = "".join(f"      - id: {name}\n" for name in ("vaultlint-fix", "vaultlint", "vaultlint-vault"))
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks.as_posix()}\n    rev: {revision}\n    hooks:\n{ids}"
    )
    (tmp_path / "soup.md").write_text(BROKEN)
    (tmp_path / "bread.md").write_text("# Bread\n\nFlour, water, salt.\n")
    (tmp_path / "shopping.txt").write_text("<details>\n")
    _commit_all(tmp_path)
    return tmp_path


def _git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def _commit_all(folder: Path) -> None:
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--no-verify", "--message", "All")


def _pre_commit(vault: Path, cache: Path, *words: str) -> tuple[int, str]:
    """Exit code and output of pre-commit over all files of `vault`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", *words, "--all-files", "--color=never"],
        cwd=vault,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**kept, "PRE_COMMIT_HOME": str(cache), "NO_COLOR": "1"},
    )
    return run.returncode, run.stdout + run.stderr


def test_tried_from_the_repository(vault: Path, hooks: Path, cache: Path) -> None:
    """As in `pre-commit try-repo REPOSITORY vaultlint`: the fault is named, nothing is changed."""
    code, output = _pre_commit(vault, cache, "try-repo", str(hooks), "vaultlint")
    assert code == 1 and FAULT in output, output
    assert "bread.md" not in output and "shopping.txt" not in output
    assert (vault / "soup.md").read_text() == BROKEN


def test_fix_mends_and_stops_the_commit_once(vault: Path, cache: Path) -> None:
    """pre-commit fails a hook that changes files, so that the change is looked at before it is committed."""
    code, output = _pre_commit(vault, cache, "run", "vaultlint")
    assert code == 1 and FAULT in output, output
    code, output = _pre_commit(vault, cache, "run", "vaultlint-fix")
    assert code == 1 and "files were modified by this hook" in output, output
    assert (vault / "soup.md").read_text() == MENDED
    assert _pre_commit(vault, cache, "run")[0] == 0, "all hooks of a commit are content"


def test_whole_vault_is_checked_before_a_push(vault: Path, cache: Path) -> None:
    code, output = _pre_commit(vault, cache, "run", "vaultlint-vault", "--hook-stage", "pre-push")
    assert code == 1 and FAULT in output, output
    _, output = _pre_commit(vault, cache, "run")
    assert "whole vault" not in output, "it does not run at each commit"
