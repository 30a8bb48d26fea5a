"""Small vaults under configs that differ as much as configs can: all rules run in each, those off by default too."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from vaultlint.config import load
from vaultlint.files import Source, Unread
from vaultlint.lint import Active
from vaultlint.note import Note
from vaultlint.project import Project
from vaultlint.rule import discover
from vaultlint.vault import Outline, Vault, outline

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["title", "status", "draft"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string", "minLength": 1, "maxLength": 60},
        "status": {"enum": ["seedling", "evergreen", None], "default": "seedling"},
        "draft": {"type": "boolean", "default": False},
        "date": {"type": "string", "format": "date"},
        "created": {"type": ["string", "null"], "format": "date-time"},
        "source": {"type": "string", "format": "uri"},
        "rating": {"type": "integer", "minimum": 0, "maximum": 5},
        "slug": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "up": {"anyOf": [{"type": "string", "format": "wikilink"}, {"type": "null"}]},
        "tags": {"type": "array", "items": {"type": "string", "format": "tag"}, "uniqueItems": True, "maxItems": 9},
        "aliases": {"type": "array", "items": {"type": "string"}, "default": []},
        "cssclasses": {"type": "array", "items": {"type": "string"}},
        "people": {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": True},
        "area": {"const": "garden"},
        "old": {"deprecated": True},
        "book": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
    },
    "if": {"properties": {"status": {"const": "evergreen"}}, "required": ["status"]},
    "then": {"required": ["date"]},
}
TYPES = {"types": {"date": "date", "created": "datetime", "rating": "number", "draft": "checkbox", "tags": "tags",
                   "aliases": "aliases", "people": "multitext", "title": "text"}}  # fmt: skip
PAIRED = """
[[translation]]
carrier = "details"
language = "zh"
original = "en"
labels = ["View/Hide Original English", "Original English"]
class = "english-text"
require = "{require}"
"""
CONFIGS = {
    "bare": "",
    "schema": """renderers = ["github", "obsidian"]
[[schema]]
notes = "**"
file = "schema.json"
[[vocabulary]]
key = ["tags", "area"]
terms = {cooking = ["cookery"], "soil-health" = [], garden = [], AI = ["artificial intelligence"]}
deprecated = {kitchen = "cooking"}
case = "kebab"
[[vocabulary]]
key = "people"
case = "lower"
number = "singular"
[rules."frontmatter/empty-style"]
style = "[]"
[rules."frontmatter/key-order"]
order = ["title", "date", "tags", "status"]
[rules."vault/name-mismatch"]
stem = "slug"
""",
    "bilingual": PAIRED.format(require="when-present")
    + """
[[schema]]
notes = "**"
file = "vaultlint:literature-note"
""",
    "bilingual-always": 'renderers = ["eleventy", "obsidian"]' + PAIRED.format(require="always"),
    "plain-details": """renderers = ["eleventy"]
[[translation]]
carrier = "details"
language = "en"
original = "zh"
labels = ["原文"]
position = "before"
blocks = ["paragraph", "list-item"]
""",
    "callout": """
[[schema]]
notes = "**"
file = "vaultlint:note"
[[translation]]
carrier = "callout"
labels = ["English"]
class = "en"
require = "always"
""",
    "comment": """renderers = ["github"]
[[translation]]
carrier = "comment"
position = "before"
require = "when-present"
""",
    "files": """
[[translation]]
carrier = "file"
language = ["zh", "de"]
original = "en"
pair = "{lang}/{path}"
require = "always"
hash-key = "source_hash"
[rules."frontmatter/empty-style"]
style = "''"
""",
}
PATH = "notes/x.md"
"""Where the note lies that is attacked."""

PATHS = {"files": "zh/x.md"}
OTHERS = {
    "notes/soup.md": "---\ntitle: Soup\naliases: [Broth]\ntags: [cooking]\npeople: [Ann Lee]\n---\n\n# Stock\n\nBones, water. ^base\n\n[[x]]\n",
    "garden/Peas.md": "---\ntitle: Peas\ntags: [garden, soil-health]\npeople: [ann-lee]\n---\n\n[peas](../notes/soup.md#stock)\n",
    "en/x.md": "---\ntitle: X\n---\n\n# One\n\nA paragraph.\n\n- an item\n",
    "x.md": "Another of that name.\n",
}


@dataclass(frozen=True)
class Setting:
    """A vault under one of the configs, in a folder of its own."""

    name: str
    root: Path
    project: Project = field(repr=False)

    @property
    def path(self) -> str:
        """Where the note lies that is attacked."""
        return PATHS.get(self.name, PATH)

    @cached_property
    def active(self) -> tuple[Active, ...]:
        """The rules that run."""
        return self.project.active_for(self.path)

    @cached_property
    def others(self) -> tuple[Outline, ...]:
        """The outlines of the other notes."""
        known = (self.project.outline_of(path, Source(text.encode(), text)) for path, text in OTHERS.items())
        return tuple(one for one in known if one is not None)

    def note(self, text: str) -> Note:
        """The note that is attacked."""
        return self.project.note(self.path, text)

    def vault(self, note: Note) -> Vault:
        """The vault with the note in it."""
        return self.project.vault_of(tuple(sorted((*self.others, outline(note)), key=lambda one: one.path)), Vault(()))

    def check_bytes(self, source: Source | Unread) -> tuple[str, ...]:
        """What crashes when bytes are checked."""
        return tuple(f"{one.rule}: {one.error}" for one in self.project.check_text(self.path, source).checked.crashes)


def settings(folder: Path) -> dict[str, Setting]:
    """The vaults, made below `folder`."""
    return {name: _made(name, text, folder / name) for name, text in CONFIGS.items()}


def _made(name: str, config: str, root: Path) -> Setting:
    (root / ".obsidian").mkdir(parents=True)
    (root / ".obsidian" / "types.json").write_text(json.dumps(TYPES if name != "bare" else {}), "utf-8")
    (root / "schema.json").write_text(json.dumps(SCHEMA), "utf-8")
    every = [rule.name for rule in discover().values() if not rule.default]
    (root / "vaultlint.toml").write_text(f"extend-select = {json.dumps(every)}\n{config}", "utf-8")
    project = Project(load(root / "vaultlint.toml"))
    project.prepare()
    return Setting(name, root, project)
