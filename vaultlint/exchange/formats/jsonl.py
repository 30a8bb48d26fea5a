"""JSON objects, one a line: all that is known of a text, and an empty `target`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from vaultlint.exchange.task import Task
from vaultlint.text import LINE_ENDING


def write(tasks: Sequence[Task]) -> str:
    """A line for each text."""
    return "".join(json.dumps({**task._asdict(), "target": ""}, ensure_ascii=False) + "\n" for task in tasks)


def read(text: str) -> Iterator[tuple[str, str, str]]:
    """Path, id and translation of each line.

    Raises:
        ValueError: a line is no such object.
    """
    for number, line in enumerate(LINE_ENDING.split(text), 1):
        if line.strip():
            found = _object(line, number)
            yield found["path"], found["id"], found["target"]


def _object(line: str, number: int) -> dict[str, str]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise ValueError(f"line {number}: not JSON: {error}") from None
    if not isinstance(found, dict):
        raise ValueError(f"line {number}: no JSON object")
    for key in ("path", "id", "target"):
        if not isinstance(found.get(key), str):
            raise ValueError(f"line {number}: the key `{key}` is missing, or no text")
    return found
