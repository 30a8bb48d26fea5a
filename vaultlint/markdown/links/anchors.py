"""What a link may lead to inside a note: its headings, its `^blocks`, and places that HTML or attributes name.

Read without regard to code, which is quick; so a few are found that are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from vaultlint.late import late
from vaultlint.text import has

_HEADING = late(r"\n(#{1,6})[ \t]++([^\n]*+)")
_DEEP_HEADING = late(r" (#{1,6})[ \t]++([^\n]*+)")
_QUOTES = late(r"[ \t>]*+(?:[-+*][ \t]++|\d{1,9}[.)][ \t]++|>[ \t]*+)*+")
_UNDERLINE = late(r"\n[ \t>]*+(=++|-++)[ \t]*+(?=\n|\Z)")
_BLOCK = late(r"\^([A-Za-z0-9-]++)[ \t]*+(?=\n|\Z)")
_NAMED = late(r"""(?:\b(?:id|name)=["']?+|\{#)([\w:.-]++)""")
_CLOSING = late(r"[ \t]++#++[ \t]*+\Z")
_IGNORED = late(r"""[!"#$%&()*+,.:;<=>?@^`{|}~/\[\]\\\s]++""")
"""What Obsidian takes for a blank where it compares headings."""

_FORBIDDEN = late(r"[#|^:]|%%|\[\[|\]\]")
_SLUG_NUMBER = late(r"[-_]\d++\Z")


class Heading(NamedTuple):
    """A heading, as it is written."""

    level: int
    title: str

    @property
    def text(self) -> str:
        """The title in the form in which headings are compared."""
        return compared(self.title)

    @property
    def name(self) -> str:
        """The title as a link names it: without the signs that have a meaning there."""
        return " ".join(_FORBIDDEN.sub(" ", self.title).split())


class Anchors(NamedTuple):
    """The places in a note; `blocks` and `names` in lower case."""

    headings: tuple[Heading, ...] = ()
    blocks: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


NONE = Anchors()
_NO_NAMES = frozenset[str]()


def read_anchors(text: str, start: int) -> Anchors:
    """The places in a note whose body starts at `start`."""
    body = "\n" + (text[start:].replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text[start:])
    headings = tuple(_headings(body))
    blocks = _named(_BLOCK, body) if "^" in body else _NO_NAMES
    names = _named(_NAMED, body) if has(body, "id=") or has(body, "name=") or has(body, "{#") else _NO_NAMES
    return Anchors(headings, blocks, names) if headings or blocks or names else NONE


def _named(pattern: re.Pattern[str], body: str) -> frozenset[str]:
    return frozenset(match[1].lower() for match in pattern.finditer(body))


def _headings(body: str) -> Iterator[Heading]:
    found = [(match.start(), len(match[1]), match[2]) for match in _HEADING.finditer(body)] if "#" in body else []
    if " #" in body:
        found += _deep(body)
    if "\n=" in body or "\n-" in body or "\n>" in body:
        found += _underlined(body)
    for _, level, title in sorted(found):
        yield Heading(level, _CLOSING.sub("", title).rstrip())


def _deep(body: str) -> Iterator[tuple[int, int, str]]:
    """Headings in quotes and lists, and indented ones."""
    for match in _DEEP_HEADING.finditer(body):
        line = body.rfind("\n", 0, match.start() + 1)
        if _QUOTES.fullmatch(body, line + 1, match.start() + 1):
            yield line, len(match[1]), match[2]


def _underlined(body: str) -> Iterator[tuple[int, int, str]]:
    for match in _UNDERLINE.finditer(body):
        line = body.rfind("\n", 0, match.start())
        title = body[line + 1 : match.start()].strip("> \t")
        if title:
            yield line, 1 if match[1][0] == "=" else 2, title


@lru_cache(maxsize=1 << 14)
def compared(heading: str) -> str:
    """A heading, or the name of one, in the form in which Obsidian compares them."""
    return unicodedata.normalize("NFC", _IGNORED.sub(" ", heading)).strip().casefold()


def has_block(anchors: Anchors, name: str) -> bool:
    """Whether a link `#^name` leads to a block."""
    return name.strip().lower() in anchors.blocks


def has_heading(anchors: Anchors, subpath: str) -> bool:
    """Whether `#heading`, or `#heading#subheading`, leads to one: each somewhere below the one in front of it."""
    return not _wanted(subpath) or named_headings(anchors.headings, subpath) is not None


def named_headings(headings: Sequence[Heading], subpath: str) -> tuple[int, ...] | None:
    """Which of the headings each part of `#heading#subheading` names; None if it leads to none."""
    wanted = _wanted(subpath)
    above: list[int] = []
    for index, heading in enumerate(headings):
        while above and headings[above[-1]].level >= heading.level:
            above.pop()
        if wanted and heading.text == wanted[-1]:
            named = _in_order(wanted[:-1], above, headings)
            if len(named) == len(wanted) - 1:
                return *named, index
        above.append(index)
    return None


def _wanted(subpath: str) -> list[str]:
    return [text for part in subpath.split("#") if (text := compared(part))]


def _in_order(wanted: list[str], above: list[int], headings: Sequence[Heading]) -> list[int]:
    """Those of the headings above that have these titles, in this order, as far as they go."""
    left = iter(above)
    found = (next((index for index in left if headings[index].text == title), None) for title in wanted)
    return [index for index in found if index is not None]


def has_place(anchors: Anchors, subpath: str) -> bool:
    """Whether the subpath of a Markdown link leads anywhere where pages name their places by themselves."""
    name = unquote(subpath).strip("# ").lower()
    if name in anchors.names or name in anchors.blocks:
        return True
    slugs = {slug(heading.text) for heading in anchors.headings}
    return slug(name) in slugs or slug(_SLUG_NUMBER.sub("", name)) in slugs


def slug(text: str) -> str:
    """The letters and digits of a heading, or of a link's place, by which pages name it."""
    return "".join(sign for sign in text if sign.isalnum())
