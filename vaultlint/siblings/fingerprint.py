"""The fingerprint of what a note says: the same after its lines were wrapped anew, another after a word has changed."""

from __future__ import annotations

import re
from hashlib import blake2b

from vaultlint.markdown import Block, Body

BYTES = 6
"""12 hexadecimal digits: two states of one note are the same by chance once in 280 million million."""

VERBATIM = frozenset({"code", "indented-code", "math"})
SILENT = frozenset({"comment", "thematic-break"})
_QUOTE_MARK = re.compile(r"(?m)^[ \t]*+(?:>[ \t]?+)++")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BETWEEN_WIDE = re.compile(rf"(?<={_WIDE}) (?={_WIDE})")


def fingerprint(body: Body) -> str:
    """Of all blocks but comments and rules, in order; blanks and line breaks in prose do not count."""
    digest = blake2b(digest_size=BYTES)
    for block in body.blocks:
        if block.kind not in SILENT:
            digest.update(_said(body.text, block).encode("utf-8", "surrogatepass"))
            digest.update(b"\0")
    return digest.hexdigest()


def _said(text: str, block: Block) -> str:
    own = block.span.of(text)
    if block.kind in VERBATIM:
        return own.replace("\r\n", "\n").replace("\r", "\n")
    if "blockquote" in block.within or "callout" in block.within:
        own = _QUOTE_MARK.sub("", own)
    level = "#" * block.level if block.kind == "heading" else ""
    return level + _BETWEEN_WIDE.sub("", " ".join(own.split()))
