"""What a note says: its body without code, math, comments, templates, the tags of HTML and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vaultlint.late import late
from vaultlint.markdown.grammar import CLOSE_TAG, OPEN_TAG
from vaultlint.note import Note

BREAK = "\n\u2063\n"
"""Stands for what is left out, so that no name reaches over it."""

_UNSAID = (
    ("](", late(r"\]\([^()\r\n]*+(?:\([^()\r\n]*+\)[^()\r\n]*+)*+\)")),
    ("]:", late(r"^[ >]*+\[(?!\^)[^\[\]\r\n]++\]:[^\r\n]++", re.M)),
    ("://", late(r"https?://[^\s<>()\[\]，。；、）】」』]++")),
    ("www.", late(r"www\.[^\s<>()\[\]，。；、）】」』]++")),
    ("@", late(r"@[\w-]++\.[\w.-]++")),
    ("$", late(r"\$(?<![\\$]\$)(?![\s$])[^$\r\n]*+(?<![\s\\])\$(?![\d$])")),
    ("<", late(f"<(?:{OPEN_TAG[1:]}|{CLOSE_TAG[1:]})")),
)
"""Addresses, math and tags, each behind the sign that is looked for first."""

_BLANK_LINE = late(r"(?:\r\n?|\n)[^\S\r\n]*+[\r\n]")
_WIDE = late("[０-９Ａ-Ｚａ-ｚ]")


def prose(note: Note) -> str:
    """The text, one line a paragraph, with one blank between words, as `plain` has it."""
    said = BREAK.join(_pieces(note))
    for sign, pattern in _UNSAID:
        if sign in said:
            said = pattern.sub(BREAK, said)
    return "\n".join(plain(paragraph) for paragraph in _BLANK_LINE.split(said) if paragraph.strip())


def plain(text: str) -> str:
    """The text with one blank between words, narrow letters and digits, and one kind of apostrophe."""
    text = " ".join(text.split()).replace("\u2019", "'").replace("\u02bc", "'")
    return _WIDE.sub(lambda wide: chr(ord(wide[0]) - 0xFEE0), text)


def _pieces(note: Note) -> Iterator[str]:
    """The body between the places where nothing fires."""
    start, end = note.body.start, len(note.text)
    borders = [(start, start), *note.body.inert.spans, (end, end)]
    for (_, behind), (front, _) in pairwise(borders):
        yield note.text[behind:front]
