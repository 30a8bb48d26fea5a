"""The lines of a body that may be marks or words of a generator, found in one pass by how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vaultlint.text import Span

_BEGIN = re.compile(
    r"\n(?=[\[(（【<#=*_$%\-A-Z好当没以下作很抱对请如希翻译人다В])(?:"
    r"[\[(（【](?![\[^])|<(?:[|｜t<]|/t|start_|end_|insert|add|your|enter)|\#{1,6} [\[IRT]|"
    r"[=#*\-]{2,}+ ?(?:BEGIN|START|END)|"
    r"\$\$[ \t]*+[\r\n]|%%[ \t]*+[\r\n]|(?:BEGIN|START|END)[ _][A-Z]|"
    r"[*_]{1,3}[\[(（【A-Z好当没以下作很抱对请如希翻译人]|"
    r"(?:Here|Sure|Certainly|Of course|Absolutely|Ok|OK|Great|Got it|Below is|This is|Unfortunately,|As an?\b|I['’ ]|"
    r"Please p|Would you|Let me know|TODO:|Lorem|The transl|Transl|Hope|End of tr|"
    r"Als|En|Como|Hier|Voici|Aquí|Aqui|Ecco|AI)|[好当没以下作很抱对请如希翻译人다ВКк])"
)
_SIGNS = frozenset("[(<=#*-$%BSE")
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


@lru_cache(maxsize=2)
def _signs(text: str, start: int) -> tuple[int, ...]:
    """Those of them that no sentence of a language begins with, and words in capitals."""
    return tuple(at for at in suspects(text, start) if text[at] in _SIGNS)


def lines_like(pattern: re.Pattern[str], text: str, start: int) -> Iterator[re.Match[str]]:
    """Where a pattern fits from the beginning of what is suspect."""
    return filter(None, (pattern.match(text, at) for at in suspects(text, start)))


def signs_like(pattern: re.Pattern[str], text: str, start: int) -> Iterator[re.Match[str]]:
    """The same for a pattern that begins with a sign, or with a word in capitals."""
    return filter(None, (pattern.match(text, at) for at in _signs(text, start)))


@lru_cache(maxsize=2)
def lines_of(text: str, start: int) -> tuple[str, ...]:
    """The lines of a body that are not empty, without line feeds."""
    return tuple(filter(str.strip if "\r" in text else None, text[start:].split("\n")))


def group(match: re.Match[str], name: str) -> Span:
    """Where a group stands."""
    return Span(*match.span(name))
