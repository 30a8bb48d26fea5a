"""The `<details>` blocks of a note: what each consists of, and what is wrong with it.

The tags are read in one pass with a stack. A fault is told once, then reading goes on as if the tag that was meant
stood there; a block that is never closed hands its inner blocks back to the level around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape, unescape
from itertools import takewhile

from vaultlint.markdown.blocks import Block
from vaultlint.markdown.faults import Fault
from vaultlint.markdown.inert import Inert
from vaultlint.markdown.tags import NAMES, Tag, near, read_tags
from vaultlint.text import Edit, Span, delete, insert, newline_of

_TAG = re.compile(r"</?[A-Za-z][^<>]*+>")
_SPACE = re.compile(r"\s++")
_CLASS = re.compile(r"""\bclass\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++))""", re.I)
_PAGE = re.compile(r"<!doctype\s++html|<html[\s>]|<body[\s>]", re.I)
_STRUCTURE = re.compile(r"<(/?)(details|summary|p)(?:[ \t][^<>\r\n]*+)?>", re.I)
_BLANKS = re.compile(r"(?m)^[ \t]+(?=\S)")
_PARAGRAPHS = re.compile(r"</?(?:p|br)(?:\s[^<>]*+)?/?>", re.I)
_WORD = re.compile(r"\w++")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
BLANK_LINE = re.compile(r"(?:\r\n?+|\n)[ \t>]*+(?=\r|\n)")


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

    `depth` is how many blocks are around it: 0 stands at top level; `is_empty` says that it folds away nothing at
    all, `is_plain` that it is a label and one paragraph, a line each, with no other tag. `span` of an unclosed block ends where its content evidently does.
    """

    open: Tag
    summary: Summary | None
    paragraphs: tuple[Paragraph, ...]
    close: Tag | None
    content: Span
    text: str
    depth: int
    inner: tuple[DetailsBlock, ...] = ()
    is_empty: bool = False
    is_plain: bool = False

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

    def of(self, kind: str) -> tuple[Fault, ...]:
        """The faults of the rule `details/<kind>`."""
        return self.by_kind.get(kind, ())

    def inside_inner(self, offset: int, region: Span) -> bool:
        """Whether `offset` lies in a block that begins within `region`: what stands there is that block's."""
        return any(
            region.start < block.open.span.start <= offset < block.span.end for block in self.blocks if block.depth
        )

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
    return _Reader(text, start, tags, inert).read() if tags else Structure()


def _is_meant(text: str, as_code: Structure, as_tags: Structure, tag: re.Match[str], block: Block) -> bool:
    """Whether indented tags are tags and no code: the structure is whole only with them, or they look like others."""
    if len(as_tags.faults) != len(as_code.faults):
        return len(as_tags.faults) < len(as_code.faults)
    if tag[2].lower() != "details":
        return any(one.open.span.end <= tag.start() < one.content.end for one in as_code.blocks if one.closed)
    known = {one.summary.text for one in as_code.blocks if one.summary}
    inside = [one for one in as_tags.blocks if one.open.span.start in block.span]
    return any(one.summary is not None and one.summary.text in known for one in inside)


def _indented(text: str, tag: Span, block: Block) -> Fault:
    edits: list[Edit] = []
    if not {"blockquote", "callout"} & set(block.within):
        start = max(text.rfind("\n", 0, tag.start), text.rfind("\r", 0, tag.start)) + 1
        lines = _BLANKS.finditer(text, start, block.span.end)
        edits += (Edit(Span(*line.span()), " " * block.indent) for line in lines)
    message = "so far indented, the tag is code and not part of the block" + ("" if edits else "; indent it less")
    return Fault("indented", tag, message, tuple(edits), "indent it less")


def plain(text: str, span: Span) -> str:
    """What a reader sees of `span`: no tags, entities resolved, one blank for any white space."""
    content = text[span.start : span.end]
    if "<" in content:
        content = _TAG.sub(" ", content)
    if "&" in content:
        content = unescape(content)
    return _SPACE.sub(" ", content).strip()


