"""The fingerprint of what a note says: the same after its lines were wrapped anew, another after a word has changed."""

from __future__ import annotations

import re

from vaultlint.late import late
from vaultlint.markdown import Block, Body

BYTES = 6
"""12 hexadecimal digits: two states of one note are the same by chance once in 280 million million."""

VERBATIM = frozenset({"code", "indented-code", "math"})
SILENT = frozenset({"comment", "thematic-break"})
_QUOTE_MARK = late(r"(?m)^[ \t]*+(?:>[ \t]?+)++")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BETWEEN_WIDE = late(rf"(?<={_WIDE}) (?={_WIDE})")
_UNDERLINE = late(r"[\r\n][ \t>]*+[=-]++[ \t]*+\Z")
_AROUND_CELLS = late(r" ?\| ?")
_DASHES = late(r"-{2,}+")


def fingerprint(body: Body) -> str:
    """Of all blocks but comments and rules, in order; blanks, line breaks in prose and marks of lists do not count."""
    from hashlib import blake2b

    digest = blake2b(digest_size=BYTES)
    for block in body.blocks:
        if block.kind not in SILENT and not (block.kind == "html" and body.text.startswith("<!--", block.span.start)):
            digest.update(_said(body.text, block).encode("utf-8", "surrogatepass"))
            digest.update(b"\0")
    return digest.hexdigest()


def _said(text: str, block: Block) -> str:
    own = block.span.of(text)
    if "blockquote" in block.within or "callout" in block.within:
        own = _QUOTE_MARK.sub("", own)
    if block.kind in VERBATIM:
        return _outdented(own.replace("\r\n", "\n").replace("\r", "\n"), block.indent)
    if block.kind == "heading":
        return "#" * block.level + _one_line(_UNDERLINE.sub("", own).strip("# \t"))
    return _AROUND_CELLS.sub("|", _DASHES.sub("-", _one_line(own))) if block.kind == "table" else _one_line(own)


def _outdented(code: str, indent: int) -> str:
    """Code without the indentation that the list has in which it stands."""
    return re.sub(rf"(?m)^ {{1,{indent}}}", "", code) if indent else code


def _one_line(text: str) -> str:
    return _BETWEEN_WIDE.sub("", " ".join(text.split()))
