"""Where a note breaks off: in a block that nothing closes, or in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultlint.late import late
from vaultlint.markdown import Block, Body
from vaultlint.residue.leaving import Leaving
from vaultlint.residue.lines import lines_of, signs_like
from vaultlint.residue.weight import weight
from vaultlint.text import Span, has

ENOUGH = 12
"""So many paragraphs that end as sentences do tell that the last one should, too."""

GLANCE = 40
"""So many lines tell whether it is worth the while to look at all."""

LONG = 60
"""Shorter lines may be titles, names or places; a Chinese letter counts three times."""

TAIL = 20
"""A shorter rest of the last paragraph may be a name below it."""

_FENCE = late(r"(`{3,}+|~{3,}+)[^\r\n]*+")
_MARK = late(r"(?:\$\$|%%)[ \t]*+(?=[\r\n]|\Z)")
_NAMES = {"$$": "math", "%%": "comment"}
_MARKUP = "<>|#-*+`!["
_BROKEN = late(r"[\w,，、;；(（](?<![_\d])\Z")
_OPEN_END = late(
    r"[,，、;；(（]\Z|\b(?:the|an?|and|or|but|of|to|in|on|at|for|from|with|by|that|which|is|are|was|were|as|its?)\Z"
)
_SENTENCE = late(r"[.!?。！？…][\"'”’」』)）*_]*+(?:\s++|(?<=[。！？]))")
_ENDS = late(r"[.!?。！？…:：][\"'”’」』)）\]】*_~`>]*+\Z")
_ADDRESS = late(r"https?://\S*\Z|\[\[[^\]]*\Z|#\S+\Z|(?:\A|\n)[ \t]*+\[[^\]]++\]:[^\r\n]*+\Z")


def cuts(text: str, body: Body) -> Iterator[Leaving]:
    """The one place where the note breaks off, if it does; of an open `<details>` its own rule tells."""
    found = _open_code(text, body) or _open_comment(text, body) or _open_mark(text, body) or _sentence(text, body)
    if found is not None and next(iter(body.details.of("unclosed")), None) is None:
        yield found


def _open_code(text: str, body: Body) -> Leaving | None:
    """A fence of code without its other end."""
    if not has(text, "```", body.start) and not has(text, "~~~", body.start):
        return None
    last = body.blocks[-1]
    fence = _FENCE.match(text, *last.span)
    if fence is None or last.kind != "code" or last.within:
        return None
    closer = re.compile(rf"\n[ \t]*+{fence[1][0]}{{{len(fence[1])},}}[ \t\r]*+\Z")
    if closer.search(text, last.span.start + len(fence[0]), last.span.end):
        return None
    span = Span(last.span.start, last.span.start + len(fence[0].rstrip()))
    return Leaving(span, "the code is never closed, so all below it is code; close it, or put back what was cut off")


def _open_comment(text: str, body: Body) -> Leaving | None:
    at = body.comments[-1].start if body.comments else -1
    if at < 0 or not text.startswith("<!--", at) or text.find("-->", at) >= 0:
        return None
    return Leaving(Span(at, at + 4), "the comment is never closed, so nothing below it is shown; close it with `-->`")


def _open_mark(text: str, body: Body) -> Leaving | None:
    """`$$` or `%%` on a line of its own that no other one closes."""
    for found in signs_like(_MARK, text, body.start):
        at, mark = found.start(), found[0][:2]
        block = body.block_at(at)
        if block is None or block.kind != "paragraph" or block.within or at in body.inert:
            continue
        if text.find(mark, at + 2) < 0:
            return Leaving(Span(at, at + 2), f"the {_NAMES[mark]} is never closed; close it with `{mark}`")
    return None


def _sentence(text: str, body: Body) -> Leaving | None:
    """The last sentence, if it has no end although those of all other paragraphs have one."""
    end = text[max(body.start, len(text) - 300) :].rstrip()
    if _BROKEN.search(end) is None or _ADDRESS.search(end) is not None:
        return None
    above = [line for line in lines_of(text, body.start)[-GLANCE:-1] if len(line) >= LONG and line[0] not in _MARKUP]
    if sum(_ENDS.search(line.rstrip()[-12:]) is None for line in above) * 2 > len(above):
        return None
    last = body.blocks[-1]
    if not _is_long(text, last):
        return None
    others = [block for block in body.blocks[:-1] if _is_long(text, block)]
    if len(others) < ENOUGH or not all(_is_whole(text, block) for block in others):
        return None
    start = max((match.end() for match in _SENTENCE.finditer(text, *last.span)), default=last.span.start)
    span = Span(start, start + len(text[start : last.span.end].rstrip()))
    if _OPEN_END.search(span.of(text)) is None and (start == last.span.start or weight(span.of(text)) < TAIL):
        return None
    return Leaving(span, "the note breaks off in this sentence; put back what was cut off")


def _is_whole(text: str, block: Block) -> bool:
    return _ENDS.search(text[block.span.start : block.span.end].rstrip()[-12:]) is not None


def _is_long(text: str, block: Block) -> bool:
    return block.kind == "paragraph" and not block.within and weight(block.span.of(text)) >= LONG
