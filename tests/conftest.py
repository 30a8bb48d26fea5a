"""Fixtures for all tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def package_index(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips the test where pip reaches no package index, as on a machine without network."""
    folder: Path = tmp_path_factory.mktemp("download")
    words = ["download", "--quiet", "--no-deps", "--retries", "0", "--timeout", "10", "--dest", str(folder)]
    run = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *words, "pathspec"],
        capture_output=True,
        check=False,
        cwd=folder,
    )
    if run.returncode:
        pytest.skip("pip reaches no package index here")
