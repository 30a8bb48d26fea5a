"""The `<details>` blocks of a note: what each consists of, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from vaultlint.late import late
from vaultlint.markdown.blocks import Block
from vaultlint.markdown.details.reading.reader import read_structure
from vaultlint.markdown.details.rendering.indented import indented, indented_tags
from vaultlint.markdown.details.structure import Structure
from vaultlint.markdown.details.tags.near import near
from vaultlint.markdown.details.tags.plain import PlainBlocks
from vaultlint.markdown.details.tags.tag import NAMES
from vaultlint.markdown.inert import Inert

_COMPONENT = late(r"^[ \t]*+<([A-Z][a-z]++[A-Za-z.]*+)[\s/>]", re.M)
"""A tag of MDX, which knows no indented code."""

_BRANCH = late(
    r"\{%-?[ \t]*+(?:if|unless|else|for|case|when)\b|\{\{-?[ \t]*+(?:if|else|range|with|#)|<%[ \t]*+(?:if|\})"
)
"""Where a template chooses what it writes, so that not all tags of the note are written together."""

_IN_BRANCHES = frozenset({"unclosed", "stray-close", "summary-misplaced", "summary-repeated"})


def read_details(
    text: str, start: int, inert: Inert, blocks: Callable[[], Sequence[Block]], plain: PlainBlocks
) -> Structure:
    """The structure of the body that starts at `start`."""
    structure = read_structure(text, start, inert, plain)
    if structure.faults and ("{" in text or "<%" in text) and _BRANCH.search(text, start):
        return Structure(structure.blocks, tuple(fault for fault in structure.faults if fault.kind not in _IN_BRANCHES))
    if not inert or not any(text.find(sign, start) >= 0 for sign in ("    ", "\t")):
        return structure
    meant = list(indented_tags(text, start, inert, structure, blocks()))
    if not meant:
        return structure
    code = Inert(block.span for block, _ in meant)
    structure = read_structure(text, start, Inert(span for span in inert.spans if not code.meets(*span)), plain)
    if any(name not in NAMES and not near(name) for name in map(str.lower, _COMPONENT.findall(text, start))):
        return structure
    faults = (*structure.faults, *(indented(text, tag, block) for block, tag in meant))
    return Structure(structure.blocks, tuple(sorted(faults, key=lambda fault: fault.span)))
