"""Properties that Obsidian ignores: under their old names, or because they are no lists."""

from __future__ import annotations

from vaultlint.errors import EditRefused, EditsOverlap
from vaultlint.finding import MISSING, Change, Finding, Fix, Value, safe
from vaultlint.frontmatter import Entry, FrontMatter, Mapping, resolved, value_of
from vaultlint.frontmatter.edits import make_list, remove, rename_key, set_value
from vaultlint.frontmatter.proving import proved
from vaultlint.properties.own import DEPRECATED, is_empty, is_template, listed
from vaultlint.schema import words
from vaultlint.text import Edit


def unlisted(matter: FrontMatter, entry: Entry) -> Finding | None:
    """What is to be told of a value that should be a list; None if it is empty, a template or lost in a comment."""
    value = value_of(entry.value)
    if is_empty(value) or (isinstance(value, str) and is_template(value)):
        return None
    message = f"`{entry.name}` is {words.noun(value)}, but Obsidian reads only lists here since version 1.9"
    items = listed(entry.name.lower(), value)
    return Finding(entry.value.span, message, _list_fix(matter, entry, items) if items is not None else None)


def _list_fix(matter: FrontMatter, entry: Entry, items: list[Value]) -> Fix | None:
    try:
        edits = _as_list(matter, entry, items)
    except EditRefused:
        return None
    return safe(f"Make `{entry.name}` a list", *edits, changes=(Change((entry.name,), items),))


def _as_list(matter: FrontMatter, entry: Entry, items: list[Value]) -> tuple[Edit, ...]:
    path = (entry.name,)
    return make_list(matter, path) if items == [value_of(entry.value)] else set_value(matter, path, items)


def deprecated(matter: FrontMatter, entry: Entry) -> Finding:
    """What is to be told of a property under its old name."""
    name = DEPRECATED[entry.name.lower()]
    message = f"Obsidian ignores `{entry.name}` since version 1.9; it is called `{name}` now and is a list"
    try:
        return Finding(entry.key.span, message, _renaming(matter, entry, name))
    except (EditRefused, EditsOverlap):
        return Finding(entry.key.span, message)


def _renaming(matter: FrontMatter, entry: Entry, name: str) -> Fix | None:
    value = value_of(entry.value)
    items = [] if is_empty(value) else listed(name, value)
    if items is None or isinstance(resolved(entry.value), Mapping):
        return None
    other = next((one for one in matter.entries if one.name.lower() == name), None)
    if other is None:
        return _renamed(matter, entry, name, items)
    before = value_of(other.value)
    there = [] if is_empty(before) else listed(name, before)
    return None if there is None else _merged(matter, entry, other, [*there, *items])


def _renamed(matter: FrontMatter, entry: Entry, name: str, items: list[Value]) -> Fix:
    value = value_of(entry.value)
    meant = items if items else value
    edits = rename_key(matter, (entry.name,), name)
    if items and not isinstance(value, list):
        edits = (*edits, *_as_list(matter, entry, items))
    changes = Change((entry.name,), MISSING), Change((name,), meant)
    return _proved(matter, f"Call it `{name}`", edits, changes)


def _merged(matter: FrontMatter, entry: Entry, other: Entry, items: list[Value]) -> Fix:
    items = [one for index, one in enumerate(items) if one not in items[:index]]
    edits = remove(matter, (entry.name,))
    if any(comment.start in edit.span for edit in edits for comment in matter.comments):
        raise EditRefused("a comment would be lost")
    changes: tuple[Change, ...] = (Change((entry.name,), MISSING),)
    if items and items != value_of(other.value):
        edits = (*set_value(matter, (other.name,), items), *edits)
        changes = (*changes, Change((other.name,), items))
    return _proved(matter, f"Merge it into `{other.name}`", edits, changes)


def _proved(matter: FrontMatter, title: str, edits: tuple[Edit, ...], changes: tuple[Change, ...]) -> Fix:
    values = dict(matter.values or {})
    for change in changes:
        name = str(change.path[0])
        values.pop(name, None)
        if change.value is not MISSING:
            values[name] = change.value  # type: ignore[assignment]
    return safe(title, *proved(matter, edits, values), changes=changes)
