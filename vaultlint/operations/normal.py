"""Values in their normal form: pure functions from a value, or a list of values, to the value that is meant."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from vaultlint.errors import EditRefused
from vaultlint.finding import Value
from vaultlint.frontmatter.requoted import bare_text
from vaultlint.operations.lists import each, joined
from vaultlint.schema.recast import FALSE, TRUE, as_format
from vaultlint.where import texts

_BLANKS = " \t\u00a0\u3000\u200b\u2060\ufeff"
"""What is cut off the ends of a text; line endings are not, which block scalars end with."""

Normal = Callable[[Value], Value]


def empty(value: Value) -> Value:
    """Nothing, for a text without a letter; an item that is nothing is none."""
    if isinstance(value, list):
        return [item for item in value if not (isinstance(item, str | None) and texts.empty(item))]
    return None if isinstance(value, str) and texts.empty(value) else value


def dedupe(value: Value) -> Value:
    """A list in which each item stands once, at its first place."""
    return joined([], value) if isinstance(value, list) else value


def ordered(value: Value) -> Value:
    """A list in order: numbers, then texts by their letters, whatever their case."""
    return sorted(value, key=_rank) if isinstance(value, list) else value


def _rank(item: Value) -> tuple[int, float, str, str]:
    if isinstance(item, bool) or not isinstance(item, int | float):
        text = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
        return 1, 0, text.casefold(), text
    return 0, item, "", ""


def _date(value: Value) -> Value:
    if isinstance(value, int) and not isinstance(value, bool) and len(str(value)) == 8:
        value = str(value)
    if not isinstance(value, str) or texts.empty(value):
        return value
    found = as_format(value, "date")
    if len(found) > 1 or (not found and not _is_date(value)):
        raise EditRefused(f"`{value}` is no date that can be read in one way")
    return found[0] if found else value


def _is_date(value: str) -> bool:
    from vaultlint.schema.formats import FORMATS

    return FORMATS["date"](value) or FORMATS["date-time"](value)


def _bool(value: Value) -> Value:
    word = value.strip().lower() if isinstance(value, str) else None
    if word in TRUE or word in FALSE:
        return word in TRUE
    if isinstance(value, bool) or texts.empty(value):
        return value
    raise EditRefused(f"`{value}` is neither true nor false")


def _trim(value: Value) -> Value:
    return value.strip(_BLANKS) if isinstance(value, str) else value


def _kebab(value: Value) -> Value:
    return texts.kebab(value) if isinstance(value, str) else value


def _quotes(value: Value) -> Value:
    inner = bare_text(value) if isinstance(value, str) else None
    return value if inner is None else inner


def _each(change: Normal) -> Normal:
    def changed(value: Value) -> Value:
        return _items(value, change) if isinstance(value, list) else change(value)

    return changed


def _items(items: Sequence[Value], change: Normal) -> Value:
    return each(items, lambda item: [item] if isinstance(item, list | dict) else [change(item)])


NORMAL: dict[str, Normal] = {
    "empty": empty,
    "date": _each(_date),
    "bool": _each(_bool),
    "trim": _each(_trim),
    "kebab": _each(_kebab),
    "dedupe": dedupe,
    "sort": ordered,
    "quotes": _each(_quotes),
}
"""By the name of the form."""
