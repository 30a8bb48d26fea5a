"""How the blocks of Markdown begin and end, as patterns (CommonMark 0.31 sections 4 and 5; GFM tables; callouts)."""

from __future__ import annotations

import re

from vaultlint.late import late

RAW_NAMES = "script|pre|style|textarea"
BLOCK_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
"""CommonMark 0.31 section 4.6, condition 6."""

ATTRIBUTE = r"""\s++[A-Za-z_:][A-Za-z0-9_.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?"""
OPEN_TAG = rf"<[A-Za-z][A-Za-z0-9-]*+(?:{ATTRIBUTE})*+\s*+/?>"
CLOSE_TAG = r"</[A-Za-z][A-Za-z0-9-]*+\s*+>"


def _run(ending: str, character: str) -> re.Pattern[str]:
    """A whole block, with the blank lines in front of it; or only those, where another shape of block follows."""
    blanks = rf"(?:[ \t]*+{ending})"
    plain = rf"(?:[^\s>#\-+*_~`<|=$%0-9]|\*\*(?![\s*])|[0-9]++(?![0-9.)])){character}*+"
    ends = rf"{ending}[ \t]*+(?:[\r\n]|\Z)|{ending}</?details>|\Z"
    bullet = r"(?:[-+*]|[0-9]{1,9}[.)])"
    return late(
        rf"{blanks}*+(?:(?P<html></?(?i:details|{BLOCK_NAMES})(?=[\s>]|/>){character}*+"
        rf"(?:{ending}[ \t]*+[^ \t\r\n]{character}*+)*+)|"
        rf"(?P<heading>(?P<signs>\#{{1,6}})[ \t]++[^ \t\r\n]{character}*+)(?=[\r\n]|\Z)|"
        rf"(?P<paragraph>{plain}(?:{ending}{plain})*+)(?={ends}|{ending}(?:[-+*]|1[.)])[ \t]++[^ \t\r\n])|"
        rf"(?P<quote>(?P<marks>>{{1,3}}[ ])(?!\[!){plain}(?:{ending}(?P=marks){plain})*+)(?={ends})|"
        rf"(?P<item>(?P<bullet>{bullet}[ ]{{1,4}}){plain})(?={ends}|{ending}{bullet}[ \t]))|"
        rf"{blanks}++"
    )


RUN = _run(r"(?:\r\n?+|\n)", r"[^\r\n]")
RUN_OF_UNIX = _run(r"\n", r"[^\n]")
"""The same for texts without a carriage return, in a fifth of the time."""

LINE = late(r"([^\r\n]*+)(?:\r\n?|\n|\Z)")
LINE_OF_UNIX = late(r"([^\n]*+)\n?+")
HEADING = late(r"#{1,6}(?=[ \t]|$)")
SETEXT = late(r"(?:=+|-+)[ \t]*+$")
RULE = late(r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$")
ITEM = late(r"(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)")
FENCE = late(r"(`{3,})[^`]*+$|(~{3,})")
CALLOUT = late(r"[ \t]*+\[![^\]\r\n]++\]")
HTML = (
    late(rf"<(?:{RAW_NAMES})(?=[\s>]|$)", re.I),
    late(r"<!--"),
    late(r"<\?"),
    late(r"<![A-Za-z]"),
    late(r"<!\[CDATA\["),
    late(rf"</?(?:{BLOCK_NAMES})(?=[\s>]|/>|$)", re.I),
    late(rf"(?:{OPEN_TAG}|{CLOSE_TAG})[ \t]*+$"),
)
HTML_ENDS = (
    late(rf"</(?:{RAW_NAMES})>", re.I),
    late(r"-->"),
    late(r"\?>"),
    late(r">"),
    late(r"\]\]>"),
)
DELIMITER_ROW = late(r"^[ \t>]*+\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*+\|?[ \t]*+\r?$", re.M)
IMAGES = late(r"(?:!\[\[[^\]\r\n]*+\]\]|!\[[^\]\r\n]*+\]\([^)\r\n]*+\)|\s)++\Z")
