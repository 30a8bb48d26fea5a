"""Summaries that took in the text of their block: `<summary>Label and then the text</summary>`."""

from __future__ import annotations

from collections import Counter
from html import escape

from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.places import trim
from vaultlint.markdown.details.reading.telling import Telling
from vaultlint.markdown.details.structure import DetailsBlock
from vaultlint.text import Edit, Span

MUCH = 40
"""More characters than these behind a label on its line are a text and no longer label."""

ENOUGH = 3
"""So many blocks of one label tell the label of a block that has none."""


class Swallowing(Telling):
    """What is done when all blocks are known."""

    def swallowed_texts(self) -> None:
        """Tell blocks that are empty, but whose label is that of other blocks and then a text."""
        empty = [(index, block) for index, block in enumerate(self.blocks) if block.is_empty]
        if not empty:
            return
        labels = Counter(block.label for block in self.blocks if block.label and not block.is_empty)
        usual = labels.most_common(1)[0][0] if labels else None
        one_label = len(labels) == 1 and labels.total() >= ENOUGH
        longest, end = max(map(len, labels), default=0) + MUCH, 0
        for index, block in empty:
            start = block.summary.label.start if block.summary else block.content.start
            end = end if start < end else self.line_end(start)  # thousands of blocks may stand on one line
            first = self.text[start : min(end, start + longest)].rstrip()
            label = first if first in labels else usual
            if label is not None and self.is_swallowed(block, label, one_label):
                self.blocks[index] = block._replace(is_empty=False)
                self.faults.append(self.swallowed_text(block, label))

    def is_swallowed(self, block: DetailsBlock, label: str, one_label: bool) -> bool:
        """Whether the summary is `label`, white space, and text; or text only, where all other blocks bear `label`."""
        if block.summary is None or block.summary.close is None:
            return False
        if block.summary.close.broken or block.summary.close.name != "summary":
            return False
        words = block.summary.label.of(self.text)
        rest = words.removeprefix(label)
        if len(rest) == len(words):
            return one_label and len(words) > MUCH + len(label)
        below = rest.lstrip(" \t").startswith(("\r", "\n"))
        return below or (rest[:1].isspace() and len(rest) > MUCH)

    def swallowed_text(self, block: DetailsBlock, label: str) -> Fault:
        summary = block.summary
        assert summary is not None and summary.close is not None
        lost = "" if summary.label.of(self.text).startswith(label) else escape(label, quote=False)
        end = summary.label.start + (0 if lost else len(label))
        start = trim(self.text, end, summary.label.end).start
        pad = self.newline + self.indent(block.open.span)
        opening = self.usual_p
        below = f"{lost}</summary>" + (pad + opening if opening else pad.rstrip(" \t") + pad)
        closer = Edit(Span(summary.label.end, summary.close.span.end), "</p>" if opening else "")
        message = "`<summary>` is closed only behind the text, which is taken for its label"
        title = "Put the label that was lost in front of the text" if lost else "Close the summary behind its label"
        return Fault("unclosed", summary.open.span, message, (Edit(Span(end, start), below), closer), title)
