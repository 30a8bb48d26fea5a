"""The form that terms have, whichever they are: their case and separators, and whether they are singular."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from vaultlint.late import late
from vaultlint.vocabulary.plural import singular

Case = Literal["kebab", "snake", "lower"]
Number = Literal["singular"]

_BREAK = late(r"[\s_-]++")
_HUMP = late(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
_LAST_WORD = late(r"[A-Za-z]++\Z")

_SEPARATORS: dict[Case, str | None] = {"kebab": "-", "snake": "_", "lower": None}
NAMES: dict[Case, str] = {"kebab": "kebab-case", "snake": "snake_case", "lower": "lower case"}


class Misshapen(NamedTuple):
    """A term in another form: what it should look like, whether that is certain, and why."""

    meant: str
    is_certain: bool
    why: str


@dataclass(frozen=True, slots=True)
class Form:
    """What terms look like; `exceptions` are words, or whole terms, that stay as they are."""

    case: Case | None = None
    number: Number | None = None
    exceptions: frozenset[str] = frozenset()

    def fault(self, text: str) -> Misshapen | None:
        """What is wrong with the form of a term; None if nothing is."""
        if text in self.exceptions:
            return None
        if self.case is not None and (meant := _cased(text, self.case)) != text and meant:
            return Misshapen(meant, self.case == "lower" or not _HUMP.search(text), f"not in {NAMES[self.case]}")
        one = self.singular(text)
        return Misshapen(one, False, "a plural") if one is not None else None

    def singular(self, text: str) -> str | None:
        """The term in the singular; None if it is not a plural, or may be one."""
        word = _LAST_WORD.search(text) if self.number else None
        if word is None or text.lower() in self.exceptions or word[0].lower() in self.exceptions:
            return None
        one = singular(word[0])
        return text[: word.start()] + one if one is not None else None


def _cased(text: str, case: Case) -> str:
    """The text in that case; the levels of a nested one each by itself."""
    between = _SEPARATORS[case]
    if between is None:
        return text.lower()
    return "/".join(_BREAK.sub(between, level.strip().lower()).strip(between) for level in text.split("/"))
