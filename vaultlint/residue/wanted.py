"""What a vault's config adds to the shipped patterns, or takes from them: texts in which `*` stands for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from vaultlint.markdown import Body
from vaultlint.residue.leaving import Leaving, is_alone, without_line
from vaultlint.text import Span

_COMMENT = ("<!--", "%%")


@lru_cache(maxsize=64)
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the patterns, whatever the case; a `*` goes to where what follows it first stands in its line."""
    return re.compile(
        "|".join(_one(*pattern.split("*")) for pattern in patterns if pattern.strip("*")) or r"(?!)", re.I
    )


def _one(first: str, *others: str) -> str:
    gaps = (rf"(?:(?!{re.escape(part)})[^\r\n])*+{re.escape(part)}" if part else r"[^\r\n]*+" for part in others)
    return re.escape(first) + "".join(gaps)


def wanted(text: str, body: Body, patterns: Sequence[str], message: str) -> Iterator[Leaving]:
    """The places of a body that fit a pattern, outside of code, math and templates."""
    if not patterns:
        return
    for found in _compiled(tuple(patterns)).finditer(text, body.start):
        span = Span(*found.span())
        if found[0].startswith(_COMMENT) or span.start not in body.inert:
            edits = without_line(text, body, span) if is_alone(text, span) else ()
            yield Leaving(span, message, edits, "Take the line away")


def allowed(text: str, span: Span, patterns: Sequence[str]) -> bool:
    """Whether the author wants what stands there."""
    return bool(patterns) and _compiled(tuple(patterns)).fullmatch(span.of(text)) is not None