def _one_blank(words: str) -> str:
    return " ".join(words.split()) if "  " in words or "\t" in words else words


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
        self.swallowed: set[Span] = set()

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
            self.end_summary(frame, tag.span.start)
            if frame.p_open is None or frame.p_open.attributes is not None:
                self.end_p(frame, tag.span.start)
        if tag.whole is not None:
            self.take_whole(tag, tag.whole)
            return
        self.stack.append(_Frame(tag, len(self.stack), index, last=tag.span.end))

    def take_whole(self, tag: Tag, whole: re.Match[str]) -> None:
        """A plain block: its parts are where the match says."""
        start, end = whole.span(2)
        label = Span(start, start + len(whole[2].rstrip()))
        summary = Summary(
            Tag("summary", False, Span(*whole.span(1))), Tag("summary", True, Span(*whole.span(3))), label,
            _one_blank(label.of(self.text)),
        )  # fmt: skip
        start, end = whole.span(6)
        words = whole[6].rstrip()
        opener = Span(*whole.span(4))
        attribute = Span(opener.start + 3, opener.end - 1)
        content = Span(start, start + len(words))
        paragraph = Paragraph(opener, Span(*whole.span(7)), content, whole[5], attribute)
        block = DetailsBlock(
            tag, summary, (paragraph,), Tag("details", True, Span(*whole.span(8))), Span(opener.start, whole.end(7)),
            _one_blank(words), len(self.stack), is_plain=True,
        )  # fmt: skip
        self.blocks.append(block)
        if self.stack:
            self.stack[-1].inner.append(block)
            self.stack[-1].last = whole.end()

    def is_lost_slash(self, index: int, frame: _Frame, tag: Tag) -> bool:
        """`<details>` where `</details>` is due: the block is complete, no summary follows, and no closing tag."""
        if tag.attributes is not None or frame.summary is None or frame.p_open or frame.summary_open or tag.whole:
            return False
        following = self.peek(index)
        if following is not None and not (not following.closing and following.name == "details"):
            return False
        return self.alone(tag.span) and (bool(frame.p) or frame.last < tag.span.start)

    def lost_slash(self, index: int, tag: Tag) -> None:
        if tag.broken:
            self.faults.pop()
        edit = Edit(tag.span, f"</{tag.name}>") if tag.broken else insert(tag.span.start + 1, "/")
        message = f"`</{tag.name}>` is meant, but the slash is lost"
        self.tell("malformed-tag", tag.span, message, (edit,), "add the slash")
        getattr(self, f"close_{tag.name}")(index, Tag(tag.name, True, tag.span))

    def open_summary(self, index: int, tag: Tag) -> None:
        if not self.stack:
            self.outside(tag)
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
                "make it text or begin a block of its own",
            )  # fmt: skip
        elif frame.p or frame.inner or self.visible(frame.last, tag.span.start):
            self.tell(
                "summary-misplaced", tag.span, "the summary is not the first thing in its block, as HTML asks for; "
                "move it right below `<details>`",
            )  # fmt: skip
        frame.summary_open = tag

    def visible(self, start: int, end: int) -> bool:
        """Whether anything but white space and comments stands there."""
        for span in self.inert.spans:
            if span.start < end and start < span.end and self.text.startswith(("<!--", "%%"), span.start):
                if self.text[start : span.start].strip(" \t\r\n>"):
                    return True
                start = max(start, span.end)
        return bool(self.text[start:end].strip(" \t\r\n>"))

    def outside(self, tag: Tag) -> None:
        self.outside_summary = tag
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
        if self.is_false_nesting(frame):
            self.unclosed(self.stack.pop())
            self.stray(tag)
            return
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

    def is_false_nesting(self, frame: _Frame) -> bool:
        """Blocks with the very label of the one around them are no part of it: that one was never closed."""
        if not frame.inner or frame.summary is None or not frame.summary.text:
            return False
        if any(one.summary is None or one.summary.text != frame.summary.text for one in frame.inner):
            return False
        return any(p.content.end < frame.inner[0].open.span.start for p in frame.p) or len(frame.inner) > 2

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
        self.wrong(tag, "details")
        self.finish(self.stack.pop(), tag)

    def lost_opening(self, frame: _Frame, tag: Tag) -> bool:
        """`Label</summary>` right below `<details>`: the label has lost its opening tag."""
        label = trim(self.text, frame.open.span.end, tag.span.start)
        if label.end == label.start or not self.one_line(*label):
            return False
        self.tell(
            "stray-close", tag.span, "`</summary>` closes nothing, its opening tag is lost",
            (insert(label.start, "<summary>"),), "open the summary in front of its label",
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

    def has_opening(self, name: str, start: int, end: int) -> bool:
        return re.search(rf"<{re.escape(name)}(?![\w-])", self.text[start:end], re.I) is not None

    def is_closing_place(self, tag: Tag, following: Tag | None) -> bool:
        if not self.alone(tag.span) or tag.name[0].isupper():
            return False
        if near(tag.name.lower()) == "details":
            return True
        if self.has_opening(tag.name, self.start, self.stack[0].open.span.start):
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
                "reader a triangle without words; write a label",
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
        stop = min(self.line_end(label.start), label.end)
        stop = label.start + len(self.text[label.start : stop].rstrip())
        sure = stop > label.start and self.one_line(opener.span.end, label.start)
        edits = [insert(stop, "</summary>")] if sure else []
        late = self.late_close(frame, opener)
        if late is not None and edits:
            edits.append(delete(self.whole_line(late.span) if self.alone(late.span) else late.span))
        what = "`<summary>` is never closed, so what follows is taken for its label"
        if late is not None:
            self.swallowed.add(late.span)
            what = "`<summary>` is closed only behind the text, which is taken for its label"
        frame.faults.append(
            Fault("unclosed", opener.span, what, tuple(edits), "close the summary behind its label")
        )
        self.finish_summary(frame, None, stop)

    def one_line(self, start: int, end: int) -> bool:
        return "\n" not in self.text[start:end] and "\r" not in self.text[start:end]

    def late_close(self, frame: _Frame, opener: Tag) -> Tag | None:
        """The `</summary>` of a summary that has swallowed the block's text."""
        for tag in self.tags[frame.index + 1 :]:
            if tag.name == "details" or (tag.name == "summary" and not tag.closing and tag is not opener):
                return None
            if tag.name == "summary" and tag.closing:
                return tag
        return None

    def end_p(self, frame: _Frame, end: int) -> None:
        opener = frame.p_open
        if opener is None:
            return
        content = trim(self.text, opener.span.end, end)
        edits: tuple[Edit, ...] = () if BLANK_LINE.search(self.text, *content) else (insert(content.end, "</p>"),)
        frame.faults.append(
            Fault(
                "unclosed", opener.span, "`<p>` is never closed, so where its text ends is left to the browser"
                + ("" if edits else "; put `</p>` there"), edits, "close the paragraph where its text ends",
            )
        )
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
            tuple(frame.inner), self.folds_nothing(frame, stop),
        )  # fmt: skip
        self.blocks.append(block)
        if self.stack:
            self.stack[-1].inner.append(block)
            self.stack[-1].last = content.end if close is None else close.span.end
        if close is not None:
            self.lacks(block)

    def folds_nothing(self, frame: _Frame, stop: int) -> bool:
        start = frame.open.span.end
        summary = frame.summary.span if frame.summary else Span(start, start)
        around = self.text[start : summary.start] + self.text[summary.end : max(stop, summary.end)]
        return not _PARAGRAPHS.sub("", around).strip(" \t\r\n>")

    def lacks(self, block: DetailsBlock) -> None:
        if block.summary is None:
            self.no_summary(block)

    def no_summary(self, block: DetailsBlock) -> None:
        tag = block.open
        custom = tag.attributes is not None and tag.attributes.of(self.text).split() not in ([], ["open"])
        if custom or self.is_page or not (block.text or block.inner or block.content.of(self.text)):
            return
        self.tell(
            "summary-missing", tag.span, "no summary, so the reader sees the browser's own word for one",
            (insert(tag.span.end, f"{self.newline}{self.indent(tag.span)}<summary>{self.usual_label}</summary>"),),
            "add a summary",
        )  # fmt: skip

    def indent(self, span: Span) -> str:
        """What stands in front of the tag, if it is blanks and quote marks, for a line below it."""
        before = self.text[self.line_start(span.start) : span.start]
        return before if not before.strip(" \t>") else ""

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

    # -- blocks that never end --------------------------------------------------------------------------------------

    def unclosed(self, frame: _Frame) -> None:
        """The block ends where its own content evidently does; its inner blocks belong to the level around it."""
        cut = frame.inner[0].span.start if frame.inner else self.stop(frame)
        inner = frame.inner
        if frame.summary_open is not None:
            self.finish_summary(frame, None, self.line_end(frame.summary_open.span.end))
        if frame.p_open is not None:
            self.finish_p(frame, None, self.paragraph_end(frame.p_open.span.end, cut))
        frame.p = [p for p in frame.p if p.open.start < cut]
        if frame.p and frame.p[-1].close is None:
            last = frame.p[-1]
            end = self.paragraph_end(last.open.end, cut)
            frame.p[-1] = replace(last, content=trim(self.text, last.open.end, end))
        frame.inner, frame.faults = [], [fault for fault in frame.faults if fault.span not in self.opened(frame)]
        end, sure = self.evident_end(frame, cut)
        again = self.false_start(frame, inner)
        edits: tuple[Edit, ...]
        if again is not None:
            edits, title = (delete(again),), "remove the false start"
            message = "opened, and opened again below before it is closed: the text there is the same, but whole"
        else:
            edits, title = self.closing(frame, end) if sure else (), "close the block where its content ends"
            message = "never closed, so the rest of the note folds into it"
            message += "" if sure else "; put `</details>` where its content ends"
        self.faults.append(Fault("unclosed", frame.open.span, message, edits, title))
        self.finish(frame, None, end)
        self.blocks = [_lifted(block) if block.open.span.start >= cut else block for block in self.blocks]
        if self.stack:
            self.stack[-1].inner += inner

    def stop(self, frame: _Frame) -> int:
        """Where the content of a block without inner ones can end at the latest."""
        return len(self.text)

    def opened(self, frame: _Frame) -> set[Span]:
        """The parts of a block that are open because the whole block is."""
        return {p.open for p in frame.p[-1:] if p.close is None}

    def evident_end(self, frame: _Frame, cut: int) -> tuple[int, bool]:
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

    def closing(self, frame: _Frame, end: int) -> tuple[Edit, ...]:
        """The closing tags at `end`, in the form of the block: below Markdown after a blank line."""
        pad = self.newline + self.indent(frame.open.span)
        if frame.p:
            tags = ("</p>" if frame.p[-1].close is None else "") + pad + "</details>"
        else:
            below = frame.summary is not None and BLANK_LINE.match(self.text, frame.summary.span.end) is not None
            tags = (pad.rstrip(" \t") if below else "") + pad + "</details>"
        after = "" if self.next_is_blank(end) or self.text.startswith("<", self.next_line(end)) else self.newline
        return (insert(end, tags + after),)

    def false_start(self, frame: _Frame, inner: Sequence[DetailsBlock]) -> Span | None:
        """The lines of a block that was begun, broken off, and begun anew right below with the same words."""
        if not inner or not frame.summary or not inner[0].summary or frame.summary.text != inner[0].summary.text:
            return None
        if any(p.close for p in frame.p):
            return None
        content = trim(self.text, frame.summary.span.end, inner[0].span.start)
        if not self.one_line(*content):
            return None
        half = _WORD.findall(plain(self.text, content))
        full = _WORD.findall(inner[0].text)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(half, full, strict=False)))
        if same == len(half) - 1 < len(full) and full[same].startswith(half[same]):
            same += 1
        if half and same < min(3, len(half)):
            return None
        start, end = self.line_start(frame.open.span.start), self.line_start(inner[0].span.start)
        return Span(start, end) if not self.text[start : frame.open.span.start].strip() else None

    def next_line(self, at: int) -> int:
        end = self.line_end(at)
        return end + 2 if self.text.startswith("\r\n", end) else min(end + 1, len(self.text))

    def next_is_blank(self, at: int) -> bool:
        """Whether nothing follows on this line and on the next."""
        return self.line_ends(at) and self.line_ends(self.next_line(at))

    def paragraph_end(self, start: int, cut: int) -> int:
        """The end of the paragraph at `start`."""
        blank = BLANK_LINE.search(self.text, start, cut)
        return trim(self.text, start, blank.start() if blank else cut).end

    # -- telling --------------------------------------------------------------------------------------------------

    def tell(
        self, kind: str, span: Span, message: str, edits: tuple[Edit, ...] = (), title: str = ""
    ) -> None:
        self.faults.append(Fault(kind, span, message, edits, title))

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
        edits: tuple[Edit, ...] = (delete(self.with_blank_line(self.whole_line(tag.span))),) if alone else ()
        title = "remove the tag"
        if not alone and tag.name == "p" and self.stack and (opening := self.lost_p(tag)):
            edits, title, alone = opening, "open the paragraph in front of its text", True
        advice = "" if alone else "; remove it, or add the opening tag that it belongs to"
        self.tell("stray-close", tag.span, f"`{raw}` closes nothing that is open{advice}", edits, title)

    def lost_p(self, tag: Tag) -> tuple[Edit, ...]:
        """`text</p>` right below the summary, in a note whose paragraphs have one and the same opening tag."""
        frame = self.stack[-1]
        text = trim(self.text, frame.last, tag.span.start)
        tags = {
            one.span.of(self.text)
            for one in self.tags
            if one.name == "p" and not (one.closing or one.broken) and one.attributes is not None
        } | {one.whole[4] for one in self.tags if one.whole}
        if frame.summary is None or text.start == text.end or len(tags) != 1 or not self.line_ends(tag.span.end):
            return ()
        if "<" in text.of(self.text) or BLANK_LINE.search(self.text, frame.last, text.end):
            return ()
        frame.last = tag.span.end
        return (insert(text.start, tags.pop()),)

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

    def with_blank_line(self, line: Span) -> Span:
        """A whole line and, if it stands between blank lines, the one below it; at the end of the text, those above."""
        start, end = line
        above = self.text[:start].rstrip(" \t\r\n>")
        if end >= len(self.text):
            kept = self.line_end(len(above))
            return Span(min(kept, start), self.line_end(start)) if self.text[kept:start].strip("\r\n") == "" else line
        blank_above = not start or (self.line_start(start - 1) == start - 1 or self.text[:start].endswith("\n\r\n"))
        if blank_above and self.line_ends(end):
            return Span(start, self.next_line(end))
        return line

    def whole_line(self, span: Span) -> Span:
        """The line of `span` with its ending; at the end of the text, with the ending before it."""
        start, end = self.line_start(span.start), self.line_end(span.end)
        if self.text.startswith("\r\n", end):
            return Span(start, end + 2)
        if end < len(self.text):
            return Span(start, end + 1)
        return Span(start, end)


def _lifted(block: DetailsBlock) -> DetailsBlock:
    return replace(block, depth=max(0, block.depth - 1))


def class_of(text: str, tag: Tag) -> tuple[str | None, Span | None]:
    """The value of the tag's class attribute, and where the attribute stands."""
    if tag.attributes is None:
        return None, None
    match = _CLASS.search(text, *tag.attributes)
    if match is None:
        return None, None
    return match[match.lastindex or 0], Span(*match.span())
