"""A value in the type, the format or the list of values that a schema asks for, where nothing is lost or guessed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from vaultlint.late import late
from vaultlint.schema.alike import canonical
from vaultlint.schema.dates import dates
from vaultlint.schema.formats import FORMATS

SEPARATORS = frozenset(",，、;；\n")
TRUE, FALSE = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})
INTEGER = late(r"0|-?[1-9][0-9]{0,14}")
NUMBER = late(r"-?(?:0|[1-9][0-9]{0,11})\.[0-9]{1,6}")
SPACED_TIME = late(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) +([0-9]{2}:[0-9]{2}:[0-9]{2}\S*)")
BARE_UUID = late(r"\{?(?:urn:uuid:)?([0-9A-Fa-f]{8})" + 3 * "-?([0-9A-Fa-f]{4})" + r"-?([0-9A-Fa-f]{12})\}?")
DRIVE = late(r"[A-Za-z]:|\\\\")


def as_type(value: Any, wanted: Any, written: str | None = None) -> list[list[Any]]:
    """The readings of `value` in each type of `wanted`, best first; `written` is how the note has it."""
    kinds = [wanted] if isinstance(wanted, str) else list(wanted)
    if "null" in kinds and isinstance(value, str) and not value.strip():
        return []  # as well an empty list as nothing
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
    word = _plain(value).lower()
    return [True] if word in TRUE else [False] if word in FALSE else []


def _plain(value: Any) -> str:
    """A text without blanks around it and in common width; empty if it is none."""
    return unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""


def _integer(value: Any, written: str | None) -> list[Any]:
    text = _plain(value)
    return [int(text)] if INTEGER.fullmatch(text) else []


def _number(value: Any, written: str | None) -> list[Any]:
    text = _plain(value)
    if NUMBER.fullmatch(text) and repr(float(text)) == text:
        return [float(text)]
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
    found = {bare, *(READINGS_OF[wanted](bare) if wanted in READINGS_OF else ())}
    test = FORMATS.get(wanted)
    return [one for one in sorted(found) if one != value and test is not None and test(one)]


def _date_times(text: str) -> list[str]:
    match = SPACED_TIME.fullmatch(text)
    return [f"{match[1]}T{match[2]}"] if match else []


def _addresses(text: str) -> list[str]:
    return [text[1:-1] if text[:1] == "<" and text[-1:] == ">" else text]


def _emails(text: str) -> list[str]:
    return [one.removeprefix("mailto:") for one in _addresses(text)]


def _paths(text: str) -> list[str]:
    return [] if DRIVE.match(text) else [text.replace("\\", "/").removeprefix("./")]


def _uuids(text: str) -> list[str]:
    match = BARE_UUID.fullmatch(text)
    return ["-".join(match.groups())] if match else []


READINGS_OF: dict[str, Callable[[str], Iterable[str]]] = {
    "date": dates, "date-time": _date_times, "uri": _addresses,
    "iri": _addresses, "email": _emails, "idn-email": _emails,
    "tag": lambda text: [text.removeprefix("#")], "vault-path": _paths, "uuid": _uuids,
}  # fmt: skip
