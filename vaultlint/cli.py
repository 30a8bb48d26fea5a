"""The command line: picks the command; the one place where expected trouble becomes a line and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from vaultlint import __version__
from vaultlint.errors import VaultlintError

OURS = 3
"""The exit code of a fault of our own."""

INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that `words` (default: the process's own) call for; returns the exit code."""
    try:
        arguments = _parser().parse_args(words)
        return int(arguments.command.run(arguments))
    except VaultlintError as error:
        return _say(str(error), 2)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return 0
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    except Exception as error:
        if os.environ.get("VAULTLINT_TRACEBACK"):
            raise
        return _say(f"our own fault: {type(error).__name__}: {error}; please report it", OURS)


def _say(message: str, code: int) -> int:
    line = " ".join(message.split("\n"))
    sys.stderr.buffer.write(f"vaultlint: {line}\n".encode("utf-8", "surrogateescape"))
    sys.stderr.flush()
    return code


def _silence() -> None:
    """Nobody reads our output any more: do not complain when the interpreter flushes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one line that tells the nearest valid name."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise VaultlintError(f"{message}; see `{self.prog} --help`")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="vaultlint", description="The linter and front-matter manager for Obsidian-style vaults.")
    parser.add_argument("--version", action="version", version=f"vaultlint {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    for module in _commands():
        one = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP, allow_abbrev=False)
        module.add(one)
        one.set_defaults(command=module)
    return parser


def _commands() -> list[ModuleType]:
    from vaultlint.commands import check, fix, rules, undo

    return [check, fix, undo, rules]
