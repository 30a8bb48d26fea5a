"""What all tests share: a vault in a temporary folder, and the command line called as a user calls it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from vaultlint.cli import main

settings.register_profile("vaultlint", deadline=None)
settings.load_profile("vaultlint")


@dataclass(frozen=True)
class Answer:
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[tuple[str, str, int, int]]:
        """Path, rule, line and column of each finding, from JSON output."""
        items = json.loads(self.out)["diagnostics"]
        return [(one["path"], one["rule"], one["line"], one["column"]) for one in items]

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Vault:
    """A vault in a folder that is the current one."""

    def __init__(self, root: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.captured, self.monkeypatch = root, capsysbinary, monkeypatch

    def put(self, files: Mapping[str, str | bytes]) -> None:
        for path, content in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def bytes(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def text(self, path: str) -> str:
        return self.bytes(path).decode()

    def run(self, *words: str, stdin: bytes = b"") -> Answer:
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self.captured.readouterr()
        code = main(list(words))
        out, err = self.captured.readouterr()
        return Answer(code, out.decode(), err.decode())

    def check(self, *words: str, stdin: bytes = b"") -> Answer:
        return self.run("check", "--output-format", "json", *words, stdin=stdin)


@pytest.fixture
def vault(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Vault:
    """An empty vault; the user's own folders are temporary ones too."""
    root = tmp_path / "vault"
    root.mkdir()
    (root / ".obsidian").mkdir()
    monkeypatch.chdir(root)
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Vault(root, capsysbinary, monkeypatch)


Run = Callable[..., Answer]
SAMPLES = Path(__file__).parent.parent.parent / "shared" / "samples"
SUITES = SAMPLES.parent / "suites"


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
