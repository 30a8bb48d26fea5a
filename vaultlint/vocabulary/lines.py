"""Terms in a text: one a line, `alias -> term` for another name, `#` for comments; or the list items of a note."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vaultlint.late import late
from vaultlint.markdown import Body
from vaultlint.vocabulary.gathered import Gathered
from vaultlint.vocabulary.item import named

_LINE_END = late(r"\r\n|\n|\r")
_ARROW = late(r"\s+(?:->|=>|→)\s+")
_COMMENT = late(r"(?:\A|\s)#(?:\s|\Z).*+", re.DOTALL)
_MARKS = late(r"\A\[[ xX]\]\s+|[*`]++")
_EXPLAINED = late(r"\s+[-–—]\s+|:\s+|[:：]\Z")


def of_lines(text: str) -> Gathered:
    """The terms of a plain text."""
    lines = (_COMMENT.sub("", line).strip() for line in _LINE_END.split(text))
    return _of_texts(line for line in lines if line and not line.startswith("#"))


def of_note(body: Body) -> Gathered:
    """The terms that a note lists: its list items, or, without any, its headings; each up to a dash or colon."""
    for kind in ("list-item", "heading"):
        items = [block.span.of(body.text) for block in body.blocks if block.kind == kind]
        if items:
            return _of_texts(_cleaned(item) for item in items)
    return Gathered()


def _cleaned(item: str) -> str:
    """The text of an item, without marks and explanation."""
    first = _LINE_END.split(item)[0].strip().strip("#").strip()
    if not _ARROW.search(first):
        first = _EXPLAINED.split(first)[0]
    return named(_MARKS.sub("", first))


def _of_texts(texts: Iterable[str]) -> Gathered:
    found = Gathered()
    for text in filter(None, texts):
        alias, *term = _ARROW.split(text, maxsplit=1)
        if term:
            found.aliases[named(alias)] = named(term[0])
        found.terms.append(named(term[0] if term else alias))
    return found
