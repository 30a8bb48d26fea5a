"""What a document says of terms: a list of them, a mapping with their aliases, or groups with a name each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from vaultlint.vocabulary.form import Form
from vaultlint.vocabulary.terms import Succession, Vocabulary

NAMES = ("term", "id", "tag", "name", "key", "title", "value", "prefLabel")
ALIASES = ("aliases", "alias", "synonyms", "altLabel", "altLabels")
SUCCESSORS = ("replaced_by", "replacedBy", "successor", "use")


@dataclass
class Gathered:
    """Terms in their own order, aliases by the term that they stand for, and terms that were given up."""

    terms: list[str] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    deprecated: dict[str, Succession] = field(default_factory=dict)

    def __iadd__(self, other: Gathered) -> Gathered:
        self.terms += other.terms
        self.aliases |= other.aliases
        self.deprecated |= other.deprecated
        return self

    def vocabulary(self, source: str, form: Form, is_open: bool) -> Vocabulary:
        """The vocabulary: what stands for others is a term, and each alias and successor leads to one."""
        stated = frozenset(self.terms) - self.deprecated.keys()
        links = {name: term for name, term in self.aliases.items() if name not in stated}
        links |= {name: what.successor for name, what in self.deprecated.items() if what.successor is not None}
        ends = followed(links)
        terms = dict.fromkeys([*self.terms, *ends.values()])
        return Vocabulary(
            source,
            tuple(term for term in terms if term not in self.deprecated and term not in ends),
            {name: end for name, end in ends.items() if name not in self.deprecated},
            {name: what._replace(successor=ends.get(name)) for name, what in self.deprecated.items()},
            form,
            is_open,
        )


def gathered(value: Any) -> Gathered | None:
    """The terms that a value lists; None if it is nothing that lists terms."""
    if isinstance(value, list):
        return _of_list(value)
    if isinstance(value, dict):
        return _of_parts(value) if "terms" in value else _of_mapping(value)
    return Gathered([_text(value)]) if _text(value) else None


def _of_list(items: list[Any]) -> Gathered | None:
    found = Gathered()
    for item in items:
        one = _of_group(item) if isinstance(item, dict) else gathered(item)
        if one is None:
            return None
        found += one
    return found


def _of_mapping(value: Mapping[str, Any]) -> Gathered:
    """The keys are terms; what they hold may be a list of aliases, or a group that has one."""
    found = Gathered()
    for term, what in value.items():
        found.terms.append(term)
        if isinstance(what, dict):
            found += _besides(term, what)
        elif isinstance(what, list):
            found.aliases |= {_text(one): term for one in what if _text(one)}
    return found


def _of_parts(value: Mapping[str, Any]) -> Gathered | None:
    found = gathered(value["terms"])
    if found is None:
        return None
    found.aliases |= aliases(value.get("aliases") or {})
    found.deprecated |= deprecated(value.get("deprecated") or [], found.terms)
    return found


def _of_group(group: Mapping[str, Any]) -> Gathered | None:
    name = next((_text(group[key]) for key in NAMES if _text(group.get(key))), None)
    if name is None:
        return None
    found = Gathered([name])
    found += _besides(name, group)
    return found


def _besides(term: str, group: Mapping[str, Any]) -> Gathered:
    """What a group says of its term besides the name: its aliases, and whether it was given up."""
    others = [one for key in ALIASES for one in _listed(group.get(key))]
    found = Gathered(aliases={_text(one): term for one in others if _text(one) and _text(one) != term})
    successor = next((_text(group[key]) for key in SUCCESSORS if _text(group.get(key))), None)
    if group.get("deprecated") or successor:
        why = group.get("deprecated")
        found.deprecated[term] = Succession(successor, why if isinstance(why, str) else "")
    return found


def aliases(value: Any) -> dict[str, str]:
    """Aliases, each with its term: of a mapping from terms to lists of aliases, or from aliases to terms."""
    found: dict[str, str] = {}
    for name, what in value.items() if isinstance(value, dict) else ():
        if isinstance(what, list | dict):
            others = what if isinstance(what, list) else [one for key in ALIASES for one in _listed(what.get(key))]
            found |= {_text(one): name for one in others if _text(one) and _text(one) != name}
        elif _text(what) and _text(what) != name:
            found[name] = _text(what)
    return found


def followed(links: Mapping[str, str]) -> dict[str, str]:
    """Where each name leads in the end; names that lead to themselves are left out."""
    found = {}
    for name, end in links.items():
        passed = {name}
        while end in links and end not in passed:
            passed.add(end)
            end = links[end]
        if end not in passed:
            found[name] = end
    return found


def deprecated(value: Any, terms: Iterable[str] = ()) -> dict[str, Succession]:
    """Terms that were given up: a list of them, or a mapping to the successor of each, or to the reason."""
    if isinstance(value, dict):
        known = frozenset(terms)
        return {name: _succession(_text(what), known) for name, what in value.items()}
    return {_text(one): Succession() for one in _listed(value) if _text(one)}


def _succession(text: str, known: frozenset[str]) -> Succession:
    if text in known or (text and not known and " " not in text):
        return Succession(text)
    return Succession(why=text)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def walk(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """Each key of a document that holds a list or mapping, not empty, and the path of the mapping that has the key.

    `[]` in a path stands for any item.
    """
    if isinstance(value, dict):
        for key, one in value.items():
            if one and isinstance(one, dict | list):
                yield path, key, one
                yield from walk(one, (*path, key))
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, dict | list):
                yield from walk(one, (*path, "[]"))
