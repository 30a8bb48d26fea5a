"""Notes that are bilingual by themselves: the forms of translation that a note without a binding evidently keeps.

Much folds text of another script away that is no translation: logs, answers, English sections. So everything must come
together: one look, another script, nearly every paragraph with its block, and lengths as translations have them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vaultlint.bilingual.alignment.align import Pairing
from vaultlint.bilingual.form import Carrier, Form
from vaultlint.bilingual.languages.script import scripts, tell_apart, usual_ratio
from vaultlint.bilingual.pairing import Bilingual
from vaultlint.bilingual.unbound.hints import Hint, hint
from vaultlint.bilingual.unbound.looks import LEAST, Look, alike, prose
from vaultlint.bilingual.unbound.tongue import MOST, SAMPLE, commonest, language_of, language_of_note
from vaultlint.bilingual.unit import Kind, Unit
from vaultlint.bilingual.units import every_unit, units
from vaultlint.late import late
from vaultlint.markdown import Body
from vaultlint.text import Span

MANY, NEARLY_ALL = 5, 0.9
"""So many blocks, and such a part of the paragraphs with one, are needed where no label says that they translate."""

LIKELY = 3.0
"""A translation is at most so many times longer, or shorter, than usual."""

TELLING = 15
"""Shorter texts say nothing of how long their translations are."""

_CODE = late(r"[a-z]{2,3}(?:[-_]\w++)*+", re.I)


def by_itself(text: str, body: Body) -> Bilingual | None:
    """The texts and translations of a note that is evidently bilingual; None if it is not."""
    likely = dict(_forms(text, body))
    if not likely:
        return None
    forms, row = _placed(text, body, tuple(likely))
    found = Bilingual(forms, tuple(row))
    if not found.every_paragraph:
        return None
    return found if any(likely.values()) or (_is_strict(found) and _fits(found)) else None


def _placed(text: str, body: Body, forms: tuple[Form, ...]) -> tuple[tuple[Form, ...], list[Unit]]:
    """The forms with the side on which they stand, and the units of the note."""
    row = every_unit(text, body, forms)
    placed = tuple(replace(form, position="before") if _stand_before(text, row, form) else form for form in forms)
    done = placed == forms and all(form.carrier != "comment" for form in forms)
    return placed, row if done else units(text, body, placed)


def _is_strict(found: Bilingual) -> bool:
    if found.forms[0].carrier == "comment":
        return found.habit.kept >= LEAST
    return found.habit.kept >= max(MANY, NEARLY_ALL * found.habit.of)


def _fits(found: Bilingual) -> bool:
    """Whether most translations are as long as such translations are, and ask where their texts do."""
    form = found.forms[0]
    usual = usual_ratio(form.language, form.original)
    pairings = [pairing for pairing in found.alignment.pairings if pairing.texts]
    return sum(1 for pairing in pairings if _is_likely(pairing, usual)) >= MOST * len(pairings)


def _is_likely(pairing: Pairing, usual: float) -> bool:
    text, block = pairing.texts[0], pairing.blocks[0]
    if text.text.rstrip().endswith(_ASKING) and not any(mark in block.text for mark in _ASKING):
        return False
    own, size = (sum(unit.size for unit in side) for side in (pairing.texts, pairing.blocks))
    return own <= TELLING or not size or abs(math.log(size / own / usual)) < math.log(LIKELY)


_ASKING = "?", "？"


def _forms(text: str, body: Body) -> Iterator[tuple[Form, bool]]:
    """The forms that blocks of the note may have; and whether the words on them say that they are translations."""
    language: str | None = None
    for carrier, blocks in alike(text, body):
        says = hint(commonest(one.label for one in blocks), commonest(one.name for one in blocks))
        said = says is Hint.TRANSLATION
        least = LEAST if said or carrier == "comment" else MANY
        original = commonest(language_of(prose(text, block)) for block in blocks[:SAMPLE])
        if says is Hint.OTHER or len(blocks) < least or not original:
            continue
        language = language or language_of_note(text, body)
        if language and tell_apart(language, original):
            yield _form(carrier, blocks, language, original), said


def _form(carrier: Carrier, blocks: Sequence[Look], language: str, original: str) -> Form:
    label, name = commonest(one.label for one in blocks), commonest(one.name for one in blocks)
    if carrier == "callout" and scripts(name) == scripts(original) and _CODE.fullmatch(name):
        original, name = name, ""
    labels, html_class = (label,) if label else (), name or None
    return Form(carrier, "after", language, original, labels, html_class, assumed=True)


def _stand_before(text: str, row: Sequence[Unit], form: Form) -> bool:
    """Whether the blocks stand before their texts: most are nearer to them, or more have some behind than before."""
    count = nearer = texts = wanting = 0
    for index, unit in enumerate(row):
        if unit.form is form:
            above, below = row[index - 1] if index else _NOTHING, row[index + 1] if index + 1 < len(row) else _NOTHING
            far = text.count("\n", above.span.end, unit.span.start)
            near = text.count("\n", unit.span.end, below.span.start)
            count += 1
            nearer += (near < far) - (far < near) if _NOTHING not in (above, below) else 0
            texts += (below.kind in _TEXT) - (above.kind in _TEXT)
            wanting += (below.kind is Kind.WANTS) - (above.kind is Kind.WANTS)
    return (nearer if 2 * abs(nearer) > count else texts or wanting) > 0


_NOTHING = Unit(Kind.PARTS, Span(0, 0))
_TEXT = (Kind.WANTS, Kind.MAY)
