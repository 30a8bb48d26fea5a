"""How the terms of a vault are spelt, key by key: each in how many notes, and which spelling is the best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from vaultlint.spellings import better, folded, halves
from vaultlint.terms.joined import Joined
from vaultlint.terms.keys import TAGS, is_name, list_keys
from vaultlint.vault import Vault


class Spelt:
    """The spellings in one vault, found out when first asked; `vault.answer(Spelt)` keeps them."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self._better: dict[str, Mapping[str, str]] = {}

    def best(self, key: str, text: str) -> str | None:
        """The best spelling of a term, which may be none of the vault's yet; None if it is best spelt as it is."""
        if text in self.vault.term_counts.get(key, ()):
            return self.better(key).get(text)
        return self._find(key, {text: 0, **self.counts(key)}).get(text) if is_name(text) else None

    def better(self, key: str) -> Mapping[str, str]:
        """Of each term of a key that is better spelt otherwise: the best, if no part of it is hard to see."""
        if key not in self._better:
            self._better[key] = self._find(key, self.counts(key))
        return self._better[key]

    def _find(self, key: str, counts: Mapping[str, int]) -> dict[str, str]:
        all_found = better(counts, self._elsewhere(key), self._everywhere)
        found = {text: best for text, best in all_found.items() if best.isprintable() and best == best.strip()}
        if key not in TAGS:
            return found
        return {text: best for text, best in found.items() if text.casefold() != best.casefold()}

    def counts(self, key: str) -> dict[str, int]:
        """In how many notes each term of a key stands; values that are several terms are none."""
        joined, counts = self.vault.answer(Joined), self.vault.term_counts.get(key, Counter())
        return {text: uses for text, uses in counts.items() if is_name(text) and not joined.parts(key, text)}

    def _elsewhere(self, key: str) -> frozenset[str]:
        """The terms of other keys, folded, if they matter: where a name has another one in brackets."""
        if not any(map(halves, self.counts(key))):
            return frozenset()
        return frozenset().union(*(terms for other, terms in self._folded.items() if other != key))

    @cached_property
    def _everywhere(self) -> Counter[str]:
        """How often each term stands in the vault, below any key."""
        total: Counter[str] = Counter()
        for counts in self.vault.term_counts.values():
            total.update(counts)
        return total

    @cached_property
    def _folded(self) -> dict[str, frozenset[str]]:
        return {key: frozenset(map(folded, self.counts(key))) for key in self.vault.answer(list_keys)}
