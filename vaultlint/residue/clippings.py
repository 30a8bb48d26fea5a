"""What a clipper of web pages takes along: a line's watermark, how its words are said, its keywords, bytes misread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from vaultlint.late import late
from vaultlint.markdown import Body
from vaultlint.residue.leaving import Leaving, without_line
from vaultlint.residue.weight import DENSE
from vaultlint.text import Edit, Span, delete

OFTEN = 5
"""So many lines that end alike, a fifth of all long ones, have a watermark."""

GLOSSES = 3
"""So many words with their sounds behind them are no single explanation."""

_END = late(r"[.!?。！？…”」\"][ \t]*+([^\s.!?。！？…”」\"][^.!?。！？…\r\n<>()（）\[\]|`]{3,40}+)[ \t]*+\r?\Z")
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_GLOSS = late(rf"(?<=[{DENSE}])[(（][a-zü{_TONES}' ·\-]*[{_TONES}][a-zü{_TONES}' ·\-]*[)）]", re.I)
_LABELS = r"keywords?|key ?words|hot search|related searches|关键[词字]|热门标签|相关搜索|热搜词?"
_KEYWORDS = late(
    rf"^[ \t]*+(?P<said>[*_]{{0,2}}(?i:{_LABELS})[*_]{{0,2}}[ \t]*+[:：][*_]{{0,2}}[ \t]*+"
    r"(?:[^\r\n,，、|;；]{1,40}[,，、|;；][ \t]*+){7,}[^\r\n]*+)(?=[\r\n]|\Z)",
    re.M,
)
_MISREAD = late(r"[^\s]*(?:[ÂÃâðåæçèéäïœ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])++[^\s]*+")
_SIGNS = ("Ã", "Â", "â€", "ðŸ", "ï»¿", "ã€", "å", "æ", "ç")


def clippings(text: str, body: Body) -> Iterator[Leaving]:
    """All such leavings in a body; what is misread is found where the library ftfy is installed."""
    for found in (*_watermarks(text, body), *_glosses(text, body), *_keywords(text, body), *_misread(text, body)):
        block = body.block_at(found.span.start)
        if block is not None and block.kind != "table" and found.span.start not in body.inert:
            yield found


def _watermarks(text: str, body: Body) -> Iterator[Leaving]:
    """The same words behind the last sentence of many lines."""
    ends, at = [], body.start
    for line in text[body.start :].split("\n"):
        end = _END.search(line, max(0, len(line) - 60)) if len(line) > 20 else None
        if len(line) > 20:
            ends.append((end[1].rstrip(), at + end.start(1)) if end else ("", at))
        at += len(line) + 1
    often = {
        said
        for said, count in Counter(said for said, _ in ends).items()
        if said and count >= OFTEN and count * 5 >= len(ends)
    }
    for said, start in ends:
        if said in often:
            span = Span(start, start + len(said))
            before = text[max(0, start - 20) : start]
            gap = len(before) - len(before.rstrip(" \t"))
            yield Leaving(
                span, "a watermark, repeated at the ends of lines", (delete(Span(start - gap, span.end)),),
                "Take the watermark away", guess=True,
            )  # fmt: skip


def _glosses(text: str, body: Body) -> Iterator[Leaving]:
    found = list(_GLOSS.finditer(text, body.start))
    if len(found) >= GLOSSES:
        for one in found:
            span = Span(*one.span())
            yield Leaving(span, "how the word before it is said", (delete(span),), "Take the gloss away", guess=True)


def _keywords(text: str, body: Body) -> Iterator[Leaving]:
    for found in _KEYWORDS.finditer(text, body.start):
        span = Span(found.start("said"), found.start("said") + len(found["said"].rstrip()))
        yield Leaving(
            span,
            "keywords of a web page, not of the note",
            without_line(text, body, span),
            "Take the line away",
            guess=True,
        )


@cache
def _is_there() -> bool:
    """Whether the library is installed (extra `clipping`)."""
    try:
        import ftfy  # noqa: F401
    except ImportError:
        return False
    return True


def _misread(text: str, body: Body) -> Iterator[Leaving]:
    if text.isascii() or not any(sign in text for sign in _SIGNS) or not _is_there():
        return
    from ftfy import fix_encoding

    for found in _MISREAD.finditer(text, body.start):
        meant = fix_encoding(found[0])
        if meant != found[0]:
            span = Span(*found.span())
            yield Leaving(
                span,
                f"read in the wrong encoding; it was `{meant}`",
                (Edit(span, meant),),
                "Write what was meant",
                guess=True,
            )
