"""Which of two languages a text is in: by its letters where their scripts differ, else by a detector, if there is one.

Only prose tells. What may be the same in both languages, such as names, numbers, quotations, code, glosses in brackets
and short replies, is left out of account; what remains must be clearly in one of the two.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vaultlint.bilingual.languages.detector import likelier
from vaultlint.bilingual.languages.script import at_least, is_dense, letters_of, primary, scripts
from vaultlint.late import late

ENOUGH = 20
"""So many letters of words are prose; a letter of Han, kana or hangul counts for three."""

PURE = 12
"""So many are, where not a letter of the other language is near."""

CLEAR = 4
"""So many times as much of one as of all others tells that a text is in it."""

FEW = 20
"""A text of which so small a part is in a script is in no language of it."""

KANA = 0.2, 0.02
"""Of its letters, Japanese has at least the first part in kana, and Chinese at most the second."""

_SILENT = {
    "`": r"```.*?```|`[^`\n]*+`",
    "$": r"\$\$.*?\$\$|\$[^$\s][^$\n]*+\$",
    "<": r"<[^<>]*+>",
    "♪": r"♪[^♪\n]*+♪",
    "[": r"!?\[\[[^\[\]\n]*+\]\]|!\[[^\[\]\n]*+\]|\[[^\[\]\n]*+\](?!\()",
    "](": r"(?<=\])\([^()\s]*+\)",
    "://": r"\b[a-zA-Z]++://\S++",
    "www.": r"\bwww\.\S++",
    "@": r"(?<!\S)@[\w/.-]++|\b[\w.+-]++@[\w.-]++",
    "#": r"(?<!\S)#[\w/.-]++",
    "/": r"(?<!\S)/[\w/.-]++",
    "（": r"（[^（）]*+）",
    "(": r"(?<!\])\([^()]*+\)",
    "【": r"【[^【】\n]*+】",
    "〔": r"〔[^〔〕\n]*+〕",
    "《": r"《[^《》]*+》",
    ":": r"^[^\s:：“「，。][^\n:：“「，。]{0,30}+:",
    "：": r"^[^\s:：“「，。][^\n:：“「，。]{0,30}+：",
}
"""What says nothing of the language, by a sign of it: code, math, markup, addresses, glosses, titles, who speaks."""

_QUOTED = late(r"“[^“”]*+”|„[^„“”]*+[“”]|「[^「」]*+」|『[^『』]*+』|«[^«»]*+»|\"[^\"\n]*+\"")
"""Quotations, which may well be in the other language."""

_LETTER = late(r"[^\W\d_]++")


def tell(text: str, one: str, other: str) -> str | None:
    """`one` or `other` (BCP 47 tags), whichever the text is clearly in; None if that cannot be told."""
    mine, theirs = scripts(one), scripts(other)
    spoken = _spoken(text)
    prose = _QUOTED.sub(" ", spoken)
    if mine == theirs:
        return None if primary(one) == primary(other) else likelier(" ".join(_words(prose, mine)), one, other)
    if mine & theirs:
        return _by_share(prose, *((one, other) if mine > theirs else (other, one)))
    for language, own, alien in ((one, mine, theirs), (other, theirs, mine)):
        if _is_in(prose, own, alien) or _speaks_in(text, spoken, own, alien):
            return language
    return None


def _spoken(text: str) -> str:
    """The text without what says nothing of the language."""
    signs = "\n".join([sign for sign in _SILENT if sign in text])
    return _silent(signs).sub(" ", text) if signs else text


@lru_cache(maxsize=256)
def _silent(signs: str) -> re.Pattern[str]:
    """What says nothing in a text that has these signs, one a line."""
    return re.compile("|".join(_SILENT[sign] for sign in signs.split("\n")), re.S | re.M)


def may_be_in(text: str, language: str, other: str) -> bool:
    """Whether `tell` may answer with the first of two languages: a glance at the letters, which spares most texts."""
    mine = scripts(language)
    if text.isascii() and "latin" not in mine:
        return False
    own = letters_of(mine - scripts(other) or mine)
    return own.search(text) is not None and FEW * sum(map(len, own.findall(text))) >= len(text)


def has_enough(text: str, language: str) -> bool:
    """Whether a text has what `tell` needs at least to find it in a language that has its script for itself.

    No word is cut by what is left out of account, so that the words of the whole text are the most that can be found.
    """
    names = scripts(language)
    return at_least(PURE // _worth(names), language).match(text) is not None and _weight(text, names) >= PURE


def _is_in(prose: str, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    own = _weight(prose, mine)
    if own < PURE:
        return False
    if own < ENOUGH and ("latin" in mine or letters_of(theirs).search(prose)):
        return False
    return own >= CLEAR * (_weight(prose, theirs) + _letters_beside(prose, mine | theirs))


def _speaks_in(text: str, spoken: str, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the text is hardly more than a long quotation, nearly all in these scripts; Latin is quoted anywhere."""
    own = _weight(spoken, mine)
    return "latin" not in mine and own >= 2 * ENOUGH and own >= 10 * _weight(text, theirs)


def _by_share(prose: str, wide: str, narrow: str) -> str | None:
    """The same where one language writes all letters of the other and more: Japanese and Chinese."""
    both, more = scripts(narrow), scripts(wide) - scripts(narrow)
    extra = _weight(prose, more)
    whole = extra + _weight(prose, both)
    if whole < ENOUGH or whole < CLEAR * _weight(prose, frozenset({"latin"})):
        return None
    if extra >= KANA[0] * whole:
        return wide
    return narrow if extra <= KANA[1] * whole and whole >= 2 * ENOUGH else None


def _weight(prose: str, names: frozenset[str]) -> int:
    """How much of the text is in words of these scripts."""
    return sum(map(len, _words(prose, names))) * _worth(names)


def _worth(names: frozenset[str]) -> int:
    """For how many letters one of these scripts counts."""
    return 3 if is_dense(names) else 1


def _words(prose: str, names: frozenset[str]) -> list[str]:
    """The words of these scripts; one with a capital letter may be a name in any language."""
    return [word for word in letters_of(names).findall(prose) if word == word.lower()]


def _letters_beside(prose: str, names: frozenset[str]) -> int:
    """How many letters are of other scripts."""
    return sum(map(len, _LETTER.findall(letters_of(names).sub("", prose))))
