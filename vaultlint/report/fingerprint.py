"""What a finding is known by when it has moved: rule, note and content, but neither its line nor what is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from vaultlint.finding import Diagnostic
from vaultlint.late import late

_COUNTED = late(r"(`[^`]*+`)|[0-9][0-9.,]*+")
"""Numbers of a message are lines and counts of other places, which change unasked; what it quotes is content."""


def content(found: Diagnostic) -> str:
    """A digest of what a finding says and of the text that it stands in."""
    message = _COUNTED.sub(lambda number: number[1] or "#", found.finding.message)
    return _digest(message, found.excerpt.text.strip())


def fingerprints(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """A name for each finding, which no other of them has; those that are alike are numbered in their order."""
    alike: Counter[tuple[str, str, str]] = Counter()
    for found in diagnostics:
        key = found.path, found.rule, content(found)
        yield _digest(*key, *[str(alike[key])] * (alike[key] > 0))
        alike[key] += 1


def _digest(*parts: str) -> str:
    from hashlib import sha256

    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
