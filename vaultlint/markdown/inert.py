"""Where nothing fires: code, comments, math, templates, raw elements; each looked for only if its sign is there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from vaultlint.late import late
from vaultlint.markdown.blocks import Block
from vaultlint.markdown.verbatim import read_verbatim
from vaultlint.text import Span, has, line_end, line_start

_TICKS = late(r"`++")
_COMMENT = late(r"<!--(?:-?>|[^-]*+(?:-(?!->)[^-]*+)*+-->)")
_PERCENT = late(r"%%(?!%)(?:[^%]|%(?!%))*+%%")
MATH = late(
    r"\$(?<![\\$]\$)(?:\$(?:[^$]|\$(?!\$))++\$\$|"
    r"(?![\s$])[^$\\\r\n]*+(?:\\[^\r\n][^$\\\r\n]*+)*+(?<!\s)\$(?![\d$]))"
)
_TEMPLATE = late(
    r"\{\{(?:[^{}\r\n]|\}(?!\})|\{(?!\{))*+\}\}|<%(?:[^%<]|%(?!>)|<(?!%))*+%>|"
    r"\{%(?:[^%{\r\n]|%(?!\})|\{(?!%))*+%\}"
)
_RAW = late(r"<(script|pre|style|textarea|code)(?=[\s>])[^>]*+>", re.I)
_STRUCTURE = late(r"</?(?:details|summary|p)[\s>]", re.I)
_BLANK_LINE = late(r"(?:\r\n?+|\n)[ \t]*+[\r\n]")


class Inert:
    """Sorted spans, none inside another, with a quick answer to "does this offset lie in one"."""

    __slots__ = ("_starts", "spans")

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = tuple(_merge(sorted(spans)))
        self._starts = [span.start for span in self.spans]

    def __contains__(self, offset: object) -> bool:
        assert isinstance(offset, int)
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self.spans[index].end

    def meets(self, start: int, end: int) -> bool:
        """Whether a span begins or ends in the range."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and self.spans[index].end > start:
            return True
        return index + 1 < len(self.spans) and self.spans[index + 1].start < end

    def __bool__(self) -> bool:
        return bool(self.spans)


def needs_blocks(text: str, start: int) -> bool:
    """Whether the inert spans of a note depend on its block structure."""
    return any(has(text, sign, start) for sign in ("`", "~~~", "$$", "\t", "    "))


def read_inert(
    text: str, start: int, blocks: Callable[[], Sequence[Block]], comments: Sequence[Span], only_plain: bool = False
) -> Inert:
    """All inert spans of the body that starts at `start`; `only_plain` says that each `<` is one of a plain block."""
    spans = list(comments)
    if needs_blocks(text, start):
        for block in blocks():
            if block.kind in ("code", "indented-code", "math", "comment"):
                spans.append(block.span)
            elif "`" in text[block.span.start : block.span.end]:
                spans += _code_spans(text, block)
    markup = not only_plain and "<" in text
    if markup:
        spans += _outside(_raw(text, start), spans)
    spans += _outside(read_verbatim(text, start, markup), spans)
    if any(has(text, sign) for sign in (("{{", "{%", "<%") if markup else ("{{", "{%"))):
        spans += (Span(*match.span()) for match in _TEMPLATE.finditer(text, start))
    if markup and "$" in text:
        spans += _outside(_math(text, start), spans)
    return Inert(spans)


def read_comments(text: str, start: int, blocks: Callable[[], Sequence[Block]]) -> tuple[Span, ...]:
    """The `<!-- -->` and `%% %%` comments of the body, outside of code, in order."""
    found: list[Span] = []
    if "<!--" in text:
        found += _html_comments(text, start)
    if has(text, "%%"):
        found += (Span(*match.span()) for match in _PERCENT.finditer(text, start) if _one_block(match[0], text, match))
    if found and needs_blocks(text, start):
        code = Inert(_code(text, blocks()))
        found = [span for span in found if span.start not in code]
    return tuple(_merge(sorted(found)))


