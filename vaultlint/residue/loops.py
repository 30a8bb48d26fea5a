"""A word or phrase said over and over at once, as a generator does that has lost its way.

A loop is at least eight times the same, sixty characters or more in all (a Chinese one counts three times), within a
line or as equal lines. Laughter, sounds, numbers, rules and what people stammer are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import eq
from typing import NamedTuple

from vaultlint.bilingual.words import plain
from vaultlint.late import late
from vaultlint.markdown import Body
from vaultlint.residue.leaving import Leaving
from vaultlint.residue.lines import lines_of
from vaultlint.residue.sounds import SOUNDS
from vaultlint.residue.weight import DENSE, weight
from vaultlint.text import Span

TIMES = 8
SIZE = 60
UNIT = 400
"""What is said again is no longer, about fifty words."""

KEY = 6
"""So many characters are looked for again: in a loop they stand as far away as what is said again is long."""

NEAR, FAR = 12, 160
"""How far from each other a line is looked at: a third of the line, within these limits."""

_DENSE = late(f"[{DENSE}]")
_START = late(rf"(?<!\w)\w|[{DENSE}]")
_BEHIND = late(r"[\W_]*\Z")
_TASK = late(r"[ \t>]*+[-+*][ \t]*+\[")
_WORDS = late(r"[^\W\d_]++")
_HEARD = late(r"&#?\w++;?|[\[(（【〔♪][^\[\](（）)【】〔〕♪\r\n]{0,40}+[\])）】〕♪]")
_NO_PROSE = frozenset({"table", "code", "indented-code", "math", "image", "thematic-break", "comment", "heading"})


class _Run(NamedTuple):
    """From `start` to `end` each character is the one that stands `period` before it, where there is one."""

    start: int
    end: int
    period: int


def loops(text: str, body: Body) -> Iterator[Leaving]:
    """The loops of a body, those within lines first; each from the second time on."""
    lines, at = lines_of(text, body.start), body.start
    for line in lines:
        size = len(line)
        if size >= SIZE or (size >= SIZE // 3 and not line.isascii()):
            step = FAR if size >= 3 * FAR else size // 3 if size >= 3 * NEAR else NEAR
            key = 2 * KEY if size >= SIZE else KEY
            for place in range(step >> 1, size - key, step):
                said = line[place : place + key]
                if said in line[place + 1 : place + step + key] and _goes_on(line, place, said):
                    at = text.index(line, at)
                    yield from _in_line(text, body, at, at + size)
                    at += size
                    break
    if any(map(eq, lines, lines[1:])):
        yield from _of_lines(text, body, lines)


def _goes_on(line: str, place: int, said: str) -> bool:
    """Whether what is said at a place, and again behind it, is said once more behind it or in front of it."""
    period = line.find(said, place + 1) - place
    if line[place : place + 2 * period] == line[place + period : place + 3 * period]:
        return True
    first = place - 2 * period
    return first >= 0 and line[first:place] == line[first + period : place + period]


def _of_lines(text: str, body: Body, lines: Sequence[str]) -> Iterator[Leaving]:
    """Lines that are equal to the one before them; lists of tasks and of sounds are meant."""
    at = body.start
    for line, equal in groupby(lines):
        times = len(list(equal))
        first = text.index(line, at) + len(line)
        at = first
        for _ in range(times - 1):
            at = text.index(line, at) + len(line)
        if times >= TIMES and weight(line) * times >= SIZE and _prose(line) and not _TASK.match(line):
            start = text.index(line, first)
            span = Span(start + len(line) - len(line.lstrip()), at - len(line) + len(line.rstrip()))
            if _shows(body, span):
                yield Leaving(span, "the same line over and over; keep it once")


def _in_line(text: str, body: Body, start: int, end: int) -> Iterator[Leaving]:
    done = start
    for place in _suspects(text, start, end):
        if place < done:
            continue
        run = _run(text, place, start, end)
        if run is not None:
            done = run.end
            span = _again(text, run)
            if span is not None and _shows(body, span):
                yield Leaving(span, f"the same words {_times(run)} times in a row; keep them once")


def _suspects(text: str, start: int, end: int) -> Iterator[int]:
    """Places in a line where what is written comes again soon."""
    for at in range(start, end - KEY, NEAR):
        if text.find(text[at : at + KEY], at + 1, min(end, at + UNIT + KEY)) >= 0:
            yield at


def _run(text: str, place: int, start: int, end: int) -> _Run | None:
    """The run of equal parts around a place, if there are enough of them."""
    key = text[place : place + KEY]
    again, tries = text.find(key, place + 1, min(end, place + UNIT + KEY)), 0
    while again >= 0 and tries < TIMES:
        period = again - place
        last = again + KEY
        while last < end and text[last] == text[last - period]:
            last += 1
        first = place
        while first > start and text[first - 1] == text[first - 1 + period]:
            first -= 1
        if last - first >= (TIMES - 1) * period:
            return _Run(first, last, period)
        again, tries = text.find(key, again + 1, min(end, place + UNIT + KEY)), tries + 1
    return None


def _again(text: str, run: _Run) -> Span | None:
    """The run from the second time on; None if it is too short, no words, or said by people."""
    begin = _START.search(text, run.start, run.start + run.period + 1)
    if begin is None:
        return None
    first, period = begin.start(), run.period
    unit = text[first : first + period]
    behind = _BEHIND.search(unit)
    gap = behind[0] if behind else ""
    if not gap and not _DENSE.search(unit[-1] + unit[0]):
        return None
    times = (run.end - first + len(gap)) // period
    end = first + times * period - len(gap)
    end += len(gap.rstrip()) if text.startswith(gap.rstrip(), end) else 0
    span = Span(first + period, end)
    if times < TIMES or weight(unit) * times < SIZE or not _prose(text[max(0, first - 1) : first + 4 * period]):
        return None
    return span


def _times(run: _Run) -> int:
    return (run.end - run.start + run.period // 2) // run.period


def _prose(said: str) -> bool:
    """Whether words are left without markup, what is heard and what people say on and on."""
    words = _WORDS.findall(_HEARD.sub(" ", plain(said)).casefold())
    return any(word not in SOUNDS and not set(word) <= SOUNDS for word in words)


def _shows(body: Body, span: Span) -> bool:
    block = body.block_at(span.start)
    return block is not None and block.kind not in _NO_PROSE and span.start not in body.inert
