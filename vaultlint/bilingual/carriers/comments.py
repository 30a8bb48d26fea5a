"""Comments that hold the original of the text beside them, told from directives, settings and remarks.

Kubernetes' pages in other languages keep the English in an HTML comment right before each block; one comment may hold
several blocks of Markdown. Obsidian's `%% %%` count as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from vaultlint.bilingual.form import Form
from vaultlint.bilingual.languages.script import letters, scripts, tell_apart
from vaultlint.bilingual.words import has_words, plain, says_nothing
from vaultlint.late import late
from vaultlint.markdown import Block
from vaultlint.markdown.blocks import read_blocks
from vaultlint.text import Span, line_start

_BEFORE = late(r"[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*+\Z")
_QUOTED = late(r"^[ \t]*+>[ \t]?+", re.M)
_BLANK_LINE = late(r"(?:\r\n?+|\n)[ \t]*+[\r\n]")
_PROSE = frozenset({"paragraph", "list-item", "blockquote", "callout", "heading"})

_TOOL = late(
    r"(?:[a-z]\w*+[-:])++(?:ignore|disable|enable|exclude|skip|file|line|start|end|on|off)\b|"
    r"(?:ignore|disable|enable|exclude|skip)(?:[-:]|\s*+\Z)|"
    r"(?:markdownlint|prettier|eslint|textlint|cspell|vale|vaultlint|remark|rumdl|dprint|doctoc|pyml|lint|more|toc|"
    r"include|embed|start|end|begin|region|endregion|spell-?check\w*+)(?:[-:\s]|\Z)|"
    r"(?:TODO|FIXME|XXX|HACK|WIP|TBD|NOTE TO|START|END|BEGIN)\b|[#/@!]\w|\[[^\]]*+\]:|(?i:to-?do)\b"
)
"""A comment that begins like this speaks to a program, or to its author."""

_SETTINGS = late(
    r"(?:---[ \t]*+[\r\n]|[a-z][\w-]*+:[ \t]*+(?:[\r\n]|\Z)|[a-z][\w-]*+:[ \t])"
    r"[^\r\n]*+(?:[\r\n]++[ \t]*+(?:[\w-]++:[^\r\n]*+|-[ \t][^\r\n]*+|---)?+)*+\Z"
)
"""Front matter that was put into a comment."""

_LONE_WORD = late(r"[a-z0-9_/.:=-]++\Z|[A-Z0-9_]++\Z")
_REMARK = late(
    r"\b(?:check|copied|deprecated|do not|don't|draft|fix|generated|hidden|keep|needs?|outdated|please|remember|remove|"
    r"see|should|sync|temporar\w++|translat\w++|unused|update|upstream|"
    r"this (?:comment|file|list|page|section|table))\b",
    re.I,
)
"""Words of those who speak of the page; others use them, too."""

NAMES = 2
"""To one letter of its own a text in another script has at most so many Latin ones, for names."""

_MARKED = late(r"#{1,6} |[-+*] |\d{1,3}[.)] ")
_CLOSING = " \t\r\n*_~`)]}\"'”’」』）】"
_ENDS = tuple(".!?:…。！？：")


class Comment(NamedTuple):
    """A comment that may hold a translation; `text` is its prose, `blocks` counts the blocks of that.

    `sure` says that it can hardly be anything else: only then it may lack a text beside it.
    """

    span: Span
    opening: Span
    content: str
    text: str
    blocks: int
    sure: bool


def stands_alone(text: str, span: Span, form: Form) -> bool:
    """Whether a comment is a block of its own: first on its line or, behind the text that it translates, last."""
    if _BEFORE.match(text, line_start(text, span.start), span.start):
        return True
    return form.position == "after" and text[span.end : span.end + 1] in ("", "\r", "\n")


def read_comment(text: str, span: Span, form: Form) -> Comment | None:
    """What a comment holds, if that may be a translation in this form; None if it speaks of something else."""
    width = 4 if text.startswith("<!--", span.start) else 2
    content = _content(text, span, width)
    opening = Span(span.start, span.start + width)
    if content and not has_words(plain(content)):
        return None
    if says_nothing(content):
        return Comment(span, opening, content, content, 1, False)
    if _TOOL.match(content) or _SETTINGS.match(content) or _LONE_WORD.match(content):
        return None
    blocks = [block for block in read_blocks(content, 0) if block.kind in _PROSE]
    prose = plain("\n\n".join(block.span.of(content) for block in blocks))
    if not has_words(prose) or not _is_original(prose, form):
        return None
    sure = _is_sentence(content) and _REMARK.search(prose) is None
    return Comment(span, opening, content, prose, _count(content, blocks), sure)


def _is_sentence(content: str) -> bool:
    """Whether a text looks like a whole sentence, a heading or a list."""
    if _MARKED.match(content):
        return True
    return not content.lstrip("*_`\"'“‘(")[:1].islower() and content.rstrip(_CLOSING).endswith(_ENDS)


def _content(text: str, span: Span, width: int) -> str:
    from textwrap import dedent

    inner = text[span.start + width : max(span.start + width, span.end - (3 if width == 4 else 2))]
    if ">" in inner and ">" in text[max(text.rfind("\n", 0, span.start), 0) : span.start]:
        inner = _QUOTED.sub("", inner)
    return dedent(inner).strip()


def _is_original(prose: str, form: Form) -> bool:
    if not tell_apart(form.language, form.original):
        return True
    own, original = letters(prose, form.language), letters(prose, form.original)
    return original > max(1, own / NAMES if scripts(form.language) == {"latin"} else 10 * own)


def _count(content: str, blocks: Sequence[Block]) -> int:
    """How many texts the blocks are, as the note's own are counted: lines that no blank line parts are one."""
    parted = sum(
        1
        for one, other in pairwise(blocks)
        if "heading" in (one.kind, other.kind) or _BLANK_LINE.search(content, one.span.end, other.span.start)
    )
    return 1 + parted
