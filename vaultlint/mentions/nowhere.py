"""Whether a name stands nowhere in a text, not even a part of it or its initials: in doubt it does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from vaultlint.late import late
from vaultlint.mentions.forms import forms
from vaultlint.mentions.prose import prose
from vaultlint.mentions.script import CJK, in_characters, in_letters
from vaultlint.note import Note
from vaultlint.spellings import folded

SHORTEST_PART = 3
"""So many letters stand for the name that they are a part of."""

CHARACTERS = 2
"""So many characters at either end of a name stand for it."""

FEWEST_INITIALS = 3

LONG_ENOUGH = 5
"""A shorter word with another letter is another word."""

_WORD = late(r"[^\W\d_]{4,}+")
_PART = late(rf"{CJK.pattern}+|(?:(?!{CJK.pattern})[^\W_])+")


class Said:
    """All that a note says but for its lists below `keys`: also in its title and name, in code, comments, addresses."""

    def __init__(self, note: Note, keys: Collection[str]) -> None:
        others = (str(value) for key, value in (note.values or {}).items() if key not in keys)
        self.note = note
        self.text = "\n".join((note.text[note.body.start :], note.path, *others))

    def lacks(self, name: str, *aliases: str) -> bool:
        """Whether the name is surely nowhere: the text is in its script, and has neither it nor a part of it."""
        ways = list(dict.fromkeys(way for one in (name, *aliases) for form in forms(one) for way in _ways(form)))
        if not ways or any(way in self.text for way in ways) or not self._is_in_script_of(name):
            return False
        return not any(short and short in self._folded for short in map(folded, ways)) and not self._misspells(ways)

    def _misspells(self, ways: Sequence[str]) -> bool:
        """Whether a word is but a letter away from one of them, as in the transcript of a talk."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

        long = [way.casefold() for way in ways if len(way) >= LONG_ENOUGH and way.isalpha()]
        return any(extractOne(way, self._words, scorer=OSA.distance, score_cutoff=1) for way in long)

    @cached_property
    def _words(self) -> list[str]:
        return list(set(_WORD.findall(self.text.casefold())))

    def _is_in_script_of(self, name: str) -> bool:
        """A name in letters may stand in a translation in characters, and the other way round."""
        return (CJK.search(name) is not None or self._in_letters) and (CJK.search(name) is None or self._in_characters)

    @cached_property
    def _folded(self) -> str:
        return folded(self.text)

    @cached_property
    def _in_letters(self) -> bool:
        return in_letters(self._prose)

    @cached_property
    def _in_characters(self) -> bool:
        return in_characters(self._prose)

    @cached_property
    def _prose(self) -> str:
        return prose(self.note)


def _ways(form: str) -> Iterator[str]:
    """The form, the parts that stand for it, and its initials."""
    parts = _PART.findall(form)
    if not parts:
        return
    yield form
    for part in parts:
        if CJK.match(part):
            yield from (part[:CHARACTERS], part[-CHARACTERS:]) if len(part) > CHARACTERS else (part,)
        elif len(part) >= SHORTEST_PART:
            yield part
    initials = "".join(part[0] for part in parts if part[0].isupper())
    if len(initials) >= FEWEST_INITIALS:
        yield initials
