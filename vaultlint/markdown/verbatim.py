"""Places where a `<` is no tag: in the target or title of a link, a picture's words, attributes, instructions, data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaultlint.late import late
from vaultlint.markdown.grammar import OPEN_TAG
from vaultlint.text import Span, has

_QUOTED = r"""(?:"[^"\r\n]*+"|'[^'\r\n]*+')"""
_DEFINITION = rf"[^\[\]\r\n]++\]:[ \t]++[^\s<]++[ \t]++{_QUOTED}"
_NAMED = (
    ("](", late(rf"\]\((?=[^()<\r\n]*+<)[ \t]*+(?:<[^<>\r\n]*+>|[^\s<>()]*+)(?:[ \t]++{_QUOTED})?[ \t]*+\)")),
    ("![", late(r"!\[(?=[^\[\]<\r\n]*+<)[^\[\]\r\n]*+\](?=\()")),
    ("]: ", late(rf"^ {{0,3}}\[(?=[^<\r\n]*+<){_DEFINITION}[ \t]*+(?=[\r\n]|\Z)", re.M)),
)
"""Each behind the sign that is looked for first (CommonMark 0.31 sections 4.7, 6.3 and 6.4)."""

_LISTING = late(
    r"\{%-?[ \t]*+(highlight|codeblock|code|comment|mermaid)\b[^%\r\n]*+%\}|"
    r"\{\{[<%][ \t]*+(highlight|code-toggle|code|mermaid|katex)\b[^{}\r\n]*+\}\}"
)
_ANGLE_IN_VALUE = late(r"""=(?:"[^"<>\r\n]*+<|'[^'<>\r\n]*+<)""")
_OPEN_TAG = late(OPEN_TAG)
_MARKED = late(r"<[?!]")
_OURS = late(r"<(?:details|summary|p)\b", re.I)


def read_verbatim(text: str, start: int, markup: bool) -> Iterator[Span]:
    """All such places from `start` on in which a `<` stands, if there is `markup`; some may lie in code."""
    if markup and (has(text, "](", start) or has(text, "]:", start)):
        for sign, pattern in _NAMED:
            if sign in text:
                yield from (Span(*match.span()) for match in pattern.finditer(text, start))
    if "{" in text and any(sign in text for sign in ("{%", "{{<", "{{%")):
        yield from _listings(text, start)
    if markup:
        if _MARKED.search(text, start):
            yield from _between(text, start, "<?", "?>")
            yield from _between(text, start, "<![CDATA[", "]]>")
        yield from _values(text, start)


def _between(text: str, start: int, opener: str, closer: str) -> Iterator[Span]:
    end = start
    while (at := text.find(opener, end)) >= 0 and (end := text.find(closer, at)) >= 0:
        end += len(closer)
        yield Span(at, end)


def _listings(text: str, start: int) -> Iterator[Span]:
    """What templates show as a program or not at all: from `{% highlight %}` to `{% endhighlight %}`."""
    position, endless = start, set[str]()
    while opener := _LISTING.search(text, position):
        position = opener.end()
        name = opener[1] or opener[2]
        if name in endless:
            continue
        closer = re.compile(rf"\{{%-?[ \t]*+end{name}\b|\{{\{{[<%][ \t]*+/{name}\b").search(text, position)
        if closer is None:
            endless.add(name)
            continue
        yield Span(opener.end(), closer.start())
        position = closer.end()


def _values(text: str, start: int) -> Iterator[Span]:
    """The attributes of other elements than ours, where a `<` stands in one."""
    for value in _ANGLE_IN_VALUE.finditer(text, start):
        at = text.rfind("<", start, value.start())
        tag = _OPEN_TAG.match(text, at) if at >= 0 and not _OURS.match(text, at) else None
        if tag is not None:
            yield Span(at + 1, tag.end())
