"""The names that the notes of a vault have below keys that hold lists, by the forms in which a text may have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from vaultlint.mentions.finder import Finder, Place
from vaultlint.mentions.forms import Kind, forms, kind
from vaultlint.terms.keys import TAGS, list_keys
from vaultlint.terms.spelt import Spelt
from vaultlint.vault import Vault
from vaultlint.vocabulary import Vocabulary

SHORTEST = 2
"""Shorter forms are never looked for."""

FULL = 0.6
"""Where so great a share of a key's names in letters has several words, a single word is a part of one."""

CHARACTERS = 0.25
"""From this share of names in characters on, a key has its names so; below it, those are second names of others."""


class Name(NamedTuple):
    """A name in its best spelling, by a form of it: below which key it stands, and in how many notes.

    It is `bound` if a vocabulary of the config has it: then `uses` does not count.
    """

    form: str
    kind: Kind | None
    key: str
    text: str
    uses: int
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Asks for the names of a vault, `vault.answer(Known(…))`, of which vocabularies by key may know more."""

    vocabularies: tuple[tuple[str, Vocabulary], ...] = ()

    def __call__(self, vault: Vault) -> Names:
        return Names(vault, dict(self.vocabularies))


class Names:
    """The names of one vault. A form below several keys is that of the main one."""

    def __init__(self, vault: Vault, vocabularies: Mapping[str, Vocabulary] = MappingProxyType({})) -> None:
        keys = sorted(vault.answer(list_keys) - TAGS)
        closed = {key for key, one in vocabularies.items() if not one.open}
        self._by_form: dict[str, Name] = {}
        of_notes = (name for key in keys if key not in closed for name in _names(key, vault))
        for name in (*of_notes, *(name for pair in vocabularies.items() for name in _bound(*pair))):
            known = self._by_form.setdefault(name.form, name)
            if (name.bound, name.uses) > (known.bound, known.uses):
                self._by_form[name.form] = name
        self._kinds = {key: _kinds(vault.term_counts[key]) for key in keys}
        self._uses = {key: vault.term_counts[key].total() for key in keys}

    def places(self, text: str) -> Iterator[tuple[Name, Place]]:
        """The names that stand in a text, in order, none inside another."""
        if self._by_form:
            yield from ((self._all[place.form], place) for place in self._finder.places(text))

    @cached_property
    def _all(self) -> list[Name]:
        return list(self._by_form.values())

    @cached_property
    def _finder(self) -> Finder:
        return Finder(list(self._by_form))

    def are_full(self, key: str) -> bool:
        """Whether the names of a key have several words as a rule."""
        kinds = self._kinds.get(key, Counter())
        return kinds["full"] > 0 and kinds["full"] >= FULL * (kinds["full"] + kinds["word"])

    def have_characters(self, key: str) -> bool:
        """Whether a key has names in characters, not only as second names."""
        return self._kinds[key]["cjk"] >= CHARACTERS * self._uses[key]


def _names(key: str, vault: Vault) -> Iterator[Name]:
    """The names of a key by their forms; of two names that share a form, the one used more."""
    better = vault.answer(Spelt).better(key)
    uses: dict[str, Counter[str]] = {}
    for text, number in vault.term_counts[key].items():
        for form in set(forms(text)):
            uses.setdefault(form, Counter())[better.get(text, text)] += number
    for form, texts in uses.items():
        if len(form) >= SHORTEST:
            text, number = max(texts.items(), key=lambda pair: (pair[1], pair[0]))
            yield Name(form, kind(form), key, text, number)


def _bound(key: str, vocabulary: Vocabulary) -> Iterator[Name]:
    """The terms of a vocabulary, also by their aliases."""
    for text, term in (*((term, term) for term in vocabulary.terms), *vocabulary.aliases.items()):
        yield from (Name(form, kind(form), key, term, 0, True) for form in forms(text) if len(form) >= SHORTEST)


def _kinds(uses: Mapping[str, int]) -> Counter[Kind | None]:
    """How often names of each kind are used; one that may be written in several ways counts for each of them."""
    kinds = Counter[Kind | None]()
    for text, number in uses.items():
        kinds.update(dict.fromkeys(map(kind, forms(text)), number))
    return kinds
