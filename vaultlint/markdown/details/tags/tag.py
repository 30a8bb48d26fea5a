"""The tags that build `<details>` blocks, whole or garbled, as data.

A garbled tag is read as the tag that was evidently meant, so that what follows is read as if it were whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vaultlint.text import Edit, Span

NAMES = ("details", "summary", "p")


class Tag(NamedTuple):
    """A tag of `name` (details, summary, p; for a closing tag any name, as it stands there).

    `broken` says in one phrase what is wrong with it, None for a whole tag; `edits` mend it where only one reading is
    possible. `closing` is what was meant, `attributes` where the attributes stand. `empty` is a tag that
    closes itself; `odd` one in mixed letters, which may be a component of some framework; `scrap` is no tag at all,
    though it may have been one. `whole` is the match of a
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
    scrap: bool = False
    whole: re.Match[str] | None = None
