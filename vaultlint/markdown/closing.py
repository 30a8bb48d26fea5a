"""Closing tags: what they close, or should close, or cannot."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from vaultlint.markdown.frame import Frame
from vaultlint.markdown.near import near
from vaultlint.markdown.opening import Opening
from vaultlint.markdown.places import trim
from vaultlint.markdown.tags import Tag
from vaultlint.text import Span, insert

_OPENING = re.compile(r"<([A-Za-z][\w-]*+)")


class Closing(Opening):
    """What is done at a closing tag."""

    def close_details(self, index: int, tag: Tag) -> None:
        if not self.stack:
            self.stray(tag)
            return
        frame = self.stack[-1]
        if self.is_false_nesting(frame):
            self.unclosed(self.stack.pop())
            self.stray(tag)
            return
        if frame.summary_open is not None and self.due_after(index, "details"):
            self.wrong(tag, "summary")
            self.finish_summary(frame, tag)
            return
        if frame.p_open is not None and self.closes_right_after(index, tag):
            self.wrong(tag, "p")
            self.finish_p(frame, tag)
            return
        self.end_open_parts(frame, tag.span.start)
        self.finish(self.stack.pop(), tag)

    def is_false_nesting(self, frame: Frame) -> bool:
        """Blocks with the very label of the one around them are no part of it: that one was never closed."""
        if not frame.inner or frame.summary is None or not frame.summary.text:
            return False
        if frame.labels != {frame.label}:
            return False
        return any(p.content.end < frame.inner[0].open.span.start for p in frame.p) or len(frame.inner) > 2

    def due_after(self, index: int, name: str) -> bool:
        """Whether the block's real closing tag still follows, before another block opens."""
        following = self.following(index, name)
        return following is not None and following.closing

    def closes_right_after(self, index: int, tag: Tag) -> bool:
        following = self.peek(index)
        if following is None or not following.closing or following.name != "details":
            return False
        return self.is_outermost() and not self.text[tag.span.end : following.span.start].strip()

    def is_outermost(self) -> bool:
        """Whether no other block is around the innermost, but for such as were evidently never closed."""
        inner = self.stack[-1]
        return len(self.stack) == 1 or (inner.alike and inner.label in (None, self.stack[-2].label))

    def close_summary(self, index: int, tag: Tag) -> None:
        if tag.span in self.swallowed:
            return
        frame = self.stack[-1] if self.stack else None
        if frame is None:
            if self.outside_summary is not None:
                self.outside_summary = None
            else:
                self.stray(tag)
            return
        if frame.summary_open is not None:
            self.finish_summary(frame, tag)
            return
        following = self.peek(index)
        if frame.p_open is not None:
            if following is not None and following.closing and following.name == "p":
                self.stray(tag)
                return
            self.wrong(tag, "p")
            self.finish_p(frame, tag)
            return
        if frame.summary is None and not frame.p and not frame.inner and self.lost_opening(frame, tag):
            return
        if frame.summary is None or (following is not None and following.closing and following.name == "details"):
            self.stray(tag)
            return
        if following is not None and not (following.name == "details" and not following.closing):
            self.stray(tag)
            return
        if self.is_false_nesting(frame):
            self.stray(tag)
            return
        self.wrong(tag, "details")
        self.finish(self.stack.pop(), tag)

    def lost_opening(self, frame: Frame, tag: Tag) -> bool:
        """`Label</summary>` right below `<details>`: the label has lost its opening tag."""
        label = trim(self.text, frame.open.span.end, tag.span.start)
        if label.end == label.start or not self.one_line(*label):
            return False
        self.tell(
            "stray-close", tag.span, "`</summary>` closes nothing, its opening tag is lost",
            (insert(label.start, "<summary>"),), "Open the summary in front of its label",
        )  # fmt: skip
        frame.summary_open = Tag("summary", False, Span(label.start, label.start))
        self.finish_summary(frame, tag)
        return True

    def close_p(self, index: int, tag: Tag) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is None:
            if self.outside_p:
                self.outside_p -= 1
            else:
                self.stray(tag)
            return
        if frame.p_open is not None:
            self.finish_p(frame, tag)
            return
        if frame.summary_open is not None:
            following = self.peek(index)
            if following is not None and following.closing and following.name == "summary":
                self.stray(tag)
                return
            self.wrong(tag, "summary")
            self.finish_summary(frame, tag)
            return
        following = self.peek(index)
        opens_next = following is None or (following.name == "details" and not following.closing)
        if (
            opens_next
            and frame.p
            and not frame.inner
            and self.is_outermost()
            and self.alone(tag.span)
            and self.after_end(frame, tag)
        ):
            self.wrong(tag, "details")
            self.finish(self.stack.pop(), tag)
            return
        self.stray(tag)

    def after_end(self, frame: Frame, tag: Tag) -> bool:
        """Whether nothing stands between the last `</p>` and this tag."""
        return not self.text[frame.last : tag.span.start].strip()

    def foreign_close(self, index: int, tag: Tag) -> None:
        """A closing tag of another name: wrong where one of ours is due and that element was never opened."""
        if not self.stack:
            return
        frame = self.stack[-1]
        following = self.peek(index)
        if frame.summary_open is not None:
            due = "summary"
        elif frame.p_open is not None:
            due = "p"
        else:
            due = "details"
        name = tag.name.lower()
        if near(name) != due and self.has_opening(name, frame.open.span.end, tag.span.start):
            return
        if near(name) != due and self.is_open_around(name):
            self.crossed = tag.span.start
            return
        if following is not None and following.closing and following.name == due:
            if near(tag.name.lower()) and self.alone(tag.span):
                self.stray(tag)
            return
        if due == "details" and self.is_false_nesting(frame):
            return
        if due == "details" and not self.is_closing_place(tag, following):
            return
        if due == "p" and near(tag.name.lower()) == "details" and self.alone(tag.span):
            self.end_open_parts(frame, tag.span.start)
            due = "details"
        self.wrong(tag, due)
        if due == "summary":
            self.finish_summary(frame, tag)
        elif due == "p":
            self.finish_p(frame, tag)
        else:
            self.finish(self.stack.pop(), tag)

    def has_opening(self, name: str, start: int, end: int) -> bool:
        """Whether an element of that name begins in the range."""
        starts = self.openings.get(name.lower(), [])
        at = bisect_left(starts, start)
        return at < len(starts) and starts[at] < end

    def is_open_around(self, name: str) -> bool:
        """Whether an element of that name was opened in front of the outermost block, and is still open there."""
        outermost = self.stack[0].open.span.start
        begun = bisect_left(self.openings.get(name, []), outermost)
        return begun > bisect_left(self.endings.get(name, []), outermost)

    @cached_property
    def endings(self) -> dict[str, list[int]]:
        """Where the elements of each name end."""
        places: dict[str, list[int]] = {}
        for tag in self.tags:
            if tag.closing:
                places.setdefault(tag.name.lower(), []).append(tag.span.start)
        return places

    @cached_property
    def openings(self) -> dict[str, list[int]]:
        """Where the elements of each name begin; a garbled tag of ours is none."""
        places: dict[str, list[int]] = {}
        ours = {tag.span.start for tag in self.tags}
        for match in _OPENING.finditer(self.text, self.start):
            if match.start() not in ours:
                places.setdefault(match[1].lower(), []).append(match.start())
        return places

    def is_closing_place(self, tag: Tag, following: Tag | None) -> bool:
        if not self.alone(tag.span) or tag.name[0].isupper():
            return False
        if near(tag.name.lower()) == "details":
            return True
        if self.has_opening(tag.name, self.start, self.stack[0].open.span.start):
            return False
        return following is None or (following.name == "details" and not following.closing)
