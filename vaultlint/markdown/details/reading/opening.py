"""Opening tags: what they begin, and what they end by beginning something else."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate

from vaultlint.markdown.details.places import BLANK_LINE
from vaultlint.markdown.details.reading.endless import Endless
from vaultlint.markdown.details.reading.frame import Frame
from vaultlint.markdown.details.structure import PlainBlock
from vaultlint.markdown.details.tags.tag import Tag
from vaultlint.text import Edit, Span, insert

_BLANKS = " \t\r\n>"


class Opening(Endless):
    """What is done at an opening tag."""

    def open_details(self, index: int, tag: Tag) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is not None and self.is_lost_slash(index, frame, tag):
            self.lost_slash(index, tag)
            return
        if self.is_mention(index, tag):
            self.mention(tag)
            return
        if frame is not None:
            self.end_summary(frame, tag.span.start)
            if frame.p_open is None or frame.p_open.attributes is not None:
                self.end_p(frame, tag.span.start)
        if tag.whole is not None:
            self.take_whole(tag.whole)
            return
        self.begin(Frame(tag, last=tag.span.end))

    def is_mention(self, index: int, tag: Tag) -> bool:
        """A tag in the middle of running text, which is talked of: nothing of a block follows it."""
        if tag.whole or self.begins_line(tag.span.start) or self.line_ends(tag.span.end):
            return False
        following = self.peek(index)
        if following is not None and self.nothing(tag.span.end, following.span.start):
            return False
        if tag.name == "summary":
            return not (following is not None and following.name == "summary" and following.closing)
        ending = self.following(index, "details")
        if ending is None or not ending.closing:
            return True
        closes = self.one_line(tag.span.end, ending.span.start) and self.owed[index] >= len(self.stack)
        return bool(self.stack) and not closes

    @cached_property
    def owed(self) -> list[int]:
        """For each tag: by how many more tags blocks are closed than opened, from it to the end of the text."""
        closed = (0 if tag.name != "details" or tag.whole else 1 if tag.closing else -1 for tag in reversed(self.tags))
        return [*accumulate(closed)][::-1]

    def mention(self, tag: Tag) -> None:
        raw = tag.span.of(self.text)
        self.tell(
            "unclosed", tag.span, f"`{raw}` in running text is a tag that is never closed; write `&lt;` for its `<`",
        )  # fmt: skip

    def take_whole(self, whole: re.Match[str]) -> None:
        """A plain block, which is complete."""
        block = PlainBlock.of(self.text, whole, len(self.stack))
        self.blocks.append(block)
        if self.stack:
            self.stack[-1].take(block)
            self.stack[-1].last = whole.end()

    def is_lost_slash(self, index: int, frame: Frame, tag: Tag) -> bool:
        """`<details>` where `</details>` is due: the block is complete, no summary follows, and no closing tag."""
        if tag.attributes is not None or frame.summary is None or frame.p_open or frame.summary_open or tag.whole:
            return False
        following = self.peek(index)
        if frame.inner or not self.alone(tag.span) or (following is not None and following[:2] != ("details", False)):
            return False
        return self.nothing(frame.last, tag.span.start) if frame.p else frame.last < tag.span.start

    def lost_slash(self, index: int, tag: Tag) -> None:
        self.untell(tag)
        edit = Edit(tag.span, f"</{tag.name}>") if tag.broken else insert(tag.span.start + 1, "/")
        message = f"`</{tag.name}>` is meant, but the slash is lost"
        self.tell("malformed-tag", tag.span, message, (edit,), f"Write `</{tag.name}>`")
        getattr(self, f"close_{tag.name}")(index, Tag(tag.name, True, tag.span))

    def open_summary(self, index: int, tag: Tag) -> None:
        if not self.stack:
            self.outside(index, tag)
            return
        frame = self.stack[-1]
        if (frame.p_open or frame.summary) and self.is_mention(index, tag):
            self.mention(tag)
            return
        again = frame.summary_open is not None
        if frame.summary_open is not None:
            following = self.peek(index)
            if following is None or not (following.closing and following.name == "summary"):
                self.lost_slash(index, tag)
                return
            if not self.visible(frame.summary_open.span.end, tag.span.start):
                frame.faults.append(self.nothing_in(frame.summary_open))
                frame.summary_open = tag
                return
            self.end_summary(frame, tag.span.start, again)
        self.end_p(frame, tag.span.start)
        if frame.summary is not None:
            if not again:
                self.tell(
                    "summary-repeated", self.whole_summary(index, tag), "a second summary in one block: only the first "
                    "is the label; make it text or begin a block of its own",
                )  # fmt: skip
        elif frame.p or frame.inner or self.visible(frame.last, tag.span.start):
            self.tell(
                "summary-misplaced", self.whole_summary(index, tag), "the summary is not the first thing in its block, "
                "as HTML asks for; move it right below `<details>`",
            )  # fmt: skip
        frame.summary_open = tag

    def whole_summary(self, index: int, tag: Tag) -> Span:
        """The summary with its closing tag, if that comes next."""
        following = self.peek(index)
        closed = following is not None and following.closing and following.name == "summary"
        return Span(tag.span.start, following.span.end if following and closed else tag.span.end)

    def outside(self, index: int, tag: Tag) -> None:
        """A summary on its own; where the rest of a block follows, only its opening tag is lost."""
        rest = self.following(index, "details")
        if rest is not None and rest.closing:
            self.begin(Frame(tag, summary_open=tag, last=tag.span.end, implied=True))
        self.outside_summary = None if self.stack else tag
        if self.is_section(index, tag):
            return
        self.tell(
            "summary-outside", self.whole_summary(index, tag), "a summary with no `<details>` around it folds nothing; "
            "put `<details>` in front of it or remove it",
        )  # fmt: skip

    def is_section(self, index: int, tag: Tag) -> bool:
        """Whether the tags are lines around text in a note without blocks: a part of it, as prompts in XML have."""
        end = self.peek(index)
        if end is None or end[:2] != ("summary", True) or self.named["details"]:
            return False
        return self.alone(tag.span) and self.alone(end.span)

    def open_p(self, index: int, tag: Tag) -> None:
        if not self.stack:
            self.outside_p += 1
            return
        frame = self.stack[-1]
        following = self.peek(index)
        if frame.summary_open is not None and tag.attributes is None and not tag.broken:
            opens = following is not None and following.name == "p" and not following.closing
            if opens and self.line_ends(tag.span.end) and not self.begins_line(tag.span.start):
                self.instead(tag, "</summary>")
                self.finish_summary(frame, tag)
                return
        if frame.summary_open is not None and (end := self.end_of_label(index, frame.summary_open, tag)) is not None:
            self.swallowed.add(end.span)
            return
        if tag.span in self.swallowed:
            return
        if tag.attributes is None and BLANK_LINE.match(self.text, tag.span.end):
            self.swallowed |= self.embraced(index)
        if frame.p_open is not None:
            if self.is_doubled(index, frame, tag):
                return
            if (
                tag.attributes is None
                and self.line_ends(tag.span.end)
                and not self.text[tag.span.end : following.span.start if following else None].strip()
                and not (following is not None and following.name == "p" and following.closing)
            ):
                self.lost_slash(index, tag)
                return
        self.end_open_parts(frame, tag.span.start)
        frame.p_open = tag

    def end_of_label(self, index: int, summary: Tag, tag: Tag) -> Tag | None:
        """The `</p>` of `<summary><p>Label</p></summary>`, which is no text that a summary took in."""
        if self.text[summary.span.end : tag.span.start].strip(_BLANKS):
            return None
        ends, closes = self.following(index, "p"), self.following(index, "summary")
        if ends is None or closes is None or not (ends.closing and closes.closing):
            return None
        return ends if not self.text[ends.span.end : closes.span.start].strip(_BLANKS) else None

    def embraced(self, index: int) -> set[Span]:
        """The tags of paragraphs between a `<p>` around Markdown, as on GitHub, and its own `</p>`, if it has one."""
        inner: list[Span] = []
        open_paragraphs = open_blocks = 0
        for tag in self.tags[index + 1 : index + 100]:
            if tag.name == "details" and not tag.whole:
                open_blocks += -1 if tag.closing else 1
            elif tag.name == "p" and not open_blocks:
                open_paragraphs += -1 if tag.closing else 1
                if open_paragraphs < 0:
                    return set(inner)
                inner.append(tag.span)
            if open_blocks < 0:
                break
        return set()

    def is_doubled(self, index: int, frame: Frame, tag: Tag) -> bool:
        """`<p><p>` before `</p></p>`: the second `</p>` will be told as a stray one, and that is all."""
        assert frame.p_open is not None
        if self.text[frame.p_open.span.end : tag.span.start].strip():
            return False
        closers = self.tags[index + 1 : index + 3]
        return len(closers) == 2 and all(one.closing and one.name == "p" for one in closers)

    def instead(self, tag: Tag, due: str) -> None:
        """A tag that opens where another one is to close, or the other way round."""
        self.untell(tag)
        raw = tag.span.of(self.text)
        message = f"`{due}` is meant, but `{raw}` is written"
        self.tell("malformed-tag", tag.span, message, (Edit(tag.span, due),), f"Write `{due}`")
