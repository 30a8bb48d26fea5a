"""Wikilinks and embeds: `[[path#heading|text]]`, `![[image.png|100]]` (Obsidian Help, "Internal links")."""

from __future__ import annotations

from collections.abc import Iterator

from vaultlint.late import late
from vaultlint.markdown.links.link import Link, Reference
from vaultlint.text import Span, has

_SIGN = r"[^\[\]\r\n]|\](?!\])|\[(?!\[)"
WIKILINK = late(rf"\[\[([^\[\]|#\r\n]*+)(#(?:(?!\|)(?:{_SIGN}))*+)?+(\|(?:{_SIGN})*+)?+\]\]")
"""Groups: path, subpath, text."""

MARKS = frozenset({"toc", "_toc_", "_tosp_"})
"""What other programs put a table of contents for."""


def read_wikilinks(text: str, start: int, end: int) -> Iterator[Link]:
    """The wikilinks between two offsets, code and the like not left out; a `[[1]](address)` is a link to the web."""
    if not has(text, "[[", start):
        return
    for match in WIKILINK.finditer(text, start, end):
        path = match[1].removesuffix("\\") if match[3] and not match[2] else match[1]
        subpath = (match[2] or "").removesuffix("\\") if match[3] else match[2] or ""
        name = path.strip()
        if text.startswith("(", match.end()) or name.lower() in MARKS or is_escaped(text, match.start()):
            continue
        sign = match.start() - 1
        embeds = sign >= 0 and text[sign] == "!" and not is_escaped(text, sign)
        at = match.start(1) + len(path) - len(path.lstrip())
        span = Span(match.start() - embeds, match.end())
        place = Span(match.end(1), match.end(1) + len(subpath))
        yield Link(span, Span(at, at + len(name)), place, Reference("wiki", name, subpath.rstrip(), embeds))


def is_escaped(text: str, offset: int) -> bool:
    """Whether an odd number of backslashes stands in front of `offset`."""
    count = 0
    while offset - count > 0 and text[offset - count - 1] == "\\":
        count += 1
    return count % 2 == 1
