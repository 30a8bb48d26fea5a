"""`vaultlint server`: the language server, on standard input and output."""

from __future__ import annotations

import argparse
from importlib.util import find_spec

from vaultlint.errors import UsageError

NAME = "server"
HELP = "language server on standard input and output, for editors"


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options: `--stdio`, which some editors give, says what is so anyway."""
    parser.add_argument("--stdio", action="store_true", help="speak on standard input and output, as it does anyway")


def run(arguments: argparse.Namespace) -> int:
    """0 if the client says goodbye before it leaves, 1 if it just leaves (Language Server Protocol 3.17, "exit").

    Raises:
        UsageError: the library for it is not installed.
    """
    if find_spec("pygls") is None:
        raise UsageError('the language server needs the library pygls: `pip install "vaultlint-md[server]"`')
    from vaultlint.server.serving import serve

    return int(not serve())
