"""`vaultlint schema show`: which schemas are bound to a note, why, and what they ask for."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from vaultlint import schemas
from vaultlint.binding import OWN, Binder, Table, Tie
from vaultlint.commands import options, terminal
from vaultlint.config import Config
from vaultlint.configs import normal
from vaultlint.errors import UsageError
from vaultlint.files import Unread, read, understand
from vaultlint.note import Note, Unbound, parse
from vaultlint.patterns import fits
from vaultlint.report import table
from vaultlint.report.outcome import count
from vaultlint.report.style import Style
from vaultlint.schema import Schema, words
from vaultlint.schema.phrase import phrase
from vaultlint.schemas import SHIPPED, YAML

HELP = "show which schemas are bound to a note, and why; or what a schema asks for"


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "paths", nargs=1, metavar="NOTE", help="a note, `-` for standard input, a schema's file, or `vaultlint:NAME`"
    )
    parser.add_argument("--stdin-filename", metavar="PATH", help="which note standard input is")
    options.add_vault(parser)
    output = parser.add_argument_group("output")
    output.add_argument(
        "--output-format", metavar="FORMAT", choices=["text", "json"], default="text", help="text | json"
    )
    options.add_target(output)


def run(arguments: argparse.Namespace) -> int:
    """0."""
    name = arguments.paths[0]
    style = terminal.style(arguments)
    if name.startswith(SHIPPED) or name.endswith((".json", *YAML)):
        schema = schemas.load(name, Path.cwd(), Path.cwd(), True)
        lines = _json({"schema": _schema(schema)}) if arguments.output_format == "json" else _page(schema, style)
    else:
        config, note = _note(arguments)
        binder = Binder(config)
        ties = list(binder.ties(note))
        shown = terminal.shown_path(config.root, note.path)
        if arguments.output_format == "json":
            lines = _json(_as_json(shown, config, ties))
        else:
            lines = _text(shown, note, config, binder, ties, style)
    terminal.put(lines, arguments.output_file)
    return 0


def _note(arguments: argparse.Namespace) -> tuple[Config, Note]:
    stdin = options.stdin_note(arguments)
    if stdin is not None:
        config, path = stdin
        source = understand(terminal.taken())
    else:
        name = arguments.paths[0]
        file = normal(Path(name).absolute())
        if not file.is_file():
            raise UsageError(f"{name}: there is no such note")
        config = options.config_of(arguments, file.parent)
        path, source = file.relative_to(config.root).as_posix(), read(file, config.root, config.limits.note_size)
    if isinstance(source, Unread):
        raise UsageError(f"{arguments.paths[0]}: it cannot be read")
    return config, parse(path, source.text)


def _text(shown: str, note: Note, config: Config, binder: Binder, ties: list[Tie], style: Style) -> Iterator[str]:
    bound = {tie.schema.file: tie.schema for tie in ties if isinstance(tie.schema, Schema)}
    yield f"{shown}: {count(len(bound), 'schema') if bound else 'no schema'}"
    for tie in ties:
        if isinstance(tie.schema, Unbound):
            yield f"{style.paint('!', 'bold', 'red')} {tie.schema.message}"
    for schema in bound.values():
        yield ""
        yield from _page(schema, style, [_why(tie, config, note) for tie in ties if tie.schema == schema])
    others = [one for one in binder.tables if not any(tie.table is one for tie in ties)]
    if others:
        yield ""
        yield "not bound:"
        yield from (f"  {one.binding.file}, by {_table(one, config)}: {_why_not(one, note)}" for one in others)
    elif not ties:
        yield ""
        yield f"A schema is bound by a [[schema]] table in {_config(config)}, or by `{OWN}` in the note itself;"
        yield "`vaultlint schema infer` drafts one from the notes."


def _page(schema: Schema, style: Style, reasons: list[str] | None = None) -> Iterator[str]:
    """A schema as people read it: its name, why it is bound, and its keys."""
    title = f"  {schema.title}" if schema.title else ""
    yield style.paint(schema.file, "bold") + title
    yield from (style.paint(f"  {reason}", "dim") for reason in reasons or ())
    rows = tuple(_row(schema, key) for key in schema.order if key in schema.properties)
    rows += tuple((key, "yes", "", "", "") for key in schema.required if key not in schema.properties)
    columns = ("key", "required", "what it should be", "default", "what it is")
    used = [place for place in range(len(columns)) if place == 0 or any(row[place] for row in rows)]
    if rows:
        yield ""
        shown = [tuple(row[place] for place in used) for row in rows]
        cells = table.Table(tuple(columns[place] for place in used), shown)
        yield from (f"  {line}" for line in table.aligned(cells, replace(style, width=style.width - 2)))
    document = schema.document
    if isinstance(document, dict) and document.get("additionalProperties") is False:
        yield "  no other key is allowed"


def _row(schema: Schema, key: str) -> tuple[str, str, str, str, str]:
    default = words.shown(schema.defaults[key]) if key in schema.defaults else ""
    asked = phrase(schema.properties[key], schema.resolve) or ""
    required = "yes" if key in schema.required else ""
    return key, required, asked, default, schema.descriptions.get(key, "")


def _why(tie: Tie, config: Config, note: Note) -> str:
    """Why the schema is bound to the note."""
    if tie.table is None:
        return f"by `{OWN}` in the note itself"
    binding = tie.table.binding
    reasons = ["every note" if binding.notes == ("**",) else f"notes = {_listed(binding.notes)}"]
    if binding.where:
        reasons.append(f'where = "{binding.where}"')
    if binding.key:
        value = (note.values or {}).get(binding.key)
        reasons.append(f"`{binding.key}` of the note: {words.shown(value)}")
    return f"by {_table(tie.table, config)}: {', '.join(reasons)}"


def _why_not(one: Table, note: Note) -> str:
    """Why a table of the config binds nothing to the note."""
    if not fits(one.binding.notes, note.path):
        return f"it is for {_listed(one.binding.notes)}"
    if one.where is not None and not one.applies(note):
        return f'it is for notes where "{one.binding.where}"'
    return f"the note has nothing for `{one.binding.key}`"


def _table(one: Table, config: Config) -> str:
    return f"[[schema]] {one.number} of {_config(config)}"


def _config(config: Config) -> str:
    return terminal.shown_path(config.file.parent, config.file.name) if config.file else "vaultlint.toml"


def _listed(patterns: tuple[str, ...]) -> str:
    return ", ".join(f'"{one}"' for one in patterns)


def _json(document: dict[str, Any]) -> Iterator[str]:
    yield json.dumps({"version": 1, **document}, ensure_ascii=False, indent=2)


def _as_json(shown: str, config: Config, ties: list[Tie]) -> dict[str, Any]:
    return {
        "note": shown,
        "schemas": [
            {**_schema(tie.schema), "bound_by": _bound_by(tie, config)}
            for tie in ties
            if isinstance(tie.schema, Schema)
        ],
        "unbound": [
            {"key": tie.schema.path[0], "message": tie.schema.message}
            for tie in ties
            if isinstance(tie.schema, Unbound)
        ],
    }


def _schema(schema: Schema) -> dict[str, Any]:
    """The schema, without the address that it has been given here for want of one."""
    document = schema.document
    if isinstance(document, dict) and str(document.get("$id")).startswith("file:"):
        document = {name: one for name, one in document.items() if name != "$id"}
    return {"file": schema.file, "title": schema.title, "document": document}


def _bound_by(tie: Tie, config: Config) -> dict[str, Any]:
    if tie.table is None:
        return {"key": OWN}
    binding = tie.table.binding
    return {
        "config": _config(config),
        "table": tie.table.number,
        "notes": list(binding.notes),
        "where": binding.where,
        "key": binding.key,
    }
