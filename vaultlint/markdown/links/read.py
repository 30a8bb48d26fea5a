"""All links of a text, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from vaultlint.markdown.inert import MATH, Inert
from vaultlint.markdown.links.inline import read_empty, read_inline
from vaultlint.markdown.links.link import Link, Reference
from vaultlint.markdown.links.wikilinks import read_wikilinks
from vaultlint.text import has, line_end, line_start

_TEMPLATES = ("{{", "{%", "<%", "](start_span)", "](end_span)")
"""Signs of templates, and marks of a model that look like links (`residue/marker` tells of them)."""


def candidates(text: str, start: int) -> list[Link]:
    """All that looks like a link into the vault, some of it perhaps in code; empty ones left out."""
    wiki = (link for link in read_wikilinks(text, start, len(text)) if not _is_empty(link))
    return sorted([*wiki, *read_inline(text, start)])


def empty(text: str, start: int) -> list[Link]:
    """The links without a target, some of them perhaps in code."""
    wiki = (link for link in read_wikilinks(text, start, len(text)) if _is_empty(link))
    return sorted([*wiki, *read_empty(text, start)])


def _is_empty(link: Link) -> bool:
    return not link.reference.path and not link.reference.subpath


def references(text: str) -> tuple[Reference, ...]:
    """What a note with that text may lead to, each once; its front matter is looked at too."""
    if not any(has(text, sign) for sign in ("[[", "](", "]: ")):
        return ()
    return tuple(dict.fromkeys(link.reference for link in candidates(text, 0)))


def outside(text: str, links: Iterable[Link], inert: Callable[[], Inert]) -> Iterator[Link]:
    """Those links that begin in no code, comment, template or formula, and hold no template."""
    for link in links:
        written = link.span.of(text)
        if (
            link.span.start not in inert()
            and not any(sign in written for sign in _TEMPLATES)
            and not _in_math(text, link)
        ):
            yield link


def _in_math(text: str, link: Link) -> bool:
    """Whether the link stands in a formula that begins on its line."""
    at = link.span.start
    start = line_start(text, at)
    if "$" not in text[start:at]:
        return False
    return any(match.start() < at < match.end() for match in MATH.finditer(text, start, line_end(text, at)))
