"""Blocks that are never closed: where they evidently end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from functools import cached_property

from vaultlint.late import late
from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.places import BLANK_LINE, trim
from vaultlint.markdown.details.reading.frame import Frame
from vaultlint.markdown.details.reading.parts import FLOW
from vaultlint.markdown.details.reading.twice import Twice
from vaultlint.markdown.details.tags.tag import NAMES
from vaultlint.markdown.grammar import DELIMITER_ROW
from vaultlint.markdown.inert import Inert
from vaultlint.text import Edit, Span

_CUT_TAG = late(r"(?P<begins>^[ \t>]*+)?<(?P<slash>/?)(?P<name>[a-z]*+)(?P<rest>[^<>\r\n]*+)\Z", re.M)
"""A tag in which a note ends."""

_CJK = late("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Endless(Twice):
    """What is done with a block that has no closing tag."""

    def unclosed(self, frame: Frame) -> None:
        """The block ends where its own content evidently does; its inner blocks belong to the level around it."""
        cut = frame.inner[0].span.start if frame.inner else self.cut_off(frame)
        if frame.summary_open is not None and self.visible(frame.summary_open.span.end, cut):
            self.finish_summary(frame, None, self.line_end(frame.summary_open.span.end))
        if frame.p_open is not None:
            self.finish_p(frame, None, self.paragraph_end(frame.p_open.span.end, cut))
        frame.p = [p for p in frame.p if p.open.start < cut]
        if frame.p and frame.p[-1].close is None:
            last = frame.p[-1]
            end = self.paragraph_end(last.open.end, cut)
            frame.p[-1] = last._replace(content=trim(self.text, last.open.end, end))
        opened = self.opened(frame)
        frame.faults = [fault for fault in frame.faults if fault.span not in opened]
        end, sure = self.evident_end(frame, cut)
        self.faults.append(self.false_start(frame) or self.endless(frame, end, sure and self.may_end(frame, end)))
        self.lifted = self.lifted or bool(frame.inner)
        handed = Frame(frame.open, inner=frame.inner, labels=frame.labels)
        frame.inner = deque()
        self.finish(frame, None, end)
        if self.stack:
            self.stack[-1].adopt(handed)

    def endless(self, frame: Frame, end: int, sure: bool) -> Fault:
        """A block without an end is closed where its content ends, if that is evident."""
        message = "never closed, so the rest of the note folds into it"
        message += "" if sure else "; put `</details>` where its content ends"
        edits = self.closing(frame, end) if sure else ()
        return Fault("unclosed", frame.open.span, message, edits, "Close the block where its content ends")

    def cut_off(self, frame: Frame) -> int:
        """The end of the text, without a tag of the block in which the note is cut off: no part of it is read."""
        stop = len(self.text)
        cut = _CUT_TAG.search(self.text, max(self.line_start(len(self.text.rstrip())), frame.open.span.end))
        if cut is None or not self.is_ours(cut):
            return stop
        start = cut.start() + len(cut["begins"] or "")
        self.gone.append(Span(start, stop))
        if frame.summary_open is not None and frame.summary_open.span.start >= start:
            frame.summary_open = None
        if frame.summary is not None and frame.summary.close and frame.summary.close.span.start >= start:
            frame.summary = frame.summary._replace(close=None)
        frame.p = [p._replace(close=None) if p.close and p.close.start >= start else p for p in frame.p]
        return start

    def is_ours(self, cut: re.Match[str]) -> bool:
        """Whether a cut tag is the beginning of one of our names', and no sign of less-than."""
        names = [name for name in NAMES if name.startswith(cut["name"])]
        if not names or (cut["rest"] and cut["name"] not in names):
            return False
        return cut["begins"] is not None or bool(cut["slash"])

    def may_end(self, frame: Frame, end: int) -> bool:
        """Whether `</details>` may be put there: not in code, nor across elements, nor if blocks are indented in it.

        A block in a row of a table ends with its cell, and there is no telling how much of that it folds.
        """
        start = frame.open.span.start
        if start in self.tables or self.text[self.line_start(start) : start].lstrip(" \t>").startswith("|"):
            return False
        if self.crossed > start or end in self.inert or self.is_veiled(start, len(self.text), "/details"):
            return False
        at = bisect_left(self.inert.spans, Span(end, end)) - 1
        if at >= 0 and self.inert.spans[at].end >= end and not self.one_line(*self.inert.spans[at]):
            return False
        if frame.p and frame.p[-1].close is None and FLOW.search(self.text, frame.p[-1].open.end, end):
            return False
        return not frame.inner or len(self.indent(frame.inner[0].open.span)) <= len(self.indent(frame.open.span))

    @cached_property
    def tables(self) -> Inert:
        """What stands below a row of dashes, up to the next blank line."""
        found: list[Span] = []
        row = DELIMITER_ROW.search(self.text, self.start)
        while row is not None:
            blank = BLANK_LINE.search(self.text, row.end())
            end = blank.start() if blank else len(self.text)
            if "|" in row[0]:
                found.append(Span(row.end(), end))
            row = DELIMITER_ROW.search(self.text, end if "|" in row[0] else row.end())
        return Inert(found)

    def opened(self, frame: Frame) -> set[Span]:
        """The parts of a block that are open because the whole block is."""
        return {p.open for p in frame.p[-1:]}

    def evident_end(self, frame: Frame, cut: int) -> tuple[int, bool]:
        """Where the content of an unclosed block ends, and whether that is evident."""
        if frame.p and frame.p[-1].close is not None:
            end = frame.p[-1].close.end
            return end, self.line_ends(end)
        if frame.p:
            end = frame.p[-1].content.end
            return end, cut == len(self.text) or self.next_is_blank(end)
        if frame.summary is None:
            return self.paragraph_end(frame.open.span.end, cut), False
        if frame.summary.close is None:
            return frame.summary.label.end, False
        content = trim(self.text, frame.summary.span.end, cut)
        if content.start == content.end:
            return frame.summary.span.end, False
        end = self.paragraph_end(content.start, cut)
        rest = trim(self.text, end, cut)
        alone = rest.start == rest.end
        other = not _CJK.search(self.text, content.start, end) and _CJK.search(self.text, *rest) is not None
        return end, alone or (other and _CJK.search(self.text, rest.start, self.line_end(rest.start)) is not None)

    def closing(self, frame: Frame, end: int) -> tuple[Edit, ...]:
        """The closing tags at `end`, in the form of the block: below Markdown after a blank line."""
        pad = self.newline + self.indent(frame.open.span)
        if frame.p:
            tags = ("</p>" if frame.p[-1].close is None else "") + pad + "</details>"
        else:
            below = frame.summary is not None and BLANK_LINE.match(self.text, frame.summary.span.end) is not None
            tags = (pad.rstrip(" \t") if below else "") + pad + "</details>"
        gone = self.gone[-1] if self.gone else Span(end, end)
        is_cut_off = end <= gone.start and gone.end == len(self.text) and not self.text[end : gone.start].strip()
        stop = gone.end if is_cut_off else end
        blank = self.nothing(stop, self.line_end(self.next_line(stop)))
        after = "" if blank or self.text.startswith("<", self.next_line(stop)) else self.newline
        return (Edit(Span(end, stop), tags + after),)
