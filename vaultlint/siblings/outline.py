"""What the counterparts of a note in other languages may know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vaultlint.finding import Value
from vaultlint.markdown import Body
from vaultlint.siblings.fingerprint import fingerprint
from vaultlint.siblings.form import LANGUAGE_KEYS, FileForm
from vaultlint.siblings.links import Target, targets_of
from vaultlint.siblings.pieces import Piece, pieces_of


class Sibling(NamedTuple):
    """`forms` are those that the note is bound to; `values` the short values by which notes are paired.

    `pieces` and `targets` are its structure, `fingerprint` is that of its text, which ends at `end`.
    """

    forms: tuple[FileForm, ...]
    values: Mapping[str, str]
    pieces: tuple[Piece, ...]
    targets: tuple[Target, ...]
    fingerprint: str
    end: int


def sibling(
    values: Mapping[str, Value], body: Body, bound: Sequence[FileForm], all_forms: Sequence[FileForm]
) -> Sibling:
    """Of a note in a vault that has `all_forms`."""
    wanted = {key for form in all_forms for key in (form.key, form.accepted, form.commit) if key}
    asked = {key: value for key in (*wanted, *LANGUAGE_KEYS) if (value := _text(_below(values, key)))}
    return Sibling(tuple(bound), asked, pieces_of(body), targets_of(body), fingerprint(body), len(body.text))


def _below(values: Mapping[str, Value], key: str) -> Value:
    """The value of a key, or of one below others: `a.b`."""
    if key in values:
        return values[key]
    first, _, rest = key.partition(".")
    inner = values.get(first)
    return _below(inner, rest) if rest and isinstance(inner, dict) else None


def _text(value: Value) -> str:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
