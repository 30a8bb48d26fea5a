"""The `<details>` blocks of a note: what each consists of, and what is wrong with it.

The tags are read in one pass with a stack. A fault is told once, then reading goes on as if the tag that was meant
stood there; a block that is never closed hands its inner blocks back to the level around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from vaultlint.markdown.blocks import Block
from vaultlint.markdown.faults import Fault
from vaultlint.markdown.tags import NAMES, Tag, near, read_tags
from vaultlint.markdown.inert import Inert
from vaultlint.text import Edit, Span, delete, insert, newline_of

_TAG = re.compile(r"</?[A-Za-z][^<>]*+>")
_SPACE = re.compile(r"\s++")
_CLASS = re.compile(r"""\bclass\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++))""", re.I)
_TEXT_BEFORE = re.compile(r"[^<>\r\n]*+\Z")


@dataclass(frozen=True, slots=True)
class Summary:
    """A `<summary>`: `label` is what stands in it, without blanks around it; `text` the same without tags."""

    open: Tag
    close: Tag | None
    label: Span
    text: str

    @property
    def span(self) -> Span:
        """From the opening tag to the closing one, or to the label's end."""
        return Span(self.open.span.start, self.close.span.end if self.close else self.label.end)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A `<p>` of a block; `class_span` is its whole class attribute, None if it has none."""

    open: Span
    close: Span | None
    content: Span
    class_name: str | None = None
    class_span: Span | None = None


@dataclass(frozen=True, slots=True)
class DetailsBlock:
    """One block. `content` is what lies behind the summary, `text` the same as plain text.

    `depth` is how many blocks are around it: 0 stands at top level. `span` of an unclosed block ends where its content
    evidently does.
    """

    open: Tag
    summary: Summary | None
    paragraphs: tuple[Paragraph, ...]
    close: Tag | None
    content: Span
    text: str
    depth: int
    inner: tuple[DetailsBlock, ...] = ()

    @property
    def span(self) -> Span:
        """From `<details>` to `</details>`."""
        return Span(self.open.span.start, self.close.span.end if self.close else self.content.end)

    @property
    def closed(self) -> bool:
        """Whether it has a closing tag, however garbled."""
        return self.close is not None

    @property
    def top_level(self) -> bool:
        """Whether no other block is around it."""
        return self.depth == 0


@dataclass(frozen=True)
class Structure:
    """All blocks in the order of their opening tags, and all faults in the order of the text."""

    blocks: tuple[DetailsBlock, ...] = ()
    faults: tuple[Fault, ...] = ()

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


def read_details(text: str, start: int, inert: Inert, blocks: Callable[[], Sequence[Block]]) -> Structure:
    """The structure of the body that starts at `start`."""
    tags = read_tags(text, start, inert)
    if not tags:
        return Structure()
    return _Reader(text, start, tags, inert).read()


def plain(text: str, span: Span) -> str:
    """What a reader sees of `span`: no tags, entities resolved, one blank for any white space."""
    content = text[span.start : span.end]
    if "<" in content:
        content = _TAG.sub(" ", content)
    if "&" in content:
        content = unescape(content)
    return _SPACE.sub(" ", content).strip()


def trim(text: str, start: int, end: int) -> Span:
    """The range without white space at both ends; empty at `start` if there is nothing else."""
    content = text[start:end]
    stripped = content.strip()
    if not stripped:
        return Span(start, start)
    first = start + content.index(stripped[0]) if content[0].isspace() else start
    return Span(first, first + len(stripped))


@dataclass(slots=True)
class _Frame:
    """A block being read."""

    open: Tag
    depth: int
    index: int
    summary: Summary | None = None
    summary_open: Tag | None = None
    repeated: bool = False
    p_open: Tag | None = None
    p: list[Paragraph] = field(default_factory=list)
    last: int = 0
    inner: list[DetailsBlock] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class _Reader:
    def __init__(self, text: str, start: int, tags: list[Tag], inert: Inert) -> None:
        self.text, self.start, self.inert = text, start, inert
        self.tags = [tag for tag in tags if tag.name in NAMES or tag.closing]
        self.stack: list[_Frame] = []
        self.blocks: list[DetailsBlock] = []
        self.faults: list[Fault] = []
        self.outside_p = 0
        self.outside_summary: Tag | None = None
        self.newline = newline_of(text)

    def read(self) -> Structure:
        for index, tag in enumerate(self.tags):
            self.take(index, tag)
        while self.stack:
            self.unclosed(self.stack.pop())
        self.blocks.sort(key=lambda block: block.open.span)
        self.faults.sort(key=lambda fault: fault.span)
        return Structure(tuple(self.blocks), tuple(self.faults))

    # -- one tag --------------------------------------------------------------------------------------------------

    def take(self, index: int, tag: Tag) -> None:
        name = tag.name if tag.name in NAMES else tag.name.lower()
        if name not in NAMES:
            self.foreign_close(index, tag)
            return
        if tag.empty:
            return
        if tag.broken and not self.believable(index, tag):
            return
        if tag.broken:
            self.tell("malformed-tag", tag.span, self.broken_message(tag), tag.edits, f"write {self.whole(tag)}")
        if tag.closing:
            getattr(self, f"close_{name}")(index, tag)
        else:
            getattr(self, f"open_{name}")(index, tag)

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

    def peek(self, index: int) -> Tag | None:
        """The next tag of one of our names."""
        for tag in self.tags[index + 1 :]:
            if tag.name in NAMES and not tag.empty:
                return tag
        return None

    def open_details(self, index: int, tag: Tag) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is not None and self.is_lost_slash(index, frame, tag):
            self.lost_slash(index, tag)
            return
        if frame is not None:
            self.end_open_parts(frame, tag.span.start)
            frame.last = tag.span.start
        self.stack.append(_Frame(tag, len(self.stack), index, last=tag.span.end))

    def is_lost_slash(self, index: int, frame: _Frame, tag: Tag) -> bool:
        """`<details>` where `</details>` is due: the block is complete, no summary follows, and no closing tag."""
        if tag.attributes is not None or frame.summary is None or frame.p_open or frame.summary_open:
            return False
        following = self.peek(index)
        if following is not None and not (not following.closing and following.name == "details"):
            return False
        return self.alone(tag.span) and (bool(frame.p) or frame.last < tag.span.start)

    def lost_slash(self, index: int, tag: Tag) -> None:
        edit = insert(tag.span.start + 1, "/")
        self.tell("malformed-tag", tag.span, f"`</{tag.name}>` is meant, but the slash is lost", (edit,), "add the slash")
        getattr(self, f"close_{tag.name}")(index, Tag(tag.name, True, tag.span))

    def open_summary(self, index: int, tag: Tag) -> None:
        if not self.stack:
            self.outside(index, tag)
            return
        frame = self.stack[-1]
        if frame.summary_open is not None:
            following = self.peek(index)
            if following is None or not (following.closing and following.name == "summary"):
                self.lost_slash(index, tag)
                return
            self.end_open_parts(frame, tag.span.start)
        self.end_p(frame, tag.span.start)
        if frame.summary is not None:
            frame.repeated = True
            self.tell(
                "summary-repeated", tag.span, "a second summary in one block: only the first is the label; "
                "make it text or begin a block of its own", (), "",
            )  # fmt: skip
        elif self.text[frame.last : tag.span.start].strip() or frame.p or frame.inner:
            if self.visible(frame.last, tag.span.start) or frame.p or frame.inner:
                self.tell(
                    "summary-misplaced", tag.span, "the summary is not the first thing in its block, which browsers "
                    "then may not take for the label; move it right below `<details>`", (), "",
                )  # fmt: skip
        frame.summary_open = tag

    def visible(self, start: int, end: int) -> bool:
        """Whether anything but white space and comments stands there."""
        for span in self.inert.spans:
            if span.start < end and start < span.end and self.text.startswith(("<!--", "%%"), span.start):
                if self.text[start : span.start].strip():
                    return True
                start = max(start, span.end)
        return bool(self.text[start:end].strip())

    def outside(self, index: int, tag: Tag) -> None:
        following = self.peek(index)
        self.outside_summary = tag
        end = following.span.end if following and following.closing and following.name == "summary" else tag.span.end
        del end
        self.tell(
            "summary-outside", tag.span, "a summary with no `<details>` around it folds nothing; put `<details>` in "
            "front of it or remove it", (), "",
        )  # fmt: skip

    def open_p(self, index: int, tag: Tag) -> None:
        if not self.stack:
            self.outside_p += 1
            return
        frame = self.stack[-1]
        if frame.p_open is not None:
            following = self.peek(index)
            if (
                tag.attributes is None
                and self.line_ends(tag.span.end)
                and not (following is not None and following.name == "p" and following.closing)
            ):
                self.lost_slash(index, tag)
                return
        self.end_open_parts(frame, tag.span.start)
        frame.p_open = tag

    def close_details(self, index: int, tag: Tag) -> None:
        if not self.stack:
            self.stray(tag)
            return
        frame = self.stack[-1]
        if frame.summary_open is not None and self.due_after(index, "details", frame):
            self.wrong(tag, "summary")
            self.finish_summary(frame, tag)
            return
        if frame.p_open is not None and self.closes_right_after(index, tag):
            self.wrong(tag, "p")
            self.finish_p(frame, tag)
            return
        self.end_open_parts(frame, tag.span.start)
        self.finish(self.stack.pop(), tag)

    def due_after(self, index: int, name: str, frame: _Frame) -> bool:
        """Whether the block's real closing tag still follows, before another block opens."""
        for tag in self.tags[index + 1 :]:
            if tag.name == name:
                return tag.closing
        return False

    def closes_right_after(self, index: int, tag: Tag) -> bool:
        following = self.peek(index)
        if following is None or not following.closing or following.name != "details":
            return False
        return len(self.stack) == 1 and not self.text[tag.span.end : following.span.start].strip()

    def close_summary(self, index: int, tag: Tag) -> None:
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
        if frame.summary is None or (following is not None and following.closing and following.name == "details"):
            self.stray(tag)
            return
        if following is not None and not (following.name == "details" and not following.closing):
            self.stray(tag)
            return
        self.wrong(tag, "details")
        self.finish(self.stack.pop(), tag)

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
        if opens_next and frame.p and len(self.stack) == 1 and self.alone(tag.span) and self.after_end(frame, tag):
            self.wrong(tag, "details")
            self.finish(self.stack.pop(), tag)
            return
        self.stray(tag)

    def after_end(self, frame: _Frame, tag: Tag) -> bool:
        """Whether nothing stands between the last `</p>` and this tag."""
        return not self.text[frame.last : tag.span.start].strip()

    def foreign_close(self, index: int, tag: Tag) -> None:
        """A closing tag of another name: wrong where one of ours is due and that element was never opened."""
        if not self.stack:
            return
        frame = self.stack[-1]
        body = self.text[frame.open.span.end : tag.span.start].lower()
        if f"<{tag.name.lower()}" in body:
            return
        following = self.peek(index)
        if frame.summary_open is not None:
            due = "summary"
        elif frame.p_open is not None:
            due = "p"
        else:
            due = "details"
        if following is not None and following.closing and following.name == due:
            if near(tag.name.lower()) and self.alone(tag.span):
                self.stray(tag)
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

    def is_closing_place(self, tag: Tag, following: Tag | None) -> bool:
        if not self.alone(tag.span) or tag.name[0].isupper():
            return False
        if near(tag.name.lower()) == "details":
            return True
        before = self.text[self.start : self.stack[0].open.span.start].lower()
        if f"<{tag.name.lower()}" in before:
            return False
        return following is None or (following.name == "details" and not following.closing)

    # -- parts that end -------------------------------------------------------------------------------------------

    def finish_summary(self, frame: _Frame, tag: Tag | None, end: int = 0) -> None:
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
        if not text and not self.text[label.start : label.end].strip():
            self.tell(
                "summary-empty", Span(opener.span.start, frame.last), "a summary with nothing in it leaves the "
                "reader a triangle without words; write a label", (), "",
            )  # fmt: skip

    def finish_p(self, frame: _Frame, tag: Tag | None, end: int = 0) -> None:
        opener = frame.p_open
        assert opener is not None
        frame.p_open = None
        content = trim(self.text, opener.span.end, tag.span.start if tag else end)
        frame.last = tag.span.end if tag else content.end
        name, place = class_of(self.text, opener)
        frame.p.append(Paragraph(opener.span, tag.span if tag else None, content, name, place))

    def end_open_parts(self, frame: _Frame, end: int) -> None:
        """A summary or `<p>` that is still open where something else begins was never closed."""
        self.end_summary(frame, end)
        self.end_p(frame, end)

    def end_summary(self, frame: _Frame, end: int) -> None:
        opener = frame.summary_open
        if opener is None:
            return
        label = trim(self.text, opener.span.end, end)
        first_line = re.match(r"[^\r\n]*", self.text[label.start : label.end])
        stop = label.start + len((first_line[0] if first_line else "").rstrip())
        fault = Fault(
            "unclosed", opener.span, "`<summary>` is never closed, so what follows is taken for its label",
            (insert(stop, "</summary>"),), "close the summary behind its label",
            sure=stop > label.start and "\n" not in self.text[opener.span.end : label.start],
        )  # fmt: skip
        frame.faults.append(fault)
        self.finish_summary(frame, None, stop)

    def end_p(self, frame: _Frame, end: int) -> None:
        opener = frame.p_open
        if opener is None:
            return
        content = trim(self.text, opener.span.end, end)
        blank = re.search(r"(?:\r\n?|\n)[ \t]*+(?:\r\n?|\n)", self.text[content.start : content.end])
        fault = Fault(
            "unclosed", opener.span, "`<p>` is never closed; in a folded block that leaves the end of its text open",
            (insert(content.end, "</p>"),), "close the paragraph where its text ends", sure=blank is None,
        )  # fmt: skip
        frame.faults.append(fault)
        self.finish_p(frame, None, content.end)

    def finish(self, frame: _Frame, close: Tag | None, end: int = 0) -> None:
        """The block is read: keep it, and tell what it lacks."""
        self.faults += frame.faults
        stop = close.span.start if close else end
        start = frame.summary.span.end if frame.summary else frame.open.span.end
        if frame.summary and frame.summary.close is None:
            start = frame.summary.label.end
        content = trim(self.text, min(start, stop), stop)
        block = DetailsBlock(
            frame.open, frame.summary, tuple(frame.p), close, content, plain(self.text, content), len(self.stack),
            tuple(frame.inner),
        )  # fmt: skip
        self.blocks.append(block)
        if self.stack:
            self.stack[-1].inner.append(block)
            self.stack[-1].last = content.end if close is None else close.span.end
        if close is not None:
            self.lacks(block)

    def lacks(self, block: DetailsBlock) -> None:
        if block.summary is None:
            self.no_summary(block)

    def no_summary(self, block: DetailsBlock) -> None:
        if not block.text and not block.inner and not block.content.of(self.text):
            return
        at = block.open.span.end
        edit = insert(at, f"{self.newline}<summary>Details</summary>")
        self.tell(
            "summary-missing", block.open.span, "no summary, so the reader gets the browser's word for one; add "
            "`<summary>…</summary>`", (edit,), "add a summary", sure=False,
        )  # fmt: skip

    # -- blocks that never end --------------------------------------------------------------------------------------

    def unclosed(self, frame: _Frame) -> None:
        """The block ends where its own content evidently does; its inner blocks belong to the level around it."""
        cut = frame.inner[0].span.start if frame.inner else len(self.text)
        if frame.summary_open is not None:
            self.finish_summary(frame, None, self.line_end(frame.summary_open.span.end))
        pending = None
        if frame.p_open is not None:
            pending = frame.p_open
            stop = self.paragraph_end(pending.span.end, cut)
            self.finish_p(frame, None, stop)
            frame.last = stop
        for fault in [fault for fault in frame.faults if frame.inner]:
            cut = min(cut, frame.inner[0].span.start)
            del fault
        own = [p for p in frame.p if p.open.start < cut]
        whole = bool(own) and own[-1].close is not None
        end = own[-1].close.end if whole and own[-1].close else self.evident_end(frame, own, cut)
        inner, frame.inner, frame.p = frame.inner, [], own
        frame.faults = [fault for fault in frame.faults if not own or fault.span != own[-1].open]
        sure = whole or (pending is None and not own and bool(frame.summary) and end >= self.last_text(cut))
        closer = ("</p>" if own and own[-1].close is None else "") + self.newline + "</details>"
        if self.text[end : self.line_end(end)].strip():
            sure = False
        blank_after = self.text[self.line_end(end) :].lstrip(" \t")
        extra = self.newline if blank_after.strip() and not _starts_blank(blank_after, self.newline) else ""
        self.faults.append(
            Fault(
                "unclosed", frame.open.span, "never closed, so the rest of the note folds into it",
                (insert(end, closer + extra),), "close the block where its content ends", sure=sure,
            )  # fmt: skip
        )
        self.finish(frame, None, end)
        self.blocks = [
            block if not (block in inner) else _lifted(block) for block in self.blocks
        ]
        if self.stack:
            self.stack[-1].inner += inner

    def evident_end(self, frame: _Frame, own: list[Paragraph], cut: int) -> int:
        if own:
            return own[-1].content.end
        start = frame.summary.span.end if frame.summary else frame.open.span.end
        following = trim(self.text, start, cut)
        return self.paragraph_end(following.start, cut)

    def last_text(self, cut: int) -> int:
        return trim(self.text, self.start, cut).end

    def paragraph_end(self, start: int, cut: int) -> int:
        """The end of the paragraph at `start`."""
        blank = re.search(r"[ \t]*(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)", self.text[start:cut])
        return start + blank.start() if blank else trim(self.text, start, cut).end

    # -- telling --------------------------------------------------------------------------------------------------

    def tell(
        self, kind: str, span: Span, message: str, edits: tuple[Edit, ...], title: str, sure: bool = True
    ) -> None:
        self.faults.append(Fault(kind, span, message, edits, title, sure))

    def wrong(self, tag: Tag, due: str) -> None:
        """The tag closes something that is not open, where `</due>` is meant."""
        if tag.broken:
            self.faults.pop()
        start = tag.span.start
        raw = self.text[start : tag.span.end]
        self.tell(
            "wrong-close", tag.span, f"`{raw}` where `<{due}>` is to be closed, so browsers go on looking for its end",
            (Edit(tag.span, f"</{due}>"),), f"write `</{due}>`",
        )  # fmt: skip

    def stray(self, tag: Tag) -> None:
        raw = self.text[tag.span.start : tag.span.end]
        if tag.broken:
            self.faults.pop()
        alone = self.alone(tag.span)
        edits = (delete(self.whole_line(tag.span)),) if alone else ()
        advice = "" if alone else "; remove it, or add the opening tag that it belongs to"
        self.tell("stray-close", tag.span, f"`{raw}` closes nothing that is open{advice}", edits, "remove the tag")

    # -- places ---------------------------------------------------------------------------------------------------

    def line_start(self, at: int) -> int:
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        ends = [place for place in (self.text.find("\n", at), self.text.find("\r", at)) if place >= 0]
        return min(ends, default=len(self.text))

    def line_ends(self, at: int) -> bool:
        return not self.text[at : self.line_end(at)].strip()

    def alone(self, span: Span) -> bool:
        return not self.text[self.line_start(span.start) : span.start].strip(" \t>") and self.line_ends(span.end)

    def whole_line(self, span: Span) -> Span:
        """The line of `span` with its ending; at the end of the text, with the ending before it."""
        start, end = self.line_start(span.start), self.line_end(span.end)
        if self.text.startswith("\r\n", end):
            return Span(start, end + 2)
        if end < len(self.text):
            return Span(start, end + 1)
        return Span(start, end)


def _starts_blank(rest: str, newline: str) -> bool:
    return rest.startswith(newline * 2) or not rest.strip()


def _lifted(block: DetailsBlock) -> DetailsBlock:
    return DetailsBlock(
        block.open, block.summary, block.paragraphs, block.close, block.content, block.text, max(0, block.depth - 1), block.inner
    )


def class_of(text: str, tag: Tag) -> tuple[str | None, Span | None]:
    """The value of the tag's class attribute, and where the attribute stands."""
    if tag.attributes is None:
        return None, None
    match = _CLASS.search(text, *tag.attributes)
    if match is None:
        return None, None
    return match[match.lastindex or 0], Span(*match.span())
