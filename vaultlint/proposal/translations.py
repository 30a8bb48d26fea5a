"""The forms in which a vault's notes evidently keep their originals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from vaultlint.bilingual import Form, is_slip
from vaultlint.patterns import escaped
from vaultlint.proposal.looking import Seen
from vaultlint.proposal.setting import Setting

ENOUGH, AGAIN = 3, 2
"""Fewer bilingual notes show no convention; a form, or label, that fewer of them have is none."""

MOST_FOLDERS = 3
"""Notes in more folders are named by no pattern."""


class _Kind(NamedTuple):
    carrier: str
    position: str
    language: str
    original: str
    html_class: str | None


def translations(notes: Sequence[Seen]) -> Iterator[Setting]:
    """A table for each form, the commonest first."""
    bilingual = [one for one in notes if one.forms]
    uses: dict[_Kind, list[Form]] = {}
    for form in (form for one in bilingual for form in one.forms):
        uses.setdefault(_kind(form), []).append(form)
    common = sorted((one for one in uses.items() if len(one[1]) >= AGAIN), key=lambda one: -len(one[1]))
    if len(bilingual) < ENOUGH:
        return
    where = _patterns([one.path for one in bilingual])
    for place, (kind, forms) in enumerate(common):
        if not any(_is_slip_of(kind, other) for other, _ in common[:place]):
            yield Setting("translation", {**where, **_table(kind, forms)}, _why(kind, len(forms)))


def _kind(form: Form) -> _Kind:
    return _Kind(form.carrier, form.position, form.language, form.original, form.html_class)


def _is_slip_of(kind: _Kind, usual: _Kind) -> bool:
    if kind.html_class is None or usual.html_class is None or kind.html_class == usual.html_class:
        return False
    return is_slip(kind.html_class, usual.html_class)


def _table(kind: _Kind, forms: Sequence[Form]) -> dict[str, Any]:
    labels = _labels(Counter(form.labels[0] for form in forms if form.labels))
    said = {"carrier": kind.carrier, "position": kind.position, "language": kind.language, "original": kind.original}
    return said | ({"labels": labels} if labels else {}) | ({"class": kind.html_class} if kind.html_class else {})


def _labels(uses: Counter[str]) -> list[str]:
    """The labels that are no slips of more usual ones, the commonest first."""
    found: list[str] = []
    for label, number in uses.most_common():
        if number >= AGAIN and not any(is_slip(label, usual) for usual in found):
            found.append(label)
    return found


def _patterns(paths: Sequence[str]) -> dict[str, Any]:
    folders = sorted({path.partition("/")[0] if "/" in path else "" for path in paths})
    if "" in folders or len(folders) > MOST_FOLDERS:
        return {}
    patterns = [f"{escaped(folder)}/**" for folder in folders]
    return {"notes": patterns[0] if len(patterns) == 1 else patterns}


_HOLDERS = {"details": "a folded <details> block", "comment": "a comment", "callout": "a callout"}


def _why(kind: _Kind, notes: int) -> str:
    side = {"after": "behind", "before": "before"}[kind.position]
    texts = f"In {notes:,} notes every paragraph ({kind.language}) has its original ({kind.original}) {side} it"
    return f"{texts}, in {_HOLDERS[kind.carrier]}."
