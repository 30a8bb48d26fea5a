"""Wikilinks that lack their quotes: YAML takes `[[Note]]` for a list that holds a list."""

from __future__ import annotations

from vaultlint.frontmatter.tree import Mapping, Node, Scalar, Sequence, Style
from vaultlint.late import late

_LINK = late(r"\[\[[^\[\]\r\n]+\]\]")


def is_bare_link(node: Node, written: str) -> bool:
    """Whether a node is `[[` name `]]`, and not numbers or quoted text in a list of lists."""
    if not isinstance(node, Sequence) or len(node.items) != 1 or not _LINK.fullmatch(written) or "{" in written:
        return False
    (inner,) = node.items
    if not isinstance(inner, Sequence) or not inner.items:
        return False
    return all(_is_name(item) and not _is_number(item) for item in inner.items)


def _is_name(item: Node) -> bool:
    return isinstance(item, Mapping) or (isinstance(item, Scalar) and item.style is Style.PLAIN)


def _is_number(item: Node) -> bool:
    return isinstance(item, Scalar) and not isinstance(item.value, str)
