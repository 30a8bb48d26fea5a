"""The guides never lie: every command in them is run on a copy of `seeds/`, and prints what they show.

A guide's commands run in the order in which they stand there, in one vault. `…` stands for any lines, or for any part
of a line. `<!-- file: NAME -->` above a block makes it a file of that vault. Commands without `$` are not run; those of
ours must be understood.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from vaultlint.parser import parser_of

ROOT = Path(__file__).parents[1]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
_BLOCK = re.compile(r"(?:^<!-- file: (?P<file>\S+) -->\n)?^(?P<ticks>`{3,})(?P<language>\w+)\n(?P<text>.*?)^(?P=ticks)$", re.M | re.S)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
COLUMNS = 100


@dataclass(frozen=True)
class Step:
    """A command with what it prints; or a file, if it has no command."""

    command: str
    text: str
    file: str | None = None


def steps(guide: str) -> Iterator[Step]:
    """What a guide says is to be done, in order."""
    for block in _BLOCK.finditer(guide):
        if block["file"]:
            yield Step("", block["text"], block["file"])
        elif block["language"] == "console":
            yield from commands(block["text"])


def commands(text: str) -> Iterator[Step]:
    """The commands of a block, each with what stands below it."""
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        yield Step(command, shown)


class Reader:
    """Someone who does what a guide says."""

    def __init__(self, folder: Path) -> None:
        self.vault = folder / "vault"
        shutil.copytree(ROOT / "seeds", self.vault)
        command = folder / "bin" / "vaultlint"
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vaultlint "$@"\n')
        command.chmod(0o755)
        (folder / "bin" / "python").symlink_to(sys.executable)
        self.environment: Mapping[str, str] = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "XDG_", "FORCE_"))},
            "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder / "home"),
            "COLUMNS": str(COLUMNS),
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "init.defaultBranch",
            "GIT_CONFIG_VALUE_0": "main",
            **{f"GIT_{who}_{what}": "me@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        self.run("git init --quiet && git add --all && git commit --quiet --message 'The vault'")

    def run(self, command: str) -> str:
        """What the command prints, on both streams."""
        run = subprocess.run(
            ["bash", "-c", command],
            cwd=self.vault, env=self.environment, text=True, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert run.returncode in (0, 1), f"$ {command}\n{run.stdout}"
        return run.stdout

    def put(self, name: str, text: str) -> None:
        """Write a file of the vault."""
        file = self.vault / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def expected(shown: str) -> str:
    """The pattern of an output that is shown with gaps."""
    lines = [r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in shown.splitlines()]
    return "".join(lines)


@pytest.mark.skipif(sys.platform == "win32", reason="the guides' commands are for a POSIX shell")
@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_what_it_shows_is_what_happens(guide: Path, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for step in steps(guide.read_text("utf-8")):
        if step.file:
            reader.put(step.file, step.text)
            continue
        printed = reader.run(step.command)
        told = "".join(line.rstrip() + "\n" for line in printed.splitlines())
        assert re.fullmatch(expected(step.text), told), f"$ {step.command}\n{printed}"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_other_commands_are_understood(guide: Path) -> None:
    for block in _BLOCK.finditer(guide.read_text("utf-8")):
        if block["language"] == "console":
            for command in re.findall(r"^(vaultlint [^#\n]*)", block["text"], re.M):
                assert parser_of().parse_args(shlex.split(command)[1:]).command, command


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_links_lead_somewhere(guide: Path) -> None:
    for target in _LINK.findall(guide.read_text("utf-8")):
        assert (guide.parent / target).exists(), target


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\n", "a\n", True),
        ("a\n", "b\n", False),
        ("a\n…\nb\n", "a\nb\n", True),
        ("a\n…\nb\n", "a\nx\ny\nb\n", True),
        ("a\n…\n", "b\na\n", False),
        ("at … o'clock\n", "at 12 o'clock\n", True),
        ("", "a\n", False),
    ],
)
def test_what_a_gap_stands_for(shown: str, printed: str, same: bool) -> None:
    assert bool(re.fullmatch(expected(shown), printed)) == same
