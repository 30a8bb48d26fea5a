"""Blocks that were begun, broken off, and begun anew right below."""

from __future__ import annotations

from itertools import takewhile

from vaultlint.late import late
from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.places import plain, trim
from vaultlint.markdown.details.reading.frame import Frame
from vaultlint.markdown.details.reading.parts import FLOW, Parts
from vaultlint.markdown.details.structure import DetailsBlock
from vaultlint.text import Span, delete

_WORD = late(r"\w++")
_HALF_TAG = late(r"<[A-Za-z][^<>\r\n]*+\s*+\Z")
FEW = 3
"""So many words tell that a text is the same."""


class Twice(Parts):
    """What is done with a block that has no closing tag because another one begins in it."""

    def false_start(self, frame: Frame) -> Fault | None:
        """The fault of a block that was begun twice; it goes if all that it holds stands in the block below, too."""
        again = frame.inner[0] if frame.inner else None
        if again is None or not self.begins_line(frame.open.span.start):
            return None
        whole = self.is_repeated(frame, again)
        if whole is None:
            return None
        lines = Span(frame.open.span.start, again.span.start)
        if self.begins_line(again.span.start):
            lines = Span(*map(self.line_start, lines))
        frame.faults = []
        self.gone.append(Span(frame.open.span.end, lines.end))
        message = "opened, and opened again below before it is closed: "
        if whole and not FLOW.search(self.text, *lines):
            message += "the text there is the same, but whole"
            return Fault("unclosed", frame.open.span, message, (delete(lines),), "Remove the false start")
        message += "keep one of the two, and put what is more in the other where it belongs"
        return Fault("unclosed", frame.open.span, message)

    def is_repeated(self, frame: Frame, again: DetailsBlock) -> bool | None:
        """Whether all that the block holds stands in the other one, too; None if it is no false start."""
        start = frame.open.span.end
        if frame.summary is not None:
            start = frame.summary.span.end
            if not again.label or not frame.may_bear(again.label):
                return None
        content = trim(self.text, start, again.span.start)
        content = trim(self.text, content.start, self.without_half_tag(*content))
        if not self.one_line(*content):
            return None
        return self.begins_alike(plain(self.text, content), again.text, any(p.close for p in frame.p))

    def without_half_tag(self, start: int, end: int) -> int:
        """`end`, or where a tag begins in which the range breaks off."""
        half_tag = _HALF_TAG.search(self.text, start, end)
        return half_tag.start() if half_tag else end

    def begins_alike(self, half: str, whole: str, closed: bool) -> bool | None:
        """Whether `whole` begins with all of `half`; None if not even with its first words.

        A half that is `closed` was not broken off: it must be the same text.
        """
        if closed:
            return True if half == whole else None
        words, others = _WORD.findall(half), _WORD.findall(whole)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False)))
        if same == len(words) - 1 < len(others) and others[same].startswith(words[same]):
            same += 1
        if words and same < min(FEW, len(words)):
            return None
        return same == len(words)
