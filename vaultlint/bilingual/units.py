"""A note as a row of units: texts that may want a translation, translation blocks, and what parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from vaultlint.bilingual.form import Form
from vaultlint.bilingual.recognise import form_of
from vaultlint.bilingual.script import letters, tell_apart
from vaultlint.markdown import Block, Body, DetailsBlock
from vaultlint.text import Span

FEW_LETTERS = 2
"""A paragraph with fewer letters of its language says nothing that must be translated."""

ENOUGH_TEXT = 200
"""So many characters tell the language of a text."""

GLANCE = 40
"""So many characters, a third of them letters of its script, tell that a text is in a language."""

_HEARD = re.compile(r"(?:\[\w[\w '-]{0,30}+\](?!\()|[(（【〔]\w[\w '-]{0,30}+[)）】〕])|♪[^♪\r\n]*+♪")
_BREAK = re.compile(r"(?:<[Bb][Rr] ?/?>\s*+){2,}|\n[ \t\r]*+\n")
_CUE = re.compile(r"[.!?…] [A-Z][\w.]*+(?: [A-Z][\w.]*+)?: ")
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
        """How many turns of a dialogue, or paragraphs, a translation has, by whatever marks them."""
        return _turns(self.content)


@lru_cache(maxsize=256)
def _turns(content: str) -> int:
    return max(
        1 + len(_BREAK.findall(content)),
        1 + len(_CUE.findall(content)),
        content.count(">>"),
        content.count("</p>"),
        content.count("\n- ") + content.startswith("- "),
    )


def plain(text: str) -> str:
    """The text without images, tags, addresses and code."""
    if "<" in text or "[" in text or "`" in text or "://" in text:
        return _MARKUP.sub(" ", text)
    return text


def says_nothing(text: str) -> bool:
    """Whether a text is empty, or only says what is heard (`[Music]`)."""
    return len(text) < ENOUGH_TEXT and _WORD.search(_HEARD.sub("", plain(text))) is None


def units(text: str, body: Body, forms: Sequence[Form]) -> list[Unit]:
    """The units of a note in their order; what a top-level `<details>` folds away is one unit.

    Lines that no blank line parts, such as a list right below the sentence that leads to it, are one text.
    """
    wanted = _languages(forms)
    row = [_details_unit(text, block, forms) for block in body.details.blocks if block.top_level]
    held: tuple[str, int, int] | None = None
    for kind, start, end in _pieces(body.blocks, [unit.span for unit in row]):
        if held is not None and kind in _TEXTS and _joined(text, held[2], start):
            held = held[0], held[1], end
            continue
        if held is not None:
            row += _text_unit(text, held, wanted)
        held = (kind, start, end) if kind in _TEXTS else None
        if held is None:
            row.append(Unit(Kind.PARTS, Span(start, end)))
    if held is not None:
        row += _text_unit(text, held, wanted)
    row.sort(key=_place)
    return row


def _place(unit: Unit) -> Span:
    return unit.span


_TEXTS = frozenset({"paragraph", "list-item", "blockquote", "callout", "html"})
_PARTING = frozenset({"heading", "thematic-break"})

_Wanted = dict[str, set[tuple[str, str]]]
"""For each kind of block that wants a translation: the note's language and the original's."""


def _languages(forms: Sequence[Form]) -> _Wanted:
    wanted: _Wanted = {}
    for form in forms:
        for kind in form.blocks:
            wanted.setdefault(kind, set()).add((form.language, form.original))
    wanted["html"] = wanted.get("paragraph", set())
    return wanted


def _pieces(blocks: Sequence[Block], details: Sequence[Span]) -> Iterator[tuple[str, int, int]]:
    """The texts and headings outside of `<details>`; a paragraph right below a `</details>` is one, too."""
    first = 0
    for block in blocks:
        if block.kind not in _TEXTS and block.kind not in _PARTING:
            continue
        start, end = block.span
        while first < len(details) and details[first].end <= start:
            first += 1
        for span in details[first:]:
            if span.start >= end:
                break
            if start < span.start:
                yield block.kind, start, span.start
            start = span.end
        if start < end:
            yield block.kind, start, end


def _joined(text: str, end: int, start: int) -> bool:
    """Whether no blank line, and no `<details>`, stands between two places."""
    between = text[end:start]
    return between.count("\n") + between.count("\r") <= 1 + between.count("\r\n") and "<" not in between


def _details_unit(text: str, block: DetailsBlock, forms: Sequence[Form]) -> Unit:
    form = form_of(block, forms)
    if form is None:
        return Unit(Kind.PARTS, block.span)
    return Unit(Kind.IS, block.span, block.text, _size(block.text), block, form, block.content.of(text))


def _text_unit(text: str, piece: tuple[str, int, int], wanted: _Wanted) -> Iterator[Unit]:
    kind, start, end = piece
    own = text[start:end]
    content = plain(own)
    if len(content) > ENOUGH_TEXT or _WORD.search(content):
        wants = any(_is_in(content, *languages) for languages in wanted.get(kind, ()))
        start += len(own) - len(own.lstrip())
        end -= len(own) - len(own.rstrip())
        yield Unit(Kind.WANTS if wants else Kind.MAY, Span(start, end), content, _size(content))


def _size(text: str) -> int:
    return len(text) - text.count(" ")


def _is_in(content: str, language: str, original: str) -> bool:
    """Whether the text is in the note's language, as far as the script tells; most texts tell at once."""
    if letters(content[:GLANCE], language) * 3 > GLANCE:
        return True
    content = content[:ENOUGH_TEXT]
    own = letters(content, language)
    if own <= FEW_LETTERS:
        return False
    return own * 5 >= len(content) or not tell_apart(language, original) or own * 4 > letters(content, original)
