"""What is being typed at a place, read off the line alone: while one types, front matter mostly does not parse."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from vaultlint.late import late
from vaultlint.note import Note
from vaultlint.tag import HASHTAG
from vaultlint.text import Span, line_end, line_start

_KEY = late(r"""(?P<key>"[^"]*+"|'[^']*+'|[^\s#\-\[\]{}>|`!*&:"'][^:]*?)[ \t]*+:(?P<rest>(?:[ \t].*)?\Z)""", re.S)
_NEW_KEY = late(r"[\w][\w\- ]*+\Z|\Z")
_ITEM = late(r"[ \t]*+-[ \t]++(?P<rest>.*)\Z", re.S)
_OPENING = late(r"!?\[\[(?P<path>[^\[\]|#]*+)(?P<place>#[^\[\]|]*+)?\Z")
_HASH = late(rf"(?<![^\s>])#(?P<name>{HASHTAG})?\Z")


@dataclass(frozen=True, slots=True)
class Typed:
    """What `place` holds up to the cursor is the beginning of this; `key` and `path` say of what it is a part.

    A `is_bare` link stands in front matter without the quotes that it needs; its place takes in the `[[`.
    """

    kind: Literal["key", "value", "item", "note", "heading", "block", "tag"]
    place: Span
    key: str = ""
    path: str = ""
    is_flow: bool = False
    is_bare: bool = False

    def text(self, whole: str) -> str:
        """What has been typed."""
        return self.place.of(whole)


def typed_at(note: Note, offset: int) -> Typed | None:
    """What is being typed at an offset; None where nothing can be completed."""
    start = line_start(note.text, offset)
    before = note.text[start:offset]
    matter = note.frontmatter
    is_inside = matter is not None and matter.content.start <= offset < matter.content.end
    found = _link(before, start)
    if is_inside:
        return _quoted(note, found) if found else _property(note, start, offset)
    if found is None and (match := _HASH.search(before)):
        found = Typed("tag", Span(start + match.start() + 1, offset))
    return None if found is None or _is_code(note, offset) else found


def _is_code(note: Note, offset: int) -> bool:
    return offset > 0 and (offset - 1 in note.body.inert)


def _link(before: str, start: int) -> Typed | None:
    opening = _OPENING.search(before)
    if opening is None:
        return None
    end, path = start + len(before), opening["path"].strip()
    if opening["place"] is None:
        return Typed("note", Span(start + opening.start("path"), end))
    at = start + opening.start("place") + 1
    if opening["place"].startswith("#^"):
        return Typed("block", Span(at + 1, end), path=path)
    return Typed("heading", Span(at + opening["place"].rindex("#"), end), path=path)


def _quoted(note: Note, link: Typed) -> Typed:
    """The link, bare if no quote stands in front of it; only the name of a note is told so."""
    opening = link.place.start - 2
    if link.kind != "note" or note.text[opening - 1] in "\"'":
        return link
    return replace(link, place=Span(opening, link.place.end), is_bare=True)


def _property(note: Note, start: int, offset: int) -> Typed | None:
    before = note.text[start:offset]
    if item := _ITEM.match(before):
        key = _key_above(note, start)
        return Typed("item", Span(start + item.start("rest"), offset), key) if key else None
    if match := _KEY.match(before):
        return _value(match, start, offset) if match["rest"] else None
    return Typed("key", Span(start, offset)) if _NEW_KEY.match(before) else None


def _value(match: re.Match[str], start: int, offset: int) -> Typed:
    key, rest = match["key"].strip("\"'"), match["rest"]
    at = start + match.start("rest") + len(rest) - len(rest.lstrip(" \t"))
    if not rest.lstrip(" \t").startswith("[") or rest.lstrip(" \t").startswith("[["):
        return Typed("value", Span(at, offset), key)
    last = max(rest.rfind("["), rest.rfind(","))
    item = rest[last + 1 :]
    return Typed("item", Span(offset - len(item.lstrip(" \t")), offset), key, is_flow=True)


def _key_above(note: Note, start: int) -> str | None:
    """The key to which an item of a list on the line that starts there belongs."""
    top = note.frontmatter.content.start if note.frontmatter else 0
    while start > top:
        start = line_start(note.text, start - 1 - note.text.startswith("\r\n", start - 2))
        match = _KEY.match(note.text[start : line_end(note.text, start)])
        if match is not None:
            return match["key"].strip("\"'") if not match["rest"].strip() or match["rest"].strip()[:1] == "#" else None
    return None
