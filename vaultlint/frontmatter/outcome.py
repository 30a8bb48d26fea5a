"""What a block that does not parse would say after some edits."""

from __future__ import annotations

from vaultlint.finding import Value
from vaultlint.frontmatter import block
from vaultlint.frontmatter.matter import FrontMatter
from vaultlint.frontmatter.tree import Mapping, Node, Scalar, Style, value_of, walk
from vaultlint.late import late
from vaultlint.text import Edit, Span, apply

_GLUED = late(r"[\r\n][ \t]*+-[ \t]")


def values_with(matter: FrontMatter, edits: tuple[Edit, ...]) -> dict[str, Value] | None:
    """The values of the block with the edits made; None if it does not parse, or takes an item for more of a text."""
    text = apply(matter.text[: matter.content.end], edits)
    root = block.tree(text, Span(matter.content.start, len(text)))
    if root is None:
        return {}
    if not isinstance(root, Mapping) or any(_is_glued(text, node) for _, node in walk(root)):
        return None
    value = value_of(root)
    return value if isinstance(value, dict) else None


def _is_glued(text: str, node: Node) -> bool:
    return isinstance(node, Scalar) and node.style is Style.PLAIN and _GLUED.search(text, *node.span) is not None
