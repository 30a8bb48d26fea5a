"""What MkDocs adds to the pages that lie here: those that are made from the code, the README and the like."""

from __future__ import annotations

import argparse
import json
import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from vaultlint.config.shape import config_schema
from vaultlint.option import kind
from vaultlint.parser import parser_of
from vaultlint.report.page import fenced, whole
from vaultlint.rule import discover

ROOT = Path(__file__).parents[1]
MOVED = {"README.md": "index.md", "CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
CONFIG = "schemas/vaultlint.schema.json"
"""In the repository this is the reference of all keys; on the site there is a page."""
COPIED = [".github/vaultlint.svg", *(f"schemas/{file.name}" for file in sorted((ROOT / "schemas").glob("*.json")))]

_LINK = re.compile(r"(?P<text>\[[^]\[]*\])\((?!https?:|#)(?P<target>[^)#\s]+)(?P<place>#[^)]*)?\)")
_COMMANDS = re.compile(r"^```console$(?!\n\$ )", re.M)
"""Commands without what they print: to the highlighter, those without a prompt are output."""
_RULE = re.compile(r"(?<=^\| )`([a-z]+/[a-z0-9-]+)`(?= \|)", re.M)
_RULE_FILE = re.compile(r"vaultlint/rules/([a-z]+)/([a-z0-9_]+)\.py")
_MARK = re.compile("[«»]")
_FENCED = re.compile(r"^(`{3,}).*?^\1$", re.M | re.S)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The pages of rules stand below `Rules`, by family."""
    (pages,) = (part["Rules"] for part in config.nav or () if "Rules" in part)
    families: dict[str, list[str]] = {}
    for rule in discover().values():
        families.setdefault(rule.family, []).append(f"rules/{rule.name}.md")
    pages[1:] = [{family: names} for family, names in families.items()]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is made from the code, and what lies elsewhere in the repository."""
    made = {f"rules/{name}.md": whole(rule) for name, rule in discover().items()}
    made |= {"reference/config.md": config_reference(), "reference/commands.md": command_reference()}
    made |= {new: (ROOT / old).read_text("utf-8") for old, new in MOVED.items()}
    made |= {name.removeprefix(".github/"): (ROOT / name).read_text("utf-8") for name in COPIED}
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(text: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Links lead where their files are on the site; names of rules lead to their pages."""
    here = page.file.src_uri
    back = {new: old for old, new in MOVED.items()}
    source = back.get(here, f"docs/{here}")
    if here.startswith(("rules/", "reference/")):
        return text
    text = _COMMANDS.sub("```sh", text)
    text = _outside_code(text, lambda part: _LINK.sub(lambda match: _relinked(match, source, here), part))
    return _outside_code(text, lambda part: _RULE.sub(lambda match: _to_rule(match[1], here), part))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Marks of faults stand out in the examples of rules."""
    return _MARK.sub(r'<b class="fault">\g<0></b>', html) if page.file.src_uri.startswith("rules/") else html


def _outside_code(text: str, change: Any) -> str:
    done, parts = 0, []
    for match in _FENCED.finditer(text):
        parts += [change(text[done : match.start()]), match[0]]
        done = match.end()
    return "".join([*parts, change(text[done:])])


def _relinked(match: re.Match[str], source: str, here: str) -> str:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(source), match["target"]))
    place = _place(target)
    if place is None:
        return match["text"][1:-1]
    return f"{match['text']}({os.path.relpath(place, posixpath.dirname(here) or '.')}{match['place'] or ''})"


def _place(target: str) -> str | None:
    """Where a file of the repository is on the site; None if it is not."""
    if target == CONFIG:
        return "reference/config.md"
    rule = _RULE_FILE.fullmatch(target)
    if rule:
        return f"rules/{rule[1]}/{rule[2].rstrip('_').replace('_', '-')}.md"
    if target in COPIED:
        return target.removeprefix(".github/")
    return MOVED.get(target) or (target.removeprefix("docs/") if target.startswith("docs/") else None)


def _to_rule(name: str, here: str) -> str:
    page = os.path.relpath(f"rules/{name}.md", posixpath.dirname(here) or ".")
    return f"[`{name}`]({page})" if name in discover() else f"`{name}`"


def config_reference() -> str:
    """Every key of the config file."""
    schema = config_schema()
    parts = [
        "# Config reference",
        "All keys of `vaultlint.toml`. How they are used is told in [Configuration](../guides/configuration.md); "
        "[vaultlint.schema.json](../schemas/vaultlint.schema.json) says the same to editors.",
        _keys({name: one for name, one in schema["properties"].items() if name not in (*TABLES, "rules")}),
    ]
    for name, lead in TABLES.items():
        shape = schema["properties"][name]
        parts += [f"## {name}", lead]
        if shape["type"] == "array":
            parts.append(_keys(shape["items"]["properties"], shape["items"].get("required", ())))
    return "\n\n".join([*parts, "## rules", *_rules(schema["properties"]["rules"]["properties"])]) + "\n"


TABLES = {
    "schema": "`[[schema]]`, once for each schema: which notes it is for, and where it lies.",
    "translation": "`[[translation]]`, once for each form that translations have in the vault.",
    "vocabulary": "`[[vocabulary]]`, once for each list of terms.",
    "per-file-ignores": "`[per-file-ignores]`: patterns of notes, each with the rules that do not run there.",
}


def _keys(shapes: dict[str, Any], required: Any = ()) -> str:
    rows = (
        f"| `{name}` | {_kind(shape)} | {'required' if name in required else _default(shape)} | "
        f"{shape.get('description', '').replace('|', chr(92) + '|').replace('<', '&lt;')} |"
        for name, shape in shapes.items()
    )
    return "\n".join(["| key | value | default | meaning |", "| --- | --- | --- | --- |", *rows])


def _kind(shape: dict[str, Any]) -> str:
    return kind(shape).replace("<", "&lt;")


def _default(shape: dict[str, Any]) -> str:
    return f"`{json.dumps(shape['default'], ensure_ascii=False)}`".replace("|", "\\|") if "default" in shape else ""


def _rules(shapes: dict[str, Any]) -> Iterator[str]:
    yield '`[rules."family/rule"]` has a `severity` (`"error"`, `"warning"` or `"info"`), and the options of that rule:'
    rows = (
        f"| [`{name}`](../rules/{name}.md) | `{key}` | {_kind(option)} | {_default(option)} |"
        for name, shape in shapes.items()
        for key, option in shape["properties"].items()
        if key != "severity"
    )
    yield "\n".join(["| rule | option | value | default |", "| --- | --- | --- | --- |", *rows])


def command_reference() -> str:
    """What every command says of itself."""
    os.environ["COLUMNS"] = "100"
    lead = "What `vaultlint COMMAND --help` says. What it returns: [Exit codes](../guides/ci.md#exit-codes)."
    parts = ["# Command reference", lead]
    return "\n\n".join([*parts, *_commands(parser_of())]) + "\n"


def _commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    depth = len(parser.prog.split())
    yield f"{'#' * min(depth + 1, 4)} {parser.prog}"
    yield fenced(parser.format_help(), "text")
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _commands(below)
