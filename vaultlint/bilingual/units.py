"""A note as a row of units: texts that may want a translation, translation blocks, and what parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from vaultlint.bilingual.form import Form
from vaultlint.bilingual.recognise import form_of
from vaultlint.bilingual.script import letters, tell_apart
from vaultlint.markdown import Body, DetailsBlock
from vaultlint.text import Span

FEW_LETTERS = 2
"""A paragraph with fewer letters of its language says nothing that must be translated."""

_HEARD = re.compile(r"(?:\[\w[\w '-]{0,30}+\](?!\()|[(（【〔]\w[\w '-]{0,30}+[)）】〕])|♪[^♪\r\n]*+♪")
_WORD = re.compile(r"\w")
_MARKUP = re.compile(r"!?\[\[[^\]]*+\]\]|!\[[^\]]*+\]\([^)]*+\)|<[^>]*+>|https?://\S++|`[^`]*+`")


class Kind(Enum):
    """What a unit is: WANTS a translation, MAY have one, IS one, or parts the text as a heading does."""

    WANTS = "T"
    MAY = "t"
    IS = "D"
    PARTS = "|"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit; `size` counts the letters of what a reader reads, `block` and `form` are a translation's."""

    kind: Kind
    span: Span
    text: str = ""
    size: int = 0
    block: DetailsBlock | None = None
    form: Form | None = None


def plain(text: str) -> str:
    """The text without images, tags, addresses and code."""
    return _MARKUP.sub(" ", text)


def says_nothing(text: str) -> bool:
    """Whether a text is empty, or only says what is heard (`[Music]`)."""
    return _WORD.search(_HEARD.sub("", plain(text))) is None


def units(text: str, body: Body, forms: Sequence[Form]) -> Iterator[Unit]:
    """The units of a note in their order; what a top-level `<details>` folds away is one unit."""
    folded_up_to = 0
    details = [block for block in body.details.blocks if block.top_level]
    for block in sorted([*body.blocks, *details], key=lambda one: (one.span.start, -one.span.end)):
        if block.span.start < folded_up_to:
            continue
        if isinstance(block, DetailsBlock):
            folded_up_to = block.span.end
            yield _details_unit(block, forms)
        elif block.kind in _TEXTS:
            yield _text_unit(text, block.kind, block.span, forms)
        elif block.kind in _PARTING:
            yield Unit(Kind.PARTS, block.span)


_TEXTS = frozenset({"paragraph", "list-item", "blockquote", "callout"})
_PARTING = frozenset({"heading", "thematic-break"})


def _details_unit(block: DetailsBlock, forms: Sequence[Form]) -> Unit:
    form = form_of(block, forms)
    if form is None:
        return Unit(Kind.PARTS, block.span)
    return Unit(Kind.IS, block.span, block.text, _size(block.text), block, form)


def _text_unit(text: str, kind: str, span: Span, forms: Sequence[Form]) -> Unit:
    own = span.of(text)
    content = plain(own)
    wants = any(kind in form.blocks and _is_in(content, form) for form in forms)
    return Unit(Kind.WANTS if wants else Kind.MAY, span, own, _size(own))


def _size(text: str) -> int:
    return len(_WORD.findall(plain(text)))


def _is_in(content: str, form: Form) -> bool:
    """Whether the text is in the note's language, as far as the script tells."""
    own = letters(content, form.language)
    if not tell_apart(form.language, form.original):
        return own > FEW_LETTERS
    return own > FEW_LETTERS and own * 4 > letters(content, form.original)
