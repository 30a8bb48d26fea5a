"""How a text may write a name: without title marks, either of two names, a slug as the words that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from vaultlint.late import late
from vaultlint.mentions.prose import plain
from vaultlint.mentions.script import CJK

_BOTH = late(r"([^()（）]*[^()（）\s])\s*[（(]([^()（）]+)[)）]")
"""A name with another one in brackets behind it: `马斯克 (Elon Musk)`."""

_TITLE = late(r"《([^《》]+)》")
_SLUG = late(r"[a-z][a-z0-9]*+(?:-[a-z0-9]++)++")
_SMALL = frozenset({"The", "A", "An", "In", "Of", "On", "And", "For", "To", "With", "My", "Our", "This", "It"})

Kind = Literal["full", "cjk", "word"]
"""`full`: several words with capitals; `cjk`: characters; `word`: one word, perhaps one of the language."""


def forms(name: str) -> Iterator[str]:
    """The ways to write the name, as they stand in prose."""
    text = plain(name)
    both = _BOTH.fullmatch(text)
    for one in (text, *(both.groups() if both else ())):
        title = _TITLE.fullmatch(one)
        yield title[1] if title else one
        if _SLUG.fullmatch(one):
            yield " ".join(word.capitalize() for word in one.split("-"))


def kind(form: str) -> Kind | None:
    """What kind of name a form is; None if it is too short, or has no capital, to be told from other words."""
    characters = len(CJK.findall(form))
    if characters:
        return "cjk" if characters >= 3 or (characters == 2 and len(form) == 2) else None
    words = form.split()
    capitals = [word for word in words if word[0].isupper() or word[0].isdigit() or _is_odd(word)]
    if len([word for word in capitals if word not in _SMALL]) >= 2:
        return "full"
    return "word" if len(words) == 1 and capitals and len(form) >= (3 if _is_odd(form) else 4) else None


def _is_odd(word: str) -> bool:
    """Whether a word has a capital within, as no word of a language has."""
    return any(map(str.isupper, word[1:]))
