"""The proof of a change: parse the outcome and compare it with what was meant, before anything is written."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence

from vaultlint import frontmatter, markdown
from vaultlint.finding import MISSING, Change, Fix, Missing, Moved, Path, Value
from vaultlint.frontmatter import same
from vaultlint.late import late
from vaultlint.note import Note
from vaultlint.text import Edit

A_FEW = 8
"""So many letters a fix may delete from the body although they stand nowhere else: a stray sign or two."""

_UNSEEN = late(
    r"<!--.*?-->|%%.*?%%|</?[A-Za-z][^<>]*+>"
    r"|</?(?:[A-Za-z]{1,7}+[^\w\s<>]*+|p class=[^<>\r\n]*+)(?=[ \t]*+(?:[\r\n]|\Z))"
    r"|<[ \t]*+/[ \t]*+[A-Za-z]{1,7}+[ \t]*+>",
    re.S,
)
"""Comments, tags, closing ones with blanks in them, and tags that break off at the end of a line, with other signs."""

_BLANK = late(r"[\s>]++")


def objection(before: Note, after: Note, fixes: Sequence[Fix]) -> str | None:
    """Why `after` must not be written as the outcome of `fixes` on `before`; None if it is what they meant.

    The data after must equal the data before with the declared changes, and no words of the body may be lost
    unless a fix says that it drops some. What no edit touches must be to Markdown what it was.
    Front matter that could not be read before must be readable after, unless it was left alone, byte for byte.
    """
    careful = (edit for fix in fixes if not fix.drops_words for edit in fix.edits)
    lost = next((words for edit in careful if (words := _lost(before, after.text, edit))), None)
    if lost is not None:
        return f"the text `{lost}` would be lost"
    return _in_front(before, after, fixes) or _in_body(before, after, fixes)


def _in_body(before: Note, after: Note, fixes: Sequence[Fix]) -> str | None:
    edits = [edit for fix in fixes for edit in fix.edits]
    if not edits or before.text[before.body.start :] == after.text[after.body.start :]:
        return None
    turned = markdown.turned(before.body, after.body, edits)
    if turned is None:
        return None
    block, now = turned
    kinds = now.kind if now.kind == block.kind else f"{now.kind}, not {block.kind}"
    return f"the text `{block.span.of(before.text)[:40]}` would be part of another block: {kinds}"


def _in_front(before: Note, new: Note, fixes: Sequence[Fix]) -> str | None:
    old, after, text = before.frontmatter, new.frontmatter, new.text
    if old is None or old.values is None:
        return _repaired(before, text, after, fixes)
    if after is None or after.values is None:
        return "the front matter could no longer be read"
    if len(after.fence_faults) > len(old.fence_faults):
        return "a fence of the front matter would be lost"
    meant = copy.deepcopy(old.values)
    for change in _last_items_first([change for fix in fixes for change in fix.changes]):
        if not _carry_out(meant, _settled(change, old)):
            return f"there is no place for {_spell(change.path)}"
    if not same(meant, after.values):
        return f"the front matter would say something else: see `{_difference(meant, after.values)}`"
    if len(old.duplicates) > len(fixes) and not after.duplicates:
        return "a repeated key would be lost"
    return None


def _lost(before: Note, text: str, edit: Edit) -> str | None:
    """Words of the body that an edit takes away and that stand nowhere else afterwards; None if there are none."""
    if edit.text or (before.frontmatter is not None and edit.span.start < before.frontmatter.end):
        return None
    gone = _words(edit.span.of(before.text))
    return gone[:40] if len(gone) > A_FEW and gone not in _words(text) else None


def _words(text: str) -> str:
    """What a reader sees of the text, without any white space and marks of quotes."""
    return _BLANK.sub("", _UNSEEN.sub("", text))


def _settled(change: Change, old: frontmatter.FrontMatter) -> Change:
    """The change with the value that it moves, where it moves one."""
    if not isinstance(change.value, Moved):
        return change
    node = old.node(change.value.path)
    return Change(change.path, MISSING if node is None else frontmatter.value_of(node))


def _repaired(before: Note, text: str, after: frontmatter.FrontMatter | None, fixes: Sequence[Fix]) -> str | None:
    """The case where there was nothing to compare with."""
    old = before.frontmatter
    if old is None:
        appeared = after is not None and not _adds(fixes)
        return "front matter would appear where there was none" if appeared else None
    start = old.closer.end if old.closer else old.end
    if all(edit.span.start >= start for fix in fixes for edit in fix.edits):
        longer = after is not None and text[start : after.content.end].strip()
        return "the front matter would take in the text below it" if longer else None
    if after is not None and (after.values is not None or len(after.fence_faults) < len(old.fence_faults)):
        return None
    return "the front matter would still not be readable"


def _adds(fixes: Sequence[Fix]) -> bool:
    return any(fix.changes for fix in fixes)


def _last_items_first(changes: list[Change]) -> list[Change]:
    """Removals of list items from the back, so that each index still means what it meant."""
    removals = [change for change in changes if change.value is MISSING and isinstance(change.path[-1], int)]
    rest = [change for change in changes if change not in removals]
    return rest + sorted(
        removals,
        key=lambda change: [(str(step), 0) if isinstance(step, str) else ("", step) for step in change.path],
        reverse=True,
    )


def _carry_out(data: Value, change: Change) -> bool:
    """Make `change` on plain data, in place; False if its path leads nowhere."""
    assert not isinstance(change.value, Moved)
    holder = data
    for step in change.path[:-1]:
        holder = _child(holder, step)
    last = change.path[-1]
    if isinstance(holder, dict) and isinstance(last, str):
        if isinstance(change.value, Missing):
            holder.pop(last, None)
        else:
            holder[last] = change.value
        return True
    if isinstance(holder, list) and isinstance(last, int) and last <= len(holder):
        holder[last : last + 1] = [] if isinstance(change.value, Missing) else [change.value]
        return True
    return False


def _child(holder: Value, step: str | int) -> Value:
    """What stands there; None if there is no such place, in which nothing can stand either."""
    if isinstance(holder, dict) and isinstance(step, str):
        return holder.get(step)
    return holder[step] if isinstance(holder, list) and isinstance(step, int) and step < len(holder) else None


def _difference(meant: dict[str, Value], found: dict[str, Value]) -> str:
    return next(
        key for key in (*meant, *found) if not same(meant.get(key), found.get(key)) or (key in meant) != (key in found)
    )


def _spell(path: Path) -> str:
    return "`" + ".".join(map(str, path)) + "`"
