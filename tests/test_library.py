"""Scripts have the same powers as the command line: what the guide shows runs as it stands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import vaultlint
from vaultlint import EditRefused, OpenVault, Severity, VaultlintError, edit, open_vault, parse

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guides" / "scripting.md"
SCRIPTS = re.findall(r"^```python\n(.*?)^```$", GUIDE.read_text("utf-8"), re.M | re.S)


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "seeds"


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-X", "utf8", "-c", script]
    around = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(call, cwd=folder, env=around, capture_output=True, encoding="utf-8", check=False)


def changed(folder: Path) -> dict[str, tuple[str, str]]:
    """The notes that are others now, with their lines that went and came."""
    found = {}
    for file in sorted(folder.rglob("*.md")):
        old = (ROOT / "seeds" / file.relative_to(folder)).read_bytes().decode("utf-8", "replace").split("\n")
        new = file.read_bytes().decode("utf-8", "replace").split("\n")
        if old != new:
            went, came = [one for one in old if one not in new], [one for one in new if one not in old]
            found[file.name] = ("\n".join(went), "\n".join(came))
    return found


def test_the_report(seeds: Path) -> None:
    answer = run(SCRIPTS[0], seeds.parent)
    assert answer.stderr == ""
    header, *rows = answer.stdout.split("\n")[:-1]
    assert header == "path,title"
    without = [
        note
        for note in open_vault(seeds / "notes").notes()
        if note.values is not None and not note.values.get("source")
    ]
    assert [row.split(",")[0] for row in rows] == [note.path for note in without]


def test_the_change_and_its_undo(seeds: Path) -> None:
    answer = run(SCRIPTS[1], seeds.parent)
    assert answer.returncode == 0, answer.stderr
    now = changed(seeds)
    assert now and answer.stdout.endswith(f"{len(now)} notes changed\n")
    assert {came for went, came in now.values()} <= {"status: draft", "---\nstatus: draft\n---"}
    undone = run("import sys; from vaultlint.cli import main; sys.exit(main(['undo']))", seeds)
    assert "(a script)" not in undone.stdout and "give each note a status" in undone.stdout
    assert changed(seeds) == {}


def test_the_check_of_ones_own(seeds: Path) -> None:
    answer = run(SCRIPTS[2], seeds.parent)
    assert answer.returncode == 1, answer.stderr
    errors = sum(found.severity is Severity.ERROR for found in open_vault(seeds).check())
    assert answer.stdout.startswith(f"{errors} errors; without tags: ")


def test_the_library_for_front_matter(seeds: Path) -> None:
    answer = run(SCRIPTS[3], seeds.parent)
    assert answer.returncode == 0, answer.stderr
    assert changed(seeds) == {"Bn5-xT0aJfE.md": ("status: evergreen", "status: growing")}


def test_every_name_for_scripts_is_there_and_says_what_it_is() -> None:
    for name in vaultlint.__all__:
        assert getattr(vaultlint, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = vaultlint.nonsense


def test_the_command_line_does_not_pay_for_them() -> None:
    script = "import sys, vaultlint.cli; print('vaultlint.library' in sys.modules, 'frontmatter' in sys.modules)"
    assert run(script, ROOT).stdout == "False False\n"


def test_what_the_command_finds_the_library_finds(seeds: Path) -> None:
    vault = open_vault(seeds)
    assert isinstance(vault, OpenVault)
    found = {(one.path, one.rule) for one in vault.check()}
    for note in vault.notes():
        if ("details/wrong-close") in {rule for path, rule in found if path == note.path}:
            assert vault.fixed(note) != note.text


def test_a_note_that_has_changed_is_not_written(seeds: Path) -> None:
    vault = open_vault(seeds)
    note = next(vault.notes("title"))
    (seeds / note.path).write_text("Another text.\n", encoding="utf-8")
    with pytest.raises(EditRefused, match="changed since it was read"):
        vault.write([(note, note.text + "\n")])
    assert (seeds / note.path).read_text(encoding="utf-8") == "Another text.\n"


@pytest.mark.parametrize(
    ("operation", "arguments", "reason"),
    [
        ("sett", {}, "did you mean `set`"),
        ("set", {"value": {"a": 1}}, "did you mean `values`"),
        ("rename", {"old": "a", "new": "b"}, "`b`"),
    ],
)
def test_a_wrong_call_says_what_is_right(operation: str, arguments: dict[str, object], reason: str) -> None:
    note = parse("a.md", "---\na: 1\nb: 2\n---\n")
    with pytest.raises(VaultlintError, match=reason):
        edit(note, operation, **arguments)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(VaultlintError, match="no such folder"):
        open_vault(tmp_path / "nowhere")
