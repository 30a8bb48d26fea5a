"""How properties are used: in how many notes, with values of which type, and which notes do otherwise."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vaultlint.frontmatter.scalars import resolve
from vaultlint.health.facts import Facts
from vaultlint.infer.claims import Claim
from vaultlint.infer.keys import Keys
from vaultlint.infer.kinds import is_empty
from vaultlint.infer.property import Property
from vaultlint.where.counts import items, token

MOST_VALUES = 3
"""So many of the values that are used most are told."""

LONGEST = 48
"""So many characters of a value are told."""

NAMED = 5
"""So many notes that do otherwise are named."""


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A value, as text, and how often it is used; long ones end in `…`."""

    value: str
    uses: int


@dataclass(frozen=True, slots=True)
class Outlier:
    """What a few notes do otherwise, how many they are, and the first of them."""

    fault: str
    notes: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PropertyUse:
    """A key of the front matter: how many notes have it, in how many of them it is empty, and what stands there.

    `type` is the most usual type of JSON, `form` what nearly all texts are, such as dates; `types` counts the values of
    each type, an empty text being `empty`. `values` is how many different values, or items of lists, there are.
    """

    key: str
    notes: int
    empty: int
    type: str
    form: str
    types: dict[str, int]
    values: int
    most: tuple[ValueCount, ...]
    outliers: tuple[Outlier, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A key that few notes have, and the usual one that is probably meant."""

    key: str
    meant: str
    notes: int


@dataclass(frozen=True, slots=True)
class Properties:
    """The keys of the vault: `notes` have metadata that can be read, `rare` is how many keys are left out."""

    notes: int
    used: tuple[PropertyUse, ...]
    slips: tuple[Slip, ...]
    rare: int


def properties_of(notes: Iterable[Facts]) -> Properties:
    """The properties of these notes, the most used first."""
    known = [(note.path, note.values) for note in notes if note.values is not None]
    keys = Keys([(number, values) for number, (_, values) in enumerate(known)])
    paths = [path for path, _ in known]
    used = [_use(keys, key, one, paths) for key, one in keys.properties.items() if one.uses]
    slips = tuple(Slip(key, meant, keys.counts[key]) for key, meant in keys.slips.items())
    rare = len(keys.counts.keys() - keys.properties.keys() - keys.slips.keys())
    having = sum(bool(values) for _, values in known)
    return Properties(having, tuple(sorted(used, key=lambda one: (-one.notes, one.key))), slips, rare)


def _use(keys: Keys, key: str, one: Property, paths: Sequence[str]) -> PropertyUse:
    used = Counter(token(item) for use in one.uses for item in items(use.value) if not is_empty(item))
    texts = one if one.main == "string" else one.items
    look = texts.wording.look if texts is not None else None
    claims = [*([keys.required[key]] if key in keys.required else []), *one.claims]
    return PropertyUse(
        key,
        len(one.uses),
        sum(is_empty(use.value) for use in one.uses),
        one.main,
        look.name if look is not None else "",
        {kind: len(uses) for kind, uses in one.by.items()},
        len(used),
        tuple(_most(one, used)),
        tuple(_outliers(claims, paths)),
    )


def _most(one: Property, used: Counter[str]) -> Iterator[ValueCount]:
    """The values that are used most, if any is used twice."""
    first = sorted(used.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]
    for value, uses in first if first and first[0][1] > 1 else ():
        yield ValueCount(shortened(_plain(value)), uses)


def _plain(value: str) -> str:
    """The value as users write it: text has quotes only where it would be taken for something else without."""
    text = json.loads(value)
    if not isinstance(text, str):
        return value
    return text if resolve(text) == text else f"'{text}'"


def shortened(text: str) -> str:
    """The text, or its start."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _outliers(claims: Iterable[Claim], paths: Sequence[str]) -> Iterator[Outlier]:
    """What contradicts the claims, the same fault once."""
    by_fault: dict[str, set[int]] = {}
    for one in claims:
        if one.outliers:
            by_fault.setdefault(one.fault, set()).update(one.outliers)
    for fault, notes in sorted(by_fault.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield Outlier(fault, len(notes), tuple(paths[note] for note in sorted(notes)[:NAMED]))


__all__ = ["Outlier", "Properties", "PropertyUse", "Slip", "ValueCount", "properties_of", "shortened"]
