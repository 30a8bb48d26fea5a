"""The formats in which texts go to translators and come back: how each is written and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from vaultlint.exchange.formats import jsonl, toolkit
from vaultlint.exchange.task import Task


class Answer(NamedTuple):
    """A text that came back: the note and the id that it went out with, and its translation; empty if it has none."""

    path: str
    id: str
    target: str


class Format(NamedTuple):
    """How a format is written and read; reading raises ValueError where a file is none of that format."""

    write: Callable[[Sequence[Task]], str]
    read: Callable[[str], Iterator[tuple[str, str, str]]]


FORMATS = {
    "xliff": Format(toolkit.write_xliff, toolkit.read_xliff),
    "po": Format(toolkit.write_po, toolkit.read_po),
    "jsonl": Format(jsonl.write, jsonl.read),
}
ENDINGS = {".xliff": "xliff", ".xlf": "xliff", ".po": "po", ".jsonl": "jsonl"}
"""By the ending of a file's name."""


def read(name: str, text: str) -> list[Answer]:
    """The translations in a file of that format.

    Raises:
        ValueError: it is none; the message says why.
    """
    return [Answer(*one) for one in FORMATS[name].read(text)]


__all__ = ["ENDINGS", "FORMATS", "Answer", "Format", "read"]
