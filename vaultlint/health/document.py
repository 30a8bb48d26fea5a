"""The report as a document: what `report --output health.json` writes, and `--history` reads."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from vaultlint.health.coverage import Coverage
from vaultlint.health.families import Family
from vaultlint.health.folders import Folder
from vaultlint.health.names import Names
from vaultlint.health.properties import Properties
from vaultlint.health.tally import Findings, Notes, Tally
from vaultlint.health.worst import Worst
from vaultlint.report.text import spelt

VERSION = 1
"""Of the document's shape: it grows when a script that reads the old shape could not read the new one."""

TIME = "%Y-%m-%dT%H:%M:%SZ"
"""How times are written, in UTC."""


@dataclass(frozen=True, slots=True)
class Point:
    """A vault at the time of a report; `date` is that time in UTC, as `2026-03-01T09:30:00Z`."""

    date: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Health:
    """The health of a vault; `vaultlint` is the version that measured it.

    `folders` and `translations` count each note once, in the folder where it lies or, where there are many folders, in
    one above. `worst` names up to 100 notes. `history` are the earlier reports, the oldest first.
    """

    version: int
    vaultlint: str
    vault: str
    date: str
    tally: Tally
    folders: tuple[Folder, ...]
    families: tuple[Family, ...]
    translations: tuple[Coverage, ...]
    properties: Properties
    names: Names
    worst: tuple[Worst, ...]
    history: tuple[Point, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """The earlier reports and this one."""
        return *(one for one in self.history if one.date != self.date), Point(self.date, self.tally)


def rendered(health: Health) -> str:
    """The report as JSON."""
    return spelt(asdict(health), indent=1) + "\n"


def point_of(text: str) -> tuple[Point, ...]:
    """The report in `text`, and those that it knows of, the oldest first.

    Raises:
        ValueError: it is no report, or one of another version.
    """
    try:
        document = json.loads(text)
        if document["version"] != VERSION:
            raise ValueError(f"a report of version {document['version']}, and only {VERSION} is understood")
        return tuple(_point(one) for one in (*document["history"], document))
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("no report of vaultlint; write one with `report --output health.json`") from None


def _point(document: dict[str, Any]) -> Point:
    date, tally = document["date"], document["tally"]
    if not _is_time(date):
        raise TypeError
    return Point(date, Tally(_numbers(Notes, tally["notes"]), _numbers(Findings, tally["findings"])))


def _is_time(date: object) -> bool:
    try:
        return isinstance(date, str) and datetime.fromisoformat(date).strftime(TIME) == date
    except ValueError:
        return False


def _numbers(kind: Any, found: dict[str, Any]) -> Any:
    """An instance of a class of which all fields are numbers."""
    values = [found[one.name] for one in fields(kind)]
    if not all(type(value) is int and value >= 0 for value in values):
        raise TypeError
    return kind(*values)
