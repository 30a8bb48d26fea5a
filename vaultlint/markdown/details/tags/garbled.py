"""One tag at one place: whole, or garbled and read as the tag that was evidently meant."""

from __future__ import annotations

import re

from vaultlint.late import late
from vaultlint.markdown.details.tags.near import near
from vaultlint.markdown.details.tags.tag import NAMES, Tag
from vaultlint.markdown.details.tags.tolerant import tolerated
from vaultlint.markdown.grammar import ATTRIBUTE
from vaultlint.text import Edit, Span, insert

_WHOLE = late(rf"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:{ATTRIBUTE})*+\s*+)(/?)>")
_ANY = late(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)")
_CLOSER_SOUP = late(r"</(details|summary|p)(?![a-z0-9-])[^\w\s<>]*+_?>?(?=[ \t]*+(?:[\r\n<]|\Z))", re.I)
_CLOSER_CUT = late(r"</([a-z][a-z0-9-]*+)[^\w\s<>]?+(?=[ \t]*+(?:[\r\n<]|\Z))", re.I)
_SOUP = late(r"<(/?)(details|summary|p)(?![a-z0-9])[ \t]([^<>\r\n]*+)>", re.I)
_CUT = late(r"<(/?)(details|summary)[ \t]*+(?=[\r\n<]|\Z)", re.I)
_OPENER_SOUP = late(r"<(details|summary)(?:[\])}]|<(?=[ \t]*+[\r\n]))(?=[^<>\r\n]*+(?:</summary|[\r\n]))", re.I)
_OPENER_CUT = late(r"<details[ \t]++(open)?[^<>\r\n]*+(?=(?:\r\n?|\n)[ \t]*+<summary)", re.I)
_NO_END = late(
    r"""<(?:summary(?=[^\s<>/＞-][^<>\r\n]*+</summary)|summary[ \t]++(?=[^\s<>=＞][^<>=\r\n]*+</summary)|"""
    r"""p[ \t]++class="[^"<>\r\n]*+"[ \t]*+[＞》\])]?+(?=[^\s<>=][^<>\r\n]*+</p))"""
)
_SPACED = late(r"(?:<[ \t]++(/?)[ \t]*+|<(/)[ \t]++)(details|summary|p)[ \t]*+>", re.I)
_BACKSLASHED = late(r"<\\[ \t]*+(details|summary|p)>", re.I)
_DOUBLED = late(r"<{1,3}(?=</?(?:details|summary|p)(?:[ \t]++[^<>\r\n]*+)?>)", re.I)
_BARE_CLASS = late(r"[A-Za-z][\w -]*")
_CLASS = late(r'class="([^"<>\r\n]*)"')
_END = late(r"[ \t]*+(?:[\r\n]|\Z)")
_OPEN = late(r"open[ \t]*+=?[ \t]*+[\"'“”]?(?:open)?[ \t]*+")
_VALUE = late(r"""(?<![\w-])(?!class\b)[\w:-]++=(?:"[^"]*+"|'[^']*+')""", re.I)
_DETAIL = late(r"<detail>[\s>]*+<summary>")


def tag_at(text: str, at: int) -> Tag | None:
    """The tag that starts at `at`, unless it is of no interest here."""
    named = _ANY.match(text, at)
    if named is None:
        return _odd(text, at)
    name = named[2].lower()
    if name not in NAMES:
        return _foreign(text, at, named)
    whole = _WHOLE.match(text, at)
    tag = tolerated(text, at, whole)
    if tag is not None:
        attributes = Span(*tag.span(3)) if tag[3].strip() else None
        if attributes and _smart(attributes.of(text)):
            return _smart_quotes(text, name, bool(tag[1]), tag)
        odd = not (named[2].islower() or named[2].isupper())
        return Tag(name, bool(tag[1]), Span(at, tag.end()), attributes, empty=bool(tag[4]), odd=odd)
    return _broken(text, at, name)


def _smart(attributes: str) -> bool:
    if "“" not in attributes and "”" not in attributes:
        return False
    rest = _VALUE.sub("", attributes)
    return "“" in rest or "”" in rest


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
        inner = tag_at(text, doubled.end())
        if inner is None or inner.broken:
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
    lead = start
    while lead and text[lead - 1] in " \t>":
        lead -= 1
    return (not lead or text[lead - 1] in "\r\n") and _END.match(text, end) is not None


def _broken(text: str, at: int, name: str) -> Tag | None:
    """A tag of one of our names that CommonMark does not take for a tag."""
    soup = _CLOSER_SOUP.match(text, at)
    if soup is not None:
        span = Span(*soup.span())
        return Tag(name, True, span, None, "it does not end with `>`", (_rewrite(span, name, True),))
    soup = _OPENER_SOUP.match(text, at)
    if soup is not None:
        span = Span(*soup.span())
        return Tag(name, False, span, None, "it does not end with `>`", (_rewrite(span, name, False),))
    cut = _CUT.match(text, at)
    if cut is not None:
        end = cut.start() + len(cut[0].rstrip())
        span = Span(at, end)
        return Tag(name, bool(cut[1]), span, None, "it does not end with `>`", (insert(end, ">"),))
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
    end = at + len(match[0].rstrip(" \t＞》])"))
    attributes = _CLASS.search(text, at, end)
    place = Span(*attributes.span()) if attributes else None
    return Tag(name, False, Span(at, end), place, "it does not end with `>`", (Edit(Span(end, match.end()), ">"),))


def _soup(name: str, soup: re.Match[str]) -> Tag | None:
    """An opening tag whose attributes make no sense: what was meant is told where it is a class."""
    span, place = Span(*soup.span()), Span(*soup.span(3))
    value = soup[3]
    if name == "details" and not soup[1] and _OPEN.fullmatch(value):
        return Tag(name, False, span, place, "its attribute is garbled", (Edit(place, "open"),))
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
        if end >= 0 and not text[named.end() : end].strip(" \t"):
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
    meant = near(named[2].lower() if named[2].istitle() else named[2]) or (_DETAIL.match(text, at) and "details")
    if not meant:
        return None
    whole = _WHOLE.match(text, at)
    if whole is None or whole[4]:
        return None
    edit = Edit(Span(*named.span(2)), meant)
    return Tag(meant, False, Span(at, whole.end()), None, f"`{named[2]}` is no element, `{meant}` is", (edit,))
