"""A value in the type, the format or the list of values that a schema asks for, where nothing is lost or guessed."""

from __future__ import annotations

import json
import re
from typing import Any

from vaultlint.schema.alike import canonical
from vaultlint.schema.formats import FORMATS

SEPARATORS = frozenset(",，、;；\n")
TRUE, FALSE = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,11})\.[0-9]{1,6}")
DATE = re.compile(r"([0-9]{4})([-/.]|年[ ]?)([0-9]{1,2})(?:\2|月[ ]?)([0-9]{1,2})日?")
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
SPACED_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) +([0-9]{2}:[0-9]{2}:[0-9]{2}\S*)")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})")
DAY_FIRST = re.compile(r"([0-9]{1,2}) ([A-Za-z]{3,9})\.?,? ([0-9]{4})")


def as_type(value: Any, wanted: Any, written: str | None = None) -> list[list[Any]]:
    """The readings of `value` in each type of `wanted`, best first; `written` is how the note has it."""
    kinds = [wanted] if isinstance(wanted, str) else list(wanted)
    found = [_READINGS[kind](value, written) for kind in kinds if kind in _READINGS]
    if "number" in kinds and "integer" in kinds:
        found = [readings for index, readings in enumerate(found) if readings not in found[:index]]
    return [readings for readings in found if readings]


def as_allowed(value: Any, allowed: list[Any]) -> list[Any]:
    """The allowed values that are `value` in another type: 3 for "3"."""
    readings = [*_boolean(value, None), *_number(value, None), *_text(value, None)]
    known = {canonical(one) for one in readings}
    return [one for one in allowed if canonical(one) in known]


def _array(value: Any, written: str | None) -> list[Any]:
    if value is None:
        return [[]]
    if isinstance(value, str):
        return _listed(value)
    if isinstance(value, int | float):
        return [[value], *([text] for text in _text(value, written))]
    return []


def _listed(text: str) -> list[Any]:
    stripped = text.strip()
    if not stripped:
        return [[]]
    if stripped.startswith("["):
        if stripped.startswith("[[") and stripped.endswith("]]"):
            return [[text]] if stripped.count("[[") == 1 else []
        try:
            found = json.loads(stripped)
        except ValueError:
            return []
        return [found] if isinstance(found, list) else []
    return [] if SEPARATORS & set(text) else [[text]]


def _boolean(value: Any, written: str | None) -> list[Any]:
    word = value.strip().lower() if isinstance(value, str) else ""
    return [True] if word in TRUE else [False] if word in FALSE else []


def _integer(value: Any, written: str | None) -> list[Any]:
    return [int(value)] if isinstance(value, str) and INTEGER.fullmatch(value.strip()) else []


def _number(value: Any, written: str | None) -> list[Any]:
    if isinstance(value, str) and NUMBER.fullmatch(value.strip()) and repr(float(value)) == value.strip():
        return [float(value)]
    return _integer(value, written)


def _text(value: Any, written: str | None) -> list[Any]:
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) and value[0].strip():
        return [value[0]]
    if isinstance(value, bool | int | float):
        return [written] if written else [json.dumps(value)] if not isinstance(value, float) else []
    return []


_READINGS = {"array": _array, "boolean": _boolean, "integer": _integer, "number": _number, "string": _text}


def as_format(value: str, wanted: str) -> list[str]:
    """The readings of a text in a format, each of which has it."""
    bare = value.strip()
    found = {bare, *_dates(bare)} if wanted == "date" else {bare}
    if wanted == "date-time" and (match := SPACED_TIME.fullmatch(bare)):
        found.add(f"{match[1]}T{match[2]}")
    if wanted in ("uri", "iri", "email", "idn-email") and bare[:1] == "<" and bare[-1:] == ">":
        found.add(bare[1:-1].removeprefix("mailto:"))
    if wanted == "tag":
        found.add(bare.removeprefix("#"))
    test = FORMATS.get(wanted)
    return [one for one in sorted(found) if one != value and test is not None and test(one)]


def _dates(text: str) -> set[str]:
    """A date in other notations, as RFC 3339 has it; notations that leave day and month open are not read."""
    if match := DATE.fullmatch(text):
        return {f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}"} if _consistent(match[2], text) else set()
    if match := COMPACT.fullmatch(text):
        return {"-".join(match.groups())}
    if match := MONTH_FIRST.fullmatch(text):
        return _named(match[3], match[1], match[2])
    if match := DAY_FIRST.fullmatch(text):
        return _named(match[3], match[2], match[1])
    return set()


def _consistent(separator: str, text: str) -> bool:
    return ("月" in text) == ("年" in separator) and ("日" not in text or "年" in separator)


def _named(year: str, name: str, day: str) -> set[str]:
    months = [index for index, month in enumerate(MONTHS, 1) if month == name.lower() or month[:3] == name.lower()]
    return {f"{year}-{month:02}-{int(day):02}" for month in months}
