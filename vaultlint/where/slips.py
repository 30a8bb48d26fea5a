"""What people write who know other query languages, and how it is written here.

A slip is looked for in the expression with all quoted text blanked out, so that no word of a title is taken for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from vaultlint.late import late

_QUOTED = late(r"'(?:[^'\\]|\\.)*+'|\"(?:[^\"\\]|\\.)*+\"|`(?:[^`\\]|\\.)*+`", re.DOTALL)
_PLAIN = late("[A-Za-z_][A-Za-z0-9_]*")
_BEFORE_TEXT = late(r"(?:(?:==|!=|<=?|>=?)|\b(?:contains|starts_with|ends_with|matches)\([^()]*,)\s*\Z")


class Slip(NamedTuple):
    """Where it is, why it is one, and the expression without it."""

    start: int
    reason: str
    mended: str


class _Kind(NamedTuple):
    pattern: re.Pattern[str]
    reason: str
    mended: str | Callable[[str, re.Match[str]], str]
    """A template, with the groups of the place in it; or what is to stand there."""


def _words(text: str, place: re.Match[str]) -> str:
    """The words as a key; where text is usual, as text."""
    return f"'{place[0]}'" if _BEFORE_TEXT.search(text[: place.start()]) else f'"{place[0]}"'


def _literal(text: str, place: re.Match[str]) -> str:
    return f"{place[1]} `{place[2].lower().replace('none', 'null')}`"


def _kinds(*rows: tuple[str, str, str | Callable[[str, re.Match[str]], str]]) -> tuple[_Kind, ...]:
    """The kinds; in their patterns TERM stands for a key or quoted text, CMP for a comparison."""
    term, comparison = r"(?:[\w.@]+|'\x00*'|\"[\x00\x01]*\")", r"(?:==|!=|<=?|>=?)"
    return tuple(
        _Kind(re.compile(pattern.replace("TERM", term).replace("CMP", comparison)), reason, mended)
        for pattern, reason, mended in rows
    )


_EQUALS = "values are compared with `==`"
_TYPOGRAPHIC = "text stands in straight single quotes"
_DOUBLE = "what stands in double quotes is a key; text has single ones"
_PATTERN = "a pattern is asked for with matches()"
_ITEM = "an item is looked for with contains()"
_NULL = "a key that is missing is null"

_BROKEN = _kinds(
    (r"[\u2018\u2019]([^\u2018\u2019]*+)[\u2018\u2019]", _TYPOGRAPHIC, "'{1}'"),
    (r"[\u201c\u201d]([^\u201c\u201d]*+)[\u201c\u201d]", _TYPOGRAPHIC, "'{1}'"),
    (r"[\uff01-\uff5e]", "signs are not full-width", lambda text, place: unicodedata.normalize("NFKC", place[0])),
    (r"(TERM)\s*(?:=~|~=|~|\b(?i:like)\b)\s*(TERM)", _PATTERN, "matches({1}, {2})"),
    (r"(?<![=!<>])={1,3}\s*(?!(?i:true|false|null|none)\b)([A-Za-z_]\w*+)(?!\s*[-.(\[\w])", _EQUALS, "== '{1}'"),
    (r"(?<![=!<>])={3}|(?<![=!<>])=(?!=)", _EQUALS, "=="),
    (r"<>", "unequal is `!=`", "!="),
    (r"(TERM)\s+(?i:not)\s+(?i:in)\s+(TERM)", _ITEM, "!contains({2}, {1})"),
    (r"(TERM)\s+(?i:in)\s+(TERM)", _ITEM, "contains({2}, {1})"),
    (r"\b(?i:is)\s+(?i:not)\s+(?i:null|none|empty)\b", _NULL, "!= `null`"),
    (r"\b(?i:is)\s+(?i:null|none|empty)\b", _NULL, "== `null`"),
    (r"\s*\b(?i:and)\b\s*|\s*(?<!&)&(?!&)\s*", "`and` is written `&&`", " && "),
    (r"\s*\b(?i:or)\b\s*", "`or` is written `||`", " || "),
    (r"\b(?i:not)\b\s*", "`not` is written `!`", "!"),
    (r"(CMP)\s*(\d{4}-\d{2}(?:-\d{2}[\w:.+]*+)?+)", "a date is text, in single quotes", "{1} '{2}'"),
    (r"(CMP)\s*(-?\d++(?:\.\d++)?+)(?![\w.:-])", "a number stands in backticks", "{1} `{2}`"),
    (
        r"(?<![\w\"'`])(?=[\w-]*[^\W\x00-\x7f]|\w+-\w|\w+\s+\w)[^\W\d]\w*+(?:-\w++)*+(?:\s++[\w-]++)*+(?!\s*\()",
        "a key with blanks, hyphens or letters beyond a-z stands in \"double quotes\", text in 'single' ones",
        _words,
    ),
)
"""Slips that do not parse, the surest first."""

_PARSED = _kinds(
    (r"(CMP)\s*\b((?i:true|false|null|none))\b(?!\s*[.(\[])", "true, false and null stand in backticks", _literal),
    (r"(?<=[^\"\s])\s*(CMP)\s*\"(\x00+|\x01+)\"(?!\s*[.(\[])", _DOUBLE, " {1} '{2}'"),
    (r"(CMP)\s*\"(\x01+)\"(?!\s*[.(\[])", _DOUBLE, "{1} '{2}'"),
    (r"(\b(?:contains|starts_with|ends_with|matches)\([^()]*,)\s*\"(\x01+)\"", _DOUBLE, "{1} '{2}'"),
    (r"(\b(?:freq|has_rule)\()\s*\"([\x00\x01]+)\"", _DOUBLE, "{1}'{2}'"),
    (r"\bnot\s*\(", "`not` is written `!`", "!("),
    (r"!\s*([\w.]+|\"[\x00\x01]*\")\s*==", "`!` takes in no more than the key", "{1} !="),
    (r"(CMP)\s*(TERM)\s*\|(?!\|)\s*", "`or` is written `||`", "{1} {2} || "),
)
"""Slips that parse, and mean what nobody wants."""


def broken(text: str) -> Slip | None:
    """The surest slip in an expression that does not parse; None if none is known."""
    return _first(_BROKEN, text)


def parsed(text: str) -> Slip | None:
    """The surest slip in an expression that parses; None if none is known."""
    return _first(_PARSED, text)


def _first(kinds: tuple[_Kind, ...], text: str) -> Slip | None:
    masked = _QUOTED.sub(_masked, text)
    for kind in kinds:
        place = kind.pattern.search(masked)
        if place is not None:
            start = place.end() - len(place[0].lstrip())
            return Slip(start, kind.reason, text[: place.start()] + _mended(kind, text, place) + text[place.end() :])
    return None


def _masked(quoted: re.Match[str]) -> str:
    """The quotes with as many NULs between them; with SOHs, if it is a key that needs no quotes."""
    quote, inside = quoted[0][0], quoted[0][1:-1]
    return quote + ("\1" if quote == '"' and _PLAIN.fullmatch(inside) else "\0") * len(inside) + quote


def _mended(kind: _Kind, text: str, place: re.Match[str]) -> str:
    if not isinstance(kind.mended, str):
        return kind.mended(text, place)
    groups = (text[max(start, 0) : max(end, 0)] for start, end in place.regs[1:])
    return kind.mended.format(place[0], *groups)
