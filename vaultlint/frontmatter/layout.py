"""Where things stand in a block: the lines of a key or an item, with the comments that belong to them; its habits."""

from __future__ import annotations

from collections import Counter

from vaultlint.errors import EditRefused
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.tree import Entry, Mapping, Node, Scalar, Sequence, Style, walk
from vaultlint.frontmatter.writing import Habit, may_be_plain
from vaultlint.late import late
from vaultlint.text import Span, line_start, newline_of

_LINE_END = late(r"[^\r\n]*+(?:\r\n?|\n|\Z)")
_COMMENT_LINE = late(r"( *+)#[^\r\n]*+(?:\r\n?|\n|\Z)")
_LATER_COMMENT = late(r"(?:[ \t]*+(?:\r\n?|\n))*+( *+)#[^\r\n]*+(?:\r\n?|\n|\Z)")
_DASH = late(r"(?:\s|(?<!\S)#[^\r\n]*+)*+")


def habit_of(matter: FrontMatter) -> Habit:
    """How the block is written, where it shows it; else as Obsidian writes."""
    lists: Counter[int] = Counter()
    quotes: Counter[Style] = Counter()
    flows = blocks = plain = needless = 0
    for _, node in walk(matter.root) if matter.root is not None else ():
        if isinstance(node, Scalar) and node.style in (Style.SINGLE, Style.DOUBLE):
            quotes[node.style] += 1
            needless += isinstance(node.value, str) and may_be_plain(node.value)
        elif isinstance(node, Scalar):
            plain += isinstance(node.value, str)
        if isinstance(node, Mapping) and not node.flow:
            for entry in node.entries:
                value = entry.value
                if not isinstance(value, Sequence) or not value.items:
                    continue
                if not value.flow:
                    blocks += 1
                    lists[column(matter.text, value.span.start) - column(matter.text, entry.key.span.start)] += 1
                elif not isinstance(value.items[0], Sequence):  # else it is a wikilink that lacks its quotes
                    flows += 1
    offset = lists.most_common(1)[0][0] if lists else 2
    quote = Style.SINGLE if quotes[Style.SINGLE] > quotes[Style.DOUBLE] else Style.DOUBLE
    return Habit(offset, quote, flows > blocks, newline_of(matter.text), needless > 1 and not plain)


def column(text: str, offset: int) -> int:
    return offset - line_start(text, offset)


def next_line(text: str, offset: int) -> int:
    match = _LINE_END.match(text, offset)
    assert match is not None
    return match.end()


def region(matter: FrontMatter, entry: Entry) -> Span:
    """The lines of an entry of a block mapping, with its comments: above it at its column, below it further in.

    Those below may stand behind blank lines.
    """
    text, content = matter.text, matter.content
    start = line_start(text, entry.key.span.start)
    before = text[start : entry.key.span.start]
    margin = len(before) - len(before.lstrip(" "))
    if before.strip(" ") not in ("", "?"):
        raise EditRefused(f"`{entry.name}` shares its line with a list item")
    end = next_line(text, max(entry.key.span.end, entry.value.span.end))
    start = _comments_above(text, start, margin, content.start)
    while end < content.end and (comment := _LATER_COMMENT.match(text, end, content.end)) and len(comment[1]) > margin:
        end = comment.end()
    return Span(start, min(end, content.end))


def joint(matter: FrontMatter, offset: int, habit: Habit) -> str:
    """A line ending, where the text before `offset` lacks one."""
    before = matter.text[offset - 1 : offset]
    return "" if before in ("\n", "\r") else habit.newline


def slot(text: str, entry: Entry, node: Node) -> Span:
    """From right behind the `:` of the key to the end of its value.

    Raises:
        EditRefused: there is none, as behind a `? key` without a value.
    """
    colon = text.find(":", entry.key.span.end, max(node.span.start, entry.key.span.end + 1))
    if colon < 0:
        raise EditRefused("the key has no `:` behind it")
    return Span(colon + 1, max(colon + 1, node.span.end))


def before_blanks(text: str, offset: int) -> int:
    while text[offset - 1] == " ":
        offset -= 1
    return offset


def item_region(matter: FrontMatter, node: Sequence, index: int) -> Span:
    """The lines of an item of a block list, with the comments right above it at its column.

    Those above the first item are about the whole list, unless another item has some as well.
    """
    text = matter.text
    at = _item_start(text, node, index)
    start = line_start(text, at)
    if text[start:at].strip(" "):
        raise EditRefused("the item shares its line with something else")
    end = next_line(text, max(node.items[index].span.end, at + 1))
    if index > 0 or any(_has_comment(text, node, other) for other in range(1, len(node.items))):
        start = _comments_above(text, start, at - start)
    return Span(start, min(end, matter.content.end))


def _item_start(text: str, node: Sequence, index: int) -> int:
    return dash(text, node.items[index - 1].span.end) if index else node.span.start


def _has_comment(text: str, node: Sequence, index: int) -> bool:
    at = _item_start(text, node, index)
    start = line_start(text, at)
    return _comments_above(text, start, at - start) < start


def _comments_above(text: str, start: int, margin: int, top: int = 0) -> int:
    """Where the lines of comments at column `margin` begin that end at `start`, none of them before `top`."""
    while start > top:
        above = line_start(text, start - (2 if text[start - 2 : start] == "\r\n" else 1))
        comment = _COMMENT_LINE.match(text, above)
        if comment is None or len(comment[1]) != margin or above < top:
            break
        start = above
    return start


def dash(text: str, offset: int) -> int:
    match = _DASH.match(text, offset)
    assert match is not None
    if text[match.end() : match.end() + 1] != "-":
        raise EditRefused("the list is written in a way that cannot be edited")
    return match.end()
