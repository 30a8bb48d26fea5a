"""How `<details>` blocks lie in the text around them: what Markdown makes of the lines before, in and behind them.

A `<details>`, `<summary>` or `<p>` at the start of a line begins an HTML block that ends at the next blank line
(CommonMark 0.31 section 4.6, condition 6): until there nothing is Markdown. GitHub and markdown-it (Eleventy) render
Markdown behind that blank line; Obsidian supports neither Markdown nor blank lines in HTML (its help, "Obsidian
Flavored Markdown"), though many write them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from vaultlint.markdown.blocks import Block
from vaultlint.markdown.faults import Fault
from vaultlint.markdown.places import BLANK_LINE, trim
from vaultlint.markdown.structure import DetailsBlock, Paragraph
from vaultlint.text import LINE_ENDING, Edit, Span, delete, insert, newline_of

if TYPE_CHECKING:
    from vaultlint.markdown import Body

_MARKERS = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++(?:\[[ xX]\][ \t]++)?)*+[ \t>]*+")
_BLOCK_ID = re.compile(r"\^[\w-]++\s*\Z")
_ENTITY = re.compile(r"(?:&\w++;\s*+)++\Z")
_CONTAINER = re.compile(r"<(/?)(?:div|table|t[dhr]|tbody|section|article|center|ul|ol|li|blockquote|a|span)[\s>]", re.I)
_STRONG = re.compile(r"(?<!\*)\*\*(?![\s*])([^*\r\n]++)(?<!\s)\*\*(?!\*)")
_MARKDOWN = re.compile(
    r"(?<![*\\])\*\*(?![\s*])[^*\r\n]++(?<!\s)\*\*(?!\*)|!?\[\[[^\[\]\r\n]++\]\]|"
    r"(?<!\\)!?\[[^\[\]\r\n]++\]\((?:https?://|\.{0,2}/|#|mailto:)[^()\s]++\)|^[ \t]*+#{1,6}[ \t]++\S",
    re.M,
)
_SIGNS = ("**", "[[", "](", "# ", "#\t")
_BLANK_LINES = re.compile(r"[ \t]*+(?:(?:\r\n?+|\n)[ \t>]*+){2,}")
_TAG = re.compile(r"</?[A-Za-z][^<>]*+>")


def glued(body: Body) -> Iterator[Fault]:
    """Text in front of `<details>` or behind `</details>` on its line."""
    text = body.text
    for block in body.details.blocks:
        if block.depth or block.close is None or block.summary is None:
            continue
        start = block.open.span.start
        if start and text[start - 1] not in "\r\n":
            yield from _glued_before(body, block)
        if text[block.close.span.end : block.close.span.end + 1] not in "\r\n":
            yield from _glued_behind(body, block, block.close.span)


def _glued_before(body: Body, block: DetailsBlock) -> Iterator[Fault]:
    text, span = body.text, block.open.span
    line = _line_start(text, span.start)
    markers = _MARKERS.match(text, line, span.start)
    first = markers.end() if markers else line
    before = text[first : span.start].strip()
    if not before or before[0] in "<|" or before[-1] == ">" or _only_inert(body, first, span.start):
        return
    around = body.block_at(span.start)
    if _is_inline(body, block, around):
        return
    stop = first + len(text[first : span.start].rstrip())
    yield Fault(
        "glued", span, "text stands in front of the tag on its line, so the block is part of a paragraph",
        (Edit(Span(stop, span.start), _break(text, line, first)),), "begin the block on a line of its own",
    )  # fmt: skip


def _glued_behind(body: Body, block: DetailsBlock, span: Span) -> Iterator[Fault]:
    text, end = body.text, _line_end(body.text, span.end)
    behind = text[span.end : end].strip()
    if not behind or behind[0] in "<|" or _BLOCK_ID.match(behind) or _only_inert(body, span.end, end):
        return
    around = body.block_at(span.start)
    if _is_inline(body, block, around):
        return
    line = _line_start(text, span.start)
    markers = _MARKERS.match(text, line, span.start)
    start = span.end + len(text[span.end : end]) - len(text[span.end : end].lstrip())
    yield Fault(
        "glued", span, "text stands behind the tag on its line, so its Markdown is not rendered",
        (Edit(Span(span.end, start), _break(text, line, markers.end() if markers else line)),),
        "begin the text on a line of its own",
    )  # fmt: skip


def _is_inline(body: Body, block: DetailsBlock, around: Block | None) -> bool:
    """Whether the block stands where it cannot have lines of its own (a table), or is one line of a list."""
    if around is None:
        return False
    if _in_page(body, block.open.span.start):
        return True
    return around.kind not in _FLOWING or ("list-item" in around.within and _on_one_line(body, block))


_FLOWING = frozenset({"paragraph", "list-item", "blockquote", "callout", "html"})


def _on_one_line(body: Body, block: DetailsBlock) -> bool:
    return block.close is not None and not LINE_ENDING.search(body.text, block.open.span.start, block.close.span.end)


def _break(text: str, line: int, first: int) -> str:
    """A blank line and the start of a new one, in the containers of the line at `line`."""
    pad = re.sub(r"[^>\t]", " ", text[line:first])
    newline = newline_of(text)
    return newline + pad.rstrip() + newline + pad


def swallowed(body: Body) -> Iterator[Fault]:
    """Lines right below `</details>` that the HTML block takes in."""
    text = body.text
    for block in body.details.blocks:
        if block.close is None or text.startswith(_APART, block.close.span.end):
            continue
        below = _below(text, block.close.span.end)
        if below is None or below == len(text) or text[below] in "\r\n":
            continue
        fault = _swallowed(body, block, block.close.span, below)
        if fault is not None:
            yield fault


_APART = ("\n\n", "\r\n\r\n")


def _below(text: str, at: int) -> int | None:
    """The start of the next line, if nothing follows on this one."""
    end = _line_end(text, at)
    ending = LINE_ENDING.match(text, end)
    return ending.end() if ending and not text[at:end].strip() else None


def _swallowed(body: Body, block: DetailsBlock, close: Span, below: int) -> Fault | None:
    text = body.text
    end = _line_end(text, below)
    first = below + len(text[below:end]) - len(text[below:end].lstrip(" \t>"))
    line = text[first:end].rstrip()
    if not line or line[0] in "<＜" or _BLOCK_ID.match(line) or _ENTITY.match(line) or first in body.comment_spans:
        return None
    if block.depth and not _MARKDOWN.search(line):
        return None
    around = body.block_at(close.start)
    if around is None or around.kind != "html" or around.span.end < first or _in_page(body, close.start):
        return None
    prefix = text[below:first] if ">" in text[below:first] else ""
    newline = insert(below, prefix.rstrip() + newline_of(text))
    code = len(text[below:first].expandtabs(4)) > around.indent + 3 and not prefix
    return Fault(
        "no-blank-after", Span(first, first + len(line)),
        "right below `</details>` the line is part of the HTML block, so its Markdown is not rendered",
        () if code else (newline,), "put a blank line in front of it",
    )  # fmt: skip


def markdown_inert(body: Body, renderers: Set[str]) -> Iterator[Fault]:
    """The first line of each block with Markdown that stays as it is, because it stands in an HTML block."""
    text = body.text
    signs = [sign for sign in _SIGNS if sign in text]
    for block in body.details.blocks:
        if block.close is None:
            continue
        whole = text[block.open.span.end : block.content.end] if signs else ""
        if not any(sign in whole for sign in signs):
            continue
        found = next((place for region in _raw_regions(text, block) for place in _markdown_in(body, region)), None)
        if found is None:
            continue
        around = body.block_at(found)
        if around is None or around.kind != "html":
            continue
        line = trim(text, _line_start(text, found), _line_end(text, found))
        first = line.start + len(line.of(text)) - len(line.of(text).lstrip("> \t"))
        yield Fault(
            "markdown-inert", Span(first, line.end),
            "Markdown in an HTML block is not rendered, readers see its signs; write it in HTML",
            _as_html(body, block) or _below_summary(body, block, renderers), "let it be rendered",
        )  # fmt: skip


def _raw_regions(text: str, block: DetailsBlock) -> list[Span]:
    """The parts of a block that are HTML for every renderer: summary, paragraphs, what follows without a blank line."""
    regions = [block.summary.label] if block.summary else []
    start = block.summary.span.end if block.summary else block.open.span.end
    regions.append(_up_to_blank(text, start, block.content.end))
    for paragraph in block.paragraphs:
        if paragraph.open.start >= regions[-1].end:
            regions.append(_up_to_blank(text, paragraph.open.end, paragraph.content.end))
    return [region for region in regions if region.end > region.start]


def _up_to_blank(text: str, start: int, end: int) -> Span:
    blank = BLANK_LINE.search(text, start, max(start, end))
    return Span(start, blank.start() if blank else max(start, end))


def _markdown_in(body: Body, region: Span) -> Iterator[int]:
    for match in _MARKDOWN.finditer(body.text, *region):
        if match.start() not in body.inert and not body.details.inside_inner(match.start(), region):
            yield match.start() + len(match[0]) - len(match[0].lstrip())


def _as_html(body: Body, block: DetailsBlock) -> tuple[Edit, ...]:
    """`**strong**` as `<strong>strong</strong>`, if there is no other Markdown in the block's HTML."""
    edits: list[Edit] = []
    for region in _raw_regions(body.text, block):
        for match in _MARKDOWN.finditer(body.text, *region):
            strong = _STRONG.fullmatch(match[0])
            if match.start() in body.inert:
                continue
            if strong is None:
                return ()
            start, end = match.span()
            edits += Edit(Span(start, start + 2), "<strong>"), Edit(Span(end - 2, end), "</strong>")
    return tuple(edits)


