"""The marks by which programs cut texts into parts, talk to models and cite: no reader should ever see one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultlint.late import late
from vaultlint.markdown import Body
from vaultlint.residue.leaving import Leaving, is_alone, without_line
from vaultlint.residue.lines import group, signs_like
from vaultlint.text import Span

_WHY = "what made the text left this mark in it"
_TITLE = "Take the mark away"

_PARTS = (
    "BODY|TEXT|CONTENT|TRANSLATION|TRANSLATED_TEXT|OUTPUT|INPUT|SUMMARY|PROMPT|RESPONSE|ANSWER|ARTICLE|TRANSCRIPT|"
    "CONTEXT|DOCUMENT|SOURCE|CHUNK|SECTION|SEGMENT|FRONTMATTER|METADATA|MARKDOWN|INST|SYS|SYSTEM|USER|ASSISTANT"
)
_MADE = r"TRANSLATION|TRANSLATED TEXT|OUTPUT|RESPONSE|CHUNK(?: \d++)?|SEGMENT(?: \d++)?|PROMPT|COMPLETION|GENERATION"
_NEXT = (
    r"(?:to be )?continue[sd]?+ (?:in|from|with) (?:the )?(?:next|previous|following) "
    r"(?:part|message|chunk|section|response|segment|batch|reply|output)"
)
_TOKENS = (
    r"<\|(?:im_start|im_end|endoftext|end_of_text|begin_of_text|eot_id|eom_id|start_header_id|end_header_id|"
    r"endofprompt|channel|message|start|return|fim_prefix|fim_middle|fim_suffix|end|user|assistant|system)\|>|<｜[^｜\r\n]{1,40}｜>|"
    r"<(?:start|end)_of_(?:turn|image)>|<</?SYS>>|\[/?INST\]"
)
_ROLE = r"(?:[ \t]*+(?:system|user|assistant|tool|model|analysis|commentary|final))?"
_CHUNK = late(
    r"(?:<!--|%%)[ \t]*+(?:(?i:(?:chunk|segment|batch|part|page|分段|分块)[ \t]*+\d++[ \t]*+/[ \t]*+\d++|"
    r"(?:chunk|segment|batch)[ \t]*+\#?\d++(?:[ \t]++of[ \t]++\d++)?|"
    r"第[ \t]*+\d++[ \t]*+/[ \t]*+\d++[ \t]*+(?:部分|部|块|段))"
    rf"|(?:BEGIN|START|END)(?:[ _]OF)?[ _](?:{_MADE})|(?:{_PARTS})_(?:BEGIN|START|END))[ \t]*+(?:-->|%%)"
)
_ALONE = late(
    rf"[ \t]*+(?P<mark>\[(?:/(?:{_PARTS})|(?:BEGIN|START|END)_[A-Z_]++|[A-Z]++(?:_[A-Z]++)*?_(?:BEGIN|START|END)|"
    rf"(?:BEGIN|START|END)(?: OF)? (?:{_MADE})|(?i:chunk[ \t]*+\d++[ \t]*+(?:/|of)[ \t]*+\d++)|(?i:{_NEXT})[.…]*+)\]|"
    rf"\((?i:{_NEXT})[.…]*+\)|"
    rf"[=#*\-]{{0,10}}[ \t]*+(?:BEGIN|START|END)(?: OF)? (?:{_MADE})[ \t]*+[=#*\-]{{0,10}}|"
    r"</?(?:translation|translated_text|source_text|tool_call|tool_response|function_calls|scratchpad)>|"
    rf"(?:{_TOKENS}){_ROLE}(?:(?:{_TOKENS}){_ROLE})*+)[ \t]*+(?=[\r\n]|\Z)"
)
_OPENED = late(rf"[ \t]*+(?P<mark>\[(?P<name>{_PARTS})\])[ \t]*+(?=[\r\n]|\Z)")
_THOUGHT = late(r"[ \t]*+(?P<mark></?think(?:ing)?>)[ \t]*+(?=[\r\n]|\Z)")
_FORM = late(r"(?P<mark>\#{3} (?P<name>Instruction|Input|Response):)[ \t]*+(?=[\r\n]|\Z)")
_COLON_HEADING = late(r"^\#{1,6} [^\r\n]*?:[ \t]*+\r?$", re.M)

_ENDED = r"(?<=[.!?。！？…”\"])[ \t]*+(<\|(?:im_end|endoftext|end_of_text|eot_id)\|>)[ \t]*+(?=[\r\n]|\Z)"
_WITHIN = (
    ("{index=", late(r":contentReference\[oaicite:\d++\]\{index=\d++\}")),
    ("【", late(r"【\d++(?::\d++)?†[^】\r\n]{0,80}】")),
    ("[cite", late(r"\[cite(?:_(?:start|end)|: ?\d++(?:[,–\- ]++\d++)*+)\](?![(:])")),
    ("_span)", late(r"\[span_\d++\]\((?:start|end)_span\)")),
    ("(oaicite:", late(r"\[{1,2}\d++\]{1,2}\(oaicite:\d++\)")),
    ("turn0search", late(r"(?:\ue200cite)?(?:\ue202?turn\d++(?:search|view|news|fetch|file)\d++\ue201?)++")),
    ("__", late(r"__(?:LINK|INLINE_CODE|CODE_BLOCK|HTML_TAG|PLACEHOLDER|IMAGE|URL|MATH)_\d++__")),
    ("|>", late(_ENDED)),
)
"""Marks that stand within text, each behind a sign of it that is looked for first."""

_PLAIN = frozenset({"paragraph", "heading", "html"})


def markers(text: str, body: Body) -> Iterator[Leaving]:
    """The marks in the text of a body, in no order."""
    for found in signs_like(_ALONE, text, body.start):
        span = group(found, "mark")
        if _shows(body, span):
            yield Leaving(span, _WHY, without_line(text, body, span), _TITLE)
    yield from _comments(text, body)
    yield from _pairs(text, body)
    yield from _thoughts(text, body)
    yield from _forms(text, body)
    for sign, pattern in _WITHIN:
        if text.find(sign[0], body.start) >= 0 and text.find(sign, body.start) >= 0:
            yield from _within(text, body, pattern)


def _shows(body: Body, span: Span) -> bool:
    """Whether a reader sees it as text of the note itself."""
    block = body.block_at(span.start)
    return block is not None and block.kind in _PLAIN and not block.within and span.start not in body.inert


def _within(text: str, body: Body, pattern: re.Pattern[str]) -> Iterator[Leaving]:
    for found in pattern.finditer(text, body.start):
        span = Span(*found.span(pattern.groups))
        if span.start not in body.inert:
            yield Leaving(span, f"{_WHY}; take it out, or put in what it stands for")


def _comments(text: str, body: Body) -> Iterator[Leaving]:
    """Nobody sees a comment, but one that counts parts was not written for anybody either."""
    for span in body.comments:
        if span.end - span.start <= 60 and _CHUNK.fullmatch(text, *span):
            yield Leaving(span, _WHY, without_line(text, body, span) if is_alone(text, span) else (), _TITLE)


def _pairs(text: str, body: Body) -> Iterator[Leaving]:
    """`[BODY]` alone on its line is a mark only where a `[/BODY]` closes it."""
    for found in signs_like(_OPENED, text, body.start):
        span = group(found, "mark")
        if f"[/{found['name']}]" in text and _shows(body, span):
            yield Leaving(span, _WHY, without_line(text, body, span), _TITLE)


def _thoughts(text: str, body: Body) -> Iterator[Leaving]:
    """What a model thought, from `<think>` to `</think>`, is one thing; who knows where it ends if one is missing."""
    opened: Span | None = None
    for found in signs_like(_THOUGHT, text, body.start):
        span = group(found, "mark")
        if not _shows(body, span):
            continue
        if text.startswith("</", span.start):
            yield _thought(Span(opened.start, span.end) if opened else span)
            opened = None
        else:
            opened = opened or span
    if opened:
        yield _thought(opened)


def _thought(span: Span) -> Leaving:
    return Leaving(span, "a model's thoughts are left in the text; take them out")


def _forms(text: str, body: Body) -> Iterator[Leaving]:
    """`### Response:`, as models are taught to answer; where other headings end in a colon, it is the author's."""
    found = [(match["name"], group(match, "mark")) for match in signs_like(_FORM, text, body.start)]
    found = [(name, span) for name, span in found if _shows(body, span)]
    if not found or len({name for name, _ in found}) < len(_COLON_HEADING.findall(text, body.start)):
        return
    for _, span in found:
        below = next(iter(body.blocks_in(span.end + 1, span.end + 8)), None)
        if below is None or below.kind in ("paragraph", "heading"):
            yield Leaving(span, _WHY, without_line(text, body, span), _TITLE)
