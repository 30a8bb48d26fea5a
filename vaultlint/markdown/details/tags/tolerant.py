"""Tags that are none for CommonMark, but for HTML 5, for a component or for a template.

The patterns have four groups: a slash in front, the name, the attributes, a slash behind.
"""

from __future__ import annotations

import re

from vaultlint.late import late
from vaultlint.markdown.grammar import ATTRIBUTE

_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}"
_TEMPLATED = late(
    r"""<(/?)([A-Za-z]++)(?=\s)((?:[^<>{}"']|"[^"]*+"|'[^']*+'|"""
    rf"{_BRACES}|<%(?:[^%<\r\n]|%(?!>))*+%>)*+)(?:(?<=(/)))?+>"
)
_EXPRESSION = late(r"(?<=[\s=])\{|<%")
"""What a template or a component has for an attribute, or for its value."""

_DIRECTED = late(
    r"<(/?)([A-Za-z]++)((?:\s++[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'=<>`]++))?)*+\s*+)(/?)>"
)
_DIRECTIVE = late(r"(?<=\s)[@#:*(\[][\w.:@()\[\]-]++")
"""Names of attributes that HTML knows and CommonMark does not: `@click`, `#slot`, `(click)`."""

_BLANK = r"(?:[ \t]|(?:\r\n?+|\n)[ \t]*+(?:>[ \t]*+)++)"
_ATTRIBUTE = ATTRIBUTE.removeprefix(r"\s++")
_IN_QUOTE = late(rf"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:{_BLANK}++{_ATTRIBUTE})++{_BLANK}*+)(/?)>")
"""A tag over several lines of a quote, each with its mark."""

_QUOTE_MARK = late(r"[\r\n][ \t]*+>\Z")
_QUOTED = late(r"[ \t]*+>")
_BLANK_LINE = late(r"(?:\r\n?+|\n)[ \t]*+[\r\n]")


def tolerated(text: str, at: int, whole: re.Match[str] | None) -> re.Match[str] | None:
    """The tag at `at`, which is `whole` for CommonMark, as the author's tools understand it; None if it is garbled."""
    if whole is not None and whole[1] and _BLANK_LINE.search(whole[0]):
        return None
    if whole is not None and _ends_in_quote(text, whole):
        whole = _IN_QUOTE.match(text, at)
    if whole is not None and "<" not in whole[3] and whole[3].count("{") == whole[3].count("}"):
        return whole
    for pattern, sign in ((_TEMPLATED, _EXPRESSION), (_DIRECTED, _DIRECTIVE)):
        tag = pattern.match(text, at)
        if tag is not None and sign.search(tag[3]):
            return tag
    return None


def _ends_in_quote(text: str, whole: re.Match[str]) -> bool:
    """Whether what ends the tag is the mark of a quote, at the beginning of the next line."""
    broken = _QUOTE_MARK.search(whole[0])
    return broken is not None and _QUOTED.match(text, text.rfind("\n", 0, whole.start()) + 1) is not None
