"""A vocabulary: which terms it knows, and what it says of a text that is none of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Literal, NamedTuple

from vaultlint.late import late
from vaultlint.schema.alike import SHORTEST, closest
from vaultlint.vocabulary.form import Form

Kind = Literal["alias", "spelling", "deprecated", "several", "unknown", "form"]

_LOOSE = late(r"[\s_\-\u2010-\u2015]++")
_SEPARATORS = late(r"[,，、;；]")
_BETWEEN_DIGITS = late(r"(?<=\d)[\s_\-\u2010-\u2015.]++(?=\d)")


class Verdict(NamedTuple):
    """Why a text is no term: `meant` is the term that was, if `is_certain` beyond doubt; `why` is for the message.

    `parts` are the terms, if it is several.
    """

    kind: Kind
    meant: str | None = None
    is_certain: bool = False
    why: str = ""
    parts: tuple[str, ...] = ()


class Succession(NamedTuple):
    """What is said of a term that was given up: the term to use instead, and why."""

    successor: str | None = None
    why: str = ""


ANY_FORM = Form()


@dataclass(frozen=True)
class Vocabulary:
    """The terms that a key may hold, in their own order; where it is `open`, others may be held as well.

    `aliases` are other names by the term that they stand for; `source` is where all that is said, as users know it.
    """

    source: str
    terms: Sequence[str] = ()
    aliases: Mapping[str, str] = field(default_factory=dict, hash=False)
    deprecated: Mapping[str, Succession] = field(default_factory=dict, hash=False)
    form: Form = ANY_FORM
    open: bool = False

    def knows(self, text: str) -> bool:
        """Whether the text is one of the terms, as it is written here."""
        return text in self._known

    def look(self, text: str, is_tag: bool = False) -> Verdict | None:
        """Why the text is no term of the vocabulary; None if it is one.

        A nested tag is one if a level above it is, and the vocabulary itself does not say what is nested there.
        """
        if text in self._known:
            return None
        asked = text, is_tag
        if asked not in self._looked:
            self._looked[asked] = self._look(text, is_tag)
        return self._looked[asked]

    def _look(self, text: str, is_tag: bool) -> Verdict | None:
        verdict = self._named(text) or (self._alike(text) if text not in self.form.exceptions else None)
        if verdict is not None:
            return verdict
        if is_tag and "/" in text and (nested := self._nested(text)) is not None:
            return None if nested.meant == text else nested
        if not self.open:
            return self._unknown(text)
        fault = self.form.fault(text)
        if fault is None or (fault.why == "a plural" and self.terms and fault.meant not in self._known):
            return None
        return Verdict("form", fault.meant, fault.is_certain, fault.why)

    def _named(self, text: str) -> Verdict | None:
        if text in self.deprecated:
            successor, why = self.deprecated[text]
            return Verdict("deprecated", successor, successor is not None, why)
        return Verdict("alias", self.aliases[text], True) if text in self.aliases else None

    def _alike(self, text: str) -> Verdict | None:
        """What is meant by a text that differs from one term, or else from its aliases, in case and separators only."""
        meant = self._folded.get(folded(text))
        if meant:
            return Verdict("spelling", meant[0], True) if len(meant) == 1 else None
        named = {self._named(one) for one in self._folded_names.get(folded(text), ())}
        return named.pop() if len(named) == 1 else None

    def _nested(self, text: str) -> Verdict | None:
        """What is said of a level above, for a tag nested in it: `meant` is the tag itself, if that is right."""
        above, rest = text, ""
        while "/" in above:
            above, _, last = above.rpartition("/")
            rest = f"/{last}{rest}"
            if above in self._parents:
                return None
            if above in self._known:
                return Verdict("spelling", text, True)
            verdict = self._named(above) or self._alike(above)
            if verdict is not None and verdict.meant is not None:
                return verdict._replace(meant=verdict.meant + rest)
        return None

    def _unknown(self, text: str) -> Verdict:
        one = self.form.singular(text)
        if one is not None and one in self._known:
            return Verdict("form", one, False, "a plural")
        if parts := self._parts(text):
            return Verdict("several", parts=parts)
        close = closest(text, (name for name in chain(self.terms, self.aliases) if len(name) >= SHORTEST))
        return Verdict("unknown", self.aliases.get(close, close) if close is not None else None)

    def _parts(self, text: str) -> tuple[str, ...]:
        """The terms that a text joins by commas and the like; none if it is anything else."""
        parts = [part.strip() for part in _SEPARATORS.split(text)]
        if len(parts) < 2:
            return ()
        meant = [part if self.knows(part) else self._meant(part) for part in parts if part]
        return tuple(dict.fromkeys(filter(None, meant))) if all(meant) else ()

    def _meant(self, text: str) -> str | None:
        verdict = self._named(text) or self._alike(text)
        return verdict.meant if verdict is not None else None

    @cached_property
    def _looked(self) -> dict[tuple[str, bool], Verdict | None]:
        """What was said of texts before."""
        return {}

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.terms)

    @cached_property
    def _parents(self) -> frozenset[str]:
        """The levels in which the vocabulary itself nests terms."""
        return frozenset(above for term in self.terms for above in _levels_above(term))

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        return _by_form(self.terms)

    @cached_property
    def _folded_names(self) -> dict[str, list[str]]:
        return _by_form(chain(self.aliases, self.deprecated))


def _levels_above(term: str) -> Iterator[str]:
    while "/" in term:
        term = term.rpartition("/")[0]
        yield term


def _by_form(texts: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text in dict.fromkeys(texts):
        found.setdefault(folded(text), []).append(text)
    return found


def folded(text: str) -> str:
    """The text without case, width, blanks, hyphens and underscores; between digits they are all one."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _LOOSE.sub("", _BETWEEN_DIGITS.sub(".", plain.strip().casefold()))


def merged(vocabularies: Sequence[Vocabulary]) -> Vocabulary:
    """One vocabulary of several for the same key: a term of any is a term; closed if one of them is."""
    if len(vocabularies) == 1:
        return vocabularies[0]
    terms = tuple(dict.fromkeys(term for one in vocabularies for term in one.terms))
    known = frozenset(terms)
    forms = [one.form for one in vocabularies]
    return Vocabulary(
        " and ".join(dict.fromkeys(one.source for one in vocabularies)),
        terms,
        {name: term for one in vocabularies for name, term in one.aliases.items() if name not in known},
        {name: what for one in vocabularies for name, what in one.deprecated.items()},
        Form(
            next((form.case for form in forms if form.case), None),
            next((form.number for form in forms if form.number), None),
            frozenset().union(*(form.exceptions for form in forms)),
        ),
        all(one.open for one in vocabularies),
    )
