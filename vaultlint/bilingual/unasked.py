"""Notes that are bilingual by themselves: the forms of translation that a note without a binding evidently keeps.

Much folds text of another script away that is no translation: logs, answers, English sections. So everything must come
together: one look, another script, nearly every paragraph with its block, and lengths as translations have them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from vaultlint.bilingual.comments import Comment, read_comment, stands_alone
from vaultlint.bilingual.form import Carrier, Form
from vaultlint.bilingual.hints import Hint, hint
from vaultlint.bilingual.pairing import Bilingual
from vaultlint.bilingual.recognise import classes, normalised
from vaultlint.bilingual.script import letters, scripts, tell_apart, usual_ratio
from vaultlint.bilingual.unit import Kind, Unit
from vaultlint.bilingual.units import FEW_LETTERS, every_unit, units
from vaultlint.bilingual.words import ENOUGH_TEXT, plain
from vaultlint.markdown import Body, DetailsBlock, Inert
from vaultlint.markdown.callouts import Callout, read_callouts
from vaultlint.text import Span

LEAST, MANY = 3, 5
"""So many blocks of one look are needed: where their label says that they are translations, and where it does not."""

MOST, NEARLY_ALL = 0.8, 0.9
"""What part of the blocks must be alike, and what part of the paragraphs must have one where no label says so."""

LIKELY = 3.0
"""A translation is at most so many times longer, or shorter, than usual."""

TELLING = 15
"""Shorter texts say nothing of how long their translations are."""

SAMPLE = 40
"""So many texts tell the language of a note, and so many blocks that of its translations."""

_LANGUAGES = {"zh": 3, "ko": 3, "ru": 1, "el": 1, "ar": 1, "he": 1, "th": 1, "hi": 1, "en": 1}
"""One language for each script, and how much its letters say."""

_CODE = re.compile(r"[a-z]{2,3}(?:[-_]\w++)*+", re.I)
_NO_PROSE = ("```", "~~~", "<pre", "<code", "<table", "|--", "| --", "<img", "![")


class _Block(NamedTuple):
    """What might be a translation: its label, its class or type, and what is in it."""

    label: str
    name: str
    content: DetailsBlock | Callout | Comment


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
    least = LEAST if found.forms[0].carrier == "comment" else MANY
    return found.habit.kept >= max(least, NEARLY_ALL * found.habit.of)


def _fits(found: Bilingual) -> bool:
    """Whether most translations are as long as such translations are."""
    form = found.forms[0]
    usual = usual_ratio(form.language, form.original)
    sizes = [(_size(pairing.texts), _size(pairing.blocks)) for pairing in found.alignment.pairings]
    ratios = [size / own for own, size in sizes if own > TELLING and size]
    likely = sum(1 for ratio in ratios if abs(math.log(ratio / usual)) < math.log(LIKELY))
    return likely >= MOST * len(ratios)


def _size(units: Sequence[Unit]) -> int:
    return sum(unit.size for unit in units)


def _forms(text: str, body: Body) -> Iterator[tuple[Form, bool]]:
    """The forms that blocks of the note may have; and whether the words on them say that they are translations."""
    language: str | None = None
    for carrier, read in _READERS:
        for blocks in _alike(carrier, read(text, body)):
            says = hint(_commonest(one.label for one in blocks), _commonest(one.name for one in blocks))
            said = says is Hint.TRANSLATION
            least = LEAST if said or carrier == "comment" else MANY
            original = _commonest(_language(_prose(text, block)) for block in blocks[:SAMPLE])
            if says is Hint.OTHER or len(blocks) < least or not original:
                continue
            language = language or _language_of_note(text, body)
            if language and tell_apart(language, original):
                yield _form(carrier, blocks, language, original), said


def _alike(carrier: Carrier, blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """The blocks of each look, the commonest first: `<details>` of one label or else class, callouts of one type."""
    looks: dict[str, list[_Block]] = {}
    for block in blocks:
        look = block.label or block.name if carrier == "details" else block.name.casefold()
        looks.setdefault(look, []).append(block)
    return iter(sorted((alike for alike in looks.values() if len(alike) >= LEAST), key=len, reverse=True))


def _form(carrier: Carrier, blocks: Sequence[_Block], language: str, original: str) -> Form:
    label, name = _commonest(one.label for one in blocks), _commonest(one.name for one in blocks)
    if carrier == "callout" and scripts(name) == scripts(original) and _CODE.fullmatch(name):
        original, name = name, ""
    labels, html_class = (label,) if label else (), name or None
    return Form(carrier, "after", language, original, labels, html_class, assumed=True)


def _details(text: str, body: Body) -> Iterator[_Block]:
    if len(body.details.blocks) >= LEAST:
        for block in body.details.blocks:
            if block.top_level and block.closed:
                yield _Block(normalised(block.label or ""), next(iter(classes(block)), ""), block)


def _callouts(text: str, body: Body) -> Iterator[_Block]:
    if text.count("[!") >= LEAST:
        for callout in read_callouts(text, body.blocks):
            yield _Block(normalised(callout.label), callout.type_name, callout)


def _comments(text: str, body: Body) -> Iterator[_Block]:
    if text.count("<!--") >= LEAST or text.count("%%") >= 2 * LEAST:
        for span in body.comments:
            comment = read_comment(text, span, _ANY) if stands_alone(text, span, _ANY) else None
            if comment is not None:
                yield _Block("", "", comment)


def _prose(text: str, block: _Block) -> str:
    content = block.content
    if isinstance(content, Comment):
        return content.text
    if isinstance(content, Callout):
        return plain(content.prose)
    source = content.content.of(text)
    return "" if any(sign in source for sign in _NO_PROSE) else plain(content.text)


_ANY = Form(carrier="comment", language="", original="")
_READERS: tuple[tuple[Carrier, Callable[[str, Body], Iterator[_Block]]], ...] = (
    ("details", _details),
    ("callout", _callouts),
    ("comment", _comments),
)


def _commonest(words: Iterable[str]) -> str:
    """The word that most of them are; empty if none is."""
    found = Counter(words)
    return next((word for word, count in found.most_common(1) if count >= MOST * found.total()), "")


def _language(prose: str) -> str:
    """The language that most letters of a text are of, as far as scripts tell; empty if it has none, or many."""
    sample = prose[:ENOUGH_TEXT]
    weights = {name: weight * letters(sample, name) for name, weight in _LANGUAGES.items()}
    best = max(weights, key=lambda name: weights[name])
    if weights[best] <= FEW_LETTERS or weights[best] < MOST * sum(weights.values()):
        return ""
    return "ja" if best == "zh" and letters(sample, "ja") > 1.1 * letters(sample, "zh") else best


def _language_of_note(text: str, body: Body) -> str:
    """The language of the texts that stand outside of `<details>`, callouts and comments."""
    folded = Inert(block.span for block in body.details.blocks if block.top_level)
    texts = (
        plain(block.span.of(text))
        for block in body.blocks
        if block.kind in _TEXTS and "callout" not in block.within and block.span.start not in folded
    )
    return _commonest(found for found in map(_language, islice(texts, SAMPLE)) if found)


_TEXTS = frozenset({"paragraph", "list-item", "blockquote"})


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
