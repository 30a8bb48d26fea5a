"""A note as a row of units: texts that may want a translation, translations, and what parts them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter

from vaultlint.bilingual.carriers.carried import carried
from vaultlint.bilingual.carriers.comments import Comment
from vaultlint.bilingual.form import Form
from vaultlint.bilingual.languages.script import at_least, letters, tell_apart
from vaultlint.bilingual.unit import Kind, Mark, Unit
from vaultlint.bilingual.words import ENOUGH_TEXT, has_words, plain, says_nothing
from vaultlint.late import late
from vaultlint.markdown import Block, Body
from vaultlint.text import Span

FEW_LETTERS = 2
"""A paragraph with fewer letters of its language says nothing that must be translated."""

GLANCE = 40
"""So many characters, a third of them letters of its script, tell that a text is in a language."""


def units(text: str, body: Body, forms: Sequence[Form]) -> list[Unit]:
    """The units of a note in their order, without the comments that turn out to be remarks."""
    row = every_unit(text, body, forms)
    return list(_without_remarks(row, body.blocks)) if any(form.carrier == "comment" for form in forms) else row


def every_unit(text: str, body: Body, forms: Sequence[Form]) -> list[Unit]:
    """The units of a note in their order; what a top-level `<details>` folds away is one unit.

    Lines that no blank line parts, such as a list right below the sentence that leads to it, are one text. A heading
    parts the texts, but where comments carry the translations it is translated like them.
    """
    wanted = _languages(forms)
    row = carried(text, body, forms)
    texts = _TEXTS | {"heading"} if any(form.carrier == "comment" for form in forms) else _TEXTS
    for kind, start, end in _whole_pieces(text, body.blocks, [unit.span for unit in row]):
        unit = _text_unit(text, kind, start, end, wanted) if kind in texts else Unit(Kind.PARTS, Span(start, end))
        if unit is not None:
            row.append(unit)
    row.sort(key=attrgetter("span"))
    return row


_TEXTS = frozenset({"paragraph", "list-item", "blockquote", "callout", "html"})
_TEMPLATES = late(r"\s*+(?:\{\{[^{}]*+\}\}[ \t]*+[\r\n]\s*+)*+")
_TAGS = late(r"\A\s*+(?:#[^\s#]++\s*+)++\Z")
"""A line of Obsidian's tags."""

_FOOTNOTE = late(r"\s*+\[\^[^\]\s]++\]:")
"""A footnote, which may have a translation but needs none."""

_COMMENTED = 2
"""The level of an HTML block that a comment opens; what stands behind the comment on its last line is a text."""

_PARTING = frozenset({"heading", "thematic-break"})

_Piece = tuple[str, int, int]
"""The kind of a piece of the note, its start and its end."""

_Wanted = dict[str, set[tuple[str, str]]]
"""For each kind of block that wants a translation: the note's language and the original's."""


def _languages(forms: Sequence[Form]) -> _Wanted:
    wanted: _Wanted = {}
    for form in forms:
        for kind in form.blocks:
            wanted.setdefault(kind, set()).add((form.language, form.original))
    wanted["html"] = wanted.get("paragraph", set())
    return wanted


def _whole_pieces(text: str, blocks: Sequence[Block], carriers: Sequence[Span]) -> Iterator[_Piece]:
    """The same, but texts that no blank line parts are one."""
    whole: _Piece | None = None
    for piece in _pieces(text, blocks, carriers):
        if whole is None:
            whole = piece
        elif whole[0] in _TEXTS and piece[0] in _TEXTS and _joined(text, whole[2], piece[1]):
            whole = whole[0], whole[1], piece[2]
        else:
            yield whole
            whole = piece
    if whole is not None:
        yield whole


