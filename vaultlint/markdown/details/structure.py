"""The `<details>` blocks of a note as data, with their faults."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.places import one_blank, plain
from vaultlint.markdown.details.tags.tag import Tag
from vaultlint.text import Span


class Summary(NamedTuple):
    """A `<summary>`: `label` is what stands in it, without blanks around it; `text` the same without tags."""

    open: Tag
    close: Tag | None
    label: Span
    text: str

    @property
    def span(self) -> Span:
        """From the opening tag to the closing one, or to the label's end."""
        return Span(self.open.span.start, self.close.span.end if self.close else self.label.end)


class Paragraph(NamedTuple):
    """A `<p>` of a block; `class_span` is its whole class attribute, None if it has none."""

    open: Span
    close: Span | None
    content: Span
    class_name: str | None = None
    class_span: Span | None = None


class DetailsBlock(NamedTuple):
    """One block. `content` is what lies behind the summary, `source` the text of the note; `words` is what `text`
    gives, if it is known already.

    `depth` is how many blocks are around it: 0 stands at top level; `is_empty` says that it folds away nothing at
    all, `is_plain` that it is a label and one paragraph, or Markdown, with no other tag. `span` of an unclosed block
    ends where its content evidently does. `whole` is the match of a plain block that was read at once.
    """

    open: Tag
    summary: Summary | None
    paragraphs: tuple[Paragraph, ...]
    close: Tag | None
    content: Span
    source: str
    words: str | None
    depth: int
    inner: tuple[DetailsBlock, ...] = ()
    is_empty: bool = False
    is_plain: bool = False
    whole: re.Match[str] | None = None

    @property
    def label(self) -> str | None:
        """The text of the summary; None if there is none."""
        return self.summary.text if self.summary else None

    @property
    def class_name(self) -> str | None:
        """The class of its first paragraph; None if that has none, or there is none."""
        return self.paragraphs[0].class_name if self.paragraphs else None

    @property
    def text(self) -> str:
        """What it folds away as plain text, inner blocks and all."""
        return plain(self.source, self.content) if self.words is None else self.words

    @property
    def span(self) -> Span:
        """From `<details>` to `</details>`."""
        return Span(self.open.span.start, self.close.span.end if self.close else self.content.end)

    @property
    def closed(self) -> bool:
        """Whether it has a closing tag, however garbled."""
        return self.close is not None

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.open.span.start

    @property
    def top_level(self) -> bool:
        """Whether no other block is around it."""
        return self.depth == 0


class PlainBlock(DetailsBlock):
    """A plain block that was read at once: its parts are made of its match when they are asked for."""

    __slots__ = ()

    @classmethod
    def of(cls, text: str, whole: re.Match[str], depth: int = 0) -> PlainBlock:
        """The block of `text` that the pattern of plain blocks matches."""
        return tuple.__new__(cls, (_ANY_TAG, None, (), None, _ANY_TAG.span, text, None, depth, (), False, True, whole))

    @property
    def _whole(self) -> re.Match[str]:
        whole = self.whole
        assert whole is not None
        return whole

    @property
    def start(self) -> int:
        return self._whole.start()

    @property
    def open(self) -> Tag:
        return Tag("details", False, Span(self.start, self.start + len("<details>")))

    @property
    def summary(self) -> Summary:
        whole = self._whole
        opening = Tag("summary", False, Span(*whole.span("summary")))
        closing = Tag("summary", True, Span(*whole.span("behind")))
        return Summary(opening, closing, _shown(whole, "label"), self.label)

    @property
    def label(self) -> str:
        return one_blank(self._whole["label"].rstrip())

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        whole = self._whole
        if whole["p"] is None:
            return ()
        opening, closing = Span(*whole.span("p")), Span(*whole.span("end"))
        attribute = Span(opening.start + len("<p "), opening.end - 1)
        return (Paragraph(opening, closing, _shown(whole, "words"), whole["class"], attribute),)

    @property
    def class_name(self) -> str | None:
        return self._whole["class"]

    @property
    def text(self) -> str:
        words = (self._whole["words"] or self._whole["markdown"]).rstrip()
        return plain(words, Span(0, len(words))) if "&" in words or "\n" in words else one_blank(words)

    @property
    def content(self) -> Span:
        whole = self._whole
        return Span(whole.start("p"), whole.end("end")) if whole["p"] else _shown(whole, "markdown")

    @property
    def close(self) -> Tag:
        return Tag("details", True, Span(*self._whole.span("close")))

    @property
    def span(self) -> Span:
        return Span(*self._whole.span())

    @property
    def closed(self) -> bool:
        return True


_ANY_TAG = Tag("details", False, Span(0, 0))


def _shown(whole: re.Match[str], name: str) -> Span:
    """A part of a plain block without the white space behind it."""
    start = whole.start(name)
    return Span(start, start + len(whole[name].rstrip()))


def _stands_apart(block: DetailsBlock) -> bool:
    """Whether a block begins its line and a blank one follows."""
    start, end = block.span
    return (not start or block.source[start - 1] in "\r\n") and block.source.startswith(("\n\n", "\r\n\r\n"), end)


@dataclass(frozen=True)
class Structure:
    """All blocks in the order of their opening tags, and all faults in the order of the text."""

    blocks: tuple[DetailsBlock, ...] = ()
    faults: tuple[Fault, ...] = ()

    def of(self, kind: str) -> tuple[Fault, ...]:
        """The faults of the rule `details/<kind>`."""
        return self.by_kind.get(kind, ())

    @cached_property
    def richer(self) -> tuple[DetailsBlock, ...]:
        """The blocks that are not plain."""
        return tuple([block for block in self.blocks if not block.is_plain])

    @cached_property
    def crowded(self) -> tuple[DetailsBlock, ...]:
        """The closed blocks at top level with something else in front of them, behind them, or right below."""
        near = [block for block in self.blocks if block.whole is None or block.whole.lastgroup != "apart"]
        return tuple([block for block in near if block.closed and not (block.depth or _stands_apart(block))])

    def touches(self, span: Span) -> bool:
        """Whether a fault of a block's structure lies in `span`, so that what stands there is not to be judged."""
        index = bisect_left(self._starts, span.start)
        before = self.faults[index - 1 : index]
        return any(fault.span.overlaps(span) for fault in (*before, *self.faults[index : index + 1]))

    @cached_property
    def _starts(self) -> list[int]:
        return [fault.span.start for fault in self.faults]

    @cached_property
    def by_kind(self) -> dict[str, tuple[Fault, ...]]:
        """The faults of each rule."""
        kinds: dict[str, list[Fault]] = {}
        for fault in self.faults:
            kinds.setdefault(fault.kind, []).append(fault)
        return {kind: tuple(faults) for kind, faults in kinds.items()}
