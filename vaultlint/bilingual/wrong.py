"""Texts and translations that are in each other's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from vaultlint.bilingual.carriers.recognise import normalised
from vaultlint.bilingual.form import Form
from vaultlint.bilingual.languages.language import has_enough, may_be_in, tell
from vaultlint.bilingual.languages.script import at_least, tell_apart
from vaultlint.bilingual.pairing import Bilingual
from vaultlint.bilingual.unit import Unit
from vaultlint.text import Span, line_start

GLANCES = (40, 14), (200, 41)
"""Of so many characters, so many letters of its script tell that a text is in a language."""


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
        lines = unit.content.strip().split("\n")
        first, last = lines[0].strip(), lines[-1].strip()
        start, end = source.find(first, *unit.span), source.rfind(last, *unit.span)
        return Span(start, end + len(last)) if first and 0 <= start <= end else unit.span


def wrong_languages(source: str, bilingual: Bilingual) -> Iterator[Wrong]:
    """What is in the wrong language in the note of that text; quotes are left in theirs."""
    told = set()
    for pairing in bilingual.alignment.pairings:
        text = pairing.texts[-1] if pairing.texts else None
        for block in pairing.blocks:
            wrong = _judge(block, text, block.form) if block.form else None
            if wrong is None or wrong.unit.span in told or _may_be_right(wrong, block, text, bilingual.forms):
                continue
            if wrong.what == "text" and _is_quote(source, wrong.unit.span):
                continue
            told.add(wrong.unit.span)
            yield wrong


def _judge(block: Unit, text: Unit | None, form: Form) -> Wrong | None:
    own, original = form.language, form.original
    foreign = text is not None and not _is_own(text, form) and tell(text.text, own, original) == original
    if may_be_in(block.text, own, original) and tell(block.text, own, original) == own:
        return Wrong(block, form, "both" if foreign else "translation")
    return Wrong(text, form, "text") if text is not None and foreign else None


def _is_own(text: Unit, form: Form) -> bool:
    """Whether a text is evidently not in the original's language; of most their beginning tells."""
    own = form.language
    if not tell_apart(own, form.original):
        return False
    if text.sure == own or not has_enough(text.text, form.original):
        return True
    return any(at_least(enough, own).match(text.text, 0, many) for many, enough in GLANCES)


def _is_quote(source: str, span: Span) -> bool:
    """Whether the text stands behind one `>`; two say that somebody else speaks."""
    before = source[line_start(source, span.start) : span.start] + source[span.start : span.start + 2]
    return ">" in before and ">>" not in before


def _may_be_right(wrong: Wrong, block: Unit, text: Unit | None, forms: Sequence[Form]) -> bool:
    """Whether label or class of the block say that it holds another language, or both are right in another form."""
    if block.block is not None and not _says_original(block, wrong.form, forms):
        return True
    others = (form for form in forms if form != wrong.form and _is_of(block, form))
    return any(_judge(block, text, form) is None for form in others)


def _says_original(block: Unit, form: Form, forms: Sequence[Form]) -> bool:
    """Whether a `<details>` bears a label or class of the form, and no other class."""
    known = {one.html_class for one in forms}
    if any(known.isdisjoint(mark.word.split()) for mark in block.classes):
        return False
    return _is_of(block, form) or not (form.labels or form.html_class)


def _is_of(block: Unit, form: Form) -> bool:
    if any(form.html_class in mark.word.split() for mark in block.classes):
        return True
    return block.label is not None and normalised(block.label.word) in form.labels