def _pieces(text: str, blocks: Sequence[Block], carriers: Sequence[Span]) -> Iterator[_Piece]:
    """The texts and headings outside of what carries translations; one right below a `</details>` is one, too."""
    first = 0
    for kind, span, _, _, level in blocks:
        if first < len(carriers) and span == carriers[first]:
            first += 1
            continue
        if kind not in _TEXTS and kind not in _PARTING:
            continue
        start, end = span
        if level == _COMMENTED and kind == "html":
            start = text.rfind("-->", start, end) + 3 if text.find("-->", start, end) >= 0 else end
        while first < len(carriers) and carriers[first].end <= start:
            first += 1
        for index in range(first, len(carriers)):
            span = carriers[index]
            if span.start >= end:
                break
            if start < span.start:
                yield kind, start, span.start
            start = span.end
        if start < end:
            yield kind, start, end


def _joined(text: str, end: int, start: int) -> bool:
    """Whether no blank line, and no `<details>`, stands between two places."""
    if text.startswith("\n\n", end):
        return False
    between = text[end:start]
    return between.count("\n") + between.count("\r") <= 1 + between.count("\r\n") and "<" not in between


def _text_unit(text: str, kind: str, start: int, end: int, wanted: _Wanted) -> Unit | None:
    """The unit of a text; None if it says nothing."""
    own = text[start:end]
    content = plain(own)
    if "#" in own:
        content = _TAGS.sub(" ", content)
    pairs = wanted.get(kind, ())
    sure = _sure(content, pairs)
    if not sure and len(content) <= ENOUGH_TEXT and not has_words(content):
        return None
    wants = (sure or any(_is_in(content, *pair) for pair in pairs)) and not ("[^" in own and _FOOTNOTE.match(own))
    start += _TEMPLATES.match(own).end() if "{{" in own else len(own) - len(own.lstrip())  # type: ignore[union-attr]
    end -= len(own) - len(own.rstrip())
    return Unit(Kind.WANTS if wants else Kind.MAY, Span(start, end), content, None, None, sure)


def _sure(content: str, pairs: Collection[tuple[str, str]]) -> str:
    """The language that a glance at the text tells; empty if it tells none."""
    for language, _ in pairs:
        if at_least(GLANCE // 3 + 1, language).match(content, 0, GLANCE):
            return language
    return ""


def _is_in(content: str, language: str, original: str) -> bool:
    """Whether the text is in the note's language, as far as the script tells."""
    content = content[:ENOUGH_TEXT]
    own = letters(content, language)
    if own <= FEW_LETTERS:
        return False
    return own * 5 >= len(content) or not tell_apart(language, original) or own * 4 > letters(content, original)


def _without_remarks(row: Sequence[Unit], blocks: Sequence[Block]) -> Iterator[Unit]:
    """The row without the comments that are no translations, as what stands beside them tells."""
    starts = [block.span.start for block in blocks]
    for index, unit in enumerate(row):
        if not isinstance(unit.carrier, Comment) or unit.form is None:
            yield unit
            continue
        beside = [row[at] if 0 <= at < len(row) else None for at in (index - 1, index + 1)]
        rival, partner = beside if unit.form.position == "before" else beside[::-1]
        if partner is not None and partner.kind in (Kind.WANTS, Kind.MAY):
            keep = unit.carrier.sure or rival is None or not isinstance(rival.carrier, Comment)
        else:
            keep = unit.carrier.sure and not _has_other_partner(unit, partner, blocks, starts)
        if keep:
            yield unit


def _has_other_partner(unit: Unit, beside: Unit | None, blocks: Sequence[Block], starts: Sequence[int]) -> bool:
    """Whether a `<details>`, a table, code or an image is what the comment beside it speaks of."""
    if beside is not None and beside.kind is Kind.PARTS:
        return beside.carrier is not None
    if unit.form and unit.form.position == "before":
        first, last = unit.span.end, beside.span.start if beside else blocks[-1].span.end
    else:
        first, last = beside.span.end if beside else 0, unit.span.start
    return bisect_left(starts, first) < bisect_left(starts, last)


__all__ = ["ENOUGH_TEXT", "FEW_LETTERS", "GLANCE", "Kind", "Mark", "Unit", "plain", "says_nothing", "units"]
