"""What notes may know of one another: the outline of each, and the vault as all outlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

from vaultlint.finding import Value
from vaultlint.late import late
from vaultlint.markdown.links.anchors import NONE, Anchors, read_anchors
from vaultlint.markdown.links.link import Reference
from vaultlint.markdown.links.read import references
from vaultlint.note import Note
from vaultlint.siblings import Sibling, sibling

Answer = TypeVar("Answer")

FEWEST_NOTES = 20
"""So many notes must have a key before its spelling is called usual."""

USUAL_SHARE = 0.95
"""The share of notes, among those with any spelling of a key, that must agree on one."""

LONGEST_TERM = 120
"""So many characters a term has at the most; what is longer is a sentence."""

_SEPARATORS = late(r"[\s_\-]+")


class Terms(NamedTuple):
    """The short texts below one key of a note: the items of a list, or a single value."""

    key: str
    texts: tuple[str, ...]
    is_list: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """What other notes may know of a note: small, so that all outlines of a vault fit into memory.

    `keys` are those at the top of the front matter; `terms` the texts below them.
    `sibling` is what translations in other files need to know; None in a vault that has none. `references` are what
    its links name, `anchors` the places in it that links may lead to; code is not told from text in either.
    `note` is the note itself while it is at hand, when its own findings are made; None in outlines that are kept.
    """

    path: str
    keys: tuple[str, ...] = ()
    terms: tuple[Terms, ...] = ()
    sibling: Sibling | None = None
    references: tuple[Reference, ...] = ()
    anchors: Anchors = NONE
    note: Note | None = field(default=None, repr=False, compare=False)


def outline(note: Note) -> Outline:
    """The outline of `note`, to be kept."""
    matter = note.frontmatter
    known, places = references(note.text), read_anchors(note.text, matter.end if matter else 0)
    if matter is None:
        return Outline(note.path, sibling=_sibling(note), references=known, anchors=places)
    keys = tuple(entry.name for entry in matter.entries)
    return Outline(note.path, keys, tuple(_terms(matter.values or {})), _sibling(note), known, places)


def at_hand(note: Note) -> Outline:
    """The outline of `note`, with the note."""
    return replace(outline(note), note=note)


def _sibling(note: Note) -> Sibling | None:
    forms = note.bindings.all_file_forms
    return sibling(note.values or {}, note.body, note.bindings.file_forms, forms) if forms else None


def _terms(values: dict[str, Value]) -> Iterator[Terms]:
    for key, value in values.items():
        if isinstance(value, list):
            yield Terms(key, tuple(item for item in value if isinstance(item, str) and _is_term(item)), True)
        elif isinstance(value, str) and _is_term(value):
            yield Terms(key, (value,), False)


def _is_term(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TERM and not text.isspace()


@dataclass(frozen=True)
class Vault:
    """All notes of a vault, as outlines; `files` are the paths of all its files, `link_format` is that of new links."""

    outlines: tuple[Outline, ...]
    earlier: Mapping[tuple[str, str], str] = field(default_factory=dict, hash=False)
    """The fingerprints of originals at the commits that their translations name, by path and commit."""
    files: tuple[str, ...] = ()
    link_format: str = "shortest"
    boards: tuple[Outline, ...] = ()
    """The canvases and bases, of which only the references are known."""

    def __reduce__(self) -> tuple[type[Vault], tuple[object, ...]]:
        return Vault, (self.outlines, self.earlier, self.files, self.link_format, self.boards)

    @classmethod
    def of(cls, notes: Iterable[Note]) -> Vault:
        """The vault of these notes."""
        return cls(tuple(outline(note) for note in notes))

    @cached_property
    def _answers(self) -> dict[Callable[[Vault], object], object]:
        return {}

    def answer(self, question: Callable[[Vault], Answer]) -> Answer:
        """What a function says of the vault, asked once."""
        if question not in self._answers:
            self._answers[question] = question(self)
        return cast(Answer, self._answers[question])

    @cached_property
    def every_file(self) -> frozenset[str]:
        """The paths of all files that are known."""
        return frozenset(self.files).union(one.path for one in self.outlines)

    @cached_property
    def key_counts(self) -> Counter[str]:
        """In how many notes each top-level key stands."""
        return Counter(name for one in self.outlines for name in set(one.keys))

    @cached_property
    def list_counts(self) -> Counter[str]:
        """In how many notes each key holds a list."""
        return Counter(terms.key for one in self.outlines for terms in one.terms if terms.is_list)

    @cached_property
    def term_counts(self) -> dict[str, Counter[str]]:
        """Of each key: in how many notes each term stands below it, in a list or alone."""
        counts: dict[str, Counter[str]] = {}
        for one in self.outlines:
            for terms in one.terms:
                counts.setdefault(terms.key, Counter()).update(set(terms.texts))
        return counts

    @cached_property
    def usual_spellings(self) -> dict[str, str]:
        """Of each key that differs from a usual one in case, `_`, `-` or blanks only: the usual one.

        A spelling is usual if at least 20 notes have it, and 95 in 100 of those that have any spelling of the key.
        """
        spellings: dict[str, list[str]] = {}
        for name in self.key_counts:
            spellings.setdefault(_SEPARATORS.sub("", name).casefold(), []).append(name)
        usual: dict[str, str] = {}
        for names in spellings.values():
            best = max(names, key=lambda name: self.key_counts[name])
            total = sum(self.key_counts[name] for name in names)
            if self.key_counts[best] >= FEWEST_NOTES and self.key_counts[best] >= USUAL_SHARE * total:
                usual.update((name, best) for name in names if name != best)
        return usual
