"""The names that the notes of a vault have below keys that hold lists, by the forms in which a text may have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from vaultlint.mentions.finder import Finder, Place
from vaultlint.mentions.forms import Kind, forms, kind
from vaultlint.terms.keys import TAGS, list_keys
from vaultlint.terms.spelt import Spelt
from vaultlint.vault import Vault

SHORTEST = 2
"""Shorter forms are never looked for."""

FULL = 0.6
"""Where so great a share of a key's names in letters has several words, a single word is a part of one."""

CHARACTERS = 0.25
"""From this share of names in characters on, a key has its names so; below it, those are second names of others."""


class Name(NamedTuple):
    """A name in its best spelling, by a form of it: below which key it stands, and in how many notes."""

    form: str
    kind: Kind | None
    key: str
    text: str
    uses: int


class Names:
    """The names of one vault; `vault.answer(Names)` keeps them. A form below several keys is that of the main one."""

    def __init__(self, vault: Vault) -> None:
        keys = sorted(vault.answer(list_keys) - TAGS)
        self._by_form: dict[str, Name] = {}
        for name in (name for key in keys for name in _names(key, vault)):
            if name.form not in self._by_form or name.uses > self._by_form[name.form].uses:
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
        kinds = self._kinds[key]
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


def _kinds(uses: Mapping[str, int]) -> Counter[Kind | None]:
    """How often names of each kind are used; one that may be written in several ways counts for each of them."""
    kinds = Counter[Kind | None]()
    for text, number in uses.items():
        kinds.update(dict.fromkeys(map(kind, forms(text)), number))
    return kinds
