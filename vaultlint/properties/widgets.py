"""The types that a vault gives to its properties: which values fit them, and what others mean in them.

Obsidian takes dates in the forms of ISO 8601, with or without a time (moment.js, "Parse", ISO 8601), whatever their
type shows of them; it flags other values as a mismatch of types. The widgets of plugins are not known here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vaultlint.errors import EditRefused
from vaultlint.finding import Change, Finding, Fix, Value, safe
from vaultlint.frontmatter import Alias, Entry, FrontMatter, Scalar, Sequence, resolved, value_of, written
from vaultlint.frontmatter.edits import make_list, set_value
from vaultlint.frontmatter.requoted import bare
from vaultlint.frontmatter.unseen import all_seen
from vaultlint.frontmatter.wikilink import is_bare_link
from vaultlint.late import late
from vaultlint.properties.own import is_empty, is_template
from vaultlint.schema import words
from vaultlint.schema.formats import is_date
from vaultlint.schema.recast import as_format, as_type

_ISO = late(
    r"([0-9]{4}-(?:[0-9]{2}-[0-9]{2}|W[0-9]{2}(?:-[1-7])?|[0-9]{3}|[0-9]{2}))"
    r"(?:[T ](?:[01][0-9]|2[0-4])(?::[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]++)?)?)?"
    r"(?: ?[+-][0-9]{2}(?::?[0-9]{2})?| ?Z)?)?"
)
_WITH_TIME = late(r"(.*?)[T\s]\s*+([0-9]{1,2})(:[0-5][0-9](?::[0-5][0-9])?)")

_KINDS = {
    "text": "text",
    "multitext": "a list",
    "tags": "a list",
    "aliases": "a list",
    "number": "a number",
    "checkbox": "true or false",
    "date": "a date like 2025-10-08",
    "datetime": "a date and time like 2025-10-08T09:30",
}


def mismatch(matter: FrontMatter, entry: Entry, widget: str) -> Finding | None:
    """What is to be told of a value that does not fit its type; None if it does, or other rules tell it."""
    value = value_of(entry.value)
    if widget not in _KINDS or fits(value, widget) or _is_told_elsewhere(matter, entry, widget):
        return None
    message = f"{words.at((entry.name,))} should be {_KINDS[widget]} for Obsidian, not {_noun(value)}"
    return Finding(entry.value.span, message, _fix(matter, entry, widget))


def _noun(value: Value) -> str:
    nested = isinstance(value, list) and any(isinstance(one, dict | list) for one in value)
    return "one with lists or keys in it" if nested else words.noun(value)


def fits(value: Value, widget: str) -> bool:
    """Whether Obsidian shows the value in a field of this type; nothing fits everywhere."""
    return is_empty(value) or _FITS[widget](value)


def _is_date(value: Any) -> bool:
    match = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    return match is not None and (len(match[1]) != 10 or "W" in match[1] or is_date(match[1]))


_FITS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "checkbox": lambda value: isinstance(value, bool),
    "date": _is_date,
    "datetime": _is_date,
    **dict.fromkeys(
        ("multitext", "tags", "aliases"),
        lambda value: isinstance(value, list) and not any(isinstance(one, dict | list) for one in value),
    ),
}

KNOWN = frozenset(_FITS)
"""The types that are known here."""


def _is_told_elsewhere(matter: FrontMatter, entry: Entry, widget: str) -> bool:
    """Whether it is a template, a link without quotes, or only holds what nobody sees or quotes that are too many."""
    node = resolved(entry.value)
    if isinstance(node, Sequence):
        return any(is_bare_link(one, one.span.of(matter.text)) for one in (node, *node.items))
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return False
    others = {all_seen(matter.text, node), bare(node)} - {node.value, None}
    return is_template(node.value) or any(fits(one, widget) or _readings(one, widget, None) for one in others)


def _fix(matter: FrontMatter, entry: Entry, widget: str) -> Fix | None:
    """The value in its type, where one reading is possible and nothing is lost."""
    node = entry.value
    found = _readings(value_of(node), widget, written(node, matter.text))
    if len(found) != 1 or isinstance(node, Alias) or not fits(found[0], widget):
        return None
    path, value = (entry.name,), found[0]
    try:
        edits = make_list(matter, path) if value == [value_of(node)] else set_value(matter, path, value)
    except EditRefused:
        return None
    title = f"Make `{entry.name}` a list" if isinstance(value, list) else f"Write {words.shown(value)}"
    return safe(title, *edits, changes=(Change(path, value),))


def _readings(value: Value, widget: str, written: str | None) -> list[Any]:
    if isinstance(value, list) and len(value) == 1 and not is_empty(value[0]):
        alone = value[0]
        return [alone] if fits(alone, widget) else _readings(alone, widget, None) if isinstance(alone, str) else []
    if widget in ("date", "datetime"):
        return _dates(str(value).strip(), widget) if isinstance(value, str | int) else []
    kind = {"text": "string", "number": "number", "checkbox": "boolean"}.get(widget, "array")
    readings = [one for ranked in as_type(value, kind, written) for one in ranked]
    return readings[:1] if kind == "array" else readings


def _dates(text: str, widget: str) -> list[str]:
    """A date in another notation; in a field for date and time also with a time behind it."""
    found = as_format(text, "date")
    timed = _WITH_TIME.fullmatch(text)
    if found or timed is None or widget == "date" or int(timed[2]) > 23:
        return found
    days = [timed[1]] if is_date(timed[1]) else as_format(timed[1].rstrip(" ,"), "date")
    return [f"{day}T{int(timed[2]):02}{timed[3]}" for day in days]
