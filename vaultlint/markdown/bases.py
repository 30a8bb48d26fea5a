"""The tags that the expressions of an Obsidian base name: `file.hasTag("a")`, `tags.contains("a")` and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vaultlint.late import late
from vaultlint.markdown.blocks import Block
from vaultlint.markdown.hashtags import Tag
from vaultlint.text import Span, line_start

_CALL = late(r"\b(?:file\.hasTag|tags\.contains(?:Any|All)?)\(([^()\r\n]*+)\)")
_WORD = late(r"""(\\?["'])#?([^"'\\#\r\n]++)\1[ \t]*+(?=,|\Z)""")
_COMMENT = late(r"[ \t>]*+#")
_FENCE = late(r"(?:`{3,}+|~{3,}+)[ \t]*+base[ \t]*+(?=[\r\n]|\Z)")


def read_base_tags(text: str, span: Span) -> Iterator[Tag]:
    """The tags in the calls of a base that is written in `span`, in order; none in lines that are comments."""
    if "ags.contains" not in text and "hasTag" not in text:
        return
    for call in _CALL.finditer(text, *span):
        if not _COMMENT.match(text, line_start(text, call.start())):
            yield from _words(call[1], call.start(1))


def _words(arguments: str, offset: int) -> Iterator[Tag]:
    for word in _WORD.finditer(arguments):
        yield Tag(Span(offset + word.start(2), offset + word.end(2)), word[2])


def base_blocks(text: str, blocks: Iterable[Block]) -> Iterator[Span]:
    """The fenced blocks that hold a base."""
    for block in blocks:
        if block.kind == "code" and _FENCE.match(text, block.span.start):
            yield block.span
