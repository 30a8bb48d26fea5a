"""The tags that build `<details>` blocks, whole or garbled, outside of inert text.

A garbled tag is read as the tag that was evidently meant, so that what follows is read as if it were whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vaultlint.markdown.blocks import ATTRIBUTE
from vaultlint.markdown.inert import Inert
from vaultlint.text import Edit, Span, insert

NAMES = ("details", "summary", "p")


class Tag(NamedTuple):
    """A tag of `name` (details, summary, p; for a closing tag any name, as it stands there).

    `broken` says in one phrase what is wrong with it, None for a whole tag; `edits` mend it where only one reading is
    possible. `closing` is what was meant, `attributes` where the attributes stand. `empty` is a tag that
    closes itself; `odd` one in mixed letters, which may be a component of some framework. `whole` is the match of a
    whole plain block that starts here.
    """

    name: str
    closing: bool
    span: Span
    attributes: Span | None = None
    broken: str | None = None
    edits: tuple[Edit, ...] = ()
    empty: bool = False
    odd: bool = False
    whole: re.Match[str] | None = None


_REST = re.compile(r"[ \t]*+(?:[\r\n]|\Z)")
_WHOLE = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:{ATTRIBUTE})*+\s*+)(/?)>")
_SIMPLE = re.compile(r'<(/?)(details|summary|p)((?: class="[^"<>\r\n]*+")?)>')
PLAIN_BLOCK = re.compile(
    r"<details>[ \t]*+(?:\r\n|\n)(<summary>)([^<>\s&][^<>\r\n&]*+)(</summary>)(?:\r\n|\n)"
    r"""(<p class="([^"<>\r\n]++)">)([^<>\s&][^<>\r\n&]*+)(</p>)(?:\r\n|\n)(</details>)(?![>＞])"""
)
"""A block as most are: a label and one paragraph, a line each, with nothing in them that wants a closer look."""

_ANY = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)")
_CLOSER_SOUP = re.compile(r"</(details|summary|p)(?![A-Za-z0-9-])[^\w\s<>]*+_?>?(?=[ \t]*+(?:[\r\n<]|\Z))", re.I)
_CLOSER_CUT = re.compile(r"</([A-Za-z][A-Za-z0-9-]*+)[^\w\s<>]?+(?=[ \t]*+(?:[\r\n<]|\Z))", re.I)
_SOUP = re.compile(r"<(/?)(details|summary|p)(?![A-Za-z0-9])[ \t]([^<>\r\n]*+)>", re.I)
_CUT = re.compile(r"<(/?)(details|summary)[ \t]*+(?=[\r\n<]|\Z)", re.I)
_OPENER_SOUP = re.compile(r"<(details|summary)[\])}](?=[^<>\r\n]*+(?:</summary|[\r\n]))", re.I)
_OPENER_CUT = re.compile(r"<details[ \t]++(open)?[^<>\r\n]*+(?=(?:\r\n?|\n)[ \t]*+<summary)", re.I)
_NO_END = re.compile(
    r"""<(?:summary(?=[^\s<>/-][^<>\r\n]*+</summary)|summary[ \t]++(?=[^\s<>=][^<>=\r\n]*+</summary)|"""
    r"""p[ \t]++class="[^"<>\r\n]*+"[ \t]*+(?=[^\s<>=][^<>\r\n]*+</p))"""
)
_SPACED = re.compile(r"(?:<[ \t]++(/?)[ \t]*+|<(/)[ \t]++)(details|summary|p)[ \t]*+>", re.I)
_BACKSLASHED = re.compile(r"<\\[ \t]*+(details|summary|p)>", re.I)
_WIDE = re.compile(
    r"[<＜][ \t]*+([/／]?)[ \t]*+(details|summary|p)"
    r"((?:[ \t]++class[ \t]*+[=＝][ \t]*+[^<>＜＞\r\n]*+)?)[ \t]*+[>＞]",
    re.I,
)
_LOST = re.compile(
    r"(?P<whole>(?:(?<![<＜\w/\\`\"'=.-])(?P<slash>/?)|(?<![<＜\\`/])(?P<tail>/))(?P<name>details|summary)>)|"
    r'(?P<opener>^[ \t]*+(?P<p>p)[ \t]++class="[^"<>\r\n]*+">)|'
    r"(?P<dashed><?p-(?P<class>english|chinese)-text>)|"
    r"(?P<end>(?<![<＜\w\\`])/p>(?=[ \t]*+(?:[\r\n]|\Z)))",
    re.M,
)
_CLASS = re.compile(r'class="([^"<>\r\n]*)"')
_DOUBLED = re.compile(r"<{1,3}(?=</?(?:details|summary|p)(?:[ \t]++[^<>\r\n]*+)?>)", re.I)
_BARE_CLASS = re.compile(r"[A-Za-z][\w -]*")


