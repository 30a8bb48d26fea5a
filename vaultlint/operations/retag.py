"""A tag called by another name: names, the tags of a text and of a base, and the proof that no more has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from vaultlint import frontmatter
from vaultlint.errors import EditRefused
from vaultlint.finding import Value
from vaultlint.frontmatter import Fault, block, same, value_of
from vaultlint.late import late
from vaultlint.markdown import Body, Tag, read_base_tags
from vaultlint.operations.steps import Retag, Step
from vaultlint.text import Edit, Span, apply

KEYS = ("tags", "tag")
"""Where notes have their tags; the second is Obsidian's older name."""

WORD = late(r"[^\s,]++")
"""A tag, where several are written in one text."""


def folded(name: str) -> str:
    """The name by which Obsidian knows a tag: it ignores case (Obsidian Help, "Tags", Tag format)."""
    return name.casefold()


def renamed(name: str, step: Retag) -> str | None:
    """The new name of the tag, if it is the old one or nested in it; None if it is another."""
    old, parts = step.old.split("/"), name.split("/")
    if folded("/".join(parts[: len(old)])) != folded(step.old):
        return None
    return "/".join([step.new, *parts[len(old) :]])


def retagged(text: str, step: Retag) -> str:
    """The text of a note with its `#tags`, and those in its bases, renamed; the front matter stays."""
    return text if not _may_name(text, step) else apply(text, _edits(_tags(text), step))


def rebased(text: str, steps: Sequence[Retag]) -> str:
    """The text of a base with its tags renamed.

    Raises:
        EditRefused: it is not YAML, or the outcome cannot be proved to be what is meant.
    """
    now = text
    for step in steps:
        if _may_name(now, step):
            now = apply(now, _edits(read_base_tags(now, Span(0, len(now))), step))
    if now != text and not same(_retagged_data(_data(text), steps), _data(now)):
        raise EditRefused("the outcome could not be proved to be what was meant")
    return now


def is_retagged(before: str, after: str, steps: Sequence[Retag]) -> bool:
    """Whether the body `after` is `before` with its tags renamed, and else the same to the letter."""
    if not steps or before == after:
        return before == after
    old, new = _body_tags(before), _body_tags(after)
    names = [_through(tag.name, steps) for tag in old]
    return names == [tag.name for tag in new] and _between(before, old) == _between(after, new)


class Retagged(NamedTuple):
    """The tags of a text that have new names, old and new, in order; and those that fall together with another."""

    names: tuple[tuple[str, str], ...] = ()
    merged: tuple[tuple[str, str], ...] = ()


UNTAGGED = Retagged()


def comparison(before: str, after: str, values: Mapping[str, Value], steps: Sequence[Step]) -> Retagged:
    """What the renamings among the steps have done to the tags of a note with these values."""
    retags = [step for step in steps if isinstance(step, Retag)]
    if not retags or before == after:
        return UNTAGGED
    old, new = _tags(before), _tags(after)
    names = list(dict.fromkeys([*tags_of(values), *(tag.name for tag in old)]))
    return Retagged(_differences(old, new), tuple(_merged(names, retags)))


def base_comparison(before: str, after: str) -> Retagged:
    """The same of a base, where nothing falls together."""
    old, new = (list(read_base_tags(text, Span(0, len(text)))) for text in (before, after))
    return Retagged(_differences(old, new))


def _differences(old: Sequence[Tag], new: Sequence[Tag]) -> tuple[tuple[str, str], ...]:
    return tuple((one.name, other.name) for one, other in zip(old, new, strict=False) if one.name != other.name)


def _merged(names: Iterable[str], steps: Sequence[Retag]) -> Iterator[tuple[str, str]]:
    there: dict[str, str] = {}
    for name in names:
        new = _through(name, steps)
        first = there.setdefault(folded(new), name)
        if folded(first) != folded(name):
            yield first, name


def tags_of(values: Mapping[str, Value]) -> Iterator[str]:
    """The tags of the front matter."""
    for key in KEYS:
        value = values.get(key)
        listed = value if isinstance(value, list) else WORD.findall(value) if isinstance(value, str) else []
        yield from (one.removeprefix("#") for one in listed if isinstance(one, str))


def _may_name(text: str, step: Retag) -> bool:
    """Whether the name stands anywhere in the text; most texts are ruled out by it."""
    return step.old in text or folded(step.old) in folded(text)


def _edits(tags: Iterable[Tag], step: Retag) -> list[Edit]:
    found = ((tag, renamed(tag.name, step)) for tag in tags)
    return [Edit(tag.span, new) for tag, new in found if new is not None and new != tag.name]


def _tags(text: str) -> list[Tag]:
    matter = frontmatter.read(text)
    return _body_tags(text, 0 if matter is None else matter.end)


def _body_tags(text: str, start: int = 0) -> list[Tag]:
    body = Body(text, start)
    return sorted([*body.tags, *body.base_tags])


def _between(text: str, tags: Sequence[Tag]) -> list[str]:
    ends = [0, *(tag.span.end for tag in tags)]
    starts = [*(tag.span.start for tag in tags), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


def _through(name: str, steps: Iterable[Retag]) -> str:
    for step in steps:
        name = renamed(name, step) or name
    return name


def _data(text: str) -> Value:
    root = block.tree(text, Span(0, len(text)))
    if isinstance(root, Fault):
        raise EditRefused("it does not parse")
    return None if root is None else value_of(root)


def _retagged_data(data: Value, steps: Iterable[Retag]) -> Value:
    """The data with the tags renamed in each text of it."""
    if isinstance(data, dict):
        return {key: _retagged_data(value, steps) for key, value in data.items()}
    if isinstance(data, list):
        return [_retagged_data(value, steps) for value in data]
    if isinstance(data, str):
        for step in steps:
            data = apply(data, _edits(read_base_tags(data, Span(0, len(data))), step))
    return data
