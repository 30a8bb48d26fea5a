"""What Markdown makes of the text that edits leave alone: it must be what it made of it before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vaultlint.late import late
from vaultlint.markdown.blocks import Block
from vaultlint.text import Edit, Span

if TYPE_CHECKING:
    from vaultlint.markdown import Body

_FENCE = late(r"^[ \t>]*+(?:[-+*][ \t]++|\d++[.)][ \t]++)*+(?:```|~~~)", re.M)
_CODE = frozenset({"code", "indented-code"})


def turned(before: Body, after: Body, edits: Sequence[Edit]) -> tuple[Block, Block] | None:
    """The first block that no edit touches and that is of another kind after them, or but a part: and what it is then.

    An edit touches all that stands with it between two blank lines. What becomes code or ceases to be is left open
    where a fence stands there: the edit shows where that begins.
    """
    edits = sorted(edits, key=lambda edit: edit.span)
    touched = [before.stretch(*edit.span) for edit in edits]
    fenced = any(_FENCE.search(before.text, *span) for span in {*touched})
    for block, start in _left_alone(before.blocks, touched, edits):
        now = after.block_at(start)
        if now is None or (now.kind, now.span.start) == (block.kind, start):
            continue
        if not (fenced and _CODE & {now.kind, block.kind}):
            return block, now
    return None


def _left_alone(
    blocks: Sequence[Block], touched: Sequence[Span], edits: Sequence[Edit]
) -> Iterator[tuple[Block, int]]:
    """The blocks that no edit touches, and where each begins afterwards; edits are in order, as what they touch is."""
    made = moved = 0
    for block in blocks:
        while made < len(edits) and touched[made].end < block.span.start:
            span, text = edits[made]
            moved += len(text) - (span.end - span.start)
            made += 1
        if made == len(edits) or block.span.end < touched[made].start:
            yield block, block.span.start + moved
