"""The fast reader: the shapes of line that nearly all front matter is made of, and nothing else.

It reads keys at the margin with a scalar or a list of scalars, plain or in quotes, over several lines too, flow
lists on one line, comments and blank lines. Whatever else it meets it refuses, and `exact` reads the block. Both
build the same tree.
"""

from __future__ import annotations

from typing import Any

from vaultlint.frontmatter.scalars import resolve
from vaultlint.frontmatter.tree import Entry, Mapping, Node, Scalar, Sequence, Style
from vaultlint.late import late
from vaultlint.text import Span

_LINE = late(
    r"(?:( *+)-(?: ++|(?=[\r\n]|\Z))"  # 1: what indents the `-` of an item
    r"|([^\W\d][\w\-./]{0,80}(?: [\w\-./]{1,80}){0,6}):(?: ++|(?=[\r\n]|\Z)))?+"  # 2: a key
    r"(?:((?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-[^\s\-?:,\[\]{}#])[^\r\n]*+"  # 3: a plain value
    r"(?:(?:\r\n?|\n) ++[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\r\n]*+)*+)"  # and lines that go on with it
    r"|('(?:[^'\r\n]|''|(?:\r\n?|\n) ++(?=\S))*+')"  # 4: in single quotes
    r"|(\"(?:[^\"\\\r\n]|(?:\r\n?|\n) ++(?=\S))*+\")"  # 5: in double quotes, without escapes
    r"|(\[[^\[\]{}\r\n#:]*+\]|\{ *+\}))?+"  # 6: a flow list, or an empty mapping
    r" *+(?:(?<!\S)#[^\r\n]*+)?+(?:\r\n?|\n|\Z)"
)
_ITEM = late(r" *+(?:('(?:[^']|'')*+')|(\"[^\"\\]*+\")|([^\s\-?,&*!|>'\"%@`][^,'\"]*+)) *+(?:,|\Z)")
_JOINT = late(r" *+(?:\r\n?|\n)( *+)")
_COLON_AT_END = late(r": *+[\r\n]")
_FOREIGN = late("[\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class UnknownShapeError(Exception):
    """The block has a shape of line that this reader does not know."""


def read(text: str, content: Span) -> Node | None:
    """The tree of the YAML in `content`; None if there is none in it.

    Raises:
        UnknownShapeError: ask the exact reader.
    """
    start, end = content
    if _FOREIGN.search(text, start, end):
        raise UnknownShapeError
    entries: list[Entry] = []
    items: list[Node] = []
    open_key: Scalar | None = None
    open_at = list_at = indent = 0
    match_line = _LINE.match
    while start < end:
        line = match_line(text, start, end)
        if line is None:
            raise UnknownShapeError
        dash, name, plain, single, double, flow = line.groups()
        if name is not None:
            if open_key is not None:
                entries.append(_entry(open_key, _value(items, list_at, open_at)))
                items, open_key = [], None
            key_end = line.end(2)
            key = _scalar(line.span(2), resolve(name) if name[0] in "nNtTfF" else name, _PLAIN)
        elif dash is not None:
            if open_key is None:
                raise UnknownShapeError
            if not items:
                list_at, indent = line.end(1), len(dash)
            elif indent != len(dash):
                raise UnknownShapeError
        else:
            if plain or single or double or flow:
                raise UnknownShapeError
            start = line.end()
            continue

        node: Node | None
        if plain is not None:
            node = _plain(plain, line.start(3), dash)
        elif single is not None:
            node = _scalar(line.span(4), _folded(single[1:-1], dash).replace("''", "'"), _SINGLE)
        elif double is not None:
            node = _scalar(line.span(5), _folded(double[1:-1], dash), _DOUBLE)
        elif flow is not None:
            node = _flow(text, Span(*line.span(6)))
        else:
            node = None
        start = line.end()

        if dash is not None:
            items.append(node or _empty(line.end(1) + 1))
        elif node is None:
            open_key, open_at = key, key_end + 1
        else:
            entries.append(_entry(key, node))
    if open_key is not None:
        entries.append(_entry(open_key, _value(items, list_at, open_at)))
    if not entries:
        return None
    return Mapping(Span(entries[0].key.span.start, entries[-1].value.span.end), tuple(entries), False)


# Nodes are frozen, and their own `__init__` takes longer than reading the line; so their slots are set directly.
_new: Any = object.__new__
_new_tuple: Any = tuple.__new__
_PLAIN, _SINGLE, _DOUBLE, _EMPTY = Style.PLAIN, Style.SINGLE, Style.DOUBLE, Style.EMPTY
_slots: Any = {name: getattr(Scalar, name).__set__ for name in Scalar.__slots__}
_set_span, _set_value, _set_style = _slots["span"], _slots["value"], _slots["style"]
_set_anchor, _set_tag = _slots["anchor"], _slots["tag"]
_entry_slots: Any = {name: getattr(Entry, name).__set__ for name in Entry.__slots__}
_set_key, _set_entry_value = _entry_slots["key"], _entry_slots["value"]


def _scalar(span: tuple[int, int], value: str | int | float | bool | None, style: Style) -> Scalar:
    node: Scalar = _new(Scalar)
    _set_span(node, _new_tuple(Span, span))
    _set_value(node, value)
    _set_style(node, style)
    _set_anchor(node, None)
    _set_tag(node, None)
    return node


def _entry(key: Node, value: Node) -> Entry:
    entry: Entry = _new(Entry)
    _set_key(entry, key)
    _set_entry_value(entry, value)
    return entry


def _empty(offset: int) -> Scalar:
    return _scalar((offset, offset), None, _EMPTY)


def _value(items: list[Node], list_at: int, open_at: int) -> Node:
    if not items:
        return _empty(open_at)
    return Sequence(Span(list_at, items[-1].span.end), tuple(items), False)


def _plain(written: str, start: int, dash: str | None) -> Scalar:
    value = written.rstrip(" ")
    if "\n" in written or "\r" in written:
        value = _folded(value, dash)
        if " #" in value or _COLON_AT_END.search(written):
            raise UnknownShapeError
        written = written.rstrip(" ")
    elif " #" in value:
        written = value = value[: value.index(" #")].rstrip(" ")
    else:
        written = value
    if ": " in value or value[-1] == ":":
        raise UnknownShapeError
    return _scalar((start, start + len(written)), resolve(value), _PLAIN)


def _folded(written: str, dash: str | None) -> str:
    """Lines joined by a blank each, as YAML folds them; those of an item stand further in than its `-`."""
    if "\n" not in written and "\r" not in written:
        return written
    if dash and any(len(indent) <= len(dash) for indent in _JOINT.findall(written)):
        raise UnknownShapeError
    return _JOINT.sub(" ", written)


def _flow(text: str, span: Span) -> Node:
    if text[span.start] == "{":
        return Mapping(span, (), True)
    inside, end = span.start + 1, span.end - 1
    items: list[Node] = []
    while inside < end:
        item = _ITEM.match(text, inside, end)
        if item is None:
            if items or text[inside:end].strip(" "):
                raise UnknownShapeError
            break
        if item[1] is not None:
            items.append(_scalar(item.span(1), item[1][1:-1].replace("''", "'"), _SINGLE))
        elif item[2] is not None:
            items.append(_scalar(item.span(2), item[2][1:-1], _DOUBLE))
        else:
            written = item[3].rstrip(" ")
            at = item.start(3)
            items.append(_scalar((at, at + len(written)), resolve(written), _PLAIN))
        inside = item.end()
    return Sequence(span, tuple(items), True)
