"""Why a part of a schema applies to a note: what its `if` asks, in the words of the note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from vaultlint.schema import words

Accepts = Callable[[Any, Any], bool]
"""Whether a subschema (first) accepts a value (second)."""

MOST = 3
"""A longer reason explains nothing."""


def reason(condition: Any, value: Any, accepts: Accepts) -> str:
    """Why `value` fulfils the condition or does not: "`status` is `done` and `isbn` is there"; empty if unknown."""
    told = list(dict.fromkeys(_told(condition, value, accepts, accepts(condition, value))))
    return words.either(told, "and") if 0 < len(told) <= MOST else ""


def _told(condition: Any, value: Any, accepts: Accepts, holds: bool) -> Iterator[str]:
    if not isinstance(condition, dict) or not isinstance(value, dict):
        return
    asked = condition.get("properties") or {}
    for name, subschema in asked.items():
        if name in value and accepts(subschema, value[name]) == holds:
            yield _about(name, value[name], subschema)
    absent = asked if holds and not any(name in value for name in asked) else ()
    for name in absent:
        yield f"`{name}` is missing"
    for name in condition.get("required") or ():
        if (name in value) == holds and name not in asked:
            yield f"`{name}` is there" if holds else f"`{name}` is missing"
        elif name not in value and not holds:
            yield f"`{name}` is missing"
    if "not" in condition and accepts(condition["not"], value) != holds:
        yield from _told(condition["not"], value, accepts, not holds)
    for keyword in ("allOf", "anyOf", "oneOf"):
        deciding = [one for one in condition.get(keyword) or () if accepts(one, value) == holds]
        for one in deciding if keyword == "allOf" or not holds else deciding[:1]:
            yield from _told(one, value, accepts, holds)


def _about(name: str, value: Any, subschema: Any) -> str:
    """What is so with a key: its value; of a list, the item that the condition looks for."""
    if isinstance(value, list):
        wanted = subschema.get("contains") if isinstance(subschema, dict) else None
        if isinstance(wanted, dict) and "const" in wanted:
            return f"`{name}` {'has' if wanted['const'] in value else 'lacks'} {words.shown(wanted['const'])}"
        return f"`{name}` is as it is" if value else f"`{name}` is an empty list"
    return f"`{name}` is {words.shown(value)}" if not isinstance(value, dict) else f"`{name}` is as it is"
