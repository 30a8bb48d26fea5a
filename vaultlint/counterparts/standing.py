"""Where in a translation something should stand that only its original has."""

from __future__ import annotations

from collections.abc import Sequence

from vaultlint.counterparts.aligning import Pair
from vaultlint.markdown import Body
from vaultlint.text import Span


class Standing:
    """The counterparts of both notes, between which a place of the original is looked for in the translation."""

    def __init__(self, pairs: Sequence[Pair], body: Body, end: int) -> None:
        """`end` is where the original ends."""
        both = [(own.span, other.span) for own, other in pairs if own and other]
        first, last = Span(0, body.start), Span(len(body.text), len(body.text))
        self._body = body
        self._spans = [(first, Span(0, 0)), *both, (last, Span(end, end))]

    def block(self, offset: int) -> Span:
        """The block nearest to the place that answers to `offset` of the original."""
        above = max(at for at, (_, other) in enumerate(self._spans[:-1]) if at == 0 or other.start < offset)
        (own, other), (next_own, next_other) = self._spans[above], self._spans[above + 1]
        share = (offset - other.end) / max(1, next_other.start - other.end)
        start = own.end + max(0.0, min(1.0, share)) * (next_own.start - own.end)
        inside = self._body.blocks_in(own.end, min(next_own.start + 1, next_own.end)) or self._body.blocks[-1:]
        return min((block.span for block in inside), key=lambda span: abs(span.start - start), default=Span(0, 0))
