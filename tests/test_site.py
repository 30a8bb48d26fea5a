"""The site builds without a warning, and each rule, command and key of the config has its place there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from vaultlint.config.shape import config_schema
from vaultlint.parser import COMMANDS
from vaultlint.rule import Invalid, discover

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(find_spec("material") is None, reason="needs mkdocs-material, of the extra `docs`")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    around = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    words = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    run = subprocess.run(words, cwd=ROOT, env=around, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


def test_each_rule_has_a_page_and_is_linked(site: Path) -> None:
    index = (site / "rules" / "index.html").read_text("utf-8")
    for name, rule in discover().items():
        page = (site / "rules" / name / "index.html").read_text("utf-8")
        assert f"<title>{name} - vaultlint</title>" in page
        assert f'<a href="{name}/"><code>{name}</code></a>' in index
        assert ("What it finds" in page) == any(isinstance(one, Invalid) for one in rule.examples)


def test_the_references_are_complete(site: Path) -> None:
    config = (site / "reference" / "config" / "index.html").read_text("utf-8")
    properties = config_schema()["properties"]
    keys = [*properties, *(key for one in ("schema", "translation", "vocabulary") for key in properties[one]["items"]["properties"])]
    assert [key for key in keys if f"<code>{key}</code>" not in config and f'id="{key}"' not in config] == []
    commands = (site / "reference" / "commands" / "index.html").read_text("utf-8")
    assert all(f'id="vaultlint-{name}"' in commands for name in COMMANDS)


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    fetched = re.compile(r"<(?:script|link|img)[^>]+(?:src|href)=\"?(https?://[^\" >]+)")
    for page in (site / "index.html", site / "rules" / "details" / "wrong-close" / "index.html"):
        assert fetched.findall(page.read_text("utf-8")) == []