def _below_summary(body: Body, block: DetailsBlock, renderers: Set[str]) -> tuple[Edit, ...]:
    """A blank line below the summary, where all renderers in use then render what follows."""
    text = body.text
    if "obsidian" in renderers or not block.summary or block.summary.close is None or block.paragraphs:
        return ()
    end = block.summary.close.span.end
    below = _below(text, end)
    if below is None or _TAG.search(text, *block.content) or _MARKDOWN.search(text, *block.summary.label):
        return ()
    return (insert(below, newline_of(text)),) if ">" not in text[below : below + 4] else ()


def blank_inside(body: Body, renderers: Set[str]) -> Iterator[Fault]:
    """Blank lines in HTML that end it there: in a `<p>`; in Obsidian also between the parts of a block of `<p>`s."""
    text, indented = body.text, body.details.of("indented")
    for block in body.details.blocks:
        if block.is_plain or block.close is None or block.inner:
            continue
        if any(one.span.overlaps(block.span) for one in indented):
            continue
        for paragraph in block.paragraphs:
            if paragraph.close is not None and not BLANK_LINE.match(text, paragraph.open.end):
                yield from _in_paragraph(text, paragraph)
        if "obsidian" in renderers and block.paragraphs and block.summary:
            yield from _between_parts(text, block)


