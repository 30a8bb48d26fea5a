"""The draft as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from vaultlint.finding import Value
from vaultlint.infer.claims import granted
from vaultlint.infer.keys import Keys

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Named(NamedTuple):
    """The metadata of the note at `path`; none, if it has no front matter."""

    path: str
    values: Mapping[str, Value]


class Draft(NamedTuple):
    """A schema, and the keys that it does not name: how many notes have each, and what was probably meant."""

    document: dict[str, Any]
    left_out: dict[str, tuple[int, str | None]]


def infer(
    notes: Sequence[Named],
    title: str,
    required: float | None = None,
    closed: bool = False,
    declared: Mapping[str, Mapping[str, Any]] | None = None,
) -> Draft:
    """The draft of a schema that accepts nearly all of the notes.

    Keys that at least the share `required` of the notes has are required, whatever comes of it; without it, those
    that nearly all have, as long as enough notes are accepted. `closed` allows no key that is not named; `declared`
    are subschemas that hold whatever the values are, by keys in any case.
    """
    groups = [(number, note.values) for number, note in enumerate(notes)]
    keys = Keys(groups, required, declared, every=closed, names=[note.path for note in notes])
    made = granted(keys.claims, len(notes))
    document = {
        "$schema": DIALECT,
        "title": title,
        "description": f"A draft by `vaultlint schema infer`, from {len(notes):,} note{'s' * (len(notes) != 1)}.",
        "type": "object",
        **keys.keywords(made),
        **({"additionalProperties": False} if closed else {}),
    }
    listed = document.get("properties", {})
    others = {key: (number, keys.slips.get(key)) for key, number in keys.counts.items() if key not in listed}
    return Draft(document, others)
