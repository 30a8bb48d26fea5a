"""The `<details>` blocks of a note: what each consists of, and what is wrong with it.

The tags are read in one pass with a stack. A fault is told once, then reading goes on as if the tag that was meant
stood there; a block that is never closed hands its inner blocks back to the level around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from vaultlint.markdown.blocks import Block
from vaultlint.markdown.closing import Closing
from vaultlint.markdown.faults import Fault
from vaultlint.markdown.inert import Inert
from vaultlint.markdown.structure import DetailsBlock, Structure
from vaultlint.markdown.tags import NAMES, Tag, read_tags
from vaultlint.text import Edit, Span

_STRUCTURE = re.compile(r"<(/?)(details|summary|p)(?:[ \t][^<>\r\n]*+)?>", re.I)
_ORIGINAL = re.compile(r"\boriginal\b|原文", re.I)
_BLANKS = re.compile(r"(?m)^[ \t]+(?=\S)")


def read_details(text: str, start: int, inert: Inert, blocks: Callable[[], Sequence[Block]]) -> Structure:
    """The structure of the body that starts at `start`."""
    structure = _read(text, start, inert)
    if not inert or not any(text.find(sign, start) >= 0 for sign in ("    ", "\t")):
        return structure
    found: list[Fault] = []
    for block in blocks():
        tag = _STRUCTURE.search(text, *block.span) if block.kind == "indented-code" else None
        if tag is None:
            continue
        without = Inert(span for span in inert.spans if not span.overlaps(block.span))
        other = _read(text, start, without)
        if _is_meant(text, structure, other, tag, block):
            structure, inert = other, without
            found.append(_indented(text, Span(*tag.span()), block))
    if not found:
        return structure
    return Structure(structure.blocks, tuple(sorted((*structure.faults, *found), key=lambda fault: fault.span)))


def _read(text: str, start: int, inert: Inert) -> Structure:
    tags = read_tags(text, start, inert)
    return Reader(text, start, tags, inert).read() if tags else Structure()


def _is_meant(text: str, as_code: Structure, as_tags: Structure, tag: re.Match[str], block: Block) -> bool:
    """Whether indented tags are tags and no code: the structure is whole only with them, or they look like others."""
    if len(as_tags.faults) != len(as_code.faults):
        return len(as_tags.faults) < len(as_code.faults)
    if tag[2].lower() != "details":
        return any(one.open.span.end <= tag.start() < one.content.end for one in as_code.blocks if one.closed)
    known = {one.summary.text for one in as_code.blocks if one.summary}
    inside = [one for one in as_tags.blocks if one.open.span.start in block.span]
    return any(
        one.closed and one.summary is not None and (one.summary.text in known or _is_translation(one)) for one in inside
    )


def _is_translation(block: DetailsBlock) -> bool:
    """Whether the block is by its looks a folded original and no example of HTML."""
    return any((p.class_name or "").endswith("-text") for p in block.paragraphs) or (
        block.summary is not None and _ORIGINAL.search(block.summary.text) is not None and bool(block.text)
    )


def _indented(text: str, tag: Span, block: Block) -> Fault:
    edits: list[Edit] = []
    if not {"blockquote", "callout"} & set(block.within):
        start = max(text.rfind("\n", 0, tag.start), text.rfind("\r", 0, tag.start)) + 1
        lines = _BLANKS.finditer(text, start, block.span.end)
        edits += (Edit(Span(*line.span()), " " * block.indent) for line in lines)
    message = "so far indented, the tag is code and not part of the block" + ("" if edits else "; indent it less")
    return Fault("indented", tag, message, tuple(edits), "indent it less")


def _nested(blocks: Sequence[DetailsBlock]) -> Iterator[DetailsBlock]:
    """The blocks, each as deep as it lies in others now that the ends of all are known."""
    around: list[int] = []
    for block in blocks:
        while around and around[-1] <= block.open.span.start:
            around.pop()
        yield block._replace(depth=len(around))
        around.append(block.span.end)


class Reader(Closing):
    """The pass over all tags of a note."""

    def read(self) -> Structure:
        for index, tag in enumerate(self.tags):
            self.take(index, tag)
        while self.stack:
            self.unclosed(self.stack.pop())
        self.blocks.sort(key=lambda block: block.open.span)
        if self.lifted:
            self.blocks = list(_nested(self.blocks))
        self.faults.sort(key=lambda fault: fault.span)
        return Structure(tuple(self.blocks), tuple(self.faults))

    def take(self, index: int, tag: Tag) -> None:
        name = tag.name if tag.name in NAMES else tag.name.lower()
        if name not in NAMES:
            self.foreign_close(index, tag)
            return
        if tag.empty or (tag.odd and not self.is_html(index, tag)):
            return
        if tag.broken and not self.believable(index, tag):
            return
        if tag.broken:
            self.tell("malformed-tag", tag.span, self.broken_message(tag), tag.edits, f"write {self.whole(tag)}")
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
