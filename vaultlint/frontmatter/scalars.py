"""What a plain scalar means: the core schema of YAML 1.2.2 (section 10.3.2), which is how Obsidian reads it.

Dates, `no`, `1:30` and `1_000` are text; `012` is twelve; `0o7` and `0x1F` are numbers.
"""

from __future__ import annotations

import re

from vaultlint.late import late

_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INFINITE = {"inf", "Inf", "INF"}
_NOT_A_NUMBER = {".nan", ".NaN", ".NAN"}
_INTEGER = late(r"[-+]?[0-9]++")
_OCTAL = late(r"0o[0-7]++")
_HEXADECIMAL = late(r"0x[0-9a-fA-F]++")
_FLOAT = late(r"[-+]?(?:\.[0-9]++|[0-9]++(?:\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?")
_MOST_DIGITS = 4000
_FIRST = frozenset("~nNtTfF0123456789+-.")


def resolve(text: str) -> str | int | float | bool | None:
    """The value of the plain scalar written `text`."""
    if not text:
        return None
    if text[0] not in _FIRST:
        return text
    if text in _WORDS:
        return _WORDS[text]
    number = _number(text)
    return text if number is None else number


def _number(text: str) -> int | float | None:
    if len(text) > _MOST_DIGITS:
        return None
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if _HEXADECIMAL.fullmatch(text):
        return int(text[2:], 16)
    if _FLOAT.fullmatch(text):
        return float(text)
    if text in _NOT_A_NUMBER:
        return float("nan")
    if text.lstrip("+-")[1:] in _INFINITE and re.fullmatch(r"[-+]?\.\w+", text):
        return float("-inf") if text[0] == "-" else float("inf")
    return None


def tagged(tag: str, text: str, plain: bool) -> str | int | float | bool | None:
    """The value of a scalar with an explicit tag; what the core schema does not know is text."""
    name = tag.removeprefix("tag:yaml.org,2002:")
    value = resolve(text)
    if name == "null" and value is None:
        return None
    if name == "bool" and isinstance(value, bool):
        return value
    if name == "int" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if name == "float" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return text
