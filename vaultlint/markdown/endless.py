"""Blocks that are never closed: where they evidently end, or that they were begun twice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from itertools import takewhile

from vaultlint.markdown.faults import Fault
from vaultlint.markdown.frame import Frame
from vaultlint.markdown.parts import FLOW, Parts
from vaultlint.markdown.places import BLANK_LINE, plain, trim
from vaultlint.text import Edit, Span, delete, insert

_WORD = re.compile(r"\w++")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Endless(Parts):
    """What is done with a block that has no closing tag."""

    def unclosed(self, frame: Frame) -> None:
        """The block ends where its own content evidently does; its inner blocks belong to the level around it."""
        cut = frame.inner[0].span.start if frame.inner else len(self.text)
        if frame.summary_open is not None:
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
        sure = sure and self.may_end(frame, end)
        again = self.false_start(frame)
        edits: tuple[Edit, ...]
        if again is not None:
            lines, whole = again
            edits, title = (delete(lines),) if whole else (), "Remove the false start"
            message = "opened, and opened again below before it is closed: " + (
                "the text there is the same, but whole"
                if whole
                else "keep one of the two, and put what is more in the other where it belongs"
            )
        else:
            edits, title = self.closing(frame, end) if sure else (), "Close the block where its content ends"
            message = "never closed, so the rest of the note folds into it"
            message += "" if sure else "; put `</details>` where its content ends"
        self.faults.append(Fault("unclosed", frame.open.span, message, edits, title))
        self.lifted = self.lifted or bool(frame.inner)
        handed = Frame(frame.open, inner=frame.inner, labels=frame.labels)
        frame.inner = deque()
        self.finish(frame, None, end)
        if self.stack:
            self.stack[-1].adopt(handed)

    def may_end(self, frame: Frame, end: int) -> bool:
        """Whether `</details>` may be put there: not in code, nor across elements, nor if blocks are indented in it."""
        if self.crossed > frame.open.span.start or end in self.inert:
            return False
        at = bisect_left(self.inert.spans, Span(end, end)) - 1
        if at >= 0 and self.inert.spans[at].end >= end and not self.one_line(*self.inert.spans[at]):
            return False
        if frame.p and frame.p[-1].close is None and FLOW.search(self.text, frame.p[-1].open.end, end):
            return False
        return not frame.inner or len(self.indent(frame.inner[0].open.span)) <= len(self.indent(frame.open.span))

    def opened(self, frame: Frame) -> set[Span]:
        """The parts of a block that are open because the whole block is."""
        return {p.open for p in frame.p[-1:] if p.close is None}

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
        after = "" if self.next_is_blank(end) or self.text.startswith("<", self.next_line(end)) else self.newline
        return (insert(end, tags + after),)

    def false_start(self, frame: Frame) -> tuple[Span, bool] | None:
        """The lines of a block that was begun, broken off, and begun anew right below with the same words.

        With them, whether all that it holds stands in the block below, too.
        """
        if not frame.inner or not frame.summary or frame.label != frame.inner[0].label:
            return None
        again = frame.inner[0]
        if any(p.close for p in frame.p):
            return None
        content = trim(self.text, frame.summary.span.end, again.span.start)
        if not self.one_line(*content):
            return None
        half = _WORD.findall(plain(self.text, content))
        full = _WORD.findall(again.text)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(half, full, strict=False)))
        if same == len(half) - 1 < len(full) and full[same].startswith(half[same]):
            same += 1
        if half and same < min(3, len(half)):
            return None
        start, end = self.line_start(frame.open.span.start), self.line_start(again.span.start)
        if self.text[start : frame.open.span.start].strip():
            return None
        return Span(start, end), same == len(half)
