"""Items of `tags` that are no tags, or have the `#` that tags have only in the text of a note."""

from __future__ import annotations

from collections.abc import Iterator

from vaultlint.errors import EditRefused
from vaultlint.finding import Change, Finding, Fix, Path, Value, safe
from vaultlint.frontmatter import FrontMatter, Scalar, Sequence, value_of
from vaultlint.frontmatter.edits import set_value
from vaultlint.frontmatter.relisting import item_text
from vaultlint.frontmatter.requoted import bare
from vaultlint.frontmatter.unseen import all_seen
from vaultlint.frontmatter.wikilink import is_bare_link
from vaultlint.late import late
from vaultlint.properties.own import is_template
from vaultlint.schema.words import shown
from vaultlint.tag import DIGITS, NAME, is_tag
from vaultlint.text import Edit

_SEVERAL = late(r"\s*+[,，、;；]\s*+|\s++(?=#)")
_BLANK = late(r"\s")
_RUN = late(NAME)


def no_tags(matter: FrontMatter, key: str, node: Sequence) -> Iterator[tuple[str, Finding]]:
    """The rule and the finding of each item that is no tag."""
    if is_bare_link(node, node.span.of(matter.text)):
        return
    for index, item in enumerate(node.items):
        if isinstance(item, Scalar):
            yield from _no_tag(matter, node, (key, index), item)
        elif isinstance(item, Sequence) and not is_bare_link(item, item.span.of(matter.text)):
            message = "a list in the list, which is no tag; write its items by themselves"
            yield "tag-syntax", Finding(item.span, message, _relisted(matter, node, (key, index), value_of(item)))


def _no_tag(matter: FrontMatter, node: Sequence, path: Path, item: Scalar) -> Iterator[tuple[str, Finding]]:
    text = _text(matter, item)
    if text is None or is_tag(text) or _is_told_elsewhere(matter, item, text):
        return
    name = text.lstrip("#")
    if name != text and is_tag(name):
        message = f"{shown(text)} has the `#` that tags have in the text of a note only"
        yield "tag-hash", Finding(item.span, message, _bared(matter, node, path, item, name))
    else:
        yield "tag-syntax", Finding(item.span, _message(text, name), _parted(matter, node, path, text))


def _text(matter: FrontMatter, item: Scalar) -> str | None:
    """The tag that Obsidian reads there; None if it reads none, or that is not known."""
    if isinstance(item.value, str):
        return item.value
    is_number = isinstance(item.value, int | float) and not isinstance(item.value, bool)
    return item.span.of(matter.text) if is_number and not item.anchor and not item.tag else None


def _is_told_elsewhere(matter: FrontMatter, item: Scalar, text: str) -> bool:
    """Whether it is a template, or would be a tag without quotes in its quotes and what nobody sees."""
    if is_template(text):
        return True
    others = {all_seen(matter.text, item), bare(item)} - {text}
    return any(isinstance(one, str) and is_tag(one.lstrip("#")) for one in others)


def _message(text: str, name: str) -> str:
    if not text:
        return "an empty tag"
    several = _names(text)
    if len(several) > 1 and all(map(is_tag, several)):
        return f"{shown(text)} is {len(several)} tags in one item"
    return f"{shown(text)} is no tag: {_reason(name)}"


def _reason(name: str) -> str:
    if DIGITS.match(name):
        return "digits alone are none; put a letter, `_`, `-` or `/` in"
    if not name.strip("/"):
        return "it has no name"
    strange = "".join(_RUN.sub("", name).split())
    if strange:
        return f"`{strange[0]}` cannot stand in one; only letters, digits, `_`, `-`, `/` and emoji can"
    if _BLANK.search(name):
        return "there is a blank in it; write `two-words`, `two_words` or `twoWords`, or make it two tags"
    return "a level of it has no name"


def _names(text: str) -> list[str]:
    """The tags that a text is, each without its `#`: parted by commas, or by blanks where each has its `#`."""
    return [part.lstrip("#") for part in _SEVERAL.split(text) if part]


def _bared(matter: FrontMatter, node: Sequence, path: Path, item: Scalar, name: str) -> Fix | None:
    if item.anchor or item.tag or any(isinstance(one, Scalar) and one.value == name for one in node.items):
        return _relisted(matter, node, path, [name])
    edit = Edit(item.span, item_text(matter, node, name))
    return safe("Remove the `#`", edit, changes=matter.changes(item, name))


def _parted(matter: FrontMatter, node: Sequence, path: Path, text: str) -> Fix | None:
    """The fix where one reading is possible: several tags in one text, an empty level or an empty item too many."""
    names = _names(text)
    if len(names) < 2 and "/" in text:
        names = ["/".join(filter(None, names[0].split("/")))] if names else []
    return _relisted(matter, node, path, names) if names or not text else None


def _relisted(matter: FrontMatter, node: Sequence, path: Path, names: Value | list[str]) -> Fix | None:
    """The list with `names`, those that are not in it yet, in the place of the item at `path`."""
    items, key, at = value_of(node), path[0], int(path[1])
    assert isinstance(items, list)
    if not isinstance(names, list) or not all(isinstance(name, str) and is_tag(name) for name in names):
        return None
    fresh = [name for index, name in enumerate(names) if name not in items and name not in names[:index]]
    value = [*items[:at], *fresh, *items[at + 1 :]]
    try:
        edits = set_value(matter, (key,), value)
    except EditRefused:
        return None
    title = f"Write {' and '.join(map(shown, names))}" if names else "Remove the item"
    return safe(title, *edits, changes=(Change((key,), value),))
