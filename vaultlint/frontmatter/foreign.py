"""TOML and JSON front matter: where it is, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from frontmatter.default_handlers import JSONHandler

from vaultlint import toml
from vaultlint.finding import Value
from vaultlint.frontmatter.fault import Fault
from vaultlint.frontmatter.matter import FrontMatter, Kind
from vaultlint.late import late
from vaultlint.text import LINE_ENDING, Span

_TOML_FENCE = late(r"(?<![^\r\n])\+\+\+[ \t]*+(?:\r\n?|\n|\Z)")
_JSON_CLOSER = late(r"(?<![^\r\n])\}[ \t]*+(?:\r\n?|\n|\Z)")
_JSON_KEY = late(r"\{(?:\r\n?|\n)\s*\"[^\"\r\n]*\"\s*:")
_PLACE_NAMED = late(r"(?: \(at |: line ).*")
_END_OF_LINE = r"Illegal character '\n'"
_PLACE = late(r"line (\d+),? col(?:umn)? (\d+)")


def read(text: str) -> FrontMatter | None:
    """The block that `text`, which starts with `+++` or `{`, opens with; None if it is something else."""
    return _toml(text) if text.startswith("+++") else _json(text)


def _toml(text: str) -> FrontMatter | None:
    opener = _TOML_FENCE.match(text)
    if opener is None:
        return None
    closer = _TOML_FENCE.search(text, opener.end())
    if closer is None:
        return None
    content = Span(opener.end(), closer.start())
    fences = _line(text, opener), content, _line(text, closer)
    return _matter(text, "toml", fences, closer.end(), toml.loads, content.of(text))


def _json(text: str) -> FrontMatter | None:
    closer = _JSON_CLOSER.search(text)
    if closer is None or not _JSON_KEY.match(text):
        return None
    content = Span(0, closer.start() + 1)
    fences = Span(0, 1), content, Span(closer.start(), closer.start() + 1)
    return _matter(text, "json", fences, closer.end(), JSONHandler().load, content.of(text))


def _matter(
    text: str, kind: Kind, fences: tuple[Span, Span, Span], end: int, load: Callable[[str], Any], source: str
) -> FrontMatter:
    opener, content, closer = fences
    try:
        data = _readable(load(source))
    except (ValueError, RecursionError) as error:
        message = _PLACE_NAMED.sub("", str(error)).replace(_END_OF_LINE, "a text is not closed on its line")
        fault = Fault(_place(text, content, str(error)), message[:1].lower() + message[1:])
        return FrontMatter(text, kind, opener, content, closer, end, fault=fault)
    return FrontMatter(text, kind, opener, content, closer, end, data=data if isinstance(data, dict) else None)


def _line(text: str, fence: re.Match[str]) -> Span:
    return Span(fence.start(), fence.start() + len(fence[0].rstrip("\r\n")))


def _readable(value: Any) -> Value:
    """The value as JSON has it; dates are their text."""
    if isinstance(value, dict):
        return {str(key): _readable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_readable(inner) for inner in value]
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)


def _place(text: str, content: Span, message: str) -> Span:
    """The place that the parser names, else the first character."""
    named = _PLACE.search(message)
    offset = content.start
    if named:
        starts = [content.start, *(match.end() for match in LINE_ENDING.finditer(text, *content))]
        offset = starts[min(int(named[1]), len(starts)) - 1] + int(named[2]) - 1
    offset = max(content.start, min(offset, content.end - 1))
    return Span(offset, min(offset + 1, content.end))