def read_tags(text: str, start: int, inert: Inert) -> list[Tag]:
    """All such tags from `start` on, in order."""
    found: list[Tag] = []
    position = start
    while (at := text.find("<", position)) >= 0:
        position = at + 1
        if inert and at in inert:
            continue
        plain = PLAIN_BLOCK.match(text, at) if text.startswith("<details>", at) else None
        if plain is not None and not (at and text[at - 1] == "\\") and not (inert and inert.meets(at, plain.end())):
            found.append(Tag("details", False, Span(at, at + 9), whole=plain))
            position = plain.end()
            continue
        simple = _SIMPLE.match(text, at)
        if simple is not None and not (at and text[at - 1] == "\\" and _escaped(text, at)):
            end = simple.end()
            attributes = simple.span(3)
            if text.startswith(">", end) and (simple[1] or simple[2] == "details") and _REST.match(text, end + 1):
                span = Span(at, end + 1)
                broken = "the `>` is doubled"
                found.append(Tag(simple[2], bool(simple[1]), span, None, broken, (Edit(Span(end, end + 1), ""),)))
                position = end + 1
                continue
            found.append(Tag(simple[2], simple[1] == "/", Span(at, end), Span(*attributes) if simple[3] else None))
            position = end
            continue
        tag = _tag_at(text, at)
        if tag is not None and not _escaped(text, at):
            found.append(tag)
            position = max(position, tag.span.end)
    extra = [*_wide(text, start, inert), *_lost(text, start, inert, found)]
    if extra:
        found += (tag for tag in extra if not any(tag.span.overlaps(other.span) for other in found))
        found.sort(key=lambda tag: tag.span)
    return found


