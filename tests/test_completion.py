"""A shell completes commands, options, files and rules, as a bash that has read the script shows."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from vaultlint import cli, parser
from vaultlint.commands.completion import SHELLS

TRY = """
source {script}
COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_shtab_vaultlint
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def script(tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Path:
    """The script of a shell, in a folder with one note."""
    (tmp_path / "Stock.md").write_text("# Stock\n")
    file = tmp_path / f"completion.{request.param}"
    assert cli.main(["--print-completion", request.param]) == 0
    file.write_text(capsys.readouterr().out)
    return file


@pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize("script", ["bash"], indirect=True)
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("ch", {"check"}),
        ("check --sel", {"--select"}),
        ("check --select details/uncl", {"details/unclosed"}),
        ("check --select transl", {"translation", "translation/"}),
        ("check --select links,details/uncl", {"links,details/unclosed"}),
        ("check --ignore links,file,suppress/un", {"links,file,suppress/unused"}),
        ("check St", {"Stock.md"}),
        ("fix --fail-on w", {"warning"}),
        ("rules links/case", {"links/case"}),
        ("translations ex", {"export"}),
    ],
)
def test_bash_completes(script: Path, words: str, completed: set[str]) -> None:
    call = TRY.format(script=script.name, words=f"vaultlint {words}")
    done = subprocess.run(["bash", "-c", call], cwd=script.parent, capture_output=True, text=True, check=True)
    found = {one for one in done.stdout.split() if one}
    assert found and (found <= completed or all(one.startswith(words.split()[-1]) for one in found))
    assert found & completed


@pytest.mark.parametrize("script", SHELLS, indirect=True)
def test_every_script_names_commands_and_rules(script: Path) -> None:
    text = script.read_text()
    assert all(name in text for name in (*parser.COMMANDS, "--fail-on", "details/unclosed"))
    shell = script.suffix.removeprefix(".")
    if shutil.which(shell):
        subprocess.run([shell, "-n", script], check=True)


def test_an_unknown_shell_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--print-completion", "ksh"]) == 2
    assert "known are bash" in capsys.readouterr().err
