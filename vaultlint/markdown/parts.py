"""The parts of a block as they end, and the telling of faults."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from itertools import islice

from vaultlint.markdown.faults import Fault
from vaultlint.markdown.inert import Inert
from vaultlint.markdown.places import BLANK_LINE, Places, class_of, plain, trim
from vaultlint.markdown.structure import DetailsBlock, Paragraph, Summary
from vaultlint.markdown.tags import NAMES, Tag
from vaultlint.text import Edit, Span, delete, insert, newline_of

_PAGE = re.compile(r"<!doctype\s++html|<html[\s>]|<body[\s>]", re.I)
_BARE = re.compile(r"</?[A-Za-z][A-Za-z0-9]*+\s*+/?>")
_PARAGRAPHS = re.compile(r"</?(?:p|br)(?:\s[^<>]*+)?/?>", re.I)


@dataclass(slots=True)
class Frame:
    """A block being read.

    `alike` says that all blocks around it bear one label and have text; `labels` are those of its inner
    blocks, at most two.
    """

    open: Tag
    summary: Summary | None = None
    summary_open: Tag | None = None
    p_open: Tag | None = None
    p: list[Paragraph] = field(default_factory=list)
    last: int = 0
    inner: deque[DetailsBlock] = field(default_factory=deque)
    faults: list[Fault] = field(default_factory=list)
    implied: bool = False
    alike: bool = True
    labels: frozenset[str | None] = frozenset()

    @property
    def label(self) -> str | None:
        """The text of its summary; None if it has none."""
        return self.summary.text if self.summary else None

    def take(self, block: DetailsBlock) -> None:
        """A block that lies in it."""
        self.inner.append(block)
        self.labels = _few(self.labels | {block.label})

    def adopt(self, other: Frame) -> None:
        """The inner blocks of one in it that was never closed; the shorter row is moved."""
        self.labels = _few(self.labels | other.labels)
        if len(other.inner) > len(self.inner):
            other.inner.extendleft(reversed(self.inner))
            self.inner = other.inner
        else:
            self.inner.extend(other.inner)
        other.inner = deque()


def _few(labels: frozenset[str | None]) -> frozenset[str | None]:
    """At most two of the labels: enough to know that they differ."""
    return labels if len(labels) < 3 else frozenset(islice(labels, 2))


class Parts(Places):
    """What is known while tags are read: the open blocks, those that are done, and the faults."""

    def __init__(self, text: str, start: int, tags: list[Tag], inert: Inert) -> None:
        super().__init__(text)
        self.start, self.inert = start, inert
        self.tags = [tag for tag in tags if tag.name in NAMES or tag.closing]
        self.stack: list[Frame] = []
        self.blocks: list[DetailsBlock] = []
        self.faults: list[Fault] = []
        self.outside_p = 0
        self.outside_summary: Tag | None = None
        self.newline = newline_of(text)
        self.swallowed: set[Span] = set()
        self.lifted = False

    def peek(self, index: int) -> Tag | None:
        """The next tag of one of our names."""
        return self.following(index, "")

    def following(self, index: int, name: str) -> Tag | None:
        """The next tag of `name`."""
        places = self.named[name]
        at = bisect_right(places, index)
        return self.tags[places[at]] if at < len(places) else None

    @cached_property
    def named(self) -> dict[str, list[int]]:
        """Where in `tags` those of each of our names stand; under the empty name, all that do not close themselves."""
        places: dict[str, list[int]] = {"": [], **{name: [] for name in NAMES}}
        for index, tag in enumerate(self.tags):
            if tag.name in NAMES:
                places[tag.name].append(index)
                if not tag.empty:
                    places[""].append(index)
        return places

    def begin(self, frame: Frame) -> None:
        """A block opens within those that are open."""
        if self.stack:
            outer = self.stack[-1]
            further = self.stack[-2].label if len(self.stack) > 1 else outer.label
            frame.alike = outer.alike and bool(outer.p) and outer.label == further
        self.stack.append(frame)

    def tell(self, kind: str, span: Span, message: str, edits: tuple[Edit, ...] = (), title: str = "") -> None:
        self.faults.append(Fault(kind, span, message, edits, title))

    def wrong(self, tag: Tag, due: str) -> None:
        """The tag closes something that is not open, where `</due>` is meant."""
        if tag.broken:
            self.faults.pop()
        raw = tag.span.of(self.text)
        due = due.upper() if tag.name.isupper() or raw[2:-1].isupper() else due
        self.tell(
            "wrong-close", tag.span, f"`{raw}` where `<{due}>` is to be closed, so browsers go on looking for its end",
            (Edit(tag.span, f"</{due}>"),), f"Write `</{due}>`",
        )  # fmt: skip

    def stray(self, tag: Tag) -> None:
        raw = self.text[tag.span.start : tag.span.end]
        if tag.broken:
            self.faults.pop()
        alone = self.alone(tag.span)
        edits: tuple[Edit, ...] = (delete(self.with_blank_line(self.whole_line(tag.span))),) if alone else ()
        title = "Remove the tag"
        if not alone and tag.name == "p" and self.stack and (opening := self.lost_p(tag)):
            edits, title, alone = opening, "Open the paragraph in front of its text", True
        advice = "" if alone else "; remove it, or add the opening tag that it belongs to"
        self.tell("stray-close", tag.span, f"`{raw}` closes nothing that is open{advice}", edits, title)

    def lost_p(self, tag: Tag) -> tuple[Edit, ...]:
        """`text</p>` right below the summary, in a note whose paragraphs have one and the same opening tag."""
        frame = self.stack[-1]
        if frame.summary is None or not self.usual_p or not self.line_ends(tag.span.end):
            return ()
        if self.text.find("<", frame.last, tag.span.start) >= 0:
            return ()
        text = trim(self.text, frame.last, tag.span.start)
        if text.start == text.end or BLANK_LINE.search(self.text, frame.last, text.end):
            return ()
        frame.last = tag.span.end
        return (insert(text.start, self.usual_p),)

    @cached_property
    def usual_p(self) -> str:
        """The opening tag that all paragraphs of the note bear; empty if they differ."""
        tags = {
            one.span.of(self.text)
            for one in self.tags
            if one.name == "p" and not (one.closing or one.broken) and one.attributes is not None
        } | {one.whole[4] for one in self.tags if one.whole}
        return tags.pop() if len(tags) == 1 else ""

    def finish_summary(self, frame: Frame, tag: Tag | None, end: int = 0) -> None:
        opener = frame.summary_open
        assert opener is not None
        frame.summary_open = None
        stop = tag.span.start if tag else end
        label = trim(self.text, opener.span.end, stop)
        frame.last = tag.span.end if tag else label.end
        if frame.summary is not None:
            return
        text = plain(self.text, label)
        frame.summary = Summary(opener, tag, label, text)
        if not text and not unescape(_BARE.sub("", label.of(self.text))).strip():
            self.tell(
                "summary-empty", Span(opener.span.start, frame.last), "a summary with nothing in it leaves the "
                "reader a triangle without words; write a label",
            )  # fmt: skip

    def finish_p(self, frame: Frame, tag: Tag | None, end: int = 0) -> None:
        opener = frame.p_open
        assert opener is not None
        frame.p_open = None
        content = trim(self.text, opener.span.end, tag.span.start if tag else end)
        frame.last = tag.span.end if tag else content.end
        name, place = class_of(self.text, opener)
        frame.p.append(Paragraph(opener.span, tag.span if tag else None, content, name, place))

    def end_open_parts(self, frame: Frame, end: int) -> None:
        """A summary or `<p>` that is still open where something else begins was never closed."""
        self.end_summary(frame, end)
        self.end_p(frame, end)

    def end_summary(self, frame: Frame, end: int, again: bool = False) -> None:
        """The open summary was never closed; `again` says that another one begins here."""
        opener = frame.summary_open
        if opener is None:
            return
        label = trim(self.text, opener.span.end, end)
        stop = min(self.line_end(label.start), label.end)
        stop = label.start + len(self.text[label.start : stop].rstrip())
        sure = not again and stop > label.start and self.one_line(opener.span.end, label.start)
        edits = [insert(stop, "</summary>")] if sure else []
        late = self.late_close(opener)
        if late is not None and edits:
            edits.append(delete(self.whole_line(late.span) if self.alone(late.span) else late.span))
        what = "`<summary>` is never closed, so what follows is taken for its label"
        if late is not None:
            self.swallowed.add(late.span)
            what = "`<summary>` is closed only behind the text, which is taken for its label"
        frame.faults.append(Fault("unclosed", opener.span, what, tuple(edits), "Close the summary behind its label"))
        self.finish_summary(frame, None, stop)

    def late_close(self, opener: Tag) -> Tag | None:
        """The `</summary>` of a summary that has swallowed the block's text."""
        index = bisect_left(self.tags, opener.span, key=lambda tag: tag.span)
        late, block = self.following(index, "summary"), self.following(index, "details")
        if late is None or not late.closing or (block is not None and block.span < late.span):
            return None
        return late

    def end_p(self, frame: Frame, end: int) -> None:
        opener = frame.p_open
        if opener is None:
            return
        content = trim(self.text, opener.span.end, end)
        edits: tuple[Edit, ...] = () if BLANK_LINE.search(self.text, *content) else (insert(content.end, "</p>"),)
        frame.faults.append(
            Fault(
                "unclosed",
                opener.span,
                "`<p>` is never closed, so where its text ends is left to the browser"
                + ("" if edits else "; put `</p>` there"),
                edits,
                "Close the paragraph where its text ends",
            )
        )
        self.finish_p(frame, None, content.end)

    def finish(self, frame: Frame, close: Tag | None, end: int = 0) -> None:
        """The block is read: keep it, and tell what it lacks."""
        self.faults += frame.faults
        if frame.implied:
            return
        stop = close.span.start if close else end
        start = frame.summary.span.end if frame.summary else frame.open.span.end
        if frame.summary and frame.summary.close is None:
            start = frame.summary.label.end
        content = trim(self.text, min(start, stop), stop)
        block = DetailsBlock(
            frame.open, frame.summary, tuple(frame.p), close, content, self.text,
            None if frame.inner else plain(self.text, content), len(self.stack), tuple(frame.inner),
            not frame.inner and self.folds_nothing(frame, stop),
        )  # fmt: skip
        self.blocks.append(block)
        if self.stack:
            self.stack[-1].take(block)
            self.stack[-1].last = content.end if close is None else close.span.end
        if close is not None:
            self.lacks(block)

    def folds_nothing(self, frame: Frame, stop: int) -> bool:
        start = frame.open.span.end
        summary = frame.summary.span if frame.summary else Span(start, start)
        around = self.text[start : summary.start] + self.text[summary.end : max(stop, summary.end)]
        return not unescape(_PARAGRAPHS.sub("", around)).strip(" \t\r\n\xa0>")

    def lacks(self, block: DetailsBlock) -> None:
        if block.summary is None:
            self.no_summary(block)

    def no_summary(self, block: DetailsBlock) -> None:
        tag = block.open
        custom = tag.attributes is not None and tag.attributes.of(self.text).split() not in ([], ["open"])
        if custom or self.is_page or block.content.start == block.content.end:
            return
        self.tell(
            "summary-missing", tag.span, "no summary, so the reader sees the browser's own word for one",
            (insert(tag.span.end, f"{self.newline}{self.indent(tag.span)}<summary>{self.usual_label}</summary>"),),
            "Add a summary",
        )  # fmt: skip

    @cached_property
    def usual_label(self) -> str:
        """The label that most blocks of the note bear."""
        labels = Counter(block.summary.text for block in self.blocks if block.summary and block.summary.text)
        best = labels.most_common(1)
        return escape(best[0][0], quote=False) if best and best[0][1] > 1 else "Details"

    @cached_property
    def is_page(self) -> bool:
        """Whether the note is a whole page of HTML, where anything goes."""
        return _PAGE.search(self.text, self.start) is not None

    def visible(self, start: int, end: int) -> bool:
        """Whether anything but white space and comments stands there."""
        if not self.text[start:end].strip(" \t\r\n>"):
            return False
        spans = self.inert.spans
        for index in range(max(0, bisect_left(spans, Span(start, start)) - 1), bisect_left(spans, Span(end, end))):
            span = spans[index]
            if start < span.end and self.text.startswith(("<!--", "%%"), span.start):
                if self.text[start : span.start].strip(" \t\r\n>"):
                    return True
                start = max(start, span.end)
        return bool(self.text[start:end].strip(" \t\r\n>"))
