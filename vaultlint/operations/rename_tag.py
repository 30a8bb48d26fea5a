"""`rename-tag OLD NEW`: call a tag by another name, in front matter, text and bases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.errors import UsageError
from vaultlint.finding import Value
from vaultlint.frontmatter import same
from vaultlint.operations.argument import TEXT, Argument
from vaultlint.operations.operation import Context, Operation
from vaultlint.operations.retag import KEYS, WORD, folded, renamed
from vaultlint.operations.steps import Put, Retag, Step, Values
from vaultlint.tag import is_hashtag


@dataclass(frozen=True, slots=True)
class RenameTag(Operation):
    """Nested tags follow. Where the new tag is there already, the two become one in front matter."""

    NAME = "rename-tag"
    HELP = "call a tag, and those nested in it, by another name: in front matter, in the text, in bases"
    ARGUMENTS = (
        Argument("old", TEXT, "the tag; its case is no matter", "OLD"),
        Argument("new", TEXT, "its new name", "NEW"),
    )

    old: str
    new: str

    def __post_init__(self) -> None:
        for name in ("old", "new"):
            object.__setattr__(self, name, getattr(self, name).removeprefix("#").strip("/"))
        if not self.old or not is_hashtag(self.new):
            raise UsageError(f"`{self.new if self.old else self.old}` is no tag: letters, digits, `_`, `-` and `/`")
        if self.old == self.new:
            raise UsageError(f"`{self.old}` is its own new name")
        again = renamed(self.new, Retag(self.old, self.new))
        if again not in (None, self.new):
            raise UsageError(f"`{self.new}` is nested in `{self.old}`: run twice, it would change twice")

    @property
    def retags(self) -> tuple[Retag, ...]:
        return (Retag(self.old, self.new),)

    def plan(self, values: Values, context: Context) -> Iterator[Step]:
        for key in KEYS:
            before = values.get(key)
            after = _items(before, *self.retags) if isinstance(before, list) else self._text(before)
            if not same(before, after):
                yield Put(key, after)
        yield from self.retags

    def _text(self, value: Value) -> Value:
        """Tags that are written in one text, with blanks or commas between them."""
        if not isinstance(value, str):
            return value
        return WORD.sub(lambda word: _renamed(word[0], *self.retags), value)


def _renamed(word: str, step: Retag) -> str:
    """A tag as it is written in front matter, where a `#` may stand before it."""
    new = renamed(word.removeprefix("#"), step)
    return word if new is None else "#" * word.startswith("#") + new


def _items(items: list[Value], step: Retag) -> list[Value]:
    """The items, renamed; one that is there already by its new name goes."""
    kept: list[Value] = []
    there = {_known(one) for one in items if isinstance(one, str) and _renamed(one, step) == one}
    for item in items:
        new = _renamed(item, step) if isinstance(item, str) else item
        if isinstance(new, str) and new != item:
            if _known(new) in there:
                continue
            there.add(_known(new))
        kept.append(new)
    return kept


def _known(word: str) -> str:
    return folded(word.removeprefix("#"))
