"""A YAML file with the place of all that is in it, so that what is wrong can be told with its line."""

from __future__ import annotations

from vaultlint.errors import UsageError
from vaultlint.finding import Path, Value
from vaultlint.frontmatter import Fault, Node, block, find, value_of
from vaultlint.frontmatter.matter import duplicates_in
from vaultlint.frontmatter.tree import Mapping, resolved
from vaultlint.schema import Schema, SchemaFault
from vaultlint.text import Lines, Span


class Document:
    """The file `name`; its YAML means what it means in a note.

    Raises:
        UsageError: there is no YAML in it.
    """

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.root = self._tree()

    def _tree(self) -> Node:
        root = block.tree(self.text, Span(0, len(self.text)))
        if isinstance(root, Fault):
            raise self._error(root.span, root.message)
        if root is None:
            raise UsageError(f"{self.name}: there is nothing in it")
        for one in duplicates_in(root):
            raise self._error(one.later.key.span, f"the key `{one.later.name}` stands there before")
        return root

    def value(self, path: Path) -> Value:
        """The value at `path`; None where there is none."""
        node = find(self.root, path)
        return None if node is None else value_of(node)

    def check(self, schema: Schema, path: Path = (), prefix: str = "") -> None:
        """Compare what stands at `path` with the schema; `prefix` is what a complaint starts with.

        Raises:
            UsageError: it is not as the schema says.
        """
        for fault in schema.errors(self.value(path)):
            message = fault.message.replace("the front matter", "it")
            raise self._error(self._span((*path, *fault.path), fault), prefix + message)

    def place(self, path: Path) -> str:
        """What messages about the value at `path` start with."""
        return self._place(self._node(path).span)

    def wrong(self, path: Path, message: str) -> UsageError:
        """An error about what stands at `path`, or was to stand there."""
        while path and find(self.root, path) is None:
            path = path[:-1]
        return self._error(self._key(path), message)

    def _span(self, path: Path, fault: SchemaFault) -> Span:
        return self._key(path) if fault.at != "value" else self._node(path).span

    def _key(self, path: Path) -> Span:
        """The key at `path`, or the item of a list."""
        holder = resolved(self._node(path[:-1]))
        if path and isinstance(holder, Mapping):
            return next(one.key.span for one in holder.entries if one.name == path[-1])
        return self._node(path).span

    def _node(self, path: Path) -> Node:
        node = find(self.root, path)
        assert node is not None
        return node

    def _error(self, span: Span, message: str) -> UsageError:
        return UsageError(self._place(span) + message)

    def _place(self, span: Span) -> str:
        line, column = Lines(self.text).position(span.start)
        return f"{self.name}:{line}:{column}: "
