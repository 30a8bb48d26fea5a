"""What is wrong with the items of a note whose keys are bound to vocabularies: an item has one fault at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from vaultlint.finding import Finding, Path, Value, tellers
from vaultlint.frontmatter import FrontMatter, Scalar
from vaultlint.frontmatter.requoted import bare
from vaultlint.frontmatter.tree import resolved
from vaultlint.frontmatter.unseen import all_seen
from vaultlint.properties.own import LISTS, is_template
from vaultlint.schema import Schema
from vaultlint.vocabulary.item import TAGS, named, text_of
from vaultlint.vocabulary.mends import fix_for
from vaultlint.vocabulary.terms import Verdict, Vocabulary
from vaultlint.vocabulary.words import message


class Fault(NamedTuple):
    """An item that is no term; `name` is what it names, without the brackets of a link."""

    path: Path
    value: Value
    name: str
    verdict: Verdict


def judge(
    matter: FrontMatter | None,
    vocabularies: Mapping[str, Vocabulary],
    schemas: tuple[Schema, ...],
    others: Callable[[], Mapping[str, Iterable[Finding]]],
) -> dict[str, tuple[Finding, ...]]:
    """What the vocabularies, by their keys, find wrong; what `others`, by their rules, tell of it is told once."""
    values = matter.values if matter is not None and vocabularies else None
    if matter is None or not values:
        return {}
    found = [
        finding
        for key, vocabulary in vocabularies.items()
        for fault in _faults(values, key, vocabulary)
        for finding in _findings(matter, key, vocabulary, fault, schemas)
    ]
    if not found:
        return {}
    told = tellers(others())
    beside = (replace(one, unless=told.get(one.span, ())) for one in found)
    return {"unknown": tuple(sorted(beside, key=lambda one: one.span.start))}


def _faults(values: Mapping[str, Value], key: str, vocabulary: Vocabulary) -> Iterator[Fault]:
    is_tags = key in TAGS
    for path, item in _items(values, key):
        if isinstance(item, str) and vocabulary.knows(item):
            continue
        name = named(text_of(item))
        if not name or is_template(name) or (is_tags and name.startswith("#")):
            continue
        verdict = vocabulary.look(name, is_tags)
        if verdict is not None:
            yield Fault(path, item, name, verdict)


def _items(values: Mapping[str, Value], key: str) -> Iterator[tuple[Path, Value]]:
    """The items below a key, which may be a path such as `book.genres`, with the place of each."""
    path: Path = (key,)
    value = values.get(key)
    if key not in values and "." in key:
        path = first, *rest = tuple(key.split("."))
        value = values.get(first)
        for step in rest:
            value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, list):
        yield from (((*path, index), item) for index, item in enumerate(value))
    elif key.lower() not in LISTS:
        yield path, value


def _findings(
    matter: FrontMatter, key: str, vocabulary: Vocabulary, fault: Fault, schemas: tuple[Schema, ...]
) -> Iterator[Finding]:
    told = message(key, fault.name, fault.verdict, vocabulary)
    node = matter.node(fault.path)
    if node is None:
        yield Finding(matter.opener, told)
        return
    scalar = resolved(node)
    if not isinstance(scalar, Scalar) or not _is_right_otherwise(matter, scalar, key in TAGS, vocabulary):
        yield Finding(node.span, told, fix_for(matter, fault.path, fault.verdict, vocabulary, schemas))


def _is_right_otherwise(matter: FrontMatter, scalar: Scalar, is_tags: bool, vocabulary: Vocabulary) -> bool:
    """Whether the item is a term as it is written, or without what nobody sees, or without quotes in its quotes.

    What is not seen, and quotes in quotes, other rules tell; and `1.10` is a number, but written as the term is.
    """
    if not isinstance(scalar.value, str):
        return vocabulary.look(scalar.span.of(matter.text)) is None
    meant = {all_seen(matter.text, scalar), bare(scalar)} - {scalar.value, None}
    return any(isinstance(one, str) and one and vocabulary.look(named(one), is_tags) is None for one in meant)
