"""The exact reader: YAML as the grammar of ruamel.yaml has it, with our meaning and spans into the note.

It is slow and knows everything; `plain` is fast and refuses what it does not know. Both build the same tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from vaultlint.frontmatter.fault import Fault
from vaultlint.frontmatter.scalars import resolve, tagged
from vaultlint.frontmatter.tree import Alias, Entry, Mapping, Node, Scalar, Sequence, Style
from vaultlint.late import late
from vaultlint.text import Span

DEEPEST = 60
"""How deep values may nest: no front matter of people does, and recursion stays cheap."""

MOST_BRACKETS = 1_000
"""More brackets than that are no front matter, and nested they would take the parser minutes."""

MOST_NODES = 20_000
"""How many values a block may hold, those that its aliases stand for counted again."""

_STYLES = {"'": Style.SINGLE, '"': Style.DOUBLE, "|": Style.LITERAL, ">": Style.FOLDED}
_FOREIGN = late("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_DASH = late(r"(?:\s|(?<!\S)#[^\r\n]*+)*+-")
_COLON = late(r"(?:\s|(?<!\S)#[^\r\n]*+)*+:")
_SEPARATING_TABS = late(r"[ \t]++(?=[\r\n]|\Z)|(?<=:)\t++|(?<=-)\t++(?=[^\s\-?:])|\t++(?=#)")
"""Tabs that YAML 1.2 allows and the parser does not: behind a value, a `:` or a `-`, and before a comment."""

_KEEP = late(r"(?:[&!]\S*+\s++)*+[|>][0-9]?\+")

_INNER_TABS = late(r"(?<=[^\s,\[\]{}:])[ ]*+\t[ \t]*+(?=[^\s#,\[\]{}])")
"""Tabs among the words of a value, which YAML 1.2 allows and the parser does not."""

_VEILS = (0xF0000, 0x100000, 0xF8000)


class _RefusedError(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def read(text: str, content: Span) -> Node | Fault | None:
    """The tree of the YAML in `content`; None if there is none in it, a Fault if it does not parse."""

    if text.count("[", *content) + text.count("{", *content) > MOST_BRACKETS:
        return Fault(_visible(text, content, content.start), f"more than {MOST_BRACKETS} brackets")
    source, restore = _veiled(content.of(text))
    root = _parsed(text, content, source, restore)
    if isinstance(root, Fault) and "\t" in source:
        separated = _SEPARATING_TABS.sub(lambda tabs: " " * len(tabs[0]), source)
        again = _parsed(text, content, separated, restore)
        if isinstance(again, Fault):
            veil = next(base for base in _VEILS if not _within(separated, base)) + ord("\t")
            inner = _INNER_TABS.sub(lambda tabs: tabs[0].replace("\t", chr(veil)), separated)
            again = _parsed(text, content, inner, {**restore, veil: "\t"})
        return root if isinstance(again, Fault) else again
    return root


def _parsed(text: str, content: Span, source: str, restore: dict[int, str]) -> Node | Fault | None:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = _parser()(typ="safe", pure=True)
    try:
        return _Builder(yaml.parse(source), content, text, restore).document()
    except _RefusedError as refused:
        return refused.fault
    except MarkedYAMLError as error:
        return _fault(text, content, error)
    except (YAMLError, ValueError, AssertionError, IndexError, AttributeError, OverflowError) as error:
        return Fault(_visible(text, content, content.start), str(error).partition("\n")[0])


@cache
def _parser() -> Any:
    """ruamel.yaml's parser, but for its look at the disk for plug-ins each time it is made."""
    import ruamel.yaml

    class Parser(ruamel.yaml.YAML):
        def official_plug_ins(self) -> list[str]:
            return []

    return Parser


def _fault(text: str, content: Span, error: Any) -> Fault:
    """The parser's error in our words, at the place that people would point at."""
    problem = " ".join(str(error.problem or error.context or "").split())
    context = str(error.context)
    words = next((words for key, words in _WORDS.items() if key in problem), None)
    mark = error.problem_mark or error.context_mark
    at = min(content.start + (mark.index if mark else 0), content.end)
    opened = min(content.start + error.context_mark.index, content.end) if error.context_mark else at
    if any(key in problem for key in _OPENED):
        at = opened
    elif words is _STRAY_BACKSLASH:
        at = max(text.rfind("\\", content.start, at), content.start)
    elif "flow" in context and words is None:
        at = opened if "\n" in text[opened:at] or "\r" in text[opened:at] else at
        words = "a bracket is opened and not closed as it should be"
    elif words is _PERCENT and "%" not in text[max(content.start, at - 1) : at + 1]:
        words = _STRAY_TEXT
    elif words is _STRAY_TEXT and text[content.start : at].rstrip(" ")[-1:] in ("'", '"', "]", "}"):
        words = "text behind the end of the value, which the quotation mark or bracket before it closes"
    elif words is _STRAY_COLON and (above := _line_without_key(text, content, at)) is not None:
        at, words = above, _STRAY_LINE
    return Fault(_visible(text, content, at), words or problem[:1].lower() + problem[1:])


