"""Markdown links and images into the vault: `[text](path "title")`, `[name]: path` (CommonMark 0.31, 4.7 and 6.3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from vaultlint.late import late
from vaultlint.markdown.links.link import Kind, Link, Reference
from vaultlint.markdown.links.wikilinks import is_escaped
from vaultlint.text import Span, has

_TITLE = r"""(?:[ \t]++(?:"[^"\r\n]*+"|'[^'\r\n]*+'|\([^()\r\n]*+\)))?+"""
_PLAIN = r"(?!<)(?:\\[!-/:-@\[-`{-~]|[^\s()\\]|\\(?![!-/:-@\[-`{-~])|\((?:[^\s()]|\([^\s()]*+\))*+\))*+"
_INLINE = late(rf"\]\([ \t]*+(?:<([^<>\r\n]*+)>|({_PLAIN})){_TITLE}[ \t]*+\)")
_DEFINITION = late(
    rf"^ {{0,3}}\[(?!\^)([^\[\]\r\n]++)\]:[ \t]++(?:<([^<>\r\n]++)>|({_PLAIN})){_TITLE}[ \t]*+(?=[\r\n]|\Z)", re.M
)
_NAME = late(r"\[([^\[\]\r\n]++)\]")
_ELSEWHERE = late(r"[A-Za-z][A-Za-z0-9+.-]*+:|//|#|\?|\Z")
"""Addresses of the web, of the mail, of a place on the page."""

_ESCAPE = late(r"\\([!-/:-@\[-`{-~])")
_IDENTIFIER = late(r"[A-Za-z0-9_)\]}\"'.]")

LONGEST_TEXT = 500
"""So many characters the text of a link has at the most."""


def read_inline(text: str, start: int) -> Iterator[Link]:
    """The Markdown links and images into the vault from `start` on, code and the like not left out."""
    if has(text, "](", start):
        yield from (link for link in _inline(text, start) if leads_inside(link))
    if has(text, "]: ", start):
        yield from _definitions(text, start)


def read_empty(text: str, start: int) -> Iterator[Link]:
    """The Markdown links and images that lead nowhere at all: `[text]()`."""
    if has(text, "](", start):
        yield from (link for link in _inline(text, start) if not link.reference.path and not link.reference.subpath)


def leads_inside(link: Link) -> bool:
    """Whether a Markdown link names a file by its path."""
    return not _ELSEWHERE.match(link.reference.path) and "{" not in link.reference.path


def _inline(text: str, start: int) -> Iterator[Link]:
    for match in _INLINE.finditer(text, start):
        opener = None if is_escaped(text, match.start()) else _opener(text, start, match.start())
        if opener is None:
            continue
        embeds = opener > start and text[opener - 1] == "!" and not is_escaped(text, opener - 1)
        if embeds or not _is_call(text, opener, match):
            group = 1 if match[1] is not None else 2
            yield _link("markdown", Span(opener - embeds, match.end()), match.start(group), match[group], embeds)


def _is_call(text: str, opener: int, match: re.Match[str]) -> bool:
    """Whether it is more likely a function in a list that is called, `handlers[i](event)`, than a link."""
    is_path = "." in match[0] or "/" in match[0]
    return opener > 0 and not is_path and _IDENTIFIER.match(text, opener - 1) is not None


def _opener(text: str, start: int, end: int) -> int | None:
    """Where the text of a link begins that ends at `end`."""
    floor, depth, at = max(start, end - LONGEST_TEXT), 0, end
    while at > floor:
        at -= 1
        sign = text[at]
        if sign == "]" and not is_escaped(text, at):
            depth += 1
        elif sign == "[" and not is_escaped(text, at):
            if depth == 0:
                return at
            depth -= 1
        elif sign == "\n" and text[max(floor, at - 2) : at].endswith(("\n", "\n\r")):
            return None
    return None


def _definitions(text: str, start: int) -> Iterator[Link]:
    found = list(_DEFINITION.finditer(text, start))
    used = Counter(name.lower() for name in _NAME.findall(text)) if found else Counter[str]()
    for match in found:
        group = 2 if match[2] is not None else 3
        span = Span(match.start(1) - 1, match.end())
        link = _link("definition", span, match.start(group), match[group])
        path = link.reference.path
        if used[match[1].lower()] > 1 and leads_inside(link) and ("." in path or "/" in path):
            yield link


def _link(kind: Kind, span: Span, at: int, written: str, embeds: bool = False) -> Link:
    path, mark, subpath = written.partition("#")
    place = Span(at + len(path), at + len(written))
    path = path.partition("?")[0] if path.partition("?")[0].endswith(".md") else path
    return Link(span, Span(at, at + len(path)), place, Reference(kind, decoded(path), decoded(mark + subpath), embeds))


def decoded(written: str) -> str:
    """What the target of a Markdown link says."""
    text = _ESCAPE.sub(r"\1", written) if "\\" in written else written
    text = unescape(text) if "&" in text else text
    return (unquote(text) if "%" in text else text).strip()
