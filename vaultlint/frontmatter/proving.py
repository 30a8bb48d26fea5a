"""The proof of an edit: what it may touch at all, what the data shall be after it, and that reading gives just that."""

from __future__ import annotations

import copy

from vaultlint.errors import EditRefused
from vaultlint.finding import Path, Value
from vaultlint.frontmatter.layout import next_line
from vaultlint.frontmatter.matter import FrontMatter, read
from vaultlint.frontmatter.tree import Alias, Node, same, walk
from vaultlint.text import Edit, apply


def require_editable(matter: FrontMatter) -> None:
    if matter.kind != "yaml":
        raise EditRefused(f"{matter.kind.upper()} front matter is not edited")
    if matter.is_template:
        raise EditRefused("the front matter is a template")
    if matter.values is None:
        raise EditRefused("the front matter does not parse, or is no mapping")


def keep_anchors(matter: FrontMatter, node: Node) -> None:
    """Refuse to lose an anchor that an alias needs."""
    names = {inner.anchor for _, inner in walk(node) if not isinstance(inner, Alias) and inner.anchor}
    if names and matter.root is not None:
        for _, other in walk(matter.root):
            if isinstance(other, Alias) and other.name in names:
                raise EditRefused(f"the alias `*{other.name}` needs the anchor in it")


def keep_comments(matter: FrontMatter, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The edits, if they take no comment away."""
    if any(edit.span.start <= comment.start < edit.span.end for edit in edits for comment in matter.comments):
        raise EditRefused("the comments inside the value would be lost")
    return edits


def proved(matter: FrontMatter, edits: tuple[Edit, ...], meant: Value) -> tuple[Edit, ...]:
    """The edits, if reading their outcome gives the data that is meant."""
    if not is_outcome(matter, edits, meant):
        raise EditRefused("the outcome could not be proved to be what was meant")
    return edits


def is_outcome(matter: FrontMatter, edits: tuple[Edit, ...], meant: Value) -> bool:
    """Whether reading the outcome of the edits gives the data that is meant."""
    head = matter.text[: next_line(matter.text, matter.end)]
    after = read(apply(head, edits))
    return after is not None and after.values is not None and same(after.values, meant)


def _copied(matter: FrontMatter) -> dict[str, Value]:
    return copy.deepcopy(matter.values or {})


def _holder(data: Value, path: Path) -> dict[str, Value] | list[Value]:
    for step in path[:-1]:
        data = data[step]  # type: ignore[index]
    assert isinstance(data, (dict, list))
    return data


def with_value(matter: FrontMatter, path: Path, value: Value) -> Value:
    data = _copied(matter)
    _holder(data, path)[path[-1]] = value  # type: ignore[index]
    return data


def without_value(matter: FrontMatter, path: Path) -> Value:
    data = _copied(matter)
    del _holder(data, path)[path[-1]]  # type: ignore[arg-type]
    return data


def with_name(matter: FrontMatter, path: Path, new: str) -> Value:
    data = _copied(matter)
    holder = _holder(data, path)
    assert isinstance(holder, dict)
    holder[new] = holder.pop(str(path[-1]))
    return data
