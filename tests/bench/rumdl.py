"""rumdl from its wheel, in a folder of the benchmark's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from platformdirs import user_cache_path

VERSION = "0.3.0"


class NoRumdl(Exception):
    """rumdl cannot be installed; the message says why."""


def installed(version: str = VERSION) -> Path:
    """The rumdl of that version; it is installed where it is not yet, and nothing else is.

    Raises:
        NoRumdl: pip could not do it.
    """
    folder = user_cache_path("vaultlint", appauthor=False) / "bench" / f"rumdl-{version}"
    program = folder / "bin" / ("rumdl.exe" if os.name == "nt" else "rumdl")
    if not program.is_file():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        wheel = ["--only-binary=:all:", f"--target={folder}", "--upgrade", f"rumdl=={version}"]
        run = subprocess.run([*pip, *wheel], capture_output=True, text=True, check=False)
        if run.returncode or not program.is_file():
            raise NoRumdl(run.stderr.strip().rpartition("\n")[2] or "pip put no program there")
    return program


def version_of(program: Path) -> str:
    """What the program says of itself."""
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
