"""Translation blocks that have lost all their tags: the label stands alone on its line, as text, above the original."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from vaultlint.bilingual.form import Form
from vaultlint.bilingual.languages.script import letters, tell_apart
from vaultlint.late import late
from vaultlint.markdown import Body, Fault, Inert
from vaultlint.text import Edit, Span, insert, newline_of

ENOUGH = 3
"""So many labels, alone on their lines or in blocks that are whole, are no chance."""

_PARAGRAPH = late(r"\s*+(\S[^\r\n]*+(?:(?:\r\n?+|\n)[ \t]*+[^\s][^\r\n]*+)*+)")
_NEEDS_MARKDOWN = late(r"[<&*_`\[$\\]")
_NO_PARAGRAPH = late(r"^[ \t]*+(?:[#>|+*:-]|\d++[.)]|```|~~~)|[<>]", re.M)


def tagless(text: str, body: Body, forms: Sequence[Form]) -> tuple[Fault, ...]:
    """The faults of such blocks."""
    found: list[tuple[Span, Form]] = []
    for form in forms:
        for label in form.labels if form.carrier == "details" else ():
            if not label or label not in text:
                continue
            in_tags = text.count(f">{label}")
            if text.count(label) > max(in_tags, text.count(f"{label}<")):
                alone = [(span, form) for span in _alone(text, body, label)]
                found += alone if len(alone) + in_tags >= ENOUGH else ()
    found.sort(key=lambda one: one[0])
    ends = (*(span.start for span, _ in found[1:]), len(text))
    return tuple(_fault(text, form, span, end) for (span, form), end in zip(found, ends, strict=True)) if found else ()


def _alone(text: str, body: Body, label: str) -> Iterator[Span]:
    """Where the label stands alone, with the browser's own word for a summary in front of it if that was left, too."""
    blocks = Inert(block.span for block in body.details.blocks)
    for match in _line_of(label).finditer(text, body.start):
        start, end = match.span(1)
        if not blocks.meets(start, end) and start not in body.inert:
            yield Span(start, end)


@lru_cache(maxsize=64)
def _line_of(label: str) -> re.Pattern[str]:
    above = r"(?:Details?[ \t]*+(?:(?:\r\n?+|\n)\s*+|[/|:>-][ \t]*+)?)?+"
    return re.compile(rf"^[ \t]*+({above}{re.escape(label)})[ \t]*+(?=[\r\n]|\Z)", re.M)


def _fault(text: str, form: Form, words: Span, end: int) -> Fault:
    return Fault(
        "malformed-tag", words, "the words of a translation block without its tags, so nothing folds; "
        "put `<details>`, `<summary>` and their ends around them",
        tuple(_tags(text, form, words, end)), "Put the tags around the label and the text below it",
    )  # fmt: skip


def _tags(text: str, form: Form, words: Span, end: int) -> Iterator[Edit]:
    """The edits that put the tags back where one paragraph of the original, and no more, stands below the label."""
    match = _PARAGRAPH.match(text, words.end, end)
    if match is None or not _is_original(match[1], form) or _NO_PARAGRAPH.search(match[1]):
        return
    below = _PARAGRAPH.match(text, match.end(), end)
    if below is not None and _may_belong(below[1], form):
        return
    label = next(label for label in form.labels if text.endswith(label, words.start, words.end))
    newline = newline_of(text)
    opening = f"<details>{newline}<summary>{label}</summary>{newline}"
    if form.html_class is None:
        yield Edit(Span(words.start, match.start(1)), opening + newline)
        yield insert(match.end(1), f"{newline}{newline}</details>")
    elif not _NEEDS_MARKDOWN.search(match[1]):
        yield Edit(Span(words.start, match.start(1)), f'{opening}<p class="{form.html_class}">')
        yield insert(match.end(1), f"</p>{newline}</details>")


def _is_original(paragraph: str, form: Form) -> bool:
    if not tell_apart(form.language, form.original):
        return False
    return letters(paragraph, form.original) > letters(paragraph, form.language)


def _may_belong(paragraph: str, form: Form) -> bool:
    """Whether the paragraph below may be a part of the translation: no heading, nor in the note's language."""
    return not paragraph.startswith("#") and letters(paragraph, form.language) == 0