def _line_without_key(text: str, content: Span, colon: int) -> int | None:
    """Where the line above starts, if the key before `colon` is at the margin and that line is neither key nor item."""
    line = max(text.rfind(ending, content.start, colon) for ending in "\r\n") + 1
    above = text[content.start : line].rstrip()
    start = max(above.rfind(ending) for ending in "\r\n") + 1
    if not above or text[line] in " \t" or _KEY_OR_ITEM.match(above, start):
        return None
    return content.start + start


_KEY_OR_ITEM = late(r"[^\r\n]*?:(?:[ \t]|\Z)|[ \t]|-(?:[ \t]|\Z)|#")
_OPEN_QUOTE = "a quotation mark is opened here and never closed"
_STRAY_BACKSLASH = "a backslash in double quotes that starts no escape; double it, or use single quotes"
_STRAY_TEXT = "text here belongs to no key; the value before it has ended already"
_PERCENT = "a line without quotes may not start with `%`"
_STRAY_COLON = "`: ` in a value without quotes"
_STRAY_LINE = "neither a key with `: ` behind it nor an item with `- ` before it"
_OPENED = ("could not find expected ':'", "found unexpected end of stream", "found unexpected document separator")
_WORDS = {
    "mapping values are not allowed": _STRAY_COLON,
    "could not find expected ':'": _STRAY_LINE,
    "but found '-'": "an item here belongs to no list; the key above it has a value already",
    "but found '<block sequence start>'": "an item here belongs to no list; the key above it has a value already",
    "but found '<scalar>'": _STRAY_TEXT,
    "found unexpected end of stream": _OPEN_QUOTE,
    "found unexpected document separator": _OPEN_QUOTE,
    "but found '<block mapping start>'": "a key is indented here more than those beside it",
    "sequence entries are not allowed": "an item may not start here; it belongs on a line of its own",
    "expected <block end>, but found": _STRAY_TEXT,
    "mapping keys are not allowed": "`? ` in a value without quotes",
    "found unknown escape character": _STRAY_BACKSLASH,
    "expected escape sequence": _STRAY_BACKSLASH,
    "expected '<document start>'": _PERCENT,
    "after document end marker": "text behind `...`, which ends the block",
    "found character '\\t'": "a tab, where YAML wants blanks",
    "expected the node content, but found ','": "a value without quotes may not start with `,`",
    "expected the node content, but found ']'": "a value without quotes may not start with `]`",
    "expected the node content, but found '}'": "a value without quotes may not start with `}`",
    "found character '@'": "a value without quotes may not start with `@`",
    "found character '`'": "a value without quotes may not start with a backtick",
    "found character '%'": "a value without quotes may not start with `%`",
    "found character '|'": "a value without quotes may not start with `|` here",
    "found character '>'": "a value without quotes may not start with `>` here",
    "did not find expected alphabetic or numeric": "`*` or `&` at the start of a value without quotes",
    "expected alphabetic or numeric": "`*`, `&` or `!` at the start of a value without quotes",
    "expected a comment or a line break": "`|` or `>` at the start of a value without quotes",
    "expected chomping or indentation": "`|` or `>` at the start of a value without quotes",
}


def _visible(text: str, content: Span, offset: int) -> Span:
    """The character at `offset`, or the last one before it that can be seen."""
    while offset > content.start and (offset >= content.end or text[offset] in "\r\n"):
        offset -= 1
    return Span(offset, min(offset + 1, content.end))


def _veiled(source: str) -> tuple[str, dict[int, str]]:
    """The source with characters that YAML 1.2 takes for text, and the parser does not, replaced one for one."""
    if not _FOREIGN.search(source):
        return source, {}
    base = next(base for base in _VEILS if not _within(source, base))
    restore = {base + ord(character): character for character in set(_FOREIGN.findall(source))}
    veil = {ord(character): chr(code) for code, character in restore.items()}
    return source.translate(veil), restore


def _within(source: str, base: int) -> bool:
    return any(base <= ord(character) < base + 0x8000 for character in source) and base != 0xF8000


