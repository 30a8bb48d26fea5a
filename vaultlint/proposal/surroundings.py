"""What the files around the notes show: folders of templates, and what else renders the notes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vaultlint.door import content
from vaultlint.obsidian import FOLDER
from vaultlint.patterns import escaped
from vaultlint.proposal.looking import Seen
from vaultlint.proposal.setting import Setting

ELEVENTY = (
    ".eleventy.js", ".eleventy.cjs", ".eleventy.mjs",
    "eleventy.config.js", "eleventy.config.cjs", "eleventy.config.mjs",
)  # fmt: skip

TEMPLATES = (("templates.json", "folder"), ("plugins/templater-obsidian/data.json", "templates_folder"))
"""Where Obsidian's own plugin, and Templater, keep the name of the folder of templates."""

NAMES = frozenset({"templates", "_templates", "template"})


def surroundings(root: Path, notes: Sequence[Seen]) -> Iterator[Setting]:
    """The settings that follow from files that are no notes."""
    folders = {folder: why for folder, why in (*_called_so(notes), *_named_by_obsidian(root)) if folder}
    kept = [one for one in folders if any(note.path.startswith(f"{one}/") for note in notes)]
    if kept:
        yield Setting("exclude", [f"{escaped(one)}/**" for one in kept], f"Templates are no notes: {folders[kept[0]]}.")
    found = next((name for name in ELEVENTY if (root / name).is_file()), None)
    if found is not None:
        both = ["obsidian", "eleventy"] if (root / FOLDER).is_dir() else ["eleventy"]
        yield Setting("renderers", both, f"The notes are published with Eleventy ({found}).")


def _named_by_obsidian(root: Path) -> Iterator[tuple[str, str]]:
    for file, key in TEMPLATES:
        folder = _settings(root / FOLDER / file).get(key)
        if isinstance(folder, str):
            yield folder.strip("/"), f"{FOLDER}/{file} names their folder"


def _called_so(notes: Sequence[Seen]) -> Iterator[tuple[str, str]]:
    """Folders that are called so and hold templates, as far as front matter tells."""
    folders = Counter(one.path.rpartition("/")[0] for one in notes if one.is_template)
    for folder in folders:
        if folder.rpartition("/")[2].lower() in NAMES:
            yield folder, "their folder is called so"


def _settings(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(content(file))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
