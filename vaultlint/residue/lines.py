"""The lines of a body that may be marks or words of a generator, found in one pass by how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vaultlint.late import late
from vaultlint.text import Span

_WORDS = (
    "A(?:bsolutely|I|ls|qu[íi]|s an? |vec)|B(?:EGIN[ _][A-Z]|elow is|ien)|"
    "C(?:ertain|hatGPT (?:can|may)|l(?:ar[oa]|aude (?:can|may))|omo|opilot (?:can|may))|D(?:eepSeek (?:can|may)|esde)|"
    "E(?:ND[ _][A-Z]|cco|n |nd of tr)|G(?:emini (?:can|may)|ern|ot it|reat)|H(?:ere|ier|ope)|"
    "I(?:['’ ]|f you|t (?:seems|looks|appears))|K(?:imi (?:can|may)|lar)|L(?:ass|et me know|orem)|Nat|"
    "O(?:f course|[kK])|P(?:lease p|or )|Qwen (?:can|may)|S(?:TART[ _][A-Z]|elbst|ure)|"
    "T(?:ODO:|he transl|hought for|ransl)|Unfortunately,|Voici|Would you"
)
_FIRST = "好当没以下作很抱对请如希翻译人다ВКкもか承申は非您你已是还需本内"
_LETTERS = (
    "[好当没以下作很抱对请如希翻译人다ВКк]|もち|承知|かし|申し|はい[。、]|非常|[您你]好|已[深思]|"
    "[您你]?(?:是否)?还?需要我|本回|内容由"
)
_SIGNED = (
    r"[\[(（【](?![\[^])|<(?:[|｜t<]|/(?:t|s|f)|s(?:tart_|ource_|cratchpad)|end_|insert|add|your|enter|function_)|"
    r"\#{1,6} [\[IRT]|[=#*\-]{2,}+ ?(?:BEGIN|START|END)|\$\$[ \t]*+[\r\n]|%%[ \t]*+[\r\n]|"
    r"[*_]{1,3}[\[(（【A-Z.…¡¿" + _FIRST + "]|"
    r"[.…]++ ?[\[(]|¡(?:Cla|Por|Des)|¿(?:Te|Qu)"
)
_BEGIN = late(
    rf"\n(?:(?=[A-Z])(?:{_WORDS})|(?=[\[(（【<#=*_$%\-.…¡¿])(?:{_SIGNED})|"
    rf"(?=[{_FIRST}])(?:{_LETTERS}))"
)
_SIGNS = frozenset("[(<=#*-$%BSE")
_TRANSLATION = late(r"<[Pp]\b[^<>\r\n]*+>(?=[^<\r\n]{0,150}?translation:)")
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
