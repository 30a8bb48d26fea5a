"""What is installed is what is here: sdist and wheel build, hold the schemas, and run in a clean environment."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from vaultlint import __version__

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.usefixtures("package_index")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, package_index: None) -> Path:
    """The folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    words = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    run = subprocess.run(words, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


def _only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def test_wheel_holds_package_and_schemas_and_nothing_else(built: Path) -> None:
    wheel = _only(built, f"vaultlint_md-{__version__}-py3-none-any.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    schemas = {f"vaultlint/schemas/{file.name}" for file in (ROOT / "schemas").glob("*.json")}
    assert tops == {"vaultlint", f"vaultlint_md-{__version__}.data", f"vaultlint_md-{__version__}.dist-info"}
    assert [name.partition(".data/")[2] for name in names if ".data/" in name] == ["data/share/man/man1/vaultlint.1"]
    assert schemas <= set(names)
    assert {"vaultlint/schemas/literature-note.schema.json", "vaultlint/schemas/vaultlint.schema.json"} <= set(names)
    assert "vaultlint/py.typed" in names
    assert not [name for name in names if "__pycache__" in name]


def test_sdist_can_be_tested(built: Path) -> None:
    """Distributions build and test from the sdist, so it holds tests, seeds and schemas."""
    sdist = _only(built, f"vaultlint_md-{__version__}.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", ".github/vaultlint.svg", "seeds/vaultlint.toml", "tests/test_package.py"} <= names


def test_wheel_runs_in_a_clean_environment(built: Path, tmp_path: Path) -> None:
    """The command, `python -m`, and a schema that ships are there, far from the checkout."""
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    _run([scripts / "python", "-m", "pip", "install", "--quiet", _only(built, "*.whl")], tmp_path)
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "vaultlint.toml").write_text('[[schema]]\nfile = "vaultlint:literature-note"\n')
    (vault / "note.md").write_text("---\ntitle: 5\n---\n")
    words = ["check", "--select", "schema/type", "--output-format", "json", "--fail-on", "never"]
    for command in ([scripts / "vaultlint"], [scripts / "python", "-m", "vaultlint"]):
        report = json.loads(_run([*command, *words], vault))
        (found,) = report["diagnostics"]
        assert (found["rule"], found["line"], found["column"]) == ("schema/type", 2, 8)
    assert _run([scripts / "vaultlint", "--version"], vault).strip() == f"vaultlint {__version__}"


def _run(words: list[Path | str], folder: Path) -> str:
    run = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, cwd=folder)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout
