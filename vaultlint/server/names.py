"""The files of a vault by the names under which links look for them; and the best of many names for what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from vaultlint.linking.meant import ALIASES
from vaultlint.vault import Outline, Vault

Item = TypeVar("Item")

MOST = 100
"""So many are offered at once; the client asks again as more is typed."""

_NO_ALIAS = frozenset("[]|#^")


class Name(NamedTuple):
    """A name of a file, in lower case too; an alias is one of the note's own."""

    label: str
    folded: str
    file: str
    is_alias: bool = False


def names(vault: Vault) -> tuple[Name, ...]:
    """All names of the vault: notes first, then their aliases, then other files."""
    files = [one.path for one in vault.outlines]
    others = [file for file in vault.files if not file.endswith(".md")]
    own = [_name(file.removesuffix(".md").rpartition("/")[2], file) for file in files]
    aliases = [_name(alias, one.path, True) for one in vault.outlines for alias in _aliases(one)]
    return *own, *aliases, *(_name(file.rpartition("/")[2], file) for file in others)


def _name(label: str, file: str, is_alias: bool = False) -> Name:
    return Name(label, label.casefold(), file, is_alias)


def _aliases(one: Outline) -> Iterator[str]:
    for terms in one.terms:
        if terms.key.lower() in ALIASES:
            yield from (text for text in terms.texts if _NO_ALIAS.isdisjoint(text))


def by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The names with their numbers, the greatest first."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def best(items: Iterable[Item], folded: Callable[[Item], str], query: str) -> tuple[list[Item], bool]:
    """The items whose names fit best: those that begin with the query, have it, or have its letters in order.

    And whether these are all that fit.
    """
    groups: tuple[list[Item], ...] = ([], [], [])
    for item in items:
        if (rank := _rank(folded(item), query)) is not None:
            groups[rank].append(item)
            if len(groups[0]) > MOST:
                break
    found = [item for group in groups for item in group]
    return found[:MOST], len(found) <= MOST


def _rank(name: str, query: str) -> int | None:
    if name.startswith(query):
        return 0
    if query in name:
        return 1
    letters = iter(name)
    return 2 if all(letter in letters for letter in query) else None
