"""Repairs of YAML lines that a script or a slip has broken: each where one reading is possible, and proved.

Items below `key: []`, a line below `key: ''` that is the value, tabs as indentation, and quotes that do not match on
one line. What the lines around say is known from the block without the broken ones, and must be the same afterwards.
"""

from __future__ import annotations

from collections.abc import Callable

from vaultlint.finding import Value
from vaultlint.frontmatter import block
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.outcome import values_with
from vaultlint.frontmatter.repair import Repair
from vaultlint.frontmatter.tree import Scalar, Sequence, same, value_of
from vaultlint.frontmatter.unmatched import matched
from vaultlint.late import late
from vaultlint.text import Edit, Span

_EMPTY_LIST = late(r"(?P<key>[^\s:#\-\[\]{}\"'][^:]*+):(?P<value>[ \t]++\[[ \t]*+\])[ \t]*+(?:\r\n?|\n)")
_EMPTY_TEXT = late(r"(?P<key>[^\s:#\-\[\]{}\"'][^:]*+):[ \t]++(?P<value>''|\"\")[ \t]*+(?:\r\n?|\n)")
_ITEMS = late(r"(?P<indent>[ ]*+)-[ ][^\r\n]*+(?:(?:\r\n?|\n)(?P=indent)(?:-[ ]|[ ])[^\r\n]*+)*+(?:\r\n?|\n|\Z)")
_TEXT_BELOW = late(r"[ ]++(?P<text>(?:[\w《（][^\r\n]*+|'[^'\r\n]*+'[ ]*+|\"[^\"\\\r\n]*+\"[ ]*+))(?:\r\n?|\n|\Z)")
_NOT_PLAIN = late(r":(?:[ \t]|\Z)|[ \t]#")
_TABS = late(r"(?:(?<=[\r\n])|\A)[ ]*+\t[ \t]*+(?=[^\s])")
_WIDTHS = 2, 4
"""So many blanks a tab may stand for; they must come to the same. Where none of them can be, it stands for nothing."""


def relined(matter: FrontMatter) -> Repair | None:
    """The one way to make the block parse by mending lines; None if that is not sure."""
    if matter.fault is None or matter.kind != "yaml":
        return None
    ways: tuple[Callable[[FrontMatter, int], Repair | None], ...] = (
        _items_below, _text_below, _tabs, matched,
    )  # fmt: skip
    start = _line_start(matter.text, matter.fault.span.start, matter.content)
    return next((found for way in ways if (found := way(matter, start)) is not None), None)


def _items_below(matter: FrontMatter, start: int) -> Repair | None:
    """The items at `start`, and those behind them, are those of the key above, which says `[]`."""
    text, content = matter.text, matter.content
    head = _EMPTY_LIST.fullmatch(text, _line_start(text, start - 1, content), start) if start > content.start else None
    items = _ITEMS.match(text, start, content.end)
    if head is None or items is None:
        return None
    meant = block.tree(text[: items.end()], Span(start, items.end()))
    if not isinstance(meant, Sequence) or not all(isinstance(item, Scalar) for item in meant.items):
        return None
    edit = Edit(Span(*head.span("value")), "")
    return _proved(matter, (edit,), Span(*items.span()), head["key"], value_of(meant), "Make the items below the list")


def _text_below(matter: FrontMatter, start: int) -> Repair | None:
    """The indented line at `start` is the value of the key above, which says that it is empty."""
    text, content = matter.text, matter.content
    head = _EMPTY_TEXT.fullmatch(text, _line_start(text, start - 1, content), start) if start > content.start else None
    below = _TEXT_BELOW.match(text, start, content.end)
    if head is None or below is None:
        return None
    written = below["text"].rstrip()
    value = written[1:-1] if written[0] in "'\"" else written
    if not value or (value == written and _NOT_PLAIN.search(value)):
        return None
    edit = Edit(Span(head.start("value"), below.start("text") + len(written)), written)
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
    values = values_with(matter, edits)
    return None if values is None else (edits, values)


def _proved(
    matter: FrontMatter, edits: tuple[Edit, ...], lines: Span, key: str, meant: Value, title: str
) -> Repair | None:
    """The repair, if after it the key says what is meant, and all else what it says without the broken lines."""
    rest = values_with(matter, (Edit(lines, ""),))
    after = values_with(matter, edits)
    if rest is None or after is None or key not in after:
        return None
    others = {name: value for name, value in rest.items() if name != key}
    now = {name: value for name, value in after.items() if name != key}
    return Repair(title, edits) if same(after[key], meant) and same(others, now) else None


def _line_start(text: str, offset: int, content: Span) -> int:
    offset = min(offset, content.end - 1)
    if offset >= 0 and text[offset] in "\r\n" and offset > content.start:
        offset -= 1 + (text[offset - 1 : offset + 1] == "\r\n")
    return max(text.rfind(ending, content.start, offset + 1) for ending in "\r\n") + 1 or content.start
