"""What git knows of notes as they were: read-only, one process for all questions, silent where there is no git.

A repository may name programs for git to run, and may come from anybody: none of them is run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from vaultlint.errors import UsageError
from vaultlint.late import late

COMMIT = late(r"[0-9a-f]{7,64}")
LONGEST = 60.0
"""So many seconds git may take."""

ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0",
}  # fmt: skip
"""A clone without all its history fetches nothing."""

TAME = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "safe.bareRepository=explicit")
"""No program watches files, no hook runs, and a folder of notes that looks like the inside of a repository is none."""

FILTER = late(r"filter\..*\.(?:clean|smudge|process|required)", re.DOTALL)
OF_REPOSITORY = ("local", "worktree")

OF_HOOKS = {"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"}
"""What git tells its hooks, which holds for the top folder of the repository only; without it, git looks for itself."""


def texts(root: Path, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    """The bytes of notes by path, relative to `root`, and commit; those that git has not are left out."""
    asked = [(path, commit) for path, commit in wanted if COMMIT.fullmatch(commit) and "\n" not in path]
    if not asked:
        return {}
    prefix = ask(root, ["rev-parse", "--show-prefix"])
    if prefix is None:
        return {}
    above = prefix.decode().removesuffix("\n")
    names = "".join(f"{commit}:{above}{path}\n" for path, commit in asked)
    answer = ask(root, ["cat-file", "--batch"], names.encode("utf-8", "surrogateescape"))
    return dict(_read(asked, answer or b""))


def ask(root: Path, words: Sequence[str], given: bytes = b"", emptied: Sequence[str] = ()) -> bytes | None:
    """What git says, to which the settings `emptied` are empty; None if it is not there, or `root` in no repository.

    Raises:
        UsageError: it takes too long; what is found must not depend on how fast a machine is.
    """
    import subprocess

    try:
        done = subprocess.run(
            ["git", *TAME, "-C", str(root), *words],
            input=given, capture_output=True, check=False, timeout=LONGEST, env=_environment(emptied),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise UsageError(f"`git {words[0]}` did not answer within {LONGEST:g} seconds in {root}") from None
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def filters(root: Path) -> list[str]:
    """The settings by which the repository, not its user, has git put files through programs to compare them."""
    answer = ask(root, ["config", "--list", "--includes", "--show-scope", "--name-only", "-z"])
    words = os.fsdecode(answer or b"").split("\0")
    own = {name for scope, name in zip(words[::2], words[1::2], strict=False) if scope in OF_REPOSITORY}
    return sorted(name for name in own if FILTER.fullmatch(name))


def _environment(emptied: Sequence[str]) -> dict[str, str]:
    foreign = OF_HOOKS if "GIT_WORK_TREE" not in os.environ else ()
    mine = {name: value for name, value in os.environ.items() if name not in foreign}
    first = int(mine.get("GIT_CONFIG_COUNT") or 0)
    settings = {f"GIT_CONFIG_KEY_{number}": name for number, name in enumerate(emptied, first)}
    values = {f"GIT_CONFIG_VALUE_{number}": "" for number, _ in enumerate(emptied, first)}
    return {**mine, **ENVIRONMENT, **settings, **values, "GIT_CONFIG_COUNT": str(first + len(emptied))}


def _read(asked: Sequence[tuple[str, str]], answer: bytes) -> Iterator[tuple[tuple[str, str], bytes]]:
    """The answers of `git cat-file --batch`: a line `NAME blob SIZE` and the bytes, or a line `… missing`."""
    place = 0
    for one in asked:
        end = answer.find(b"\n", place)
        if end < 0:
            return
        *_, kind, size = answer[place:end].split(b" ")
        place = end + 1
        if not size.isdigit():
            continue
        if kind == b"blob":
            yield one, answer[place : place + int(size)]
        place += int(size) + 1
