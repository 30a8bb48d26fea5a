"""Repairs of YAML lines that a script or a slip has broken: each where one reading is possible, and proved.

Items below `key: []`, a line below `key: ''` that is the value, tabs as indentation, and quotes that do not match on
one line. What the lines around say is known from the block without the broken ones, and must be the same afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from vaultlint.finding import Value
from vaultlint.frontmatter import block
from vaultlint.frontmatter.fault import Fault
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.repair import Repair
from vaultlint.frontmatter.tree import Mapping, Node, Scalar, Style, same, value_of, walk
from vaultlint.frontmatter.writing import quoted
from vaultlint.text import Edit, Span, apply

_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n|\Z)")
_EMPTY_LIST = re.compile(r"(?P<key>[^\s:#\-\[\]{}\"'][^:\r\n]*+):(?P<value>[ \t]++\[[ \t]*+\])[ \t]*+(?:\r\n?|\n)")
_EMPTY_TEXT = re.compile(r"(?P<key>[^\s:#\-\[\]{}\"'][^:\r\n]*+):[ \t]++(?P<value>''|\"\")[ \t]*+(?:\r\n?|\n)")
_ITEM = re.compile(r"[ ]*+-[ ]++(?P<text>[^\s#&*!|>@`%{\[\"':][^\r\n#:]*+)(?:\r\n?|\n|\Z)")
_TEXT_BELOW = re.compile(r"[ ]++(?P<text>[^\W\d_][^\r\n#:\[\]{}\"']*+)(?:\r\n?|\n|\Z)")
_TABS = re.compile(r"(?:(?<=[\r\n])|\A)[ ]*+\t[ \t]*+(?=[^\s])")
_QUOTED_VALUE = re.compile(
    r"(?P<key>[^\s:#\-\[\]{}\"'][^:\r\n]*+):[ \t]++(?P<value>[\"'][^\r\n]*?)[ \t]*+(?=[\r\n]|\Z)"
)
_HUGGED = re.compile(r"(?<!\S)\"[^\s\"](?:[^\"]*[^\s\"])?\"(?=[\s.!?;:)]|\Z)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_GLUED = re.compile(r"[\r\n][ \t]*+-[ \t]")
_WIDTHS = 2, 4
"""So many blanks a tab may stand for; they must come to the same. Where none of them can be, it stands for nothing."""


def relined(matter: FrontMatter) -> Repair | None:
    """The one way to make the block parse by mending lines; None if that is not sure."""
    if matter.fault is None or matter.kind != "yaml":
        return None
    ways: tuple[Callable[[FrontMatter, int], Repair | None], ...] = (
        _items_below, _text_below, _tabs, _quotes,
    )  # fmt: skip
    start = _line_start(matter.text, matter.fault.span.start, matter.content)
    return next((found for way in ways if (found := way(matter, start)) is not None), None)


def _items_below(matter: FrontMatter, start: int) -> Repair | None:
    """The items at `start`, and those behind them, are those of the key above, which says `[]`."""
    text, content = matter.text, matter.content
    head = _EMPTY_LIST.fullmatch(text, _line_start(text, start - 1, content), start) if start > content.start else None
    items, end = [], start
    while head is not None and (item := _ITEM.match(text, end, content.end)) is not None and item.end() > end:
        items.append(item["text"].strip())
        end = item.end()
    if head is None or not items:
        return None
    edit = Edit(Span(*head.span("value")), "")
    return _proved(matter, (edit,), Span(start, end), head["key"], _scalars(items), "Make the items below the list")


def _text_below(matter: FrontMatter, start: int) -> Repair | None:
    """The indented line at `start` is the value of the key above, which says that it is empty."""
    text, content = matter.text, matter.content
    head = _EMPTY_TEXT.fullmatch(text, _line_start(text, start - 1, content), start) if start > content.start else None
    below = _TEXT_BELOW.match(text, start, content.end)
    if head is None or below is None:
        return None
    value = below["text"].strip()
    edit = Edit(Span(head.start("value"), below.start("text") + len(below["text"].rstrip())), value)
    return _proved(matter, (edit,), Span(start, below.end()), head["key"], value, "Make the line below the value")


def _tabs(matter: FrontMatter, start: int) -> Repair | None:
    """Tabs in front of lines are blanks; how many each stands for must not matter."""
    spans = [Span(*found.span()) for found in _TABS.finditer(matter.text, *matter.content)]
    if not spans:
        return None
    ways = [way for width in _WIDTHS if (way := _spaced(matter, spans, width)) is not None]
    if ways and all(same(ways[0][1], way[1]) for way in ways):
        return Repair("Write blanks for tabs", ways[0][0])
    margin = _spaced(matter, spans, 0) if not ways else None
    return Repair("Remove the tabs", margin[0]) if margin else None


def _spaced(matter: FrontMatter, spans: list[Span], width: int) -> tuple[tuple[Edit, ...], Value] | None:
    """The edits that write so many blanks for each tab, and what the block says then; None if it does not parse."""
    edits = tuple(Edit(span, span.of(matter.text).replace("\t", " " * width)) for span in spans)
    values = _values(matter, edits)
    return None if values is None else (edits, values)


def _quotes(matter: FrontMatter, start: int) -> Repair | None:
    """The value in the line at `start` is in quotes that do not match."""
    text, content = matter.text, matter.content
    line = _LINE.match(text, start, content.end)
    found = _QUOTED_VALUE.match(text, start, content.end)
    if line is None or found is None or " #" in found["value"]:
        return None
    meant = _within(found["value"])
    if meant is None:
        return None
    edit = Edit(Span(*found.span("value")), quoted(meant))
    return _proved(matter, (edit,), Span(start, line.end()), found["key"], meant, "Make the quotes match")


def _within(value: str) -> str | None:
    """What a value says whose quotes do not match; None if that is not sure: a single one may be an apostrophe."""
    mark = value[0]
    other = "'" if mark == '"' else '"'
    inner = value[1:].removesuffix(mark).removesuffix(mark) if value[-1] == mark else value[1:]
    if not inner.strip() or inner != inner.strip() or other in inner or "\\" in inner or inner[0] in ",:":
        return None
    if mark not in inner:
        return inner if mark == '"' and len(value) > 1 and (value[-1] != mark or value.endswith(mark * 2)) else None
    inner = value[1:-1]
    rest = _HUGGED.sub("", inner) if mark == '"' else _APOSTROPHE.sub("", inner)
    return inner if value[-1] == mark and mark not in rest else None


def _proved(
    matter: FrontMatter, edits: tuple[Edit, ...], lines: Span, key: str, meant: Value, title: str
) -> Repair | None:
    """The repair, if after it the key says what is meant, and all else what it says without the broken lines."""
    rest = _values(matter, (Edit(lines, ""),))
    after = _values(matter, edits)
    if rest is None or after is None or key not in after:
        return None
    others = {name: value for name, value in rest.items() if name != key}
    now = {name: value for name, value in after.items() if name != key}
    return Repair(title, edits) if same(after[key], meant) and same(others, now) else None


def _values(matter: FrontMatter, edits: tuple[Edit, ...]) -> dict[str, Value] | None:
    """The values of the block with the edits made; None if it does not parse, or takes an item for more of a text."""
    text = apply(matter.text[: matter.content.end], edits)
    root = block.tree(text, Span(matter.content.start, len(text)))
    if root is None:
        return {}
    if not isinstance(root, Mapping) or any(_is_glued(text, node) for _, node in walk(root)):
        return None
    value = value_of(root)
    return value if isinstance(value, dict) else None


def _is_glued(text: str, node: Node) -> bool:
    return isinstance(node, Scalar) and node.style is Style.PLAIN and _GLUED.search(text, *node.span) is not None


def _scalars(items: list[str]) -> list[Value]:
    """The items as YAML reads them."""
    text = "".join(f"- {item}\n" for item in items)
    root = block.tree(text, Span(0, len(text)))
    value = None if root is None or isinstance(root, Fault) else value_of(root)
    return value if isinstance(value, list) else list(items)


def _line_start(text: str, offset: int, content: Span) -> int:
    offset = min(offset, content.end - 1)
    if offset >= 0 and text[offset] in "\r\n" and offset > content.start:
        offset -= 1 + (text[offset - 1 : offset + 1] == "\r\n")
    return max(text.rfind(ending, content.start, offset + 1) for ending in "\r\n") + 1 or content.start
