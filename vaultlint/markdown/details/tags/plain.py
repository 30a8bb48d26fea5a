"""Plain `<details>` blocks, as most are, whole and without fault: one pattern finds them, and tells what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vaultlint.late import late
from vaultlint.markdown.inert import Inert

_ENDING = r"(?:\r\n|\n)"
_LETTERS = r"[^<>＜&\r\n*\[`#|~]++"
_ENTITY = r"&(?!#|[lLgG][tT])"
_CUE = r"(?<=[ >])>>(?= )"
_NEXT_LINE = rf"{_ENDING}(?=[^\s<>])"

PLAIN_BLOCK = late(
    rf"<details>(?<!\\<details>)(?:(?<=\n<details>)(?P<first>))?+[ \t]*+{_ENDING}"
    rf"(?P<summary><summary>)(?P<label>[^<>\s&*\[][^<>\r\n&*\[]*+)(?<!\\)(?P<behind></summary>)"
    rf'(?:{_ENDING}(?P<p><p class="(?P<class>[^"<>＜＞\r\n]++)">)'
    rf"(?P<words>(?![\s<])(?:{_LETTERS}|{_ENTITY}|{_CUE}|{_NEXT_LINE})*+"
    rf"(?P<sign>(?:[*\[`#|~]++|{_LETTERS}|{_ENTITY}|{_CUE}|{_NEXT_LINE})++)?+)"
    rf"(?<!\\)(?P<end></p>){_ENDING}|"
    rf"(?:[ \t]*+{_ENDING}){{2,}}+(?P<markdown>(?=[^\s<>])(?:[^<>＜&]++|{_ENTITY})++)(?<=\n))"
    r"(?P<close></details>)(?![>＞])(?P<apart>(?(first)(?=\n\n|\r\n\r\n|\n?\Z)|(?!)))?+"
)
"""A label in its line, without Markdown; and one paragraph of lines that are not blank, or Markdown between blank ones.

`sign` is the rest of the paragraph from the first character on that Markdown may begin with; `apart` tells that the
block begins its line and nothing follows on the next one.
"""

ENDS, ENDS_OF_MARKDOWN = 6, 4
"""How many tags a plain block has, and one with Markdown in it."""


class PlainBlocks(NamedTuple):
    """The plain blocks of a body in order; `ends` are their tags, `alone` says that no other `<` stands there."""

    found: Sequence[re.Match[str]]
    ends: int
    alone: bool


def count_ends(blocks: Iterable[re.Match[str]]) -> int:
    """How many tags they have."""
    return sum([ENDS_OF_MARKDOWN if block["p"] is None else ENDS for block in blocks])


def read_plain(text: str, start: int) -> PlainBlocks:
    """The plain blocks from `start` on, if they lay in no code."""
    brackets = text.count("<", start)
    found = list(PLAIN_BLOCK.finditer(text, start)) if brackets else []
    ends = count_ends(found)
    return PlainBlocks(found, ends, brackets == ends)


def is_all(text: str, start: int, inert: Inert, plain: PlainBlocks) -> bool:
    """Whether no other sign of a tag stands in the text than those of these blocks, and no block in code."""
    if not plain.alone or "＜" in text or "＞" in text or text.count(">", start) != plain.ends:
        return False
    return not inert or not any(inert.meets(*block.span()) for block in plain.found)
