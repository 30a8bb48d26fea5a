"""Obsidian's own properties: their names, and how a single text in them was read as long as it was.

Until version 1.8 they could be texts, and had a second name each. Since 1.9 only lists count, under the names in the
plural (Obsidian changelog, 1.9.10, "Breaking changes"). The case of names is no matter.
"""

from __future__ import annotations

import json

from vaultlint.finding import Value
from vaultlint.late import late

DEPRECATED = {"tag": "tags", "alias": "aliases", "cssclass": "cssclasses"}
"""What the properties were called once, in lower case."""

RENAMED = "deprecated-key"
"""The rule of the family that tells of them."""

LISTS = frozenset(DEPRECATED.values())

_BETWEEN = {
    "tags": late(r"[\s,，、;；]+"),
    "aliases": late(r"\s*,\s*"),
    "cssclasses": late(r"[\s,]+"),
}  # fmt: skip
"""What parts several of them in one text; a tag has no punctuation, so that of other scripts parts tags too."""

_PAIRS = ("()", "[]", "（）", "“”", "《》")


def listed(name: str, value: Value) -> list[Value] | None:
    """The value of the property `name` as a list; None if there is no telling."""
    if isinstance(value, list):
        return value
    if value is None or isinstance(value, dict):
        return None
    if not isinstance(value, str):
        return [value]
    text = value.strip()
    if is_template(text):
        return None
    if text.startswith("[") and not text.startswith("[["):
        return _written_as_list(text)
    parts = [part for part in _BETWEEN[name].split(text) if part]
    return [*parts] if len(parts) == 1 or (parts and all(map(_is_whole, parts))) else None


def _is_whole(part: str) -> bool:
    """Whether no brackets or quotes go on in the next part: `Ada (Byron, Lovelace)` is one name."""
    return part.count('"') % 2 == 0 and all(part.count(pair[0]) == part.count(pair[1]) for pair in _PAIRS)


def _written_as_list(text: str) -> list[Value] | None:
    """The list that a text is, such as `["a", "b"]`; None if it is a link or no list."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, list) and not any(isinstance(one, dict | list) for one in found) else None


def is_empty(value: Value) -> bool:
    """Whether nothing stands there: properties may be empty, whatever their type."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def is_template(text: str) -> bool:
    """Whether a template will be replaced in the text."""
    return ("{{" in text and "}}" in text) or "<%" in text
