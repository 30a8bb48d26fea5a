"""Which notes have changed since a commit, as git tells it: on this branch, staged or not, or not known to git yet.

A renamed note is a new one. What the other side has done since both parted counts for nothing, as in a merge request.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from vaultlint import history
from vaultlint.errors import UsageError

BASES = ("origin/HEAD", "origin/main", "origin/master", "@{upstream}", "main", "master")
"""What a branch is likely to have parted from; the first that is there."""

TARGET = "GITHUB_BASE_REF"
"""The variable in which GitHub Actions says into which branch a pull request goes."""

DIFF = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules", "--relative",
        "--diff-filter=d")  # fmt: skip
OTHERS = ("ls-files", "-z", "--others", "--exclude-standard")


class Changed(NamedTuple):
    """The files below a folder, relative to it and with `/`, that have changed since a commit."""

    files: frozenset[str]
    since: str


def changed(root: Path, wanted: str = "") -> Changed:
    """What has changed below `root` since `wanted` (default: since the branch parted from the default one).

    Raises:
        UsageError: there is no git, or no such commit.
    """
    if _answer(root, "rev-parse", "--git-dir") is None:
        raise UsageError(f"--changed asks git, but {root} is in no git repository, or git is not installed")
    if _commit(root, "HEAD") is None:
        return Changed(_files(root, "ls-files", "-z") | _files(root, *OTHERS), "the beginning")
    name = wanted or _base(root)
    commit = _commit(root, name)
    if commit is None:
        raise UsageError(f"--changed: git knows no commit `{name}` here{_advice(root, name)}")
    parted = _answer(root, "merge-base", commit, "HEAD") or commit
    differing = _files(root, *DIFF, parted, "--", emptied=history.filters(root))
    return Changed(differing | _files(root, *OTHERS), f"{name} ({parted[:7]})")


def _base(root: Path) -> str:
    """The name of the commit from which the branch parted, as far as anybody can know."""
    if target := os.environ.get(TARGET):
        return f"origin/{target}"
    found = next((name for name in BASES if _commit(root, name)), None)
    if found is None and _is_shallow(root):
        raise UsageError(f"--changed: this clone does not reach back to where the branch began{_advice(root, '')}")
    return found or "HEAD"


def _advice(root: Path, name: str) -> str:
    if name and Path(name).exists():
        return "; if it is a path, put `--changed` behind it"
    return "; in CI, fetch the whole history first (actions/checkout: `fetch-depth: 0`)" if _is_shallow(root) else ""


def _is_shallow(root: Path) -> bool:
    return _answer(root, "rev-parse", "--is-shallow-repository") == "true"


def _commit(root: Path, name: str) -> str | None:
    return _answer(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")


def _files(root: Path, *words: str, emptied: Sequence[str] = ()) -> frozenset[str]:
    answer = history.ask(root, words, emptied=emptied)
    if answer is None:
        raise UsageError(f"--changed: `git {words[0]}` fails in {root}")
    return frozenset(os.fsdecode(name) for name in answer.split(b"\0") if name)


def _answer(root: Path, *words: str) -> str | None:
    answer = history.ask(root, words)
    return None if answer is None else os.fsdecode(answer).strip()


__all__ = ["Changed", "changed"]
