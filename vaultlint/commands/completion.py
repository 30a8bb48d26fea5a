"""`vaultlint --print-completion SHELL`: the script with which a shell completes commands, options, files and rules."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from vaultlint.errors import UsageError
from vaultlint.rule import discover

SHELLS = ("bash", "zsh", "fish", "powershell", "tcsh")

FILES = {"FILE", "PATH", "NOTE"}
"""What options and operands are called that stand for a file or folder."""

RULES = {"RULE,…", "NAME"}
"""What those are called that stand for a rule."""


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script of `shell`, one of `SHELLS`, for the command line of `parser`.

    Raises:
        UsageError: the library that writes it is not installed.
    """
    try:
        import shtab
    except ImportError:
        raise UsageError('completion needs another package: `pip install "vaultlint-md[completion]"`') from None
    kinds: dict[str, Any] = {**dict.fromkeys(FILES, shtab.FILE), **dict.fromkeys(RULES, _rules())}
    for action in _actions(parser):
        if action.metavar in kinds and action.choices is None:
            action.complete = kinds[str(action.metavar)]  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The options and operands of a parser and of those below it."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)


def _rules() -> dict[str, Any]:
    """The names of all rules and families, as each shell wants them."""
    names = sorted({part for name in discover() for part in (name, name.partition("/")[0])})
    words, function = " ".join(names), "_vaultlint_rules"
    items = ", ".join(f"'{name}'" for name in names)
    return {
        "bash": function,
        "zsh": f"({words})",
        "fish": words,
        "powershell": function,
        "tcsh": f"({words})",
        "preamble": {
            "bash": f"{function}() {{\n  local done=; [[ $1 == *,* ]] && done=${{1%,*}},\n"
            f'  compgen -P "$done" -W "{words}" -- "${{1##*,}}"\n}}',
            "powershell": f"function {function} {{\n  param([string]$Word)\n"
            f'  @({items}) | Where-Object {{ $_ -like "$Word*" }}\n}}',
        },
    }