def _in_paragraph(text: str, paragraph: Paragraph) -> Iterator[Fault]:
    """A `<p>` with blank lines in it, told at the first; meant are several paragraphs of the same class."""
    blanks = list(_BLANK_LINES.finditer(text, *paragraph.content))
    if not blanks:
        return
    first = LINE_ENDING.search(text, blanks[0].start())
    assert first is not None
    edits: tuple[Edit, ...] = ()
    if not _MARKDOWN.search(text, *paragraph.content) and not _TAG.search(text, *paragraph.content):
        parting = "</p>" + newline_of(text) + paragraph.open.of(text)
        edits = tuple(Edit(Span(*blank.span()), parting) for blank in blanks if ">" not in blank[0])
    yield Fault(
        "blank-inside", Span(first.end(), _line_end(text, first.end())),
        "a blank line ends an HTML block: the rest of the `<p>` falls out of it, and out of its class", edits,
        "make it several paragraphs",
    )  # fmt: skip


def _between_parts(text: str, block: DetailsBlock) -> Iterator[Fault]:
    assert block.summary is not None and block.close is not None
    gaps: list[Span] = []
    at = block.open.span.end
    parts = (Span(p.open.start, p.close.end if p.close else p.content.end) for p in block.paragraphs)
    for part in (block.summary.span, *parts):
        gaps.append(Span(at, part.start))
        at = part.end
    gaps.append(Span(at, block.close.span.start))
    if any(text[gap.start : gap.end].strip(" \t\r\n>") for gap in gaps):
        return
    for gap in gaps:
        blank = BLANK_LINE.search(text, *gap)
        if blank is None and (line := LINE_ENDING.search(text, *gap)) and LINE_ENDING.search(text, line.end(), gap.end):
            blank = line
        if blank is not None:
            line = LINE_ENDING.match(text, blank.start())
            assert line is not None
            yield _blank(text, line.end(), "in Obsidian the block falls apart there")


