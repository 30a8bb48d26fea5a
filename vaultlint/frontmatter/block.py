"""The YAML between two fences as a tree: by the fast reader where it can, else by the exact one."""

from __future__ import annotations

from vaultlint.frontmatter import plain
from vaultlint.frontmatter.fault import Fault
from vaultlint.frontmatter.tree import Node
from vaultlint.text import Span


def tree(text: str, content: Span) -> Node | Fault | None:
    """The tree of the YAML in `content`; None if there is none in it, a Fault if it does not parse."""
    try:
        return plain.read(text, content)
    except plain.UnknownShapeError:
        from vaultlint.frontmatter import exact

        return exact.read(text, content)
