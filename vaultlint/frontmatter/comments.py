"""The comments of a block: every `#` behind a blank that is in no scalar (YAML 1.2.2 section 6.6)."""

from __future__ import annotations

from collections.abc import Iterator

from vaultlint.frontmatter.tree import Mapping, Node, Scalar, Sequence, Style
from vaultlint.late import late
from vaultlint.text import Span

_HASH = late(r"(?<![^\s])#[^\r\n]*+")
_HEADER_COMMENT = late(r"[^#\r\n]*?[ \t](#[^\r\n]*+)")


def comments_in(text: str, content: Span, root: Node | None) -> Iterator[Span]:
    """The comments in `content`, whose tree is `root`: from `#` to the end of the line, in the order of the text."""
    written = sorted(_written(root)) if root is not None else []
    at = content.start
    index = 0
    while (found := _HASH.search(text, at, content.end)) is not None:
        while index < len(written) and written[index][0].end <= found.start():
            index += 1
        if index < len(written) and written[index][0].start <= found.start():
            span, is_block = written[index]
            header = _HEADER_COMMENT.match(text, span.start, span.end) if is_block else None
            if header and header.start(1) == found.start():
                yield Span(*header.span(1))
                at = max(header.end(), at)
                written[index] = Span(found.end(), span.end), False
            else:
                at = span.end
            continue
        yield Span(*found.span())
        at = found.end()


def _written(root: Node) -> Iterator[tuple[Span, bool]]:
    """The spans of all scalars, keys too, and whether each is a block scalar."""
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Scalar):
            if node.span.start < node.span.end:
                yield node.span, node.style in (Style.LITERAL, Style.FOLDED)
        elif isinstance(node, Mapping):
            stack += (part for entry in node.entries for part in (entry.key, entry.value))
        elif isinstance(node, Sequence):
            stack += node.items