def _blank(text: str, start: int, consequence: str) -> Fault:
    """The fault of the blank lines from the line at `start` on."""
    end = _line_end(text, start)
    stop = start
    while not text[stop : _line_end(text, stop)].strip(" \t>"):
        ending = LINE_ENDING.match(text, _line_end(text, stop))
        if ending is None:
            break
        stop = ending.end()
    return Fault(
        "blank-inside", Span(start, end), f"a blank line ends an HTML block: {consequence}",
        (delete(Span(start, stop)),), "remove the blank line",
    )  # fmt: skip


_ANGLE = re.compile(r"<(?=[A-Za-z])")
_VALID = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*+(?:[\s/][^<>]*+)?>")
_LINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:|[^\s<>@]++@)[^\s<>]*+>")
_CODE_LIKE = re.compile(r"<[A-Za-z][^<\r\n]*?[{}()$]")
_SENTENCE = re.compile(r"^[ \t>]*+(<)(?=[\u3400-\u9fff])(?![^<>\r\n]{1,16}>)[^\r\n]{2}", re.M)


def raw_angles(body: Body) -> Iterator[Fault]:
    """`<` in text that opens a bogus tag: in HTML before a letter, at the start of a line before a Chinese sentence."""
    text = body.text
    for match in _SENTENCE.finditer(text, body.start):
        if match.start(1) not in body.inert:
            yield _angle(match.start(1))
    for block in body.details.blocks:
        if block.is_plain or block.close is None:
            continue
        for region in _raw_regions(text, block):
            if "<" in text[region.start : region.end]:
                yield from _angles_in(body, region)


def _angles_in(body: Body, span: Span) -> Iterator[Fault]:
    text = body.text
    for match in _ANGLE.finditer(text, *span):
        at = match.start()
        if at in body.inert or _VALID.match(text, at) or _LINK.match(text, at) or _CODE_LIKE.match(text, at, span.end):
            continue
        if text[at - 1] not in "\\<" and not body.details.touches(Span(at, at + 1)):
            yield _angle(at)


def _angle(at: int) -> Fault:
    return Fault(
        "raw-angle", Span(at, at + 1), "a bare `<` opens a tag that is none, and may take the text behind it away",
        (Edit(Span(at, at + 1), "&lt;"),), "write `&lt;`",
    )  # fmt: skip


def _in_page(body: Body, at: int) -> bool:
    """Whether `at` lies in an element of plain HTML, such as a table, that the same HTML block has opened."""
    around = body.block_at(at)
    if around is None or around.kind != "html":
        return False
    depth = 0
    for match in _CONTAINER.finditer(body.text, around.span.start, at):
        depth += -1 if match[1] else 1
    return depth > 0


def _only_inert(body: Body, start: int, end: int) -> bool:
    """Whether nothing but comments stands there."""
    rest = body.text[start:end]
    for span in body.comments:
        if start <= span.start and span.end <= end:
            rest = rest.replace(span.of(body.text), "")
    return not rest.strip()


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    if end < 0:
        end = len(text)
    carriage = text.find("\r", at, end)
    return carriage if carriage >= 0 else end


def block_at(blocks: tuple[Block, ...], starts: list[int], at: int) -> Block | None:
    """The leaf block in which `at` lies."""
    index = bisect_right(starts, at) - 1
    return blocks[index] if index >= 0 and at < blocks[index].span.end else None
