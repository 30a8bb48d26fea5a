"""Repairs of YAML that does not parse: only where one reading is possible, and the outcome proves it.

So far one: a plain value that holds `: ` or ` #`, or starts with a character that YAML keeps for itself, is put in
quotes. A repair is refused unless the whole block parses after it and every other line says what it would say if the
repaired values were plain words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vaultlint.frontmatter import block, exact
from vaultlint.frontmatter.fault import Fault
from vaultlint.frontmatter.likeness import WELL_KNOWN
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.tree import Mapping, Node, value_of
from vaultlint.frontmatter.writing import quoted
from vaultlint.late import late
from vaultlint.text import Edit, Span, apply

ROUNDS = 12
"""So many lines of a block may need quotes."""

_VALUE = late(
    r"(?P<indent> *+)(?P<dash>- ++)?(?P<key>[^\s#\-\[\]{}>|`!*&%@'\"?:,][^\r\n:]{0,80}?:[ \t]++)?"
    r"(?P<value>[^\s'\"#][^\r\n]*+)"
)
_MORE = late(r"(?:\r\n?|\n)( ++)(?![ \r\n#\-])(?![^\r\n]*:(?:[ \r\n]|\Z))[^\r\n]*+")
_BRACKETED_WORD = late(r"\[[^\[\]{},]*\w[^\[\]{},]*\][ \t]*+\w")
_COLON = late(r":(?:[ \t]|\Z)")
_BEFORE_COLON = late(r"(?<!\S)(\S+):(?:\s|\Z)")
_JOINED = late(
    r"\w:[ \t]++(?:''|\"\"|\[\]|\{\}|null)\Z"
    r"|\A(?:https?://\S++|\d{4}-\d\d-\d\d|true|false|null)[ \t]++[\w\-]++:(?:\s|\Z)"
)
_GLUED_KEYS = frozenset(key for key in WELL_KNOWN if len(key) > 4) | {"guest", "insight", "people", "series", "speaker"}
_LEADING = frozenset("@`%&*!|>")
_LINKS = late(r"(?:\[\[[^\[\]]*\]\][ ,]*)+")
_TYPOGRAPHIC = late(r"[“”„‟]([^“”„‟]*)[“”„‟]")
_WELL_FORMED = late(r"[|>][+\-0-9]{0,2}\Z")


@dataclass(frozen=True, slots=True)
class Repair:
    """What to do, in words, and the edits; `fault` is what is broken, if the block's first fault is only its trace."""

    title: str
    edits: tuple[Edit, ...]
    fault: Fault | None = None


def repair(matter: FrontMatter) -> Repair | None:
    """The one way to make the block parse; None if there is none, or more than one."""
    if matter.kind != "yaml" or matter.fault is None:
        return None
    spans: list[Span] = []
    text, content, fault = matter.text, matter.content, matter.fault
    for _ in range(ROUNDS):
        span = _suspect(text, content, fault, spans)
        if span is None:
            return None
        spans.append(span)
        root = block.tree(*_replaced(matter, spans, None))
        if not isinstance(root, Fault):
            return _proved(matter, sorted(spans), root)
        fault = Fault(_back(root.span, spans, matter), root.message, root.is_alias)
    return None


def _meant(written: str) -> str:
    """What the value says: on one line, without typographic quotes that were meant as YAML's."""
    words = " ".join(written.split())
    inside = _TYPOGRAPHIC.fullmatch(words)
    return inside[1] if inside else words


def _replaced(matter: FrontMatter, spans: list[Span], word: str | None) -> tuple[str, Span]:
    """The note with the values at `spans` in quotes, or all as `word`, and where its block is then."""
    edits = [Edit(span, word or quoted(_meant(span.of(matter.text)))) for span in spans]
    grown = sum(len(edit.text) - (edit.span.end - edit.span.start) for edit in edits)
    return apply(matter.text[: matter.content.end], edits), Span(matter.content.start, matter.content.end + grown)


