"""The lines of a body that may be marks or words of a generator, found in one pass by how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vaultlint.text import Span

_BEGIN = re.compile(
    r"\n(?=[\[(（【<#=*_\-A-Z好当没以下作很抱对请如希翻译人다В])(?:"
    r"[\[(（【](?![\[^])|<(?:[|｜t<]|/t|start_|end_|insert|add|your|enter)|\#{1,6} [\[IRT]|"
    r"[=#*\-]{2,}+ ?(?:BEGIN|START|END)|"
    r"(?:BEGIN|START|END)[ _][A-Z]|[*_]{1,3}[\[(（【A-Z好当没以下作很抱对请如希翻译人]|"
    r"(?:Here|Sure|Certainly|Of course|Absolutely|Ok|OK|Great|Got it|Below is|This is|Unfortunately,|As an?\b|I['’ ]|"
    r"Please p|Would you|Let me know|TODO:|Lorem|The transl|Transl|Hope|End of tr|"
    r"Als|En|Como|Hier|Voici|Aquí|Aqui|Ecco|AI)|[好当没以下作很抱对请如希翻译人다ВКк])"
)
_TRANSLATION = re.compile(r"<[Pp]\b[^<>\r\n]*+>(?=[^<\r\n]{0,150}?translation:)")
"""A paragraph of HTML that speaks of a translation at its beginning."""


@lru_cache(maxsize=2)
def suspects(text: str, start: int) -> tuple[int, ...]:
    """Where what is worth a look begins: lines, and paragraphs of HTML."""
    if start:
        found = [match.start() + 1 for match in _BEGIN.finditer(text, start - 1)]
    else:
        found = [match.start() for match in _BEGIN.finditer("\n" + text)]
    if "translation:" in text:
        found += (match.end() for match in _TRANSLATION.finditer(text, start))
    return tuple(found)


def lines_like(pattern: re.Pattern[str], text: str, start: int) -> Iterator[re.Match[str]]:
    """Where a pattern fits from the beginning of what is suspect."""
    for at in suspects(text, start):
        match = pattern.match(text, at)
        if match is not None:
            yield match


@lru_cache(maxsize=2)
def lines_of(text: str, start: int) -> tuple[str, ...]:
    """The lines of a body, without their line feeds."""
    return tuple(text[start:].split("\n"))


def group(match: re.Match[str], name: str) -> Span:
    """Where a group stands."""
    return Span(*match.span(name))