def _escaped(text: str, at: int) -> bool:
    count = 0
    while at - count > 0 and text[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _tag_at(text: str, at: int) -> Tag | None:
    """The tag that starts at `at`, unless it is of no interest here."""
    named = _ANY.match(text, at)
    if named is None:
        return _odd(text, at)
    name = named[2].lower()
    if name not in NAMES:
        return _foreign(text, at, named)
    whole = _WHOLE.match(text, at)
    if whole is not None and "<" not in whole[3]:
        closing, empty = bool(whole[1]), bool(whole[4])
        attributes = Span(*whole.span(3)) if whole[3].strip() else None
        if attributes and _smart(attributes.of(text)):
            return _smart_quotes(text, name, closing, whole)
        odd = not (named[2].islower() or named[2].isupper())
        return Tag(name, closing, Span(at, whole.end()), attributes, empty=empty, odd=odd)
    return _broken(text, at, name)


def _smart(attributes: str) -> bool:
    return "“" in attributes or "”" in attributes


def _smart_quotes(text: str, name: str, closing: bool, whole: re.Match[str]) -> Tag:
    start = whole.start(3)
    edits = tuple(
        Edit(Span(start + index, start + index + 1), '"') for index, sign in enumerate(whole[3]) if sign in "“”"
    )
    return Tag(name, closing, Span(*whole.span()), Span(*whole.span(3)), "typographic quotes are no quotes here", edits)


def _odd(text: str, at: int) -> Tag | None:
    """What starts with `<` but with no name behind it."""
    doubled = _DOUBLED.match(text, at)
    if doubled is not None:
        inner = _tag_at(text, doubled.end())
        if inner is None or inner.broken or inner.name not in NAMES:
            return None
        span = Span(at, inner.span.end)
        return Tag(
            inner.name, inner.closing, span, inner.attributes, "the `<` is doubled", (Edit(Span(*doubled.span()), ""),)
        )
    spaced = _SPACED.match(text, at)
    if spaced is not None:
        closing = bool(spaced[1] or spaced[2])
        name = spaced[3].lower()
        span = Span(*spaced.span())
        return Tag(name, closing, span, None, "blanks stand in front of the name", (_rewrite(span, name, closing),))
    slashed = _BACKSLASHED.match(text, at)
    if slashed is not None and _alone(text, slashed.start(), slashed.end()):
        name, span = slashed[1].lower(), Span(*slashed.span())
        return Tag(name, True, span, None, "the slash leans the wrong way", (_rewrite(span, name, True),))
    return None


def _rewrite(span: Span, name: str, closing: bool) -> Edit:
    return Edit(span, f"<{'/' if closing else ''}{name}>")


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the line."""
    before = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start]
    rest = re.match(r"[^\r\n]*", text[end : end + 200])
    return not before.strip(" \t>") and not (rest and rest[0].strip())


def _broken(text: str, at: int, name: str) -> Tag | None:
    """A tag of one of our names that CommonMark does not take for a tag."""
    soup = _CLOSER_SOUP.match(text, at)
    if soup is not None:
        span = Span(*soup.span())
        return Tag(name, True, span, None, "it does not end with `>`", (_rewrite(span, name, True),))
    cut = _CUT.match(text, at)
    if cut is not None:
        end = cut.start() + len(cut[0].rstrip())
        span = Span(at, end)
        return Tag(name, bool(cut[1]), span, None, "it does not end with `>`", (insert(end, ">"),))
    soup = _OPENER_SOUP.match(text, at)
    if soup is not None:
        span = Span(*soup.span())
        return Tag(name, False, span, None, "it does not end with `>`", (_rewrite(span, name, False),))
    cut = _OPENER_CUT.match(text, at)
    if cut is not None:
        span = Span(*cut.span())
        edit = Edit(span, "<details open>" if cut[1] else "<details>")
        return Tag(name, False, span, None, "it does not end with `>`", (edit,))
    if (opened := _no_end(text, at, name)) is not None:
        return opened
    attributes = _SOUP.match(text, at)
    if attributes is not None:
        return _soup(name, attributes)
    return None


def _no_end(text: str, at: int, name: str) -> Tag | None:
    """An opening tag that runs into its text."""
    match = _NO_END.match(text, at)
    if match is None:
        return None
    end = at + len(match[0].rstrip())
    attributes = _CLASS.search(text, at, end)
    place = Span(*attributes.span()) if attributes else None
    return Tag(name, False, Span(at, end), place, "it does not end with `>`", (Edit(Span(end, match.end()), ">"),))


def _soup(name: str, soup: re.Match[str]) -> Tag | None:
    """An opening tag whose attributes make no sense: what was meant is told where it is a class."""
    span, place = Span(*soup.span()), Span(*soup.span(3))
    value = soup[3]
    if soup[1] or "class" not in value:
        return Tag(name, bool(soup[1]), span, None, "its attributes cannot be read") if "=" in value else None
    words = [word for word in re.split(r"class\s*=|class(?=[\"'“])|[\"'“”]", value) if word.strip(" =")]
    edits: tuple[Edit, ...] = ()
    if len(words) == 1 and _BARE_CLASS.fullmatch(words[0].strip(" =")):
        edits = (Edit(place, f'class="{words[0].strip(" =")}"'),)
    return Tag(name, False, span, None, "its attribute is garbled", edits)


def _foreign(text: str, at: int, named: re.Match[str]) -> Tag | None:
    """A closing tag of any other name, or an opening one whose name is one of ours mistyped."""
    if named[1]:
        end = text.find(">", named.end(), named.end() + 3)
        if end >= 0 and not text[named.end() : end].strip():
            return Tag(named[2], True, Span(at, end + 1))
        cut = _CLOSER_CUT.match(text, at)
        if cut is not None and near(cut[1]):
            return Tag(cut[1], True, Span(*cut.span()))
        return None
    if named[2].startswith("summary") and named[2][7:8].isupper():
        return _no_end(text, at, "summary")
    if named[2] == "pclass" and text.startswith('="', named.end()):
        end = text.find(">", at) + 1
        edit = insert(at + 2, " ")
        return Tag("p", False, Span(at, end), Span(at + 2, end - 1), "a blank is lost", (edit,)) if end else None
    meant = near(named[2]) or (_DETAIL.match(text, at) and "details")
    if not meant:
        return None
    whole = _WHOLE.match(text, at)
    if whole is None or whole[4]:
        return None
    edit = Edit(Span(*named.span(2)), meant)
    return Tag(meant, False, Span(at, whole.end()), None, f"`{named[2]}` is no element, `{meant}` is", (edit,))


_DETAIL = re.compile(r"<detail>\s*+<summary>")
_KNOWN = frozenset({"detail", "tails", "sum", "summaries", "summarize"})


def near(name: str) -> str | None:
    """`details` or `summary` if `name` is one of them mistyped: at most two letters off, in small letters."""
    if not 5 <= len(name) <= 10 or not name.islower() or name in _KNOWN:
        return None
    for meant in ("details", "summary"):
        if name != meant and abs(len(name) - len(meant)) <= 2 and _distance(name, meant) <= 2:
            return meant
    return None


def _distance(one: str, other: str) -> int:
    """Optimal string alignment: letters put in, left out, changed or swapped with their neighbour."""
    rows = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if not i or not j:
                rows[i][j] = i or j
                continue
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def _wide(text: str, start: int, inert: Inert) -> Iterator[Tag]:
    """Tags with full-width brackets."""
    if "＜" not in text and "＞" not in text:
        return
    for match in _WIDE.finditer(text, start):
        content = match[0]
        if ("＜" not in content and "＞" not in content and "／" not in content) or match.start() in inert:
            continue
        span = Span(*match.span())
        name, closing = match[2].lower(), bool(match[1])
        attributes = match[3].replace("＝", "=").replace("“", '"').replace("”", '"')
        edit = Edit(span, f"<{'/' if closing else ''}{name}{attributes}>")
        yield Tag(name, closing, span, None, "its brackets are full-width", (edit,))


def _lost(text: str, start: int, inert: Inert, found: list[Tag]) -> Iterator[Tag]:
    """Tags that have lost their `<`; looked for only if more tags end than have begun."""
    if not _more_ends(text, start, found):
        return
    inside = Inert(Span(*tag.whole.span()) if tag.whole else tag.span for tag in found)
    for match in _LOST.finditer(text, start):
        first = match.start() + len(match[0]) - len(match[0].lstrip(" \t"))
        span = Span(first, match.end())
        if first in inert or first in inside:
            continue
        if match["dashed"]:
            name, closing = "p", False
            edit = Edit(span, f'<p class="{match["class"]}-text">')
            yield Tag(name, closing, span, None, "a `p` with a class is meant", (edit,))
            continue
        name = match["name"] or "p"
        closing = bool(match["slash"] or match["tail"] or match["end"])
        attributes = _CLASS.search(text, first, span.end)
        place = Span(*attributes.span()) if attributes else None
        yield Tag(name, closing, span, place, "the `<` in front of it is lost", (insert(first, "<"),))


_TAILS = ("details>", "summary>", "/p>")


def _more_ends(text: str, start: int, found: list[Tag]) -> bool:
    """Whether the text has more ends of tags than these."""
    if text.count("p class=", start) > text.count("<p class=", start):
        return True
    whole = sum(1 for tag in found if tag.whole is not None)
    classed = sum(1 for tag in found if tag.whole is not None and tag.whole[5].endswith("-text"))
    tails = [text[max(tag.span.start, tag.span.end - 8) : tag.span.end] for tag in found if tag.whole is None]
    inside = {"details>": 2 * whole, "summary>": 2 * whole, "/p>": whole}
    known = {tail: sum(1 for one in tails if one.endswith(tail)) + inside.get(tail, 0) for tail in _TAILS}
    quoted = sum(1 for one in tails if one.endswith('-text">'))
    return (
        any(text.count(tail, start) > known[tail] for tail in known)
        or text.count("-text>", start) > 0
        or text.count('-text">', start) > quoted + classed
    )
