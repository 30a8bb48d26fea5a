"""A block while it is being read."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import islice

from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.structure import DetailsBlock, Paragraph, Summary
from vaultlint.markdown.details.tags.tag import Tag


@dataclass(slots=True)
class Frame:
    """A block being read.

    `alike` says that all blocks around it bear one label, or none; `labels` are those of its inner
    blocks, at most two.
    """

    open: Tag
    summary: Summary | None = None
    summary_open: Tag | None = None
    p_open: Tag | None = None
    p: list[Paragraph] = field(default_factory=list)
    last: int = 0
    inner: deque[DetailsBlock] = field(default_factory=deque)
    faults: list[Fault] = field(default_factory=list)
    implied: bool = False
    alike: bool = True
    labels: frozenset[str | None] = frozenset()

    @property
    def label(self) -> str | None:
        """The text of its summary; None if it has none."""
        return self.summary.text if self.summary else None

    def may_bear(self, label: str | None) -> bool:
        """Whether this label and its own may be one: one of them is not there, or its own breaks off."""
        if label is None or self.summary is None:
            return True
        return label.startswith(self.summary.text) if self.summary.close is None else label == self.summary.text

    def take(self, block: DetailsBlock) -> None:
        """A block that lies in it."""
        self.inner.append(block)
        self.labels = _few(self.labels | {block.label})

    def adopt(self, other: Frame) -> None:
        """The inner blocks of one in it that was never closed; the shorter row is moved."""
        self.labels = _few(self.labels | other.labels)
        if len(other.inner) > len(self.inner):
            other.inner.extendleft(reversed(self.inner))
            self.inner = other.inner
        else:
            self.inner.extend(other.inner)
        other.inner = deque()


def _few(labels: frozenset[str | None]) -> frozenset[str | None]:
    """At most two of the labels: enough to know that they differ."""
    return frozenset(islice(labels, 2))
