"""What an item that is no term may be mended by: the term that was meant, or nothing where that stands there too."""

from __future__ import annotations

from typing import Any

from vaultlint.errors import EditRefused
from vaultlint.finding import MISSING, Change, Fix, Path, Value, safe, unsafe
from vaultlint.frontmatter import FrontMatter, edits
from vaultlint.schema import Schema
from vaultlint.schema.trial import cures
from vaultlint.schema.words import either, shown
from vaultlint.vocabulary.item import TAGS, is_link, named, renamed, text_of
from vaultlint.vocabulary.terms import Verdict, Vocabulary

LONGEST = 500
"""Nobody writes a longer list; each fix in it looks at all of it."""


def fix_for(
    matter: FrontMatter, path: Path, verdict: Verdict, vocabulary: Vocabulary, schemas: tuple[Schema, ...]
) -> Fix | None:
    """The fix of the item at `path`; None where there is none, it cannot be written, or a schema does not allow it.

    A link is another note's name, so its fix is a guess. What stands elsewhere too, by an alias of YAML, has none.
    """
    node = matter.node(path)
    if node is None or len(matter.places(node)) != 1:
        return None
    holder: Any = matter.values
    for step in path[:-1]:
        holder = holder[step]
    if isinstance(holder, list) and len(holder) > LONGEST:
        return None
    try:
        if verdict.parts:
            return _parted(matter, path, holder, verdict.parts)
        text = text_of(holder[path[-1]])
        new = renamed(text, verdict.meant) if verdict.meant is not None else None
        if new is None or (schemas and not cures(path, new, matter, schemas)):
            return None
        make = safe if verdict.is_certain and not is_link(text) else unsafe
        if isinstance(holder, list) and named(new) in map(named, map(text_of, holder)):
            gone = Change(path, MISSING)
            return make("Remove it: the list has the term", *edits.remove(matter, path), changes=(gone,))
        change = _change(path, new, holder, vocabulary) if isinstance(holder, list) else Change(path, new)
        return make(f"Write {shown(new)}", *edits.set_value(matter, path, new), changes=(change,))
    except EditRefused:
        return None


def _parted(matter: FrontMatter, path: Path, holder: Any, parts: tuple[str, ...]) -> Fix:
    made: list[Value] = list(parts)
    if isinstance(holder, list):
        before, after = holder[: int(path[-1])], holder[int(path[-1]) + 1 :]
        made = [*before, *(part for part in parts if part not in before and part not in after), *after]
        path = path[:-1]
    title = f"Write {either([*map(shown, parts)], 'and')}"
    return unsafe(title, *edits.set_value(matter, path, made), changes=(Change(path, made),))


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
