"""Characters in a scalar that nobody sees: what they are, and which of them are needed where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.frontmatter.scalars import resolve
from vaultlint.frontmatter.tree import Scalar, Style
from vaultlint.late import late
from vaultlint.text import Span, line_end, line_start

_SUSPECT = late(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0001-\U000e007f]+"
)
_SEPARATORS = late("[\x0b\x0c\x85\u2028\u2029]")
_BLANK = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANKS_AT_START = late(f"[{_BLANK}]++(?![\r\n])")
_BLANKS_AT_END = late(f"(?<![\r\n{_BLANK}])[{_BLANK}]++\\Z")
"""Blanks beside the end of a line are indentation, and no part of the value."""

_GATE = late(f"{_SUSPECT.pattern}|^['\"]?[{_BLANK}]|[{_BLANK}]['\"]?$")
_PADDED = late("['\"][ \t]|[ \t]['\"](?:[ \t\r\n,\\]}#]|\\Z)")
_RARE = late(f"{_SUSPECT.pattern[:-1]}|[{_BLANK[2:]}]")
_EMOJI = late("[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff\ufe0f\U000e0020-\U000e007f\u00a9\u00ae]")
_SHAPED = late("[\u0590-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefe]")
_UNSPACED = late("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f]")
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u200e\u200f\u061c"


@dataclass(frozen=True, slots=True)
class Unseen:
    """A run of such characters: where, what, what to put there instead, and the scalar's value then."""

    span: Span
    message: str
    title: str
    instead: str
    value: str | int | float | bool | None


def may_hold_unseen(text: str, content: Span) -> bool:
    """Whether a look at each scalar of a block may find anything; most blocks are done with this."""
    return _PADDED.search(text, *content) is not None or _RARE.search(text, *content) is not None


def unseen(text: str, scalar: Scalar, what: str = "value") -> Iterator[Unseen]:
    """The runs of characters in `scalar` that nobody sees, in the order of the text; escapes are meant."""
    start, end = scalar.span
    written = text[start:end]
    if not _GATE.search(written) or scalar.style is Style.EMPTY:
        return
    if isinstance(scalar.value, str) and _is_separator(scalar.value):
        return
    quotes = scalar.style in (Style.SINGLE, Style.DOUBLE)
    if scalar.anchor or scalar.tag:
        start = end - len(written.split(None, 1)[-1])
    inside = Span(start + quotes, end - quotes)
    if scalar.style in (Style.LITERAL, Style.FOLDED):
        yield from _runs(text, inside, scalar)
        return
    first = _BLANKS_AT_START.match(text, inside.start, inside.end)
    last = _BLANKS_AT_END.search(text, inside.start, inside.end)
    if first:
        yield _blanks(text, scalar, Span(*first.span()), "start", what)
    yield from _runs(text, inside, scalar)
    if last and not (first and last.start() < first.end()):
        yield _blanks(text, scalar, Span(*last.span()), "end", what)


def _is_separator(value: str) -> bool:
    """Whether a value is only blanks, or punctuation with blanks, which are meant then: `", "`."""
    return " " in value and all(c in " \t" or unicodedata.category(c)[0] in "PS" for c in value)


def hangs(text: str, scalar: Scalar, place: Unseen) -> bool:
    """Whether its line would be read otherwise without it: indented, folded or blank."""
    start, end = place.span
    above, below = text[line_start(text, start) : start], text[end : line_end(text, end)]
    begins, ends = not above.strip(" \t"), not below.strip(" \t")
    if scalar.style in (Style.LITERAL, Style.FOLDED):
        return begins and below[:1] in ("", " ", "\t")
    begins = begins and start - len(above) > scalar.span.start
    ends = ends and end + len(below) < scalar.span.end
    return (begins and (ends or below[:1] in (" ", "\t"))) or (ends and above[-1:] in (" ", "\t"))


def all_seen(text: str, scalar: Scalar) -> str | int | float | bool | None:
    """The value of `scalar` without any of these characters."""
    value = scalar.value
    for place in unseen(text, scalar):
        if isinstance(value, str):
            run = place.span.of(text)
            if _SUSPECT.match(run):
                value = value.replace(run, place.instead)
            else:
                value = value.removeprefix(run).removesuffix(run)
    return _meaning(scalar, value)


def _blanks(text: str, scalar: Scalar, span: Span, side: str, what: str) -> Unseen:
    value = scalar.value
    if isinstance(value, str):
        blanks = span.of(text)
        value = value.removeprefix(blanks) if side == "start" else value.removesuffix(blanks)
    return Unseen(span, f"blanks at the {side} of the {what}", "Remove the blanks", "", _meaning(scalar, value))


def _runs(text: str, inside: Span, scalar: Scalar) -> Iterator[Unseen]:
    for run in _SUSPECT.finditer(text, *inside):
        if _is_needed(text, run, inside):
            continue
        value = scalar.value
        instead = " " if _SEPARATORS.search(run[0]) and _parts(text, run, inside) else ""
        if isinstance(value, str):
            before = text[inside.start : run.start()].count(run[0])
            value = _without(value, run[0], before, instead)
        yield Unseen(Span(*run.span()), f"{_name(run[0])}, which nobody sees", "Remove what nobody sees", instead,
                     _meaning(scalar, value))  # fmt: skip


def _parts(text: str, run: re.Match[str], inside: Span) -> bool:
    """Whether the characters stand between others on their line."""
    start, end = run.span()
    line = Span(max(inside.start, line_start(text, start)), min(inside.end, line_end(text, end)))
    return bool(text[line.start : start].strip(" \t") and text[end : line.end].strip(" \t"))


def _without(value: str, run: str, before: int, instead: str) -> str:
    """`value` with `instead` for the occurrence of `run` that has `before` others in front of it."""
    at = value.find(run)
    for _ in range(before):
        at = value.find(run, at + len(run))
    return value if at == -1 else value[:at] + instead + value[at + len(run) :]


def _meaning(scalar: Scalar, value: str | int | float | bool | None) -> str | int | float | bool | None:
    is_resolved = scalar.style is Style.PLAIN and scalar.tag is None
    return resolve(value.strip(" \t")) if is_resolved and isinstance(value, str) else value


def _is_needed(text: str, run: re.Match[str], inside: Span) -> bool:
    """Whether the characters join emoji, or shape or order letters of a script that needs them."""
    before = text[run.start() - 1] if run.start() > inside.start else ""
    after = text[run.end()] if run.end() < inside.end else ""
    if set(run[0]) == {"\u200b"} and _UNSPACED.match(before) and _UNSPACED.match(after):
        return True
    if set(run[0]) <= set(_JOINERS):
        return bool((_EMOJI.match(before) and _EMOJI.match(after)) or (_SHAPED.match(before) and (after or before)))
    if set(run[0]) <= set(_DIRECTIONS):
        return _SHAPED.search(text, *inside) is not None
    return "\U000e0020" <= run[0][0] <= "\U000e007f" and bool(_EMOJI.match(before))


def _name(run: str) -> str:
    code = f"U+{ord(run[0]):04X}"
    name = unicodedata.name(run[0], "a control character").lower()
    more = "" if len(run) == 1 else f" and {len(run) - 1} more"
    return f"{code} ({name}){more}"
