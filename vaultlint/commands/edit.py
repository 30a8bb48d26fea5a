"""`vaultlint edit OP …`: change front matter in bulk."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from vaultlint import where
from vaultlint.commands import options, terminal
from vaultlint.commands.changes import Changes
from vaultlint.errors import EditRefused, UsageError, reason_of
from vaultlint.files import read
from vaultlint.nearest import nearest
from vaultlint.operations import OPERATIONS, Argument, Context, Operation, build
from vaultlint.project import Project
from vaultlint.revise import Planned, revise
from vaultlint.selection import Record, inform, keys_of, records
from vaultlint.source import decode
from vaultlint.where import Expression

NAME = "edit"
HELP = "change front matter in bulk"
EPILOG = """\
Without --write it shows what would change, and how often which value: a diff that `git apply` understands.

  vaultlint edit set status=draft --if missing --after title
  vaultlint edit map tags AI=人工智能 --where "area == 'tech'" --write
  vaultlint edit remove people --items "freq('people', @) <= `2`"
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The command's operations, each with its options."""
    parser.epilog, parser.formatter_class = EPILOG, argparse.RawDescriptionHelpFormatter
    operations = parser.add_subparsers(metavar="OP", required=True, dest="operation", parser_class=type(parser))
    for operation in OPERATIONS.values():
        one = operations.add_parser(operation.NAME, help=operation.HELP, description=operation.HELP, allow_abbrev=False)
        for argument in operation.ARGUMENTS:
            _add_argument(one, argument)
        one.add_argument(
            "--where", metavar="EXPR", action="append", default=[], help="only notes that match all of them"
        )
        one.add_argument(
            "--write", action="store_true", help="write the notes; else it is only shown what would change"
        )
        options.add_within(one)
        output = one.add_argument_group("output")
        options.add_target(output)
        output.add_argument("--quiet", action="store_true", help="no counts and no summary")


_WORDS = {"one": None, "some": "+", "any": "*"}


def _add_argument(parser: argparse.ArgumentParser, argument: Argument) -> None:
    name = ("--" if argument.option else "operand ") + argument.name
    told = argument.help + (f" ({' | '.join(argument.choices)})" if argument.choices else "")
    if argument.kind.many == "none":
        parser.add_argument(name, dest=f"operand {argument.name}", action="store_true", default=None, help=told)
    elif argument.option:
        required, metavar = argument.required, argument.metavar or argument.name.upper()
        parser.add_argument(name, dest=f"operand {argument.name}", metavar=metavar, required=required, help=told)
    else:
        parser.add_argument(name, nargs=_WORDS[argument.kind.many], metavar=argument.metavar, help=told)


def run(arguments: argparse.Namespace) -> int:
    """0 if all is done, 1 if a note is skipped, or, without `--write`, if something would change."""
    given = _given(arguments)
    operation, command = build(arguments.operation, given, _read, words=True), _spelt(arguments, given)
    conditions = [where.compile(text) for text in arguments.where]
    changes = Changes(arguments.write)
    known: dict[str, None] = {}
    for chosen in options.chosen(arguments):
        jobs = options.jobs(arguments)
        with terminal.progress(len(chosen.notes), "reading") as advance:
            found = records(chosen.config, chosen.notes, jobs, advance)
        inform([*conditions, *operation.expressions], chosen.config, found, jobs)
        changes.notes += len(found)
        known.update(keys_of(found))
        root = chosen.config.root
        meant = [one for one in found if _is_chosen(one, conditions)]
        planned = _plans(operation, meant, changes, Project(chosen.config))
        with terminal.progress(len(planned), "editing") as advance:
            revisions = revise(root, planned, jobs, advance)
        changes.settle(arguments, root, planned, revisions, command)
    for path in operation.paths:
        if not Path(path).exists():
            changes.skip(Path.cwd(), path, "there is no such note")
    code = changes.report(arguments)
    _tell(operation, conditions, known)
    return code


def _given(arguments: argparse.Namespace) -> dict[str, list[str]]:
    """The words that are given for each argument of the operation; none for a flag."""
    found = {one.name: getattr(arguments, f"operand {one.name}") for one in OPERATIONS[arguments.operation].ARGUMENTS}
    return {
        name: words if isinstance(words, list) else [] if words is True else [words]
        for name, words in found.items()
        if words not in (None, [])
    }


def _spelt(arguments: argparse.Namespace, given: Mapping[str, list[str]]) -> str:
    """The call, as it is told of later."""
    options_of = {one.name for one in OPERATIONS[arguments.operation].ARGUMENTS if one.option}
    words = [NAME, arguments.operation]
    for name, values in given.items():
        words += [f"--{name}", *values] if name in options_of else values
    for condition in arguments.where:
        words += ["--where", condition]
    return shlex.join(words)


def _read(name: str) -> str:
    try:
        return decode(Path(name).read_bytes())
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {reason_of(error)}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{name}: it is not UTF-8") from None


def _is_chosen(record: Record, conditions: Sequence[Expression]) -> bool:
    """Whether the note is meant, or may be: where its values are not known, only what is asked of its file counts."""
    asked = [one for one in conditions if record.values is not None or not one.reads_values]
    return all(one.matches(record.values or {}, record.file) for one in asked)


def _plans(operation: Operation, chosen: Sequence[Record], changes: Changes, project: Project) -> dict[str, Planned]:
    root, planned = project.config.root, dict[str, Planned]()
    for record in chosen:
        path = record.file.path
        if record.values is None:
            changes.skip(root, path, record.trouble)
            continue
        try:
            steps = tuple(operation.plan(record.values, _context(operation, record, project)))
        except EditRefused as error:
            changes.skip(root, path, str(error))
            continue
        if steps:
            planned[path] = Planned(record.values, steps)
    return planned


def _context(operation: Operation, record: Record, project: Project) -> Context:
    path = terminal.shown_path(project.config.root, record.file.path) if operation.paths else ""
    if not operation.needs_schemas or (path and path not in operation.paths):
        return Context(record.file, path)
    source = read(project.config.root / record.file.path)
    return Context(record.file, path, project.note(record.file.path, source.text).bindings.schemas)


def _tell(operation: Operation, conditions: Sequence[Expression], known: dict[str, None]) -> None:
    """Keys that no note has, and notes that an expression did not fit."""
    for key in dict.fromkeys([*operation.keys, *(key for one in conditions for key in one.keys)]):
        if known and key not in known:
            close = nearest(key, known)
            terminal.warn(f"no note has the key `{key}`" + (f"; did you mean `{close}`?" if close else ""))
    for expression in (*conditions, *operation.expressions):
        for line in expression.misfits():
            terminal.warn(line)
