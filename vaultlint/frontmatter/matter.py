"""Front matter: the block of metadata at the top of a note, with the places of all that is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Literal

from vaultlint.finding import Change, Path, Value
from vaultlint.frontmatter.comments import comments_in
from vaultlint.frontmatter.fault import Fault, FenceFault
from vaultlint.frontmatter.fence import split
from vaultlint.frontmatter.tree import Entry, Mapping, Node, Scalar, Sequence, find, resolved, value_of, walk
from vaultlint.frontmatter.writing import Habit
from vaultlint.late import late
from vaultlint.text import Span

Kind = Literal["yaml", "toml", "json"]

_TEMPLATE = late(
    r"<%|\{\{(?:date|time|title)(?::[^{}|\r\n]*+)?\}\}"  # Templater; the variables of Obsidian's own templates
    r"|(?:(?<=: )|(?<=- )|(?<![^\r\n])|(?<=[\[,] )|(?<=\[))\s*+['\"]?(?:\{\{[^{}\r\n]*+\}\}|\{%)"
)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A key that stands in its mapping before: `path` is the mapping's."""

    path: Path
    first: Entry
    later: Entry


@dataclass(frozen=True)
class FrontMatter:
    """The block of metadata of one note.

    `opener` and `closer` are the fence lines without their endings; `content` lies between them, with its last
    line ending; `end` is where the body starts. For broken fences these are the evident places. `root` is None for
    an empty block, for one that does not parse (see `fault`), for templates, TOML and JSON. `comments` run from
    the `#` to the end of their line.
    """

    text: str = field(repr=False)
    kind: Kind
    opener: Span
    content: Span
    closer: Span | None
    end: int
    root: Node | None = None
    fault: Fault | None = None
    fence_faults: tuple[FenceFault, ...] = ()
    is_template: bool = False
    data: dict[str, Value] | None = field(default=None, repr=False)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The keys at the top with their values; none if the block is empty, or no mapping."""
        return self.root.entries if isinstance(self.root, Mapping) else ()

    @cached_property
    def values(self) -> dict[str, Value] | None:
        """The data, as JSON has it; None if the block does not parse, is no mapping, or is a template.

        Of a repeated key the first occurrence counts.
        """
        if self.kind != "yaml":
            return self.data
        if self.is_template or self.fault is not None:
            return None
        if self.root is None:
            return {}
        value = value_of(self.root)
        return value if isinstance(value, dict) else None

    @cached_property
    def duplicates(self) -> tuple[Duplicate, ...]:
        """Second and later occurrences of keys, in all mappings, in the order of the text."""
        if self.root is None:
            return ()
        return tuple(duplicates_in(self.root))

    @cached_property
    def comments(self) -> tuple[Span, ...]:
        """The comments of the block, in the order of the text; none if it does not parse."""
        if self.kind != "yaml" or self.fault is not None or self.is_template:
            return ()
        if "#" not in self.content.of(self.text):
            return ()
        return tuple(comments_in(self.text, self.content, self.root))

    @cached_property
    def scalars(self) -> tuple[tuple[Path, Scalar], ...]:
        """Every scalar value with its path, in the order of the text; aliases are left out; none if no mapping."""
        if not isinstance(self.root, Mapping):
            return ()
        return tuple((path, node) for path, node in walk(self.root) if isinstance(node, Scalar))

    @cached_property
    def habit(self) -> Habit:
        """How the block is written, where it shows it; else as Obsidian writes."""
        from vaultlint.frontmatter.layout import habit_of

        return habit_of(self)

    def node(self, path: Path) -> Node | None:
        """The node at `path`; None where there is none."""
        return None if self.root is None else find(self.root, path)

    def changes(self, node: Node, value: Value) -> tuple[Change, ...]:
        """What putting `value` in the place of `node` does to the data: nothing, where a key before it counts.

        A node with an anchor counts wherever an alias names it.
        """
        return tuple(Change(path, value) for path in self.places(node))

    def places(self, node: Node) -> tuple[Path, ...]:
        """Every path of the data at which `node` itself stands."""
        return tuple(self._where.get(id(node), ()))

    @cached_property
    def _where(self) -> dict[int, list[Path]]:
        """The paths of each node, which is known by its identity."""
        found: dict[int, list[Path]] = {}
        for path, node in _places(self.root, ()) if self.root is not None else ():
            found.setdefault(id(node), []).append(path)
        return found

    def entry(self, path: Path) -> Entry | None:
        """The key and value at `path`, whose last step is a key; None where there is none."""
        holder = self.node(path[:-1])
        if not isinstance(holder, Mapping):
            return None
        return next((entry for entry in holder.entries if entry.name == path[-1]), None)


@lru_cache(maxsize=2)
def read(text: str) -> FrontMatter | None:
    """The front matter of a note's text, which has no byte-order mark; None if it has none, not even a broken one.

    The last ones are kept, for what proves a change and what goes on with it read the same text.
    """
    if text.startswith(("+++", "{")):
        from vaultlint.frontmatter import foreign

        return foreign.read(text)
    found = split(text)
    if found is None:
        return None
    source = found.content.of(text)
    template = ("{{" in source or "<%" in source or "{%" in source) and _TEMPLATE.search(source) is not None
    fault = found.root if isinstance(found.root, Fault) and not template else None
    root = None if template or isinstance(found.root, Fault) else found.root
    return FrontMatter(
        text, "yaml", found.opener, found.content, found.closer, found.end, root, fault, found.faults, template
    )


def read_again(text: str, before: FrontMatter | None) -> FrontMatter | None:
    """What `read` says of a text that was changed, from what it said `before`: a sound block that is the same stays."""
    if before is None or not isinstance(before.root, Mapping) or before.closer is None or before.fence_faults:
        return read(text)
    block = before.text[: before.end]
    return replace(before, text=text) if block.endswith("\n") and text.startswith(block) else read(text)


def _places(here: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    """Every node with each path at which the data has it, also by an alias; of a repeated key the first."""
    here = resolved(here)
    yield path, here
    if isinstance(here, Mapping):
        seen: set[str] = set()
        for entry in here.entries:
            if entry.name not in seen:
                seen.add(entry.name)
                yield from _places(entry.value, (*path, entry.name))
    elif isinstance(here, Sequence):
        for index, item in enumerate(here.items):
            yield from _places(item, (*path, index))


def duplicates_in(node: Node, path: Path = ()) -> Iterator[Duplicate]:
    """Second and later occurrences of keys in `node`, which stands at `path`, in the order of the text."""
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if type(item) is not Scalar:
                yield from duplicates_in(item, (*path, index))
    if not isinstance(node, Mapping):
        return
    seen: dict[str, Entry] = {}
    for entry in node.entries:
        first = seen.setdefault(entry.name, entry)
        if first is not entry:
            yield Duplicate(path, first, entry)
        if type(entry.value) is not Scalar:
            yield from duplicates_in(entry.value, (*path, entry.name))
