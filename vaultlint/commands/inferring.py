"""`vaultlint schema infer`: a draft of a JSON Schema from the notes that there are."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vaultlint import infer, obsidian, where
from vaultlint.commands import options, terminal
from vaultlint.config import Config
from vaultlint.configs import normal
from vaultlint.errors import UsageError
from vaultlint.infer import Draft, Named
from vaultlint.infer.claims import listed
from vaultlint.report.outcome import count
from vaultlint.schema import Schema, SchemaFault
from vaultlint.selection import Record, inform, records
from vaultlint.where.texts import slug

HELP = "draft a JSON Schema from the notes"
EPILOG = """\
What nearly all notes do is asked of all: types, formats, small sets of values, keys that are never missing. The draft
accepts at least 95 % of the notes, and names those that contradict it. Read it, change it, then bind it.

  vaultlint schema infer books --output-file schemas/book.schema.json
  vaultlint schema infer --where "type == 'book'" --required 0.9 --closed
  vaultlint schema infer --output-file "schemas/{type}.schema.json"       one for each value of `type`
"""

MOST = 10
"""So many notes that contradict are named."""

ENOUGH = 3
"""Fewer notes are no group of their own."""


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.epilog, parser.formatter_class = EPILOG, argparse.RawDescriptionHelpFormatter
    parser.add_argument("paths", nargs="*", metavar="PATH", help="notes or folders (default: the whole vault)")
    options.add_vault(parser)
    parser.add_argument(
        "--where", metavar="EXPR", action="append", default=[], help="only notes that match all of them"
    )
    draft = parser.add_argument_group("the draft")
    draft.add_argument(
        "--required", metavar="SHARE", type=_share, help="require keys that this share of the notes has, such as 0.9"
    )
    draft.add_argument("--closed", action="store_true", help="allow no other keys")
    draft.add_argument("--from-obsidian", action="store_true", help="take the types from .obsidian/types.json")
    draft.add_argument("--title", help="what the notes are (default: the name of their folder)")
    output = parser.add_argument_group("output")
    output.add_argument(
        "--output-file",
        "--output",
        metavar="FILE",
        help="write it there; with `{key}` in it, one for each value of a key",
    )
    output.add_argument("--force", action="store_true", help="write it even if the file exists")
    output.add_argument("--quiet", action="store_true", help="do not tell what contradicts it, and how to bind it")


def _share(text: str) -> float:
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError(f"{text} is no share; write 0.9 or 90%")
    return share


@dataclass
class _Notes:
    """The notes that are meant: of one vault, or of several."""

    config: Config
    known: list[Named] = field(default_factory=list)
    plain: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)


def run(arguments: argparse.Namespace) -> int:
    """0."""
    notes = _notes(arguments)
    key = _key(arguments.output_file)
    if not any(note.values for note in notes.known):
        terminal.warn("no note with metadata to draft a schema from")
    elif key is None:
        _draft(arguments, notes, notes.known, arguments.output_file, _title(arguments, notes.config), "")
    else:
        _drafts(arguments, notes, key)
    if notes.unread and not arguments.quiet:
        path, reason = notes.unread[0]
        number = count(len(notes.unread), "note has", "notes have")
        terminal.warn(f"{number} metadata that cannot be read, and is left out ({path}: {reason})")
    return 0


def _notes(arguments: argparse.Namespace) -> _Notes:
    conditions = [where.compile(text) for text in arguments.where]
    chosen = options.chosen(arguments)
    notes = _Notes(chosen[0].config if chosen else options.config_of(arguments, Path.cwd()))
    for one in chosen:
        jobs = options.jobs(arguments)
        with terminal.progress(len(one.notes), "reading") as advance:
            found = records(one.config, one.notes, jobs, advance)
        inform(conditions, one.config, found, jobs)
        for record in found:
            if all(_matches(condition, record) for condition in conditions):
                _sort(record, notes)
    return notes


def _matches(condition: where.Expression, record: Record) -> bool:
    known = record.values is not None or not condition.reads_values
    return known and condition.matches(record.values or {}, record.file)


def _sort(record: Record, notes: _Notes) -> None:
    if record.values is None:
        notes.unread.append((record.file.path, record.trouble))
        return
    notes.plain += not record.values
    notes.known.append(Named(record.file.path, record.values))


def _key(file: str | None) -> str | None:
    """The key in `{}` in the name of the file; None without one."""
    before, opened, rest = (file or "").partition("{")
    key, closed, after = rest.partition("}")
    if not opened and "}" not in before:
        return None
    if not key or not closed or "{" in after or "}" in after:
        raise UsageError(f"{file}: a file may have one `{{key}}` in its name")
    return key


def _title(arguments: argparse.Namespace, config: Config) -> str:
    """What the notes are, by the name of their folder."""
    folder = Path(arguments.paths[0]).absolute() if len(arguments.paths) == 1 else config.root
    name = normal(folder).name.removesuffix(".md")
    return str(arguments.title or f"{name[:1].upper()}{name[1:]}" or "Notes")


def _drafts(arguments: argparse.Namespace, notes: _Notes, key: str) -> None:
    """A schema for each value of the key that enough notes have."""
    groups: dict[str, list[Named]] = {}
    for note in notes.known:
        value = note.values.get(key)
        for name in dict.fromkeys(_name(item) for item in (value if isinstance(value, list) else [value])):
            if name:
                groups.setdefault(name, []).append(note)
    if not groups:
        raise UsageError(f"no note has a text for `{key}`")
    small = {name: len(group) for name, group in groups.items() if len(group) < ENOUGH}
    for name, group in sorted(groups.items()):
        if name not in small:
            _draft(arguments, notes, group, arguments.output_file.replace(f"{{{key}}}", name), name.capitalize(), key)
    if small and not arguments.quiet:
        terminal.warn(f"too few notes for a schema: {listed([f'`{name}`' for name in sorted(small)], MOST)}")
    _tell_binding(arguments, notes.config, arguments.output_file)


def _name(value: Any) -> str:
    """A value as the name of a file."""
    text = value.strip().removeprefix("[[").removesuffix("]]") if isinstance(value, str) else ""
    return slug(text.partition("|")[0].rpartition("/")[2])


def _draft(
    arguments: argparse.Namespace, notes: _Notes, group: Sequence[Named], file: str | None, title: str, key: str
) -> None:
    types = obsidian.types(notes.config.root) if arguments.from_obsidian else {}
    if arguments.from_obsidian and not types:
        raise UsageError(f"{notes.config.root / obsidian.FOLDER}/types.json says nothing of properties")
    known = infer.declared({name: widget for name, widget in types.items() if not key or _is_used(name, group)})
    draft = infer.infer(group, title, arguments.required, arguments.closed, known)
    text = infer.rendered(draft.document) + "\n"
    if file is None:
        terminal.put_bytes(text.encode("utf-8", "surrogatepass"))
    else:
        _write(Path(file), text, arguments.force)
    if not arguments.quiet:
        _tell(draft, group, notes, file)
        if not key:
            _tell_binding(arguments, notes.config, file)


def _is_used(name: str, group: Sequence[Named]) -> bool:
    return any(name.lower() == key.lower() for note in group for key in note.values)


def _write(file: Path, text: str, force: bool) -> None:
    """Write a new file, and the folder that it is in."""
    if file.exists() and not force:
        raise UsageError(f"{file}: the file exists; --force writes over it")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{file.parent}: cannot be made: {error.strerror}") from None
    terminal.put_bytes(text.encode("utf-8", "surrogatepass"), file)


def _tell(draft: Draft, group: Sequence[Named], notes: _Notes, file: str | None) -> None:
    """Which notes the draft refuses, and what it leaves out."""
    schema = Schema.of(draft.document, "the draft")
    refused = [(note.path, faults) for note in group if (faults := schema.errors_of_note(dict(note.values)))]
    ending = f"; {len(refused):,} contradict{'s' * (len(refused) == 1)}:" if refused else ""
    accepted = f"accepts {len(group) - len(refused):,} of {count(len(group), 'note')}"
    terminal.warn(f"{file or 'this draft'} {accepted}{ending}", *_refused(refused, notes.config))
    if draft.left_out:
        terminal.warn(f"keys that are left out, because hardly a note has them: {listed(list(_left_out(draft)), MOST)}")
    if notes.plain and len(group) == len(notes.known):
        terminal.warn(f"{count(notes.plain, 'note has', 'notes have')} no metadata at all")


def _refused(refused: Sequence[tuple[str, Sequence[SchemaFault]]], config: Config) -> Iterator[str]:
    for path, faults in refused[:MOST]:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        yield f"{terminal.shown_path(config.root, path)}: {faults[0].message}{more}"
    if len(refused) > MOST:
        yield f"… and {len(refused) - MOST:,} more; `vaultlint check` tells all, once the schema is bound"


def _left_out(draft: Draft) -> Iterator[str]:
    for key, (number, meant) in draft.left_out.items():
        hint = f", like `{meant}`" if meant else ""
        yield f"`{key}` ({count(number, 'note')}{hint})" if number > 1 or hint else f"`{key}`"


def _tell_binding(arguments: argparse.Namespace, config: Config, file: str | None) -> None:
    if arguments.quiet:
        return
    if file is None:
        terminal.warn("`--output-file schemas/NAME.schema.json` writes it there")
        return
    home = config.file.name if config.file else "vaultlint.toml"
    terminal.warn(f"to bind it, put this into {home}:", *_binding(arguments, config, file))


def _binding(arguments: argparse.Namespace, config: Config, file: str) -> Iterator[str]:
    """The table of the config that binds the schema to these notes."""
    yield "[[schema]]"
    patterns = [_pattern(Path(path), config.root) for path in arguments.paths]
    if patterns and "**" not in patterns:
        yield f"notes = {_toml(patterns[0] if len(patterns) == 1 else patterns)}"
    if arguments.where:
        conditions = [f"({one})" if len(arguments.where) > 1 else one for one in arguments.where]
        yield f"where = {_toml(' && '.join(conditions))}"
    yield f"file = {_toml(_from(Path(file), config.root))}"


def _pattern(path: Path, root: Path) -> str:
    inner = _from(path, root)
    return "**" if inner == "." else f"{inner}/**" if path.is_dir() else inner


def _from(path: Path, root: Path) -> str:
    """The path as the config has it."""
    file = normal(path.absolute())
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else os.path.relpath(file, root)


def _toml(value: str | Sequence[str]) -> str:
    return json.dumps(value, ensure_ascii=False)