class _Builder:
    """Turns the parser's events into a tree."""

    def __init__(self, events: Iterator[Any], content: Span, text: str, restore: dict[int, str]) -> None:
        self.events, self.content, self.text, self.restore = events, content, text, restore
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0

    def document(self) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise self.refusal(event, "a second YAML document starts here")
                root = self.node(next(self.events), 0)
        if isinstance(root, Scalar) and root.style is Style.EMPTY and root.span.start == root.span.end:
            return None
        return root

    def node(self, event: Any, depth: int) -> Node:
        if depth > DEEPEST:
            raise self.refusal(event, f"nested more than {DEEPEST} levels deep")
        self.count += 1
        if self.count > MOST_NODES:
            aliases = ", those that its aliases stand for counted again" if self.anchors else ""
            raise self.refusal(event, f"it holds more than {MOST_NODES:,} values{aliases}")
        kind = type(event).__name__
        if kind == "AliasEvent":
            return self.alias(event)
        before = self.count
        if kind == "ScalarEvent":
            node: Node = self.scalar(event)
        elif kind == "SequenceStartEvent":
            node = self.sequence(event, depth)
        else:
            node = self.mapping(event, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node, self.count - before + 1
        return node

    def alias(self, event: Any) -> Alias:
        name = self.restored(event.anchor)
        if event.anchor not in self.anchors:
            raise self.refusal(event, f"the alias `*{name}` has no anchor before it", is_alias=True)
        target, size = self.anchors[event.anchor]
        self.count += size
        return Alias(self.span(event), name, target)

    def scalar(self, event: Any) -> Scalar:
        span, tag = self.span(event), self.tag(event)
        value, anchor = self.restored(event.value), self.restored(event.anchor)
        style = _STYLES.get(event.style, Style.PLAIN)
        if style in (Style.LITERAL, Style.FOLDED):
            return Scalar(self.block_span(span), value if tag is None else tagged(tag, value, False), style,
                          anchor, tag)  # fmt: skip
        if style is Style.PLAIN and not value:
            style = Style.EMPTY
        if tag is not None:
            return Scalar(span, tagged(tag, value, style is Style.PLAIN), style, anchor, tag)
        plain = style in (Style.PLAIN, Style.EMPTY)
        return Scalar(span, resolve(value) if plain else value, style, anchor)

    def sequence(self, event: Any, depth: int) -> Sequence:
        items: list[Node] = []
        start = at = self.span(event).start
        while type(inner := next(self.events)).__name__ != "SequenceEndEvent":
            items.append(self.placed(self.node(inner, depth + 1), _DASH, at))
            at = items[-1].span.end
        flow = bool(event.flow_style)
        end = self.span(inner).end if flow or not items else items[-1].span.end
        return Sequence(Span(start, end), tuple(items), flow, self.restored(event.anchor), self.tag(event))

    def mapping(self, event: Any, depth: int) -> Mapping:
        entries: list[Entry] = []
        while type(inner := next(self.events)).__name__ != "MappingEndEvent":
            key = self.node(inner, depth + 1)
            entries.append(Entry(key, self.placed(self.node(next(self.events), depth + 1), _COLON, key.span.end)))
        start = self.span(event).start
        flow = bool(event.flow_style)
        end = self.span(inner).end if flow or not entries else max(entries[-1].key.span.end, entries[-1].value.span.end)
        return Mapping(Span(start, end), tuple(entries), flow, self.restored(event.anchor), self.tag(event))

    def placed(self, node: Node, indicator: re.Pattern[str], at: int) -> Node:
        """An empty value right behind its `-` or `:`; the parser puts it where the next thing starts."""
        if not isinstance(node, Scalar) or node.style is not Style.EMPTY or node.span.start < node.span.end:
            return node
        found = indicator.match(self.text, at, node.span.start)
        offset = found.end() if found else min(at, node.span.start)
        return replace(node, span=Span(offset, offset))

    def span(self, event: Any) -> Span:
        start = self.content.start + event.start_mark.index
        return Span(start, max(start, self.content.start + event.end_mark.index))

    def block_span(self, span: Span) -> Span:
        """A block scalar ends with its last line that has text, or, where `+` keeps them, its last empty line."""
        source = span.of(self.text)
        if not _KEEP.match(source):
            return Span(span.start, span.start + len(source.rstrip()))
        return Span(span.start, span.end - (2 if source.endswith("\r\n") else 1 if source[-1:] in ("\n", "\r") else 0))

    def tag(self, event: Any) -> str | None:
        tag = getattr(event, "ctag", None)
        return None if tag is None else self.restored(str(tag))

    def restored(self, text: Any) -> Any:
        """The text with the characters that were veiled from the parser."""
        return text.translate(self.restore) if text and self.restore else text

    def refusal(self, event: Any, message: str, is_alias: bool = False) -> _RefusedError:
        return _RefusedError(Fault(_visible(self.text, self.content, self.span(event).start), message, is_alias))
