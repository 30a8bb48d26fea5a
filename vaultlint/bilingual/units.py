"""A note as a row of units: texts that may want a translation, translation blocks, and what parts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from vaultlint.bilingual.form import Form
from vaultlint.bilingual.recognise import form_of
from vaultlint.bilingual.script import letters, tell_apart
from vaultlint.markdown import Block, Body, DetailsBlock
from vaultlint.text import Span

FEW_LETTERS = 2
"""A paragraph with fewer letters of its language says nothing that must be translated."""

ENOUGH_TEXT = 300
"""So many characters tell the language of a text."""

_HEARD = re.compile(r"(?:\[\w[\w '-]{0,30}+\](?!\()|[(（【〔]\w[\w '-]{0,30}+[)）】〕])|♪[^♪\r\n]*+♪")
_SIGNS = "<", "[", "`", "://"
_TURN = re.compile(r"(?:<br ?/?>\s*+){2,}|\n\s*\n|>>|</p>|(?:^|\n)[ \t]*+-[ \t]", re.I)
_WORD = re.compile(r"\w")
_MARKUP = re.compile(r"!?\[\[[^\]]*+\]\]|!\[[^\]]*+\]\([^)]*+\)|<[^>]*+>|https?://\S++|`[^`]*+`")


class Kind(Enum):
    """What a unit is: WANTS a translation, MAY have one, IS one, or parts the text as a heading does."""

    WANTS = "T"
    MAY = "t"
    IS = "D"
    PARTS = "|"


class Unit(NamedTuple):
    """One unit; `size` counts the characters of what a reader reads.

    `block`, `form`, and `content`, which is all that the block folds away, are a translation's.
    """

    kind: Kind
    span: Span
    text: str = ""
    size: int = 0
    block: DetailsBlock | None = None
    form: Form | None = None
    content: str = ""

    @property
    def turns(self) -> int:
        """How many turns of a dialogue, or paragraphs, a translation has."""
        return sum(1 for turn in _TURN.split(self.content) if _WORD.search(turn))


def plain(text: str) -> str:
    """The text without images, tags, addresses and code."""
    return _MARKUP.sub(" ", text) if any(sign in text for sign in _SIGNS) else text


def says_nothing(text: str) -> bool:
    """Whether a text is empty, or only says what is heard (`[Music]`)."""
    return len(text) < ENOUGH_TEXT and _WORD.search(_HEARD.sub("", plain(text))) is None


def units(text: str, body: Body, forms: Sequence[Form]) -> Iterator[Unit]:
    """The units of a note in their order; what a top-level `<details>` folds away is one unit.

    Lines that no blank line parts, such as a list right below the sentence that leads to it, are one text.
    """
    waiting = deque(block for block in body.details.blocks if block.top_level)
    starts = [block.open.span.start for block in waiting]
    ends = [block.span.end for block in waiting]
    held: Piece | None = None
    for piece in _pieces(body.blocks, starts, ends):
        if held is not None and piece.kind in _TEXTS and _joined(text, held.span.end, piece.span.start):
            held = Piece(held.kind, Span(held.span.start, piece.span.end))
            continue
        if held is not None:
            yield from _text_unit(text, held, forms)
        while waiting and waiting[0].open.span.start < piece.span.start:
            yield _details_unit(text, waiting.popleft(), forms)
        held = piece if piece.kind in _TEXTS else None
        if held is None:
            yield Unit(Kind.PARTS, piece.span)
    if held is not None:
        yield from _text_unit(text, held, forms)
    for one in waiting:
        yield _details_unit(text, one, forms)


class Piece(NamedTuple):
    """A block, or what is left of it outside of `<details>`."""

    kind: str
    span: Span


def _pieces(blocks: Sequence[Block], starts: list[int], ends: list[int]) -> Iterator[Piece]:
    """The texts and headings outside of `<details>`; a paragraph right below a `</details>` is one, too."""
    for block in blocks:
        if block.kind not in _TEXTS and block.kind not in _PARTING:
            continue
        start, end = block.span
        index = max(0, bisect_right(starts, start) - 1)
        while index < len(starts) and starts[index] < end:
            if ends[index] > start:
                if start < starts[index]:
                    yield Piece(block.kind, Span(start, starts[index]))
                start = ends[index]
            index += 1
        if start < end:
            yield Piece(block.kind, Span(start, end))


def _joined(text: str, end: int, start: int) -> bool:
    """Whether no blank line, and no `<details>`, stands between two places."""
    between = text[end:start]
    return between.count("\n") + between.count("\r") <= 1 + between.count("\r\n") and "<" not in between


def trim(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    own = span.of(text)
    start = span.start + len(own) - len(own.lstrip())
    return Span(start, max(start, span.end - len(own) + len(own.rstrip())))


_TEXTS = frozenset({"paragraph", "list-item", "blockquote", "callout", "html"})
_PARTING = frozenset({"heading", "thematic-break"})


def _details_unit(text: str, block: DetailsBlock, forms: Sequence[Form]) -> Unit:
    form = form_of(block, forms)
    if form is None:
        return Unit(Kind.PARTS, block.span)
    return Unit(Kind.IS, block.span, block.text, _size(block.text), block, form, block.content.of(text))


def _text_unit(text: str, piece: Piece, forms: Sequence[Form]) -> Iterator[Unit]:
    span = trim(text, piece.span)
    content = plain(span.of(text))
    if _WORD.search(content):
        kind = "paragraph" if piece.kind == "html" else piece.kind
        languages = {(form.language, form.original) for form in forms if kind in form.blocks}
        wants = any(_is_in(content, *pair) for pair in languages)
        yield Unit(Kind.WANTS if wants else Kind.MAY, span, content, _size(content))


def _size(text: str) -> int:
    return len(text) - text.count(" ")


def _is_in(content: str, language: str, original: str) -> bool:
    """Whether the text is in the note's language, as far as the script tells."""
    content = content[:ENOUGH_TEXT]
    own = letters(content, language)
    if own <= FEW_LETTERS:
        return False
    return own * 5 >= len(content) or not tell_apart(language, original) or own * 4 > letters(content, original)
