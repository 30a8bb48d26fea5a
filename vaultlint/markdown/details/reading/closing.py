"""Closing tags: what they close, or should close, or cannot."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import islice, pairwise

from vaultlint.late import late
from vaultlint.markdown.details.places import trim
from vaultlint.markdown.details.reading.frame import Frame
from vaultlint.markdown.details.reading.opening import Opening
from vaultlint.markdown.details.structure import DetailsBlock, Paragraph
from vaultlint.markdown.details.tags.near import near
from vaultlint.markdown.details.tags.tag import Tag
from vaultlint.text import Edit, Span, insert

_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""Elements without an end, of which `</br>` and its like can be none."""

_PARAGRAPH = late(r"(?:\r\n?+|\n)[ \t>]*+(?:\r\n?+|\n)[ \t>]*+[^\s<>]")
"""Text that is no HTML behind a blank line."""

_OPENING = late(r"<([A-Za-z][\w-]*+)")


class Closing(Opening):
    """What is done at a closing tag."""

    def close_details(self, index: int, tag: Tag) -> None:
        if not self.stack:
            if self.begins_block(index, tag):
                self.instead(tag, "<details>")
                self.open_details(index, tag._replace(closing=False))
                return
            self.stray(tag)
            return
        frame = self.stack[-1]
        if self.is_false_nesting(frame):
            self.unclosed(self.stack.pop())
            self.close_details(index, tag)
            return
        following = self.peek(index)
        if frame.summary_open is not None and following is not None and following[:2] == ("summary", True):
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
        if frame.p_open is not None and following is not None and self.is_swapped(index, tag, following):
            self.swap(tag, following)
            self.finish_p(frame, tag)
            return
        self.end_open_parts(frame, tag.span.start)
        self.finish(self.stack.pop(), tag)

    def begins_block(self, index: int, tag: Tag) -> bool:
        """Whether the rest of a block follows right below a `</details>` that closes nothing."""
        summary, end = self.peek(index), self.following(index, "details")
        if summary is None or summary[:2] != ("summary", False) or end is None or not end.closing:
            return False
        return self.alone(tag.span) and self.nothing(tag.span.end, summary.span.start)

    def is_swapped(self, index: int, tag: Tag, following: Tag) -> bool:
        """Whether `</details></p>` stands where `</p></details>` is due."""
        if following[:2] != ("p", True) or not self.nothing(tag.span.end, following.span.start):
            return False
        return self.is_outermost() and not self.due_after(index, "details")

    def swap(self, tag: Tag, following: Tag) -> None:
        """Two closing tags in the wrong order are one fault."""
        self.swapped = following.span
        self.wrong(tag, "p", Edit(following.span, "</details>"))

    def is_false_nesting(self, frame: Frame) -> bool:
        """Blocks with the label of the one around them, and text between, are no part of it: it was never closed."""
        if len(frame.labels) != 1 or not self.begins_as(frame, frame.inner[0]):
            return False
        first = frame.inner[0]
        if not self.begins_line(first.open.span.start) or self.indent(first.open.span) != self.indent(frame.open.span):
            return False
        ends = [end for p in frame.p if (end := self.text_end(p, first.open.span.start)) is not None]
        if ends and _PARAGRAPH.search(self.text, ends[-1], first.open.span.start):
            return True
        start = frame.summary.span.end if frame.summary else frame.open.span.end
        if ends and all(p.close for p in frame.p):
            return False
        few = 2 if ends or self.nothing(start, first.open.span.start) else 3
        return len(frame.inner) >= few and all(
            _PARAGRAPH.search(self.text, one.span.end, other.open.span.start)
            for one, other in pairwise(islice(frame.inner, few))
        )

    def text_end(self, paragraph: Paragraph, cut: int) -> int | None:
        """Where a `<p>` in front of `cut` ends; one with a class that is never closed, behind its first lines."""
        if paragraph.close is not None:
            return paragraph.close.end if paragraph.close.end <= cut else None
        begun = paragraph.class_name is not None and paragraph.open.end < cut
        return self.paragraph_end(paragraph.open.end, cut) if begun else None

    def begins_as(self, frame: Frame, inner: DetailsBlock) -> bool:
        """Whether the block bears the label of the one in it, or broke off before the end of that."""
        if frame.summary is None:
            return self.nothing(frame.open.span.end, self.without_half_tag(frame.open.span.end, inner.open.span.start))
        return bool(inner.label) and frame.may_bear(inner.label)

    def due_after(self, index: int, name: str) -> bool:
        """Whether the block's real closing tag still follows, before another block opens."""
        following = self.following(index, name)
        return following is not None and following.closing

    def closes_right_after(self, index: int, tag: Tag) -> bool:
        following = self.peek(index)
        if following is None or not following.closing or following.name != "details":
            return False
        return self.is_outermost() and self.nothing(tag.span.end, following.span.start)

    def is_outermost(self) -> bool:
        """Whether no other block is around the innermost, but for such as were evidently never closed."""
        inner = self.stack[-1]
        return len(self.stack) == 1 or (inner.alike and self.stack[-2].may_bear(inner.label))

    def close_summary(self, index: int, tag: Tag) -> None:
        frame = self.stack[-1] if self.stack else None
        if tag.span in self.swallowed:
            if frame is not None and frame.p_open is not None:
                self.finish_p(frame, tag)
            return
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
            self.wrong_end_of_text(index, frame, tag)
            return
        if frame.summary is None and not frame.p and not frame.inner and self.lost_opening(frame, tag):
            return
        if frame.summary is None or (following is not None and following[:2] != ("details", False)):
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
        quote = self.indent(frame.open.span).strip()
        if self.text.startswith(quote, label.start):
            label = trim(self.text, label.start + len(quote), label.end)
        if label.end == label.start or not self.one_line(*label) or "summary>" in label.of(self.text):
            return False
        self.tell(
            "stray-close", tag.span, "`</summary>` closes nothing, its opening tag is lost",
            (insert(label.start, "<summary>"),), "Open the summary in front of its label",
        )  # fmt: skip
        frame.summary_open = Tag("summary", False, Span(label.start, label.start))
        self.finish_summary(frame, tag)
        return True

    def close_p(self, index: int, tag: Tag) -> None:
        if tag.span in self.swallowed:
            return
        frame = self.stack[-1] if self.stack else None
        if frame is not None and tag.span == self.swapped:
            self.finish(self.stack.pop(), tag)
            return
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
        opens_next = following is None or following[:2] == ("details", False)
        if opens_next and not frame.inner and self.is_outermost() and self.alone(tag.span) and self.at_end(frame, tag):
            self.wrong(tag, "details")
            self.finish(self.stack.pop(), tag)
            return
        self.stray(tag)

    def at_end(self, frame: Frame, tag: Tag) -> bool:
        """Whether the block ends at this tag: nothing stands behind its last `</p>`, or it is text without one."""
        if frame.p or frame.summary is None or self.nothing(frame.last, tag.span.start):
            return bool(frame.p) and self.nothing(frame.last, tag.span.start)
        content = trim(self.text, frame.last, tag.span.start)
        return self.paragraph_end(content.start, content.end) == content.end

    def foreign_close(self, index: int, tag: Tag) -> None:
        """A closing tag of another name: wrong where one of ours is due and that element was never opened."""
        if not self.stack or tag.name.lower() in _VOID:
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
        if due == "p":
            self.wrong_end_of_text(index, frame, tag)
            return
        self.wrong(tag, due)
        if due == "summary":
            self.finish_summary(frame, tag)
        else:
            self.finish(self.stack.pop(), tag)

    def wrong_end_of_text(self, index: int, frame: Frame, tag: Tag) -> None:
        """A wrong closing tag at the end of a `<p>`; where nothing else closes the block, it stands for both."""
        following = self.peek(index)
        last = following is None or following[:2] == ("details", False)
        if not last or frame.inner or not self.line_ends(tag.span.end) or not self.is_outermost():
            self.wrong(tag, "p")
            self.finish_p(frame, tag)
            return
        self.wrong(tag, "p", insert(tag.span.end, self.newline + self.indent(frame.open.span) + "</details>"))
        self.finish_p(frame, tag)
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
        behind = self.text.endswith("</p>", 0, tag.span.start) and self.line_ends(tag.span.end)
        if near(tag.name.lower()) == "details" and (behind or self.alone(tag.span)):
            return True
        if not self.alone(tag.span) or tag.name[0].isupper():
            return False
        if self.has_opening(tag.name, self.start, self.stack[0].open.span.start):
            return False
        return following is None or following.name == "details"
