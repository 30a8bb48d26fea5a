"""The texts of a JSON document with their places, so that one can be changed and no other byte is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from vaultlint.finding import Value
from vaultlint.late import late
from vaultlint.text import Edit, Span

_TOKEN = late(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],]')
_SIGN = late(r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\.|[^\\]", re.S)


class Text(NamedTuple):
    """A text: the keys and indexes that lead to it, its place between its quotes, how it is written, what it says."""

    path: tuple[str | int, ...]
    span: Span
    written: str
    said: str

    def moved(self, edits: Sequence[Edit]) -> Iterator[Edit]:
        """Edits of what the text says as edits of the document."""
        ends = [0, *accumulate(len(sign) for sign in _SIGN.findall(self.written))]
        for edit in edits:
            new = json.dumps(edit.text, ensure_ascii="\\u" in self.written)[1:-1]
            yield Edit(Span(self.span.start + ends[edit.span.start], self.span.start + ends[edit.span.end]), new)


def put(data: Value, path: tuple[str | int, ...], text: str) -> None:
    """Put the text at its path in plain data."""
    for step in path[:-1]:
        data = data[step]  # type: ignore[index]
    data[path[-1]] = text  # type: ignore[index]


def texts(document: str) -> Iterator[Text]:
    """The texts of a document that is JSON, in order; keys are none."""
    path: list[str | int] = []
    awaits_key: list[bool] = []
    for token in _TOKEN.finditer(document):
        sign = token[0]
        if sign in "{[":
            path.append(0)
            awaits_key.append(sign == "{")
        elif sign in "}]":
            path.pop()
            awaits_key.pop()
        elif sign == ",":
            last = path[-1]
            awaits_key[-1] = isinstance(last, str)
            path[-1] = last + 1 if isinstance(last, int) else last
        elif awaits_key and awaits_key[-1]:
            path[-1], awaits_key[-1] = json.loads(sign), False
        else:
            yield Text(tuple(path), Span(token.start() + 1, token.end() - 1), sign[1:-1], json.loads(sign))
