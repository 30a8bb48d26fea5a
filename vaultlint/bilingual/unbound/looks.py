"""The blocks of a note that look alike: `<details>` of one label or class, callouts of one type, comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from vaultlint.bilingual.carriers.comments import Comment, read_comment, stands_alone
from vaultlint.bilingual.carriers.recognise import classes, normalised
from vaultlint.bilingual.form import Carrier, Form
from vaultlint.bilingual.words import plain
from vaultlint.markdown import Body, DetailsBlock
from vaultlint.markdown.callouts import Callout, read_callouts

LEAST = 3
"""With fewer blocks than this a note has no habit."""

_NO_PROSE = ("```", "~~~", "<pre", "<code", "<table", "|--", "| --", "<img", "![")


class Look(NamedTuple):
    """What might be a translation: its label, its class or type, and what is in it."""

    label: str
    name: str
    content: DetailsBlock | Callout | Comment


def alike(text: str, body: Body) -> Iterator[tuple[Carrier, list[Look]]]:
    """The blocks of each look, the commonest first."""
    for carrier, read in _READERS:
        looks: dict[str, list[Look]] = {}
        for block in read(text, body):
            look = block.label or block.name if carrier == "details" else block.name.casefold()
            looks.setdefault(look, []).append(block)
        for blocks in sorted(looks.values(), key=len, reverse=True):
            if len(blocks) >= LEAST:
                yield carrier, blocks


def _details(text: str, body: Body) -> Iterator[Look]:
    if len(body.details.blocks) >= LEAST:
        for block in body.details.blocks:
            if block.top_level and block.closed:
                yield Look(normalised(block.label or ""), next(iter(classes(block)), ""), block)


def _callouts(text: str, body: Body) -> Iterator[Look]:
    if text.count("[!") >= LEAST:
        for callout in read_callouts(text, body.blocks):
            yield Look(normalised(callout.label), callout.type_name, callout)


def _comments(text: str, body: Body) -> Iterator[Look]:
    if text.count("<!--") >= LEAST or text.count("%%") >= 2 * LEAST:
        for span in body.comments:
            comment = read_comment(text, span, _ANY) if stands_alone(text, span, _ANY) else None
            if comment is not None:
                yield Look("", "", comment)


def prose(text: str, block: Look) -> str:
    content = block.content
    if isinstance(content, Comment):
        return content.text
    if isinstance(content, Callout):
        return plain(content.prose)
    source = content.content.of(text)
    return "" if any(sign in source for sign in _NO_PROSE) else plain(content.text)


_ANY = Form(carrier="comment", language="", original="")
_READERS: tuple[tuple[Carrier, Callable[[str, Body], Iterator[Look]]], ...] = (
    ("details", _details),
    ("callout", _callouts),
    ("comment", _comments),
)
