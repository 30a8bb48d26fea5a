"""`vaultlint config import`: a proposed config from the settings of other tools; `config schema`: its shape."""

from __future__ import annotations

import argparse
import json
import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vaultlint import adopting
from vaultlint.adopting import Proposal
from vaultlint.commands import terminal
from vaultlint.config.shape import config_schema
from vaultlint.errors import ConfigError, UsageError, reason_of
from vaultlint.walk import root_of

NAME = "config"
HELP = "a config from the settings of other tools, or the schema of the config for editors"
IMPORT = "a config from the settings of obsidian-linter or remark-lint-frontmatter-schema"
SCHEMA = "the JSON Schema of vaultlint.toml, with every rule and its options"

PACKAGE = "package.json"
CONFIG = "vaultlint.toml"


def add(parser: argparse.ArgumentParser) -> None:
    """The commands below this one."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=type(parser))
    actions.add_parser("schema", help=SCHEMA, description=SCHEMA, allow_abbrev=False)
    one = actions.add_parser("import", help=IMPORT, description=IMPORT, allow_abbrev=False)
    here = "a data.json of obsidian-linter, or a .remarkrc (default: those of the vault)"
    one.add_argument("files", nargs="*", metavar="FILE", type=Path, help=here)
    one.add_argument("--write", action="store_true", help=f"put it into {CONFIG}, if the vault has no config yet")


def run(arguments: argparse.Namespace) -> int:
    """0."""
    if arguments.action == "schema":
        terminal.put([json.dumps(config_schema(), ensure_ascii=False, indent=2)])
        return 0
    return _import(arguments)


def _import(arguments: argparse.Namespace) -> int:
    root, file = root_of(Path.cwd())
    sources = arguments.files or [one for one in _known_places(root) if one.is_file()]
    if not sources:
        raise UsageError(f"there are no settings of obsidian-linter or remark in {root}; name their file")
    proposal = Proposal()
    for source in sources:
        one = _proposed(source)
        _count_from(root, os.path.relpath(source.absolute().parent, root).replace(os.sep, "/"), one)
        proposal.join(one)
    lines = [*adopting.spelt(proposal, ", ".join(terminal.shown_path(Path.cwd(), str(one)) for one in sources))]
    if not arguments.write:
        terminal.put(lines)
        return 0
    if file is not None and file.parent == root:
        raise UsageError(f"{file} is the config of this vault already; without --write you see what is proposed")
    terminal.put_new(lines, root / CONFIG)
    terminal.put([f"put into {terminal.shown_path(root, CONFIG)}"])
    return 0


def _known_places(root: Path) -> Iterator[Path]:
    yield root / adopting.linter.HOME
    yield from (root / name for name in adopting.remark.HOMES)
    package = root / PACKAGE
    if package.is_file() and "remarkConfig" in (_read(package) or {}):
        yield package


def _proposed(file: Path) -> Proposal:
    settings = _read(file)
    if settings is None:
        raise ConfigError(f"{file}: no settings of obsidian-linter or remark that can be read")
    if "ruleConfigs" in settings:
        return adopting.linter.proposed(settings)
    if "plugins" in settings or "remarkConfig" in settings:
        return adopting.remark.proposed(settings)
    raise ConfigError(f"{file}: neither settings of obsidian-linter (`ruleConfigs`) nor of remark (`plugins`)")


def _read(file: Path) -> dict[str, Any] | None:
    """The settings in a file: JSON, YAML, or the part of a script that can be read."""
    try:
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{file}: {reason_of(error)}") from None
    except UnicodeDecodeError:
        return None
    if file.suffix in (".js", ".mjs", ".cjs"):
        schemas = _yaml(adopting.remark.literal(text) or "")
        return {"plugins": [[adopting.remark.PLUGIN, {"schemas": schemas}]]} if isinstance(schemas, dict) else None
    try:
        found = json.loads(text)
    except ValueError:
        found = _yaml(text)
    return found if isinstance(found, dict) else None


def _yaml(text: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(text)
    except YAMLError:
        return None


def _count_from(root: Path, folder: str, proposal: Proposal) -> None:
    """Make the paths of schemas, which are counted from `folder`, those of the vault, and list what is not in it."""
    kept = []
    for table in proposal.config.pop("schema", ()):
        file = posixpath.normpath(posixpath.join(folder, table["file"]))
        notes = [posixpath.normpath(posixpath.join(folder, one)) for one in table["notes"]]
        within = [one for one in notes if not one.startswith("../")]
        if not (root / file).is_file():
            proposal.left.append((file, "there is no such schema"))
        elif within:
            kept.append({"notes": within, "file": file})
        if within != notes:
            proposal.left.append((", ".join(one for one in notes if one not in within), "is not in this vault"))
    if kept:
        proposal.config["schema"] = kept