def _html_comments(text: str, start: int) -> Iterator[Span]:
    for match in _COMMENT.finditer(text, start, text.rfind("-->") + 3):
        line = text[line_start(text, match.start()) : match.start()]
        if not line.strip(" \t>-*+") or not _BLANK_LINE.search(match[0]):
            yield Span(*match.span())
    opener = text.rfind("<!--")
    if opener >= start and text.find("-->", opener) < 0:
        line = text[line_start(text, opener) : opener]
        if not line.strip(" \t>"):
            yield Span(opener, len(text))


def _one_block(comment: str, text: str, match: re.Match[str]) -> bool:
    """Whether `%% … %%` is a comment: over several paragraphs only from the start of a line."""
    if not _BLANK_LINE.search(comment):
        return True
    before = match.start()
    return before == 0 or text[before - 1] in "\r\n"


def _code(text: str, blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        if block.kind in ("code", "indented-code"):
            yield block.span
        elif block.kind not in ("html", "comment", "math") and "`" in text[block.span.start : block.span.end]:
            yield from _code_spans(text, block)


def _code_spans(text: str, block: Block) -> Iterator[Span]:
    """Inline code (CommonMark 6.1); in an HTML block, where it is only meant as such, within one line."""
    if block.kind != "html":
        yield from _runs(text, block.span)
        return
    start = block.span.start
    while start < block.span.end:
        end = min(line_end(text, start), block.span.end)
        if "`" in text[start:end]:
            yield from (run for run in _runs(text, Span(start, end)) if not _swallows(run.of(text)))
        start = end + 1


def _swallows(code: str) -> bool:
    """Whether what stands between two backticks is more than a tag that is talked of."""
    return len(_STRUCTURE.findall(code)) > 2


def _runs(text: str, span: Span) -> Iterator[Span]:
    runs = list(_TICKS.finditer(text, span.start, span.end))
    closers: dict[int, list[int]] = {}
    for index, run in enumerate(runs):
        closers.setdefault(run.end() - run.start(), []).append(index)
    index = 0
    while index < len(runs):
        run = runs[index]
        opener = run.start()
        width = run.end() - opener
        if _escaped(text, opener):
            opener, width = opener + 1, width - 1
        later = closers.get(width, [])
        place = bisect_right(later, index)
        if not width or place == len(later):
            index += 1
            continue
        yield Span(opener, runs[later[place]].end())
        index = later[place] + 1


def _escaped(text: str, offset: int) -> bool:
    """Whether an odd number of backslashes stands in front of `offset`."""
    count = 0
    while offset - count > 0 and text[offset - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _raw(text: str, start: int) -> Iterator[Span]:
    """The content of elements that hold no tags: script, pre, style, textarea; and code, by what it is for."""
    position, closers, blank = start, dict[str, _Next](), _Next(_BLANK_LINE, text)
    while opener := _RAW.search(text, position):
        position, name = opener.end(), opener[1].lower()
        if name not in closers:
            closers[name] = _Next(re.compile(rf"</{name}\s*+>", re.I), text)
        closer = closers[name].behind(position)
        if closer is None:
            continue
        line = blank.behind(position) if name == "code" else None
        if line is None or line.end() > closer.start():
            yield Span(opener.end(), closer.start())
            position = closer.end()


class _Next:
    """The next match of a pattern behind places that are asked for in order; it is looked for once."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self.pattern, self.text = pattern, text
        self.found: re.Match[str] | None = None
        self.is_new = True

    def behind(self, place: int) -> re.Match[str] | None:
        """The first match that starts at `place` or behind it."""
        if self.is_new or (self.found is not None and self.found.start() < place):
            self.found, self.is_new = self.pattern.search(self.text, place), False
        return self.found


def _math(text: str, start: int) -> Iterator[Span]:
    for match in MATH.finditer(text, start):
        content = match[0]
        if "<" in content and len(_STRUCTURE.findall(content)) < 2 and not _BLANK_LINE.search(content):
            yield Span(*match.span())


def _outside(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    inert = Inert(others)
    return [span for span in spans if span.start not in inert]


def _merge(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last is not None and span.start < last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
