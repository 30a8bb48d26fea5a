"""The parts of a block as they end, and what a block lacks when it is read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property
from html import escape, unescape

from vaultlint.late import late
from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.places import BLANK_LINE, class_of, plain, trim
from vaultlint.markdown.details.reading.frame import Frame
from vaultlint.markdown.details.reading.telling import Telling
from vaultlint.markdown.details.structure import DetailsBlock, Paragraph, Summary
from vaultlint.markdown.details.tags.tag import Tag
from vaultlint.text import Edit, Span, delete, insert

_PAGE = late(r"<!doctype\s++html|<html[\s>]|<body[\s>]", re.I)
_BARE = late(r"</?[A-Za-z][A-Za-z0-9]*+\s*+/?>")
_PARAGRAPHS = late(r"</?(?:p|br)(?:\s[^<>]*+)?/?>", re.I)

FLOW = late(
    r"</?(?:address|article|aside|blockquote|center|d[dlt]|div|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|"
    r"main|nav|ol|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)(?=[\s/>])",
    re.I,
)
"""A tag in front of which HTML ends a `<p>` by itself."""


class Parts(Telling):
    """What is done when a summary, a paragraph or a block ends."""

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
        sure = sure and stop not in self.inert and self.text[stop - 1] != "\\"
        sure = sure and not self.is_veiled(label.start, end, "/summary", "/details")
        edits = [insert(stop, "</summary>")] if sure else []
        late = self.late_close(opener)
        if late is not None and edits:
            edits.append(self.without(opener, late))
        what = "`<summary>` is never closed, so what follows is taken for its label"
        if late is not None:
            self.swallowed.add(late.span)
            what = "`<summary>` is closed only behind the text, which is taken for its label"
        frame.faults.append(Fault("unclosed", opener.span, what, tuple(edits), "Close the summary behind its label"))
        self.finish_summary(frame, None, stop)

    def without(self, opener: Tag, late: Tag) -> Edit:
        """The edit that takes `late` away, or lets it close the `<p>` that it stands in."""
        between = [tag.closing for tag in self.tags_between(opener, late) if tag.name == "p"]
        if between and not between[-1]:
            return Edit(late.span, "</p>")
        return delete(self.whole_line(late.span) if self.alone(late.span) else late.span)

    def tags_between(self, first: Tag, last: Tag) -> list[Tag]:
        start, end = (bisect_left(self.tags, tag.span, key=lambda tag: tag.span) for tag in (first, last))
        return self.tags[start + 1 : end]

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
        flow = FLOW.search(self.text, *content)
        if flow is not None:
            self.finish_p(frame, None, trim(self.text, content.start, flow.start()).end)
            return
        if opener.attributes is None and self.leaves_ends_out(opener):
            self.finish_p(frame, None, content.end)
            return
        if content.start == content.end:
            frame.faults.append(self.nothing_in(opener))
            frame.p_open = None
            return
        sure = self.crossed < opener.span.start and not BLANK_LINE.search(self.text, *content)
        sure = sure and not self.is_veiled(*content, "/p", "/details")
        edits: tuple[Edit, ...] = (insert(content.end, "</p>"),) if sure else ()
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

    def leaves_ends_out(self, opener: Tag) -> bool:
        """Whether the note has no `</p>`, which HTML allows, though several `<p>`, or text only below this one."""
        opened, closed = self.paragraph_tags
        return not closed and (opened > 1 or self.line_ends(opener.span.end))

    @cached_property
    def paragraph_tags(self) -> tuple[int, int]:
        """How many `<p>` and `</p>` there are."""
        plain = sum(1 for tag in self.tags if tag.whole and tag.whole["p"])
        closed = sum(1 for tag in self.tags if tag.name == "p" and tag.closing)
        return plain + len(self.named["p"]) - closed, plain + closed

    def nothing_in(self, opener: Tag) -> Fault:
        """A summary or `<p>` that was opened and left, with nothing in it."""
        place = self.whole_line(opener.span) if self.alone(opener.span) else opener.span
        message = f"`{opener.span.of(self.text)}` opens what nothing stands in"
        return Fault("unclosed", opener.span, message, (delete(place),), "Remove the tag")

    def finish(self, frame: Frame, close: Tag | None, end: int = 0) -> None:
        """The block is read: keep it."""
        self.faults += frame.faults
        if frame.implied:
            return
        stop = close.span.start if close else end
        start = frame.summary.span.end if frame.summary else frame.open.span.end
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
        if close is not None and block.summary is None:
            self.bare.append(block)

    def folds_nothing(self, frame: Frame, stop: int) -> bool:
        start = frame.open.span.end
        summary = frame.summary.span if frame.summary else Span(start, start)
        around = self.text[start : summary.start] + self.text[summary.end : max(stop, summary.end)]
        return not unescape(_PARAGRAPHS.sub("", around)).strip(" \t\r\n\xa0>")

    def no_summary(self, block: DetailsBlock) -> None:
        tag = block.open
        custom = tag.attributes is not None and tag.attributes.of(self.text).split() not in ([], ["open"])
        if custom or self.is_page or block.content.start == block.content.end:
            return
        label = Span(block.content.start, block.content.start + len(self.usual_label))
        added = f"{self.newline}{self.indent(tag.span)}<summary>{self.usual_label}</summary>"
        edits: tuple[Edit, ...] = (insert(tag.span.end, added),)
        if label.of(self.text) == self.usual_label and self.line_ends(label.end):
            edits = insert(label.start, "<summary>"), insert(label.end, "</summary>")
        message = "no summary, so the reader sees the browser's own word for one"
        self.tell("summary-missing", tag.span, message, edits, "Add a summary")

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
