"""Which parts of a `<details>` block are HTML, and the Markdown that is not rendered there.

From `<details>` to the next blank line all is HTML. GitHub and markdown-it (Eleventy) render Markdown behind that blank
line; Obsidian supports neither Markdown nor blank lines in HTML (its help, "Obsidian Flavored Markdown"), though many
write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from vaultlint.late import late
from vaultlint.markdown.details.faults import Fault
from vaultlint.markdown.details.places import trim
from vaultlint.markdown.details.structure import DetailsBlock
from vaultlint.markdown.inert import Inert
from vaultlint.text import Edit, Span, insert, newline_of

if TYPE_CHECKING:
    from vaultlint.markdown import Body

_STRONG = late(r"(?<!\*)\*\*(?![\s*])([^*\r\n]++)(?<!\s)\*\*(?!\*)")
_MARKDOWN = late(
    r"(?<![*\\])\*\*(?![\s*])[^*\r\n]++(?<!\s)\*\*(?!\*)|!?\[\[[^\[\]\r\n]++\]\]|"
    r"(?<!\\)!?\[[^\[\]\r\n]++\]\((?:https?://|\.{0,2}/|#|mailto:|[^()\s/.]++\.\w++(?=[)#]))[^()\s]*+\)|"
    r"^[ \t>]*+(?:#{1,6}[ \t]++\S|```|~~~|\|[^\r\n]++(?=(?:\r\n?|\n)[ \t>]*+\|[ \t]*+:?--)(?<=\|))",
    re.M,
)
_LIST = late(r"^[ \t]*+(?:([-*+])|\d{1,3}([.)]))[ \t]++\S[^\r\n]*+(?:\r\n?|\n)[ \t]*+(?:\1|\d{1,3}\2)[ \t]++\S", re.M)
"""Two items at least: one line with a dash may be speech."""

_SIGNS = ("**", "[[", "](", "# ", "#\t", "```", "~~~", "|--", "| -", "\n- ", "\n* ", "\n1. ")
_Cure = tuple[()] | tuple[tuple[Edit, ...], str]

_TAG = late(r"</?[A-Za-z][^<>]*+>")


def markdown_inert(body: Body, renderers: Set[str]) -> Iterator[Fault]:
    """The first line of each block with Markdown that stays as it is, because it stands in an HTML block."""
    text, told = body.text, -1
    for block in _marked(body):
        if not block.closed or not _may_hold_markdown(text, block) or renders_inside(text, block):
            continue
        signs = list(_markdown_in(body, block, renderers))
        if signs:
            at = signs[0].end() - len(signs[0][0].lstrip())
            line = trim(text, body.places.line_start(at), body.places.line_end(at))
            inner = max((one.span.end for one in block.inner if one.span.end <= at), default=0)
            first = max(line.end - len(line.of(text).lstrip("> \t")), trim(text, inner, line.end).start)
            if line.end == told:  # of another block, on the same line
                first = max(first, block.span.start)
            told = line.end
            yield Fault(
                "markdown-inert", Span(first, line.end),
                "Markdown in an HTML block is not rendered, readers see its signs; write it in HTML",
                *(_as_html(signs) or _below_summary(body, block, signs[0].start(), renderers)),
            )  # fmt: skip


def _marked(body: Body) -> list[DetailsBlock]:
    """The blocks in whose HTML signs may stand: where no other tags are, Markdown below a summary is in none."""
    blocks = body.details.blocks
    if body.plain.alone:
        return [block for block in blocks if block.whole is None or block.whole["sign"]]
    return [block for block in blocks if block.whole is None or block.whole["sign"] or block.whole["markdown"]]


def _may_hold_markdown(text: str, block: DetailsBlock) -> bool:
    """A quick look at the signs; a block with others in it is looked at in any case."""
    if block.inner:
        return True
    whole = text[block.open.span.end : block.content.end]
    return any(sign in whole for sign in _SIGNS)


def renders_inside(text: str, block: DetailsBlock) -> bool:
    """Whether the block asks for Markdown in it, as kramdown and Python-Markdown understand: `markdown="1"`."""
    attributes = block.open.attributes
    return attributes is not None and "markdown" in attributes.of(text)


def raw_regions(body: Body, block: DetailsBlock) -> Iterator[Span]:
    """The parts of a block that are HTML for every renderer; what stands in blocks inside of it is theirs."""
    for gap in _outside(Span(block.open.span.end, block.content.end), block.inner):
        for leaf in body.blocks_in(*gap):
            if leaf.kind == "html":
                yield Span(max(leaf.span.start, gap.start), min(leaf.span.end, gap.end))


def _outside(region: Span, inner: tuple[DetailsBlock, ...]) -> Iterator[Span]:
    """What is left of `region` without the inner blocks."""
    at = region.start
    for span in (one.span for one in inner):
        if at < span.start:
            yield Span(at, span.start)
        at = span.end
    if at < region.end:
        yield Span(at, region.end)


NAMED = late(r"""<(/?)([A-Za-z][A-Za-z0-9-]*+)(?=[\s/>])((?:"[^"]*+"|'[^']*+'|[^<>"'])*+)>""")
_LITERAL = frozenset({"kbd", "samp", "tt", "svg", "code", "pre", "var", "math", "script", "style", "textarea"})
_AWARE = late("mermaid|markdown")
"""What the attributes of an element say whose text is a diagram, or Markdown by its own word."""


def _markdown_in(body: Body, block: DetailsBlock, renderers: Set[str]) -> Iterator[re.Match[str]]:
    """The signs of Markdown in the HTML of a block, in order; links in double brackets are Obsidian's only."""
    for region in raw_regions(body, block):
        for sign in _signs_in(body, region, lists=not block.paragraphs):
            if "obsidian" in renderers or not sign[0].startswith(("[[", "![[")):
                yield sign


def _signs_in(body: Body, region: Span, lists: bool) -> list[re.Match[str]]:
    """The Markdown of a region: none in a tag, none in an element that shows its text as it is, and no globs."""
    found = [match for match in _MARKDOWN.finditer(body.text, *region) if not _is_glob(match[0])]
    if lists and (items := _LIST.search(body.text, *region)):
        found.append(items)
    if not found:
        return []
    literal = Inert(_literal(body.text, region))
    return sorted(
        (match for match in found if match.start() not in body.inert and match.start() not in literal),
        key=re.Match.start,
    )


def _is_glob(text: str) -> bool:
    return text.startswith("**/") or text.endswith("/**")


def _literal(text: str, region: Span) -> Iterator[Span]:
    """The tags of a region, and its elements that show what stands in them as it is, the open one up to its end."""
    name, start, depth = "", 0, 0
    for tag in NAMED.finditer(text, *region):
        this, alone = tag[2].lower(), tag[3].endswith("/")
        if not name and not tag[1] and not alone and (this in _LITERAL or _AWARE.search(tag[3])):
            name, start = this, tag.start()
        if this == name and not alone:
            depth += -1 if tag[1] else 1
        if name and not depth:
            yield Span(start, tag.end())
            name = ""
        elif not name:
            yield Span(*tag.span())
    if name:
        yield Span(start, region.end)


def _as_html(signs: Sequence[re.Match[str]]) -> _Cure:
    """`**strong**` as `<strong>strong</strong>`, if there is no other Markdown in the block's HTML."""
    edits: list[Edit] = []
    for match in signs:
        if not _STRONG.fullmatch(match[0]) or "<" in match[0] or ">" in match[0]:
            return ()
        start, end = match.span()
        edits += Edit(Span(start, start + 2), "<strong>"), Edit(Span(end - 2, end), "</strong>")
    return tuple(edits), "Write it in HTML"


_MAY_TURN = late(r"^(?:[ \t]*+>| {4}| {0,3}\t)", re.M)
"""A line that is quoted, or may be code once it stands behind a blank one."""


def _below_summary(body: Body, block: DetailsBlock, sign: int, renderers: Set[str]) -> _Cure:
    """A blank line below the summary, where all renderers in use then render what follows, from the first sign on."""
    text = body.text
    if "obsidian" in renderers or not block.summary or block.summary.close is None or block.paragraphs:
        return ()
    if block.close is None or not body.places.begins_line(block.close.span.start):
        return ()
    below = body.places.below(block.summary.close.span.end)
    if below is None or sign < below or _TAG.search(text, *block.content):
        return ()
    if _MARKDOWN.search(text, *block.summary.label) or _MAY_TURN.search(text, below, block.content.end):
        return ()
    return (insert(below, newline_of(text)),), "Put a blank line below the summary"