def _back(span: Span, spans: list[Span], matter: FrontMatter) -> Span:
    """A place in the text with quotes as a place in the text without."""
    offset = span.start
    for done in sorted(spans):
        if done.start < offset:
            offset -= len(quoted(_meant(done.of(matter.text)))) - (done.end - done.start)
    return Span(max(matter.content.start, offset), max(matter.content.start, offset) + 1)


def _suspect(text: str, content: Span, fault: Fault, done: list[Span]) -> Span | None:
    """The value whose quotes are missing, in the line of the fault."""
    offset = min(fault.span.start, content.end - 1)
    start = max(text.rfind(ending, content.start, offset) for ending in "\r\n") + 1 or content.start
    line = _VALUE.match(text, start, content.end)
    if line is None or not (line["key"] or line["dash"]):
        return None
    value = line["value"].partition(" # ")[0].rstrip()
    span = Span(line.start("value"), line.start("value") + len(value))
    if not _is_meant_as_text(text, content, line, value):
        return None
    span = _whole(text, span, content.end)
    return None if any(span.overlaps(other) for other in done) else span


def _whole(text: str, span: Span, end: int) -> Span:
    """The value with the lines below it that go on with it."""
    stop = span.end
    while (more := _MORE.match(text, stop, end)) is not None:
        stop = more.end()
    return Span(span.start, span.start + len(text[span.start : stop].rstrip()))


def _is_meant_as_text(text: str, content: Span, line: re.Match[str], value: str) -> bool:
    if value[0] in "[{":
        return not (_LINKS.fullmatch(value) or value.startswith("{{")) and _is_closed_within(value)
    if value[0] in _LEADING:
        return not (_WELL_FORMED.match(value) or (line["key"] or "").startswith("<<:"))
    if line["dash"] or not line["key"] or not (_COLON.search(value) or " #" in value):
        return False
    keys = {match[1] for match in re.finditer(r"(?:^|(?<=[\r\n]))([\w\-]+):", content.of(text))}
    return not _JOINED.search(value) and not any(_is_key(word, keys) for word in _BEFORE_COLON.findall(value))


def _is_key(word: str, keys: set[str]) -> bool:
    """Whether a word before a colon is a key that the block lacks, or ends in one: a line joined to the one before."""
    return word in WELL_KNOWN - keys or any(word != key and word.endswith(key) for key in _GLUED_KEYS - keys)


def _is_closed_within(value: str) -> bool:
    """Whether text stands behind the bracket's end; one that is never closed may be a collection cut short."""
    return _BRACKETED_WORD.match(value) is not None and value[-1] not in "]}"


def _proved(matter: FrontMatter, spans: list[Span], root: Node | None) -> Repair | None:
    if not isinstance(root, Mapping):
        return None
    words = [f"vaultlint{index}word" for index in range(len(spans))]
    text, content = matter.text[: matter.content.end], matter.content
    edits = [Edit(span, word) for span, word in zip(spans, words, strict=True)]
    grown = sum(len(edit.text) - (edit.span.end - edit.span.start) for edit in edits)
    stub = exact.read(apply(text, edits), Span(content.start, content.end + grown))
    if not isinstance(stub, Mapping):
        return None
    meant = {word: _meant(span.of(text)) for span, word in zip(spans, words, strict=True)}
    if filled(value_of(stub), meant) != value_of(root):
        return None
    made = tuple(Edit(span, quoted(_meant(span.of(text)))) for span in spans)
    return Repair("Put the value in quotes" if len(made) == 1 else "Put the values in quotes", made)


def filled(value: object, meant: dict[str, str]) -> object:
    """The values with what is meant in the place of each word that stood for it."""
    if isinstance(value, dict):
        return {key: filled(inner, meant) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, meant) for inner in value]
    return meant.get(value, value) if isinstance(value, str) else value
