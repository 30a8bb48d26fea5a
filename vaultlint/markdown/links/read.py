"""All links of a text, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from vaultlint.markdown.inert import MATH, Inert
from vaultlint.markdown.links.inline import read_empty, read_inline
from vaultlint.markdown.links.link import Link, Reference
from vaultlint.markdown.links.wikilinks import read_wikilinks
from vaultlint.text import Span, has, line_end, line_start

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
    """Those links, in order, that begin in no code, comment, template or formula, and hold no template."""
    formulas = _Formulas(text)
    for link in links:
        written = link.span.of(text)
        if (
            link.span.start not in inert()
            and not any(sign in written for sign in _TEMPLATES)
            and link.span.start not in formulas
        ):
            yield link


class _Formulas:
    """The formulas of a text, read a line at a time: which offsets lie in one that begins on their line."""

    def __init__(self, text: str) -> None:
        self.text, self.line, self.found = text, Span(0, 0), Inert(())

    def __contains__(self, offset: object) -> bool:
        assert isinstance(offset, int)
        if offset not in self.line:
            start, end = line_start(self.text, offset), line_end(self.text, offset)
            has_sign = self.text.find("$", start, end) >= 0
            spans = (Span(*match.span()) for match in MATH.finditer(self.text, start, end)) if has_sign else ()
            self.line, self.found = Span(start, end + 1), Inert(spans)
        return offset in self.found
