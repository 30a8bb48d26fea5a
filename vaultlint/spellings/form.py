"""The form of a term: what two texts differ in without being two terms, such as case, width, hyphens and accents."""

from __future__ import annotations

import unicodedata

from vaultlint.late import late

_SEPARATORS = r"[\s_\-\u2010-\u2015\u00b7\u2022\u2027\u2219\u22c5\u30fb.'\u2019]+"
_BETWEEN = late(rf"(?<!\d){_SEPARATORS}|{_SEPARATORS}(?!\d)")
_ENCLOSED = late(r"《([^《》]+)》|〈([^〈〉]+)〉|「([^「」]+)」|『([^『』]+)』")
_AND = late(r"[\s_\-]+&[\s_\-]+")
_TRADE_MARKS = late("[\u2122\u00ae\u00a9]")
_ACCENTS = late("(?<=[a-zA-Z])[\u0300-\u036f]+")
_STROKES = str.maketrans("øØłŁđĐħĦ", "oOlLdDhH")
_INITIALS = late(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?:\.|(?![^\W_]))")
_SLUG = late(r"(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+")
_POINT = late(r"(?<=\d)-(?=\d)")
CJK = late("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")

SHORTEST = 3
"""In a shorter word each sign counts: `Go` and `GO`, `AI` and `A.I.`, `o1` and `O1` may be two things."""

LONG_ENOUGH = 6
"""In a shorter word a missing blank may make another one: `Li Na`, `Lina`."""


def folded(text: str) -> str:
    """What all spellings of a term have in common; separators between digits stay. Not all that share it are alike."""
    plain = _plain(text)
    if _SLUG.fullmatch(plain):
        plain = _POINT.sub(".", plain)
    plain = _bare(plain).casefold()
    return _BETWEEN.sub("", plain) or plain


def alike(one: str, other: str) -> bool:
    """Whether two texts are, as far as their form goes, one term: in doubt they are two.

    Case is no difference (but `Who` is not `WHO`); nor is width, nor what stands between words; nor, in a name,
    whether an accent is written. Other letters, digits and signs are.
    """
    common = folded(one)
    if common != folded(other):
        return False
    one, other = _plain(one), _plain(other)
    if one == other or CJK.search(common):
        return True
    return (
        len(common) >= SHORTEST
        and any(map(str.isalpha, common))
        and not (len(common) == SHORTEST and {_cut(one), _cut(other)} == {"word", "capitals"})
        and _accents_agree(one, other)
        and _borders_agree(_borders(one), _borders(other), len(common))
    )


def is_slug(text: str) -> bool:
    """Whether it is words in lower case with hyphens between them."""
    return _SLUG.fullmatch(text) is not None


def _plain(text: str) -> str:
    """The text without what only looks: width, trade marks, title marks around it, blanks at its ends; `&` as `and`."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _TRADE_MARKS.sub("", text)).replace("\u2019", "'")
    text = _AND.sub(" and ", text.strip()) if "&" in text else text.strip()
    enclosed = _ENCLOSED.fullmatch(text)
    return next(filter(None, enclosed.groups())) if enclosed else text


def _bare(text: str) -> str:
    """The text without the accents and strokes of Latin letters."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text))).translate(_STROKES)


def _cut(text: str) -> str:
    """Whether a short text is in `capitals`, a `word` with a capital, or neither."""
    letters = _BETWEEN.sub("", text)
    return "capitals" if letters.isupper() else "word" if letters.istitle() else ""


def _accents_agree(one: str, other: str) -> bool:
    """Whether one of two texts has the other's accents or none, letter by letter, and is a name where it has one."""
    letters = [_BETWEEN.sub("", text).casefold() for text in (one, other)]
    bare = list(map(_bare, letters))
    if letters == bare or letters[0] == letters[1]:
        return True
    if len(letters[0]) != len(letters[1]):
        return letters[0] == bare[0] or letters[1] == bare[1]
    if any(a != b and a != _bare(a) and b != _bare(b) for a, b in zip(*letters, strict=True)):
        return False
    return all(text == _bare(text) or text != text.lower() or " " in text for text in (one, other))


def _borders(text: str) -> frozenset[int]:
    """Behind how many letters words end; where a digit meets a letter, or a letter stands for a word, none needs to."""
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    borders, done, letters = set[int](), 0, 0
    for gap in _BETWEEN.finditer(text):
        letters += gap.start() - done
        done = gap.end()
        if done < len(text) and (done == len(gap[0]) or not (text[gap.start() - 1].isdigit() or text[done].isdigit())):
            borders.add(letters)
    return frozenset(borders)


def _borders_agree(one: frozenset[int], other: frozenset[int], length: int) -> bool:
    """Whether words end in the same places; in a long name, one may be written as a single word."""
    if one == other:
        return True
    return length >= LONG_ENOUGH and (one < other or other < one) and 0 not in one ^ other
