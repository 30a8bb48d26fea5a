"""The command line: the one place where expected trouble becomes a line and an exit code.

A call that is known is answered from the cache before anything else is imported.
"""

from __future__ import annotations

import gc
import os
import sys

from vaultlint.cache import replay
from vaultlint.errors import VaultlintError

TYPE_CHECKING = False  # `typing` is not imported here: it takes as long as a known call
if TYPE_CHECKING:
    from collections.abc import Sequence

OURS = 3
"""The exit code of a fault of our own."""

INTERRUPTED = 130

GARBAGE = 50_000, 50, 100
"""When the collector looks for cycles: seldom, for notes make many small objects and no cycles to speak of."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command that `words` (default: the process's own) call for; returns the exit code."""
    if words is None:
        _ensure_utf8()
    gc.set_threshold(*GARBAGE)
    try:
        given = sys.argv[1:] if words is None else words
        return replay.run(given, lambda: _run(given))
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
        return _say(f"our own fault: {type(error).__name__}: {error}; please report it", OURS)


def _ensure_utf8() -> None:
    """Start again where an old locale makes Python read names of files otherwise than the notes that link to them.

    Only on Unix can that be: elsewhere names are Unicode. PEP 540 is why `-X utf8` is not needed for most.
    """
    if os.name == "posix" and not sys.flags.utf8_mode and sys.getfilesystemencoding() != "utf-8" and sys.executable:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _run(words: Sequence[str]) -> int:
    from vaultlint.parser import parser_of

    arguments = parser_of(words).parse_args(words)
    return int(arguments.command.run(arguments))


def _say(message: str, code: int) -> int:
    from vaultlint.commands.terminal import warn

    warn(" ".join(message.split("\n")))
    return code


def _silence() -> None:
    """Nobody reads our output any more: do not complain when the interpreter flushes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
