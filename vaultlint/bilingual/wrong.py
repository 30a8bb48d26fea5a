"""Texts and translations that are in each other's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from vaultlint.bilingual.detector import needs_detector
from vaultlint.bilingual.form import Form
from vaultlint.bilingual.language import may_be_in, tell
from vaultlint.bilingual.pairing import Bilingual
from vaultlint.bilingual.recognise import classes, is_slip, normalised
from vaultlint.bilingual.units import Kind, Unit
from vaultlint.text import Span


class Wrong(NamedTuple):
    """A `unit` that is in another language than it should be.

    It is a translation, a text, or a translation whose text should change places with it (`both`).
    """

    unit: Unit
    form: Form
    what: Literal["translation", "text", "both"]

    def place(self, source: str) -> Span:
        """Where the words stand in the text of the note, without tags."""
        unit = self.unit
        if unit.block is not None and unit.block.paragraphs:
            return Span(unit.block.paragraphs[0].content.start, unit.block.paragraphs[-1].content.end)
        words = unit.content.strip()
        start = source.find(words, unit.span.start, unit.span.end) if words else -1
        return Span(start, start + len(words)) if start >= 0 else unit.span


def wrong_languages(bilingual: Bilingual) -> Iterator[Wrong]:
    """What is in the wrong language, the text that several blocks translate once; quotations may be in any."""
    told = set()
    for block in bilingual.translations:
        if block.form is None:
            continue
        text = bilingual.partner(block)
        wrong = _judge(block, text, block.form)
        if wrong is None or wrong.unit.span in told or _may_be_otherwise(block, text, bilingual.forms, wrong):
            continue
        told.add(wrong.unit.span)
        yield wrong


def _judge(block: Unit, text: Unit | None, form: Form) -> Wrong | None:
    own, original = form.language, form.original
    foreign = text is not None and _is_original(text, form)
    if may_be_in(block.text, own, original) and tell(block.text, own, original) == own:
        return Wrong(block, form, "both" if foreign else "translation")
    return Wrong(text, form, "text") if text is not None and foreign else None


def _is_original(text: Unit, form: Form) -> bool:
    """Whether a text is in the original's language; one that wants a translation is not, if letters tell that."""
    if text.kind is Kind.WANTS and not needs_detector(form.language, form.original):
        return False
    return tell(text.text, form.language, form.original) == form.original


def _may_be_otherwise(block: Unit, text: Unit | None, forms: Sequence[Form], wrong: Wrong) -> bool:
    """Whether the block says by its class that it holds another language, or is right in another form of the note."""
    if block.block is None:
        return False
    label, named = normalised(block.block.label or ""), set(classes(block.block))
    known = {form.html_class for form in forms if form.html_class}
    if wrong.what != "text" and named and not any(name == one or is_slip(name, one) for name in named for one in known):
        return True
    fitting = [form for form in forms if _is_of(label, named, form)]
    return not fitting or any(_judge(block, text, form) is None for form in fitting)


def _is_of(label: str, named: set[str], form: Form) -> bool:
    return form.html_class in named or any(label == one or is_slip(label, one) for one in form.labels)
