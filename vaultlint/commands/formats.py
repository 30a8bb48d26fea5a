"""The formats in which findings are told: one table. What makes a format is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from pkgutil import resolve_name
from typing import NamedTuple

from vaultlint.report import Outcome

DEFAULT = "full"


class Format(NamedTuple):
    """What makes it, which files are in it, whether its last line sums up, and whose paths it counts from.

    `of_repository`: a service shows the report beside the files of a repository, so paths are counted from its top.
    """

    maker: str
    suffix: str = ""
    sums_up: bool = False
    of_repository: bool = False

    def lines(self, outcome: Outcome) -> Iterator[str]:
        """The report, line by line."""
        make: Callable[[Outcome], Iterator[str]] = resolve_name(f"vaultlint.report.{self.maker}")
        return make(outcome)


FORMATS = {
    "full": Format("full:full", sums_up=True),
    "concise": Format("concise:concise", sums_up=True),
    "json": Format("json:as_json", ".json"),
    "jsonl": Format("json:as_jsonl", ".jsonl"),
    "sarif": Format("sarif:sarif", ".sarif", of_repository=True),
    "github": Format("github:github", sums_up=True, of_repository=True),
    "gitlab": Format("gitlab:gitlab", of_repository=True),
    "junit": Format("junit:junit", ".xml"),
}
"""The formats by the names that `--output-format` takes."""


def format_of(file: Path) -> str:
    """The format of a file by the end of its name; `full` where that says nothing."""
    return next((name for name, one in FORMATS.items() if one.suffix and file.name.endswith(one.suffix)), DEFAULT)
