"""The options that mean the same everywhere, and what they stand for."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from vaultlint import pool
from vaultlint.config import Config, check_names
from vaultlint.configs import Configs, normal
from vaultlint.errors import UsageError
from vaultlint.finding import Diagnostic, Severity
from vaultlint.walk import Chosen, choose

STDIN = "-"


def add_paths(parser: argparse.ArgumentParser) -> None:
    """The notes that a command is about, and how the vault around them is found."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="notes or folders; `-` for standard input (default: the whole vault)"
    )
    parser.add_argument("--stdin-filename", metavar="PATH", help="which note standard input is")
    add_vault(parser)


def add_within(parser: argparse.ArgumentParser) -> None:
    """The same for commands whose operands are no paths: `--in`."""
    parser.add_argument(
        "--in",
        dest="paths",
        metavar="PATH",
        action="append",
        default=[],
        help="only this note or folder; may be repeated (default: the whole vault)",
    )
    add_vault(parser)


def add_vault(parser: argparse.ArgumentParser) -> None:
    """Which config holds, and how the work is done."""
    vault = parser.add_argument_group("the vault")
    vault.add_argument("--config", metavar="FILE", type=Path, help="use this config instead of the nearest one")
    vault.add_argument("--isolated", action="store_true", help="use no config at all")
    vault.add_argument("--jobs", metavar="N", type=positive, help="how many processes (default: one a core)")
    vault.add_argument("--no-cache", action="store_true", help="neither read nor write cached results")


def add_rules(parser: argparse.ArgumentParser) -> None:
    """Which rules run."""
    rules = parser.add_argument_group("rules")
    rules.add_argument("--select", metavar="RULE,…", action="append", help="run only these rules or families")
    rules.add_argument("--ignore", metavar="RULE,…", action="append", help="do not run these rules or families")
    rules.add_argument(
        "--fail-on",
        choices=[*(severity.value for severity in Severity), "never"],
        default=Severity.WARNING.value,
        help="exit with 1 for findings at least this grave (default: %(default)s)",
    )


def add_target(output: argparse._ArgumentGroup) -> None:
    """Where it is told, and in which colours."""
    output.add_argument("--output-file", metavar="FILE", type=Path, help="write the report there")
    output.add_argument("--color", choices=["auto", "always", "never"], default="auto", help="default: %(default)s")


def names(given: list[str] | None, option: str) -> tuple[str, ...] | None:
    """The rules and families of a repeatable, comma-separated option; None if it was not given.

    Raises:
        UsageError: one of them does not exist.
    """
    if given is None:
        return None
    listed = tuple(name.strip() for one in given for name in one.split(",") if name.strip())
    if not listed:
        raise UsageError(f"{option} names no rule")
    check_names(listed, option)
    return listed


def jobs(arguments: argparse.Namespace) -> int:
    """How many processes to use."""
    return arguments.jobs or pool.cores()


def chosen(arguments: argparse.Namespace, include: tuple[str, ...] = ()) -> list[Chosen]:
    """The notes that the call is about, a vault at a time; or the files that `include` names, in their place.

    Raises:
        UsageError: a path does not exist.
        ConfigError: a config is wrong.
    """
    if "" in arguments.paths:
        raise UsageError("an empty PATH is no note or folder")
    paths = [Path(path).absolute() for path in arguments.paths]
    if not paths:
        paths = [config_of(arguments, Path.cwd()).root]

    def config(folder: Path) -> Config:
        found = config_of(arguments, folder)
        return replace(found, include=include) if include else found

    return choose([normal(path) for path in paths if not include or path.is_dir()], config)


def stdin_note(arguments: argparse.Namespace) -> tuple[Config, str] | None:
    """The vault and path of the note on standard input; None if the call is not about one.

    Raises:
        UsageError: other paths are given besides.
    """
    if STDIN not in arguments.paths:
        return None
    if len(arguments.paths) > 1:
        raise UsageError("`-` stands for standard input and goes alone")
    file = normal(Path(arguments.stdin_filename or "stdin.md").absolute())
    config = config_of(arguments, file.parent)
    return config, file.relative_to(config.root).as_posix() if file.is_relative_to(config.root) else file.name


def config_of(arguments: argparse.Namespace, folder: Path) -> Config:
    """The config that holds in `folder`.

    Raises:
        ConfigError: it is wrong.
    """
    if not hasattr(arguments, "configs"):
        arguments.configs = Configs(arguments.config, arguments.isolated)
    configs: Configs = arguments.configs
    return configs.of(folder)


def fails(diagnostics: Iterable[Diagnostic], fail_on: str) -> bool:
    """Whether one of them is at least as grave as `fail_on`."""
    return fail_on != "never" and any(one.severity.rank <= Severity(fail_on).rank for one in diagnostics)


def positive(text: str) -> int:
    """A number of things of which there is one at least."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no positive number")
    return int(text)
