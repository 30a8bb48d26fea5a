"""What an item that is no term may be mended by: the term that was meant, or nothing where that stands there too."""

from __future__ import annotations

from typing import Any

from vaultlint.errors import EditRefused
from vaultlint.finding import MISSING, Change, Fix, Path, Value, safe, unsafe
from vaultlint.frontmatter import FrontMatter, edits
from vaultlint.schema.words import shown
from vaultlint.vocabulary.item import TAGS, is_link, named, renamed, text_of
from vaultlint.vocabulary.terms import Verdict, Vocabulary


def fix_for(matter: FrontMatter, path: Path, name: str, verdict: Verdict, vocabulary: Vocabulary) -> Fix | None:
    """The fix of the item at `path`; None where there is none, or it cannot be written.

    A link is another note's name, so its fix is a guess.
    """
    value: Any = matter.values
    for step in path[:-1]:
        value = value[step]
    before = text_of(value[path[-1]])
    new = renamed(before, verdict.meant) if verdict.meant is not None else None
    if new is None or verdict.meant is None:
        return None
    make = safe if verdict.is_certain and not is_link(before) else unsafe
    try:
        if not isinstance(value, list):
            return make(_title(new), *edits.set_value(matter, path, new), changes=(Change(path, new),))
        others = [named(text_of(item)) for index, item in enumerate(value) if index != path[-1]]
        if verdict.meant in others:
            gone = Change(path, MISSING)
            return make("Remove it: the list has the term", *edits.remove(matter, path), changes=(gone,))
        return make(_title(new), *edits.set_value(matter, path, new), changes=(_change(path, new, value, vocabulary),))
    except EditRefused:
        return None


def _title(new: str) -> str:
    return f"Write {shown(new)}"


def _change(path: Path, new: str, items: list[Value], vocabulary: Vocabulary) -> Change:
    """What the fix does to the data.

    Where an item before it means the same term, the whole list is said to change, so that both are not mended at once.
    """
    index = int(path[-1])
    names = filter(None, (named(text_of(item)) for item in items[:index]))
    verdicts = (vocabulary.look(name, path[0] in TAGS) for name in names)
    if any(verdict is not None and verdict.meant == named(new) for verdict in verdicts):
        return Change(path[:-1], [*items[:index], new, *items[index + 1 :]])
    return Change(path, new)
