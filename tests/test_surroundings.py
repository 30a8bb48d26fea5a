"""What is said and written depends on the notes alone: not on the machine's settings, nor on how the call was spelt."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

ROOT = Path(__file__).parents[1]

OLD_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

TABLE: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "old locale": (OLD_LOCALE, ("--no-cache", "--jobs", "3")),
    "west, Turkish, narrow": (
        {"TZ": "Pacific/Niue", "LC_ALL": "tr_TR.UTF-8", "COLUMNS": "20"},
        ("--jobs", "1", "--no-cache"),
    ),
    "hash seed, other order": ({"PYTHONHASHSEED": "1"}, ("--no-cache", "notes", "garden", "diary", "templates")),
    "cached": ({}, ()),
    "cached, other spelling": ({"PYTHONHASHSEED": "4242"}, ("./notes/../",)),
    "east, wide, repeated": (
        {"TZ": "Pacific/Kiritimati", "COLUMNS": "500"},
        ("garden", ".", "notes/kR3mVtq8wXo.md", "garden"),
    ),
}
"""Settings of the machine, and ways to call for the whole vault."""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A copy of the seeds; nothing around it is a vault."""
    return Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))


def call(vault: Path, *words: str, surroundings: Mapping[str, str] = MappingProxyType({}), umask: int = 0o022) -> bytes:
    """What the command line says; 0 and 1 are its only answers."""
    home = str(vault.parent / "home")
    names = ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT")}
    environment = {**kept, **dict.fromkeys(names, home), "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", **surroundings}
    command = [sys.executable, "-m", "vaultlint", *words]
    done = subprocess.run(command, cwd=vault, env=environment, capture_output=True, check=False, umask=umask)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def notes(vault: Path) -> dict[str, bytes]:
    return {str(path.relative_to(vault)): path.read_bytes() for path in sorted(vault.rglob("*.md"))}


def test_check_says_the_same(vault: Path) -> None:
    expected = call(vault, "check", "--output-format", "json")
    assert len(expected) > 1000
    for name, (surroundings, words) in TABLE.items():
        assert call(vault, "check", "--output-format", "json", *words, surroundings=surroundings) == expected, name


def test_check_says_the_same_in_another_folder(vault: Path) -> None:
    expected = json.loads(call(vault, "check", "--output-format", "json"))
    for folder in (vault / "garden", vault.parent):
        found = json.loads(call(folder, "check", str(vault), "--output-format", "json"))
        for one in found["diagnostics"]:
            one["path"] = (folder / one["path"]).resolve().relative_to(vault).as_posix()
        assert found["summary"] == expected["summary"]
        assert sorted(map(told, found["diagnostics"])) == sorted(map(told, expected["diagnostics"]))


def told(diagnostic: Mapping[str, object]) -> str:
    """What is said of a note, but for where its schema lies."""
    return json.dumps({key: value for key, value in diagnostic.items() if key != "schema"})


@pytest.mark.parametrize(
    "words", [("report",), ("query", "tags"), ("schema", "infer"), ("edit", "rename-file", "{title}.md")]
)
def test_other_commands_say_the_same(vault: Path, words: tuple[str, ...]) -> None:
    day = {"SOURCE_DATE_EPOCH": "1700000000"}
    expected = call(vault, *words, surroundings=day)
    other = {**OLD_LOCALE, "TZ": "Pacific/Niue", "PYTHONHASHSEED": "1", "COLUMNS": "40", **day}
    assert call(vault, *words, surroundings=other) == expected


def test_fix_writes_the_same(vault: Path) -> None:
    written = []
    for number, (surroundings, words) in enumerate(list(TABLE.values())[:3]):
        copy = Path(shutil.copytree(vault, vault.parent / f"copy {number}" / "seeds"))
        umask = 0o077 if number % 2 else 0o002
        call(copy, "fix", "--unsafe-fixes", *words, surroundings=surroundings, umask=umask)
        written.append(notes(copy))
    assert written[0] != notes(vault)
    assert all(one == written[0] for one in written)
