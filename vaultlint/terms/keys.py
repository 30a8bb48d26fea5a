"""Which keys of a vault hold terms: names that stand in many notes, such as people, companies and tags."""

from __future__ import annotations

from collections import Counter

from vaultlint.late import late
from vaultlint.vault import Vault

LIST_SHARE = 0.05
"""Where so great a share of a key's notes has a list, the key is meant to hold several terms."""

FEWEST_NOTES = 20
"""So many notes must have a key that holds single values before these are called a vocabulary."""

USES_EACH = 2.0
"""So often each value of a vocabulary is used, on the average; titles, dates and addresses are not."""

TAGS = frozenset({"tags", "tag"})
"""Keys of which Obsidian ignores the case."""

FREE = frozenset({"aliases", "alias", "cssclasses", "cssclass"})
"""Keys of Obsidian's that hold no terms, but other names of one note, and identifiers of styles."""

_LINK = late(r"\[\[|://|\{\{|<%")


def is_name(text: str) -> bool:
    """Whether a text may be a term: it has letters, and is no link, no address and no template."""
    return any(map(str.isalpha, text)) and _LINK.search(text) is None


def list_keys(vault: Vault) -> frozenset[str]:
    """The keys that hold lists of terms in this vault."""
    having = Counter(terms.key for one in vault.outlines for terms in one.terms)
    return frozenset(
        key for key, lists in vault.list_counts.items() if key not in FREE and lists >= LIST_SHARE * having[key]
    )


def term_keys(vault: Vault) -> frozenset[str]:
    """The keys that hold terms, in lists or alone."""
    recurring = {
        key
        for key, counts in vault.term_counts.items()
        if key not in FREE and counts.total() >= max(FEWEST_NOTES, USES_EACH * len(counts))
    }
    return list_keys(vault) | recurring
