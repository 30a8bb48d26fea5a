"""Steps made on the text of a note: edits of its front matter, proved before the text is given back."""

from __future__ import annotations

from collections.abc import Sequence

from vaultlint import frontmatter
from vaultlint.errors import EditRefused
from vaultlint.finding import MISSING, Change, Fix, Value
from vaultlint.frontmatter import FrontMatter, same
from vaultlint.frontmatter.edits import add_key, make_list, new_block, remove, rename_key, reorder, set_value
from vaultlint.note import Note
from vaultlint.operations.retag import is_retagged, retagged
from vaultlint.operations.steps import Arrange, Drop, Put, Rename, Retag, Step, after, arranged
from vaultlint.proof import objection
from vaultlint.text import Edit, apply

_KeyStep = Put | Drop | Rename | Arrange


def revised(note: Note, steps: Sequence[Step]) -> str:
    """The text of the note with the steps made.

    Raises:
        EditRefused: the values cannot be known, or the outcome cannot be proved to be what is meant.
    """
    if not steps:
        return note.text
    values = known_values(note.frontmatter)
    meant = after(values, steps)
    text = note.text
    for step in steps:
        text = retagged(text, step) if isinstance(step, Retag) else _made(text, step)
    if text == note.text:
        return text
    reason = _objection(note, text, steps, values, meant) or objection(
        note, note.revised(text), [_declared(values, meant)]
    )
    if reason is not None:
        raise EditRefused(reason)
    return text


def known_values(matter: FrontMatter | None) -> dict[str, Value]:
    """The values of front matter, none where there is none.

    Raises:
        EditRefused: they cannot be known.
    """
    if matter is None:
        return {}
    if matter.values is None:
        raise EditRefused("the front matter does not parse, or is no mapping")
    return matter.values


def _made(text: str, step: _KeyStep) -> str:
    matter = frontmatter.read(text)
    if matter is None:
        if not isinstance(step, Put):
            return text
        return apply(text, new_block(text, {step.key: step.value}))
    _check_unique(matter, step)
    if isinstance(step, Put) and _becomes_list(matter, step):
        text = apply(text, make_list(matter, (step.key,)))
        matter = frontmatter.read(text)
        assert matter is not None
    return apply(text, _edits(matter, step))


def _edits(matter: FrontMatter, step: _KeyStep) -> tuple[Edit, ...]:
    if isinstance(step, Drop):
        return remove(matter, (step.key,))
    if isinstance(step, Rename):
        return rename_key(matter, (step.old,), step.new)
    if isinstance(step, Arrange):
        names = [entry.name for entry in matter.entries]
        return reorder(matter, [names.index(name) for name in arranged(names, step.keys)])
    if matter.entry((step.key,)) is not None:
        return set_value(matter, (step.key,), step.value)
    side, beside = step.place
    if side == "first" and matter.entries:
        side, beside = "before", matter.entries[0].name
    return add_key(
        matter, step.key, step.value, beside if side == "after" else None, beside if side == "before" else None
    )


def _becomes_list(matter: FrontMatter, step: Put) -> bool:
    """Whether a single value becomes the first item of a list: then it stays as it is written."""
    entry = matter.entry((step.key,))
    if entry is None or not isinstance(step.value, list) or not step.value:
        return False
    old = frontmatter.value_of(entry.value)
    return not isinstance(old, list | dict) and same(old, step.value[0])


def _check_unique(matter: FrontMatter, step: _KeyStep) -> None:
    keys = step.keys if isinstance(step, Arrange) else (step.old, step.new) if isinstance(step, Rename) else (step.key,)
    for duplicate in matter.duplicates:
        if not duplicate.path and (duplicate.first.name in keys or isinstance(step, Arrange)):
            raise EditRefused(f"`{duplicate.first.name}` stands there more than once")


def _declared(values: dict[str, Value], meant: dict[str, Value]) -> Fix:
    changes = [Change((key,), MISSING) for key in values if key not in meant]
    changes += [
        Change((key,), value) for key, value in meant.items() if key not in values or not same(values[key], value)
    ]
    return Fix("", (), changes=tuple(changes))


def _objection(
    note: Note, text: str, steps: Sequence[Step], values: dict[str, Value], meant: dict[str, Value]
) -> str | None:
    """Why the text must not be written: the values are others, or what no step is about is not as it was."""
    before, now = note.frontmatter, frontmatter.read(text)
    if now is None if before is not None or meant else now is not None:
        return "the outcome could not be proved to be what was meant"
    if now is not None and (now.values is None or not same(now.values, meant)):
        return "the outcome could not be proved to be what was meant"
    retags = [step for step in steps if isinstance(step, Retag)]
    if not is_retagged(_below(note.text, before), _below(text, now), retags):
        return "the text below the front matter would change"
    if before is None or now is None:
        return None
    written, later = _written(before), _written(now)
    for key in written.keys() & later.keys():
        if same(values[key], meant[key]) and written[key] != later[key]:
            return f"`{key}` would be written in another way"
    return None


def _below(text: str, matter: FrontMatter | None) -> str:
    return text if matter is None else text[matter.end :]


def _written(matter: FrontMatter) -> dict[str, str]:
    """Each key and value as it is written."""
    return {
        entry.name: matter.text[entry.key.span.start : max(entry.key.span.end, entry.value.span.end)]
        for entry in reversed(matter.entries)
    }
