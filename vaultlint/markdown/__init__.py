"""The Markdown of a note: blocks, comments, inert text, `<details>`; each is read when it is first asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property

from vaultlint.markdown.bases import base_blocks, read_base_tags
from vaultlint.markdown.blocks import Block, read_blocks
from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.places import BLANK_LINE, Places
from vaultlint.markdown.details.read import read_details
from vaultlint.markdown.details.rendering.page import Elements
from vaultlint.markdown.details.structure import DetailsBlock, Structure
from vaultlint.markdown.details.tags.plain import PlainBlocks, read_plain
from vaultlint.markdown.hashtags import Tag, read_tags
from vaultlint.markdown.inert import Inert, read_comments, read_inert
from vaultlint.markdown.links.link import Link
from vaultlint.markdown.links.read import candidates, empty, outside
from vaultlint.markdown.untouched import turned
from vaultlint.text import Span, has

_BRACKETS = ("<", ">", "＜")
_SIGNS = ("<", "＜", "details>", "summary>", "p class=", "p-english", "p-chinese")


class Body:
    """The part of a note's `text` from offset `start` on; all spans are offsets into the whole text."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The leaf blocks in order, comments among them."""
        return read_blocks(self.text, self.start)

    def block_at(self, offset: int) -> Block | None:
        """The leaf block in which `offset` lies."""
        index = bisect_right(self._block_starts, offset) - 1
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].span.end else None

    def blocks_in(self, start: int, end: int) -> tuple[Block, ...]:
        """The leaf blocks of which something lies in the range."""
        first = max(0, bisect_right(self._block_starts, start) - 1)
        found = self.blocks[first : bisect_left(self._block_starts, end)]
        return found[1:] if found and found[0].span.end <= start else found

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    @cached_property
    def places(self) -> Places:
        """Where lines begin and end."""
        return Places(self.text)

    def up_to_blank(self, start: int, end: int) -> int:
        """`end`, or where the last line in front of the first blank one between the two ends."""
        index = bisect_left(self._blank_lines, start)
        blank = self._blank_lines[index] if index < len(self._blank_lines) else end
        return min(blank, end) if start < end else start

    def stretch(self, start: int, end: int) -> Span:
        """The range with all that stands with it between two blank lines."""
        lines = self._blank_lines
        above, below = bisect_left(lines, start) - 1, bisect_left(lines, end)
        first = lines[above] + 1 if above >= 0 else self.start
        if below and (blank := BLANK_LINE.match(self.text, lines[below - 1])) and blank.end() == end:
            return Span(first, end)
        return Span(first, lines[below] if below < len(lines) else len(self.text))

    @cached_property
    def _blank_lines(self) -> list[int]:
        return [match.start() for match in BLANK_LINE.finditer(self.text, self.start)]

    def in_page(self, offset: int) -> bool:
        """Whether `offset` lies in an element of plain HTML, such as a table, that the same HTML block has opened."""
        around = self.block_at(offset)
        if around is None or around.kind != "html":
            return False
        start = around.span.start
        if start not in self._elements:
            self._elements[start] = Elements(self.text, around)
        return self._elements[start].around(offset)

    @cached_property
    def _elements(self) -> dict[int, Elements]:
        return {}

    @cached_property
    def comments(self) -> tuple[Span, ...]:
        """The `<!-- -->` and `%% %%` comments that stand outside of code, in order."""
        if (self.plain.alone or not has(self.text, "<!--")) and not has(self.text, "%%"):
            return ()
        return read_comments(self.text, self.start, lambda: self.blocks)

    def comments_in(self, start: int, end: int) -> tuple[Span, ...]:
        """The comments that lie in the range."""
        first, last = (bisect_left(self.comments, Span(at, at)) for at in (start, end))
        found = self.comments[first:last]
        return found if not found or found[-1].end <= end else found[:-1]

    @cached_property
    def comment_spans(self) -> Inert:
        """The comments, with a quick answer to "does this offset lie in one"."""
        return Inert(self.comments)

    @cached_property
    def inert(self) -> Inert:
        """Where nothing fires: `offset in body.inert`."""
        return read_inert(self.text, self.start, lambda: self.blocks, self.comments, self.plain.alone)

    @cached_property
    def plain(self) -> PlainBlocks:
        """The plain `<details>` blocks as they stand there, some perhaps in code."""
        return read_plain(self.text, self.start)

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """The `#tags` of the text, in order."""
        if not has(self.text, "#", self.start):
            return ()
        return tuple(read_tags(self.text, self.start, lambda: self.blocks, lambda: self.inert))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links into the vault, in order, but for those without a target."""
        return self._read(candidates)

    @cached_property
    def empty_links(self) -> tuple[Link, ...]:
        """The links without a target, in order."""
        return self._read(empty)

    def _read(self, read_links: Callable[[str, int], Iterable[Link]]) -> tuple[Link, ...]:
        found = outside(self.text, read_links(self.text, self.start), lambda: self.inert)
        return tuple(link for link in found if not self._is_raw(link.span.start))

    def _is_raw(self, offset: int) -> bool:
        """Whether it lies in HTML, in which Markdown is not read."""
        around = self.block_at(offset) if "<" in self.text else None
        return around is not None and around.kind == "html"

    @cached_property
    def base_tags(self) -> tuple[Tag, ...]:
        """The tags that ```` ```base ```` blocks ask for, in order."""
        if not has(self.text, "base", self.start):
            return ()
        return tuple(tag for span in base_blocks(self.text, self.blocks) for tag in read_base_tags(self.text, span))

    @cached_property
    def details(self) -> Structure:
        """The `<details>` blocks and their faults."""
        if not any(sign in self.text for sign in _BRACKETS) or not any(sign in self.text for sign in _SIGNS):
            return Structure()
        return read_details(self.text, self.start, self.inert, lambda: self.blocks, self.plain)


def read(text: str, start: int) -> Body:
    """The body of a note that starts at offset `start`, the beginning of a line."""
    return Body(text, start)


__all__ = [
    "Block", "Body", "DetailsBlock", "Fault", "Inert", "Link", "Structure", "Tag", "read", "read_base_tags", "turned",
]  # fmt: skip
