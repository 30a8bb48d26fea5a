"""Elements of plain HTML, such as a table, that an HTML block opens around what stands in it."""

from __future__ import annotations

import re
from bisect import bisect_left

from vaultlint.late import late
from vaultlint.markdown.blocks import Block

_CONTAINER = late(r"<(/?)(?:div|table|t[dhr]|tbody|section|article|center|ul|ol|li|blockquote|a|span)[\s>]", re.I)


class Elements:
    """How many such elements are open at each place of an HTML block."""

    def __init__(self, text: str, block: Block) -> None:
        self.starts: list[int] = []
        self.depths = [0]
        for match in _CONTAINER.finditer(text, *block.span):
            self.starts.append(match.start())
            self.depths.append(self.depths[-1] + (-1 if match[1] else 1))

    def around(self, at: int) -> bool:
        """Whether `at` lies in one."""
        return self.depths[bisect_left(self.starts, at)] > 0
