"""The pass over all tags of a note, with a stack of open blocks.

A fault is told once, then reading goes on as if the tag that was meant stood there; a block that is never closed hands
its inner blocks back to the level around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaultlint.markdown.details.reading.due import Due
from vaultlint.markdown.details.reading.swallowing import Swallowing
from vaultlint.markdown.details.structure import DetailsBlock, PlainBlock, Structure
from vaultlint.markdown.details.tags.plain import PlainBlocks, is_all, read_plain
from vaultlint.markdown.details.tags.scanning import read_tags
from vaultlint.markdown.details.tags.scraps import scraps
from vaultlint.markdown.details.tags.tag import NAMES, Tag
from vaultlint.markdown.inert import Inert
from vaultlint.text import Edit, Span, apply


def read_structure(text: str, start: int, inert: Inert, plain: PlainBlocks | None = None) -> Structure:
    """The structure with all of `inert` left out; `plain` are the plain blocks if they are known already."""
    plain = plain or read_plain(text, start)
    if is_all(text, start, inert, plain):
        return Structure(tuple([PlainBlock.of(text, whole) for whole in plain.found]))
    tags = read_tags(text, start, inert, plain.found)
    if not tags:
        return Structure()
    reader = Reader(text, start, tags, inert)
    structure = reader.read()
    if structure.by_kind.keys().isdisjoint(_MISSING) and not reader.believed:
        return structure
    tags = sorted((*tags, *scraps(text, start, inert, tags)), key=lambda tag: tag.span)
    for _ in range(ROUNDS):
        reader = Reader(text, start, tags, inert)
        structure = reader.read()
        if not reader.believed:
            break
        tags = [reader.believed.get(tag.span, tag) for tag in tags]
    return structure


ROUNDS = 3
"""So many times a note is read anew with the tags that the last time found by their places: each tells more."""

_MISSING = ("unclosed", "stray-close", "summary-outside", "summary-empty", "summary-repeated", "summary-misplaced")
"""Faults that a tag may explain which is no more to be known as one."""


def _nested(blocks: Sequence[DetailsBlock]) -> Iterator[DetailsBlock]:
    """The blocks, each as deep as it lies in others now that the ends of all are known."""
    around: list[int] = []
    for block in blocks:
        while around and around[-1] <= block.start:
            around.pop()
        yield block._replace(depth=len(around))
        around.append(block.span.end)


class Reader(Due, Swallowing):
    """The pass over all tags of a note."""

    def read(self) -> Structure:
        for index, tag in enumerate(self.tags):
            if tag.whole is not None and not self.stack:
                self.take_whole(tag.whole)
            else:
                self.take(index, tag)
        while self.stack:
            self.unclosed(self.stack.pop())
        self.blocks.sort(key=lambda block: block.start)
        if self.lifted:
            self.blocks = list(_nested(self.blocks))
        self.swallowed_texts()
        for block in self.bare:
            self.no_summary(block)
        if self.gone:
            gone = Inert(sorted(self.gone))
            self.faults = [fault for fault in self.faults if fault.span.start not in gone]
        self.faults.sort(key=lambda fault: fault.span)
        return Structure(tuple(self.blocks), tuple(self.faults))

    def take(self, index: int, tag: Tag) -> None:
        name = tag.name if tag.name in NAMES else tag.name.lower()
        if name not in NAMES:
            self.foreign_close(index, tag)
            return
        if tag.empty or tag.scrap:
            self.take_if_due(index, tag)
            return
        if tag.odd and not self.is_html(index, tag):
            return
        if tag.broken and not self.believable(index, tag):
            return
        if tag.broken:
            self.tell("malformed-tag", tag.span, self.broken_message(tag), tag.edits, f"Write `{self.mended(tag)}`")
        if tag.closing:
            getattr(self, f"close_{name}")(index, tag)
        else:
            getattr(self, f"open_{name}")(index, tag)

    def is_html(self, index: int, tag: Tag) -> bool:
        """Whether a tag in mixed letters, `<Summary>`, is HTML and no component: it belongs to a block."""
        following = self.peek(index)
        begins = tag.name == "details" and not tag.closing and following is not None and following.name == "summary"
        return bool(self.stack) or begins

    def whole(self, tag: Tag) -> str:
        return f"`<{'/' if tag.closing else ''}{tag.name}>`"

    def mended(self, tag: Tag) -> str:
        """The tag as its edits make it."""
        start = tag.span.start
        end = max(tag.span.end, *(edit.span.end for edit in tag.edits), 0)
        edits = (Edit(Span(span.start - start, span.end - start), text) for span, text in tag.edits)
        return apply(self.text[start:end], edits)

    def broken_message(self, tag: Tag) -> str:
        base = f"{self.whole(tag)} is meant, but {tag.broken}" if "element" not in (tag.broken or "") else tag.broken
        assert base is not None
        return base if tag.edits else f"{base}; write the tag anew"

    def believable(self, index: int, tag: Tag) -> bool:
        """Whether a garbled tag stands where such a tag may be meant; else it is text about tags."""
        if self.stack:
            return True
        if tag.name == "p":
            following = self.peek(index)
            return not tag.closing and following is not None and following.closing and following.name == "p"
        if tag.closing:
            return tag.name == "details" and self.alone(tag.span)
        following = self.peek(index)
        if tag.name == "details":
            return following is not None and (
                (not following.closing and following.name == "summary") or (following.closing and self.alone(tag.span))
            )
        return following is not None and following.closing and following.name == "summary"
