"""The edits that make one text of another, line by line, so that a cursor elsewhere stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from vaultlint.text import Edit, Lines, Span


def differences(before: str, after: str) -> list[Edit]:
    """The edits, in order; none where the texts are the same."""
    old, new = _lines(before), _lines(after)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    starts = [*accumulate(map(len, old), initial=0)]
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        _trimmed(before, Span(starts[head + first], starts[head + last]), "".join(new[head + start : head + end]))
        for kind, first, last, start, end in matcher.get_opcodes()
        if kind != "equal"
    ]


def _lines(text: str) -> list[str]:
    starts = Lines(text).starts
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _shared(old: list[str], new: list[str]) -> int:
    """How many lines both begin with."""
    return next(
        (index for index, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )


def _trimmed(before: str, span: Span, text: str) -> Edit:
    """The edit without what it leaves as it is at its ends; CR LF is never parted."""
    old = span.of(before)
    head = _common(zip(old, text, strict=False))
    head -= old[head - 1 : head] == "\r"
    tail = _common(zip(reversed(old[head:]), reversed(text[head:]), strict=False))
    tail -= old[len(old) - tail - 1 : len(old) - tail + 1] == "\r\n"
    return Edit(Span(span.start + head, span.end - tail), text[head : len(text) - tail])


def _common(pairs: Iterator[tuple[str, str]]) -> int:
    """How many pairs at the beginning are alike."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count
