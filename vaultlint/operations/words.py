"""What the words of a command line mean: VALUE is YAML, as it stands behind a key."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from vaultlint.errors import UsageError
from vaultlint.finding import MISSING, Missing, Value
from vaultlint.frontmatter import Fault, Mapping, block, value_of
from vaultlint.frontmatter.comments import comments_in
from vaultlint.frontmatter.wikilink import is_bare_link
from vaultlint.late import late
from vaultlint.text import LINE_ENDING, Span

_INDICATORS = frozenset("[{\"'!")
_QUOTED = late(r"('(?:[^']|'')*+'|\"(?:[^\"\\]|\\.)*+\")=", re.S)
_LINE = late(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++\Z")


class Pair(NamedTuple):
    """An old value, as it is written without quotes, and what comes in its place; MISSING for nothing."""

    old: str
    new: Value | Missing


def value(word: str) -> Value:
    """The value that is written `word`: `draft`, `4`, `[a, b]`; text with `: ` or ` #` in it needs no quotes here, nor
    does a wikilink.

    Raises:
        UsageError: it is none.
    """
    if not word.strip():
        return None
    source = word + "\n" if LINE_ENDING.search(word) else f"k: {word}\n"
    content = Span(0, len(source))
    root = block.tree(source, content)
    if source.startswith("k: ") and isinstance(root, Mapping) and len(root.entries) == 1:
        if is_bare_link(root.entries[0].value, word.strip()):
            return word.strip()
        if word.lstrip()[0] in _INDICATORS or not any(comments_in(source, content, root)):
            return value_of(root.entries[0].value)
    elif not source.startswith("k: ") and root is not None and not isinstance(root, Fault):
        return value_of(root)
    if word.lstrip()[0] in _INDICATORS:
        reason = f": {root.message}" if isinstance(root, Fault) else ""
        raise UsageError(f"`{word}` is no value in YAML{reason}; text that starts so goes in quotes: '\"…\"'")
    return word.strip()


def assignment(word: str) -> tuple[str, Value]:
    """Key and value of `KEY=VALUE`.

    Raises:
        UsageError: it has no `=`, or no key.
    """
    key, written = _parts(word, "KEY=VALUE", "status=draft")
    return key, value(written)


def pair(word: str) -> Pair:
    """Old and new of `OLD=NEW`.

    Raises:
        UsageError: it has no `=`, or nothing before it.
    """
    old, new = _parts(word, "OLD=NEW", "AI=ai")
    return Pair(old, value(new) if new else MISSING)


def _parts(word: str, meant: str, such_as: str) -> tuple[str, str]:
    quoted = _QUOTED.match(word)
    if quoted:
        return str(value(quoted[1])), word[quoted.end() :]
    name, sign, rest = word.partition("=")
    if not sign or not name.strip():
        raise UsageError(f"`{word}` is no {meant}, such as `{such_as}`")
    return name.strip(), rest


def table(text: str, name: str) -> Iterator[Pair]:
    """The pairs of a CSV file with a column of old values and one of new ones; a first line `old,new` is no pair.

    Raises:
        UsageError: a line has less than two columns.
    """
    for number, row in enumerate(_rows(text), 1):
        if not row or (number == 1 and [cell.strip().lower() for cell in row[:2]] == ["old", "new"]):
            continue
        if len(row) < 2 or not row[0].strip():
            raise UsageError(f"{name}: row {number} is not `old,new`")
        new = row[1].strip()
        yield Pair(row[0].strip(), value(new) if new else MISSING)


def _rows(text: str) -> Iterator[list[str]]:
    return csv.reader(_LINE.findall(text.removeprefix("\ufeff")))


class Row(NamedTuple):
    """A value from outside, for the key of one note."""

    path: str
    key: str
    value: Value


def rows(text: str, name: str) -> Iterator[Row]:
    """The rows of a CSV file with the columns path, key and value, or of a file with such a JSON object a line.

    Raises:
        UsageError: a row is not whole.
    """
    is_json = text.lstrip("\ufeff \r\n").startswith("{")
    for number, cells in enumerate(_objects(text, name) if is_json else _cells(text), 1):
        if len(cells) < 3 or not all(isinstance(one, str) and one.strip() for one in cells[:2]):
            raise UsageError(f"{name}: row {number} is not `path,key,value`")
        path, key, written = cells[:3]
        if not is_json and not str(written).strip():
            raise UsageError(f"{name}: row {number} has no value; write null, or '' in quotes")
        yield Row(str(path).strip().removeprefix("./"), str(key).strip(), written if is_json else value(str(written)))


def _cells(text: str) -> Iterator[list[Value]]:
    heads = True
    for row in _rows(text):
        if row and not (heads and [cell.strip().lower() for cell in row[:3]] == ["path", "key", "value"]):
            yield [*row]
        heads = heads and not row


def _objects(text: str, name: str) -> Iterator[list[Value]]:
    for number, line in enumerate(LINE_ENDING.split(text.removeprefix("\ufeff")), 1):
        if line.strip():
            try:
                found = json.loads(line)
                yield [found["path"], found["key"], found["value"]]
            except (ValueError, KeyError, TypeError):
                raise UsageError(f"{name}: line {number} is no object with path, key and value") from None
