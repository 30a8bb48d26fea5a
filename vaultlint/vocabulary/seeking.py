"""Where in a document the terms for a key of the notes stand, if the config does not say it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from vaultlint.schema.alike import folded
from vaultlint.vocabulary.gathered import Gathered, aliases, gathered, walk
from vaultlint.vocabulary.plural import singular


class Place(NamedTuple):
    """A place of a document that has terms: as a JMESPath, and what is there."""

    path: str
    found: Gathered
    is_open: bool


def places(document: Any, key: str) -> list[Place]:
    """The places whose name is that of the key, or else has it in it; one, if there is no doubt.

    In a mapping of other mappings any name counts: the `categories` of each area are one place.
    """
    for fits in (_is_same, _is_same_in_number, _has_word):
        hits = list(_spots(document, partial(fits, key)))
        if hits:
            paths = dict.fromkeys(spot.path for spot in hits)
            return [_place(path, [spot for spot in hits if spot.path == path]) for path in paths]
    return []


def every_path(document: Any) -> list[str]:
    """The paths of all places that have terms."""
    return list(dict.fromkeys(spot.path for spot in _spots(document) if _is_list(spot.value)))


def _is_list(value: Any) -> bool:
    """Whether a value evidently lists terms: it is a list, or a mapping of several lists or groups."""
    return isinstance(value, list) or (
        len(value) > 1 and any(all(isinstance(one, kind) for one in value.values()) for kind in (list, dict))
    )


class _Spot(NamedTuple):
    path: str
    value: Any


def _spots(document: Any, is_meant: Callable[[str], bool] = lambda name: True) -> Iterator[_Spot]:
    for path, name, value in walk(document):
        if is_meant(name) and gathered(value) is not None:
            yield _Spot(_jmespath(document, (*path, name)), value)


def _place(path: str, spots: list[_Spot]) -> Place:
    found = Gathered()
    is_open = "alias" in path.lower() and all(isinstance(spot.value, dict) for spot in spots)
    for spot in spots:
        one = _of_aliases(spot.value) if is_open else gathered(spot.value)
        if one is not None:
            found += one
    return Place(path, found, is_open)


def _of_aliases(value: dict[str, Any]) -> Gathered:
    terms = [name for name, what in value.items() if isinstance(what, list | dict)]
    return Gathered(terms, aliases(value))


def _jmespath(document: Any, steps: Iterable[str]) -> str:
    """The path, with `*` for the names of a mapping whose values are all mappings of the same kind."""
    made, here = "", document
    for step in steps:
        if step == "[]":
            made += "[]"
            here = here[0] if isinstance(here, list) and here else None
            continue
        is_family = bool(made) and isinstance(here, dict) and len(here) > 1 and _is_family(here)
        made += ("." if made else "") + ("*" if is_family else _quoted(step))
        here = here.get(step) if isinstance(here, dict) else None
    return made


def _is_family(mapping: dict[str, Any]) -> bool:
    """Whether the values of a mapping are mappings that share a key."""
    if not all(isinstance(one, dict) for one in mapping.values()):
        return False
    return bool(set.intersection(*(set(one) for one in mapping.values())))


def _quoted(step: str) -> str:
    return step if step.isidentifier() and step.isascii() else json.dumps(step)


def _is_same(key: str, name: str) -> bool:
    return _form(name) == _form(key)


def _is_same_in_number(key: str, name: str) -> bool:
    return _one(_form(name)) == _one(_form(key))


def _has_word(key: str, name: str) -> bool:
    """Whether one of two names begins with the other as a word: `status_lifecycle` for `status`."""
    one, other = (text.lower().replace("-", "_").split("_") for text in (name, key))
    return len(one) != len(other) and _one(one[0]) == _one(other[0]) and min(len(one), len(other)) == 1


def _form(name: str) -> str:
    return folded(name).replace("_", "")


def _one(word: str) -> str:
    return singular(word) or word
