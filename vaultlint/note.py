"""A note: an immutable text, what it is bound to, and the structures found in it, each built when first asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from vaultlint import frontmatter, markdown, properties, vocabulary
from vaultlint.bilingual import Bilingual, Form, by_itself, pair
from vaultlint.bilingual.tagless import tagless
from vaultlint.finding import Path, Value
from vaultlint.frontmatter import FrontMatter
from vaultlint.markdown import Body, Fault
from vaultlint.properties.own import DEPRECATED, RENAMED
from vaultlint.schema import Schema
from vaultlint.schema.judge import Findings, OldNames, judge
from vaultlint.siblings import FileForm
from vaultlint.text import Lines
from vaultlint.vocabulary import Vocabulary

Renderer = Literal["obsidian", "github", "eleventy"]


class Unbound(NamedTuple):
    """A value by which the note names a schema that cannot be used, and why not."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Bindings:
    """What the vault's configuration, and the note's own `$schema`, say of one note.

    Where the vault `translates` by its config, a note that no form is bound to is meant to have no translations; else
    a note may be bilingual by itself. `types` are the widgets of Obsidian's properties, by their names in lower case.
    `file_forms` are those that say which other notes translate this one, `all_file_forms` those of the whole vault.
    `vocabularies` are those of keys.
    """

    schemas: tuple[Schema, ...] = ()
    unbound: tuple[Unbound, ...] = ()
    translations: tuple[Form, ...] = ()
    translates: bool = False
    renderers: frozenset[Renderer] = frozenset({"obsidian"})
    types: Mapping[str, str] = field(default_factory=dict, hash=False)
    file_forms: tuple[FileForm, ...] = ()
    all_file_forms: tuple[FileForm, ...] = ()
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Note:
    """One note; `path` is relative to the vault, with `/`; `text` has no byte-order mark, else it is the file's."""

    path: str
    text: str
    bindings: Bindings = Bindings()

    @cached_property
    def lines(self) -> Lines:
        """Offsets as lines and columns."""
        return Lines(self.text)

    @cached_property
    def frontmatter(self) -> FrontMatter | None:
        """The block of metadata at the top; None where the note has none, not even a broken one."""
        return frontmatter.read(self.text)

    @property
    def values(self) -> Mapping[str, Value] | None:
        """The keys and values of the front matter; none where there is none, None where they cannot be known."""
        return {} if self.frontmatter is None else self.frontmatter.values

    @cached_property
    def body(self) -> Body:
        """The Markdown below the front matter."""
        return markdown.read(self.text, self.frontmatter.end if self.frontmatter else 0)

    @cached_property
    def bilingual(self) -> Bilingual | None:
        """The texts and translations of the note, paired; None if it has none, by its binding or by itself."""
        forms = self.bindings.translations
        if forms:
            return pair(self.text, self.body, forms)
        return None if self.bindings.translates else by_itself(self.text, self.body)

    @cached_property
    def tagless(self) -> tuple[Fault, ...]:
        """The translation blocks of which only the words are left, by the labels of the forms bound to the note."""
        forms = self.bindings.translations
        return tagless(self.text, self.body, forms) if forms else ()

    @cached_property
    def schema_findings(self) -> Findings:
        """What the bound schemas find, by rule of the family `schema`; each schema judges a note once."""
        return judge(self.frontmatter, self.bindings.schemas, OldNames(f"properties/{RENAMED}", DEPRECATED))

    @cached_property
    def vocabulary_findings(self) -> Findings:
        """What is no term of the bound vocabularies, by rule of that family, each unless a schema tells it."""
        bound = self.bindings
        return vocabulary.judge(self.frontmatter, bound.vocabularies, bound.schemas, self._told_by_schemas)

    @cached_property
    def property_findings(self) -> Findings:
        """What Obsidian finds in the properties, by rule of the family `properties`, each unless others tell it."""
        terms = {f"vocabulary/{kind}": told for kind, told in self.vocabulary_findings.items()}
        others = {**self._told_by_schemas(), **terms}
        return properties.judge(self.frontmatter, self.bindings.types, self.bindings.schemas, others)

    def _told_by_schemas(self) -> Findings:
        found = self.schema_findings.items()
        return {f"schema/{kind}": tuple(one for one in told if not one.unless) for kind, told in found}

    def bound(self, bindings: Bindings) -> Note:
        """The same note under other bindings; its front matter is not read again."""
        other = replace(self, bindings=bindings)
        for name in ("lines", "frontmatter", "body"):
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    def revised(self, text: str) -> Note:
        """The note with another text; front matter that is the same is not read again."""
        other = replace(self, text=text)
        other.__dict__["frontmatter"] = frontmatter.read_again(text, self.frontmatter)
        return other


def parse(path: str, text: str, bindings: Bindings | None = None) -> Note:
    """The note of that text."""
    return Note(path, text, bindings or Bindings())
