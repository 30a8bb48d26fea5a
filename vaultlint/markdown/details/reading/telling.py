"""What is known while the tags of a note are read, and the telling of closing tags that are wrong or astray."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property

from vaultlint.late import late
from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.places import BLANK_LINE, trim
from vaultlint.markdown.details.reading.frame import Frame
from vaultlint.markdown.details.reading.veiled import Veiled
from vaultlint.markdown.details.structure import DetailsBlock
from vaultlint.markdown.details.tags.tag import NAMES, Tag
from vaultlint.markdown.inert import Inert
from vaultlint.text import Edit, Span, delete, insert, newline_of

_INCLUDE = late(r"\{[%{]|<%|--8<--|^[ \t]*+(?:include::|[@!#:]include\b|<!--[ \t]*+[#@]?include\b|!\[\[)", re.I | re.M)

_CUT = late(r"</[A-Za-z]++\s++\Z")
"""A closing tag without its `>`, which takes the next tag for its own."""

_SCRAP = late(r"&lt;|[^\s>]++>")
"""What may be left of an opening tag."""

NEARLY_ALL = 0.8
"""A tag that so many paragraphs bear is the note's own."""


class Telling(Veiled):
    """What is known while tags are read: the open blocks, those that are done, and the faults."""

    def __init__(self, text: str, start: int, tags: list[Tag], inert: Inert) -> None:
        super().__init__(text)
        self.start, self.tags, self.inert = start, tags, inert
        self.stack: list[Frame] = []
        self.blocks: list[DetailsBlock] = []
        self.faults: list[Fault] = []
        self.outside_p = 0
        self.outside_summary: Tag | None = None
        self.newline = newline_of(text)
        self.swallowed: set[Span] = set()
        self.swapped: Span | None = None
        """A `</p>` that stands for the `</details>` in front of it."""
        self.believed: dict[Span, Tag] = {}
        """The tags that are known only by their place, as they were read."""
        self.gone: list[Span] = []
        """Beginnings of blocks and tags whose own faults are no matter."""
        self.lifted = False
        self.crossed = -1
        """Where last an element around a block ends while the block is open."""
        self.bare: list[DetailsBlock] = []

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
            if tag.name in NAMES and not tag.scrap:
                places[tag.name].append(index)
                if not tag.empty:
                    places[""].append(index)
        return places

    def begin(self, frame: Frame) -> None:
        """A block opens within those that are open."""
        if self.stack:
            outer = self.stack[-1]
            frame.alike = outer.alike and (len(self.stack) == 1 or self.stack[-2].may_bear(outer.label))
        self.stack.append(frame)

    def tell(self, kind: str, span: Span, message: str, edits: tuple[Edit, ...] = (), title: str = "") -> None:
        self.faults.append(Fault(kind, span, message, edits, title))

    def untell(self, tag: Tag) -> None:
        """Take back what was told of a broken tag, to tell more of it."""
        if tag.broken:
            last = next(at for at in range(len(self.faults) - 1, -1, -1) if self.faults[at].span == tag.span)
            del self.faults[last]

    def wrong(self, tag: Tag, due: str, *edits: Edit) -> None:
        """The tag closes something that is not open, where `</due>` is meant; `edits` are what else mends it."""
        self.untell(tag)
        raw = tag.span.of(self.text)
        due = due.upper() if tag.name.isupper() or raw[2:-1].isupper() else due
        self.tell(
            "wrong-close", tag.span, f"`{raw}` where `<{due}>` is to be closed, so browsers go on looking for its end",
            (Edit(tag.span, f"</{due}>"), *edits), f"Write `</{due}>`",
        )  # fmt: skip

    def stray(self, tag: Tag) -> None:
        raw = self.text[tag.span.start : tag.span.end]
        self.untell(tag)
        alone = self.alone(tag.span)
        edits: tuple[Edit, ...] = (delete(self.with_blank_line(self.whole_line(tag.span))),) if alone else ()
        title = "Remove the tag"
        if not alone and tag.name == "p" and self.stack and (opening := self.lost_p(tag)):
            edits, title, alone = opening, "Open the paragraph in front of its text", True
        start = tag.span.start
        veiled = self.is_veiled(self.start, start, tag.name)
        if veiled or 0 <= self.first_include < start or _CUT.search(self.text, max(0, start - 40), start):
            edits, alone = (), False
        advice = "" if alone else "; remove it, or add the opening tag that it belongs to"
        self.tell("stray-close", tag.span, f"`{raw}` closes nothing that is open{advice}", edits, title)

    @cached_property
    def first_include(self) -> int:
        """Where the first template tag or include stands, which may open what is closed below; -1 if there is none."""
        found = _INCLUDE.search(self.text, self.start)
        return found.start() if found else -1

    def lost_p(self, tag: Tag) -> tuple[Edit, ...]:
        """`text</p>` right below the summary, in a note whose paragraphs have one and the same opening tag."""
        frame = self.stack[-1]
        if frame.summary is None or not self.usual_p or not self.line_ends(tag.span.end):
            return ()
        if "<" in self.text[frame.last : tag.span.start]:
            return ()
        text = trim(self.text, frame.last, tag.span.start)
        if text.start == text.end or BLANK_LINE.search(self.text, frame.last, text.end):
            return ()
        if _SCRAP.match(self.text, *text):
            return ()
        frame.last = tag.span.end
        return (insert(text.start, self.usual_p),)

    @cached_property
    def usual_p(self) -> str:
        """The opening tag that nearly all paragraphs of the note bear; empty if they differ."""
        tags = Counter(one.whole["p"] for one in self.tags if one.whole and one.whole["p"])
        tags.update(
            one.span.of(self.text)
            for one in self.tags
            if one.name == "p" and not (one.closing or one.broken or one.empty or one.scrap) and one.attributes
        )
        (best, times), *_ = tags.most_common(1) or [("", 0)]
        return best if times >= NEARLY_ALL * tags.total() else ""
