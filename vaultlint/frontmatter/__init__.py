"""Front matter: its fences, its tree with all places, its values, and the edits that change them."""

from __future__ import annotations

from vaultlint.frontmatter.fault import Fault, FenceFault
from vaultlint.frontmatter.matter import Duplicate, FrontMatter, read, read_again
from vaultlint.frontmatter.tree import (
    Alias,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Style,
    find,
    key_name,
    resolved,
    same,
    value_of,
    walk,
    written,
)  # fmt: skip

__all__ = [
    "Alias", "Duplicate", "Entry", "Fault", "FenceFault", "FrontMatter", "Mapping", "Node", "Scalar", "Sequence",
    "Style", "find", "key_name", "read", "read_again", "resolved", "same", "value_of", "walk", "written",
]  # fmt: skip
