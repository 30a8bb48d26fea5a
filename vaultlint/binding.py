"""What each note is bound to, by the vault's config and by itself: schemas, vocabularies, forms of translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from vaultlint import obsidian, schemas, where
from vaultlint.bilingual import Form
from vaultlint.config import Config
from vaultlint.config.bindings.schema import SchemaBinding
from vaultlint.errors import ConfigError, SchemaError
from vaultlint.families import Family, read_family
from vaultlint.note import Bindings, Note, Unbound, parse
from vaultlint.patterns import fits
from vaultlint.schema import Schema
from vaultlint.vocabularies import Vocabularies
from vaultlint.where import Expression, File

OWN = "$schema"
"""The key under which a note names its own schema."""


class Table(NamedTuple):
    """The `[[schema]]` table of that number, from 1, with what it binds: a schema, or those that notes name."""

    number: int
    binding: SchemaBinding
    where: Expression | None
    binds: Schema | Family

    def applies(self, note: Note) -> bool:
        """Whether it is for this note; of one whose values cannot be read, that is known by its path only."""
        if not fits(self.binding.notes, note.path):
            return False
        if self.where is None:
            return True
        values = note.values
        if values is None and self.where.reads_values:
            return False
        return self.where.matches(values or {}, File(note.path, len(note.text.encode())))

    def of(self, note: Note) -> Iterator[Schema | Unbound]:
        """The schemas that it binds to the note."""
        if not self.applies(note):
            return
        if isinstance(self.binds, Schema):
            yield self.binds
        else:
            yield from self.binds.of(note.values or {})


class Tie(NamedTuple):
    """A schema that is bound to a note, or is not to be had; `table` says why, None for the note itself."""

    schema: Schema | Unbound
    table: Table | None = None


@dataclass(frozen=True)
class Binder:
    """Binds the notes of one vault; every schema is read once.

    Raises:
        ConfigError: a schema or vocabulary that the config names cannot be used.
    """

    config: Config
    tables: tuple[Table, ...] = field(init=False)
    types: Mapping[str, str] = field(init=False)
    vocabularies: Vocabularies = field(init=False)
    own: dict[tuple[str, Path], Schema] = field(init=False, default_factory=dict)
    """The schemas that notes name, by that name and the note's folder."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", tuple(_of_config(self.config)))
        object.__setattr__(self, "types", obsidian.read(self.config.root).types)
        vocabularies = Vocabularies(self.config.root, self.config.file, self.config.vocabularies)
        object.__setattr__(self, "vocabularies", vocabularies)

    def note(self, path: str, text: str) -> Note:
        """The note at `path`, bound as the config and the note itself say."""
        note = parse(path, text)
        bound = [tie.schema for tie in self.ties(note)]
        whole = tuple(one for one in bound if isinstance(one, Schema))
        unbound = tuple(one for one in bound if isinstance(one, Unbound)) if len(whole) < len(bound) else ()
        config = self.config
        forms, translates = self.forms(path), bool(config.translations or config.file_translations)
        every = tuple(one.form for one in config.file_translations)
        files = tuple(one.form for one in config.file_translations if fits(one.notes, path)) if every else ()
        terms, types = self.vocabularies.of(path), self.types
        return note.bound(Bindings(whole, unbound, forms, translates, config.renderers, types, files, every, terms))

    def ties(self, note: Note) -> Iterator[Tie]:
        """What the note is bound to, in the order of the config; what it names itself comes last."""
        for table in self.tables:
            for schema in table.of(note):
                yield Tie(schema, table)
        if OWN in note.text and isinstance(name := (note.values or {}).get(OWN), str):
            yield Tie(self._own_schema(note.path, name))

    def forms(self, path: str) -> tuple[Form, ...]:
        """The forms of translation that the note at `path` may have."""
        return tuple(one.form for one in self.config.translations if fits(one.notes, path))

    def _own_schema(self, path: str, name: str) -> Schema | Unbound:
        root = self.config.root
        folder = (root / path).parent
        try:
            if (name, folder) not in self.own:
                self.own[name, folder] = schemas.load(name, folder, root)
            return self.own[name, folder]
        except SchemaError as error:
            return Unbound((OWN,), f"the schema that the note names cannot be used: {error}")


def _of_config(config: Config) -> Iterator[Table]:
    try:
        for number, one in enumerate(config.schemas, 1):
            expression = where.compile(one.where) if one.where else None
            yield Table(number, one, expression, _bound(one, config.root))
    except SchemaError as error:
        raise ConfigError(f"{config.file}: schema: {error}") from None


def _bound(binding: SchemaBinding, root: Path) -> Schema | Family:
    if binding.key is not None:
        return read_family(binding.file, binding.key, root)
    return schemas.load(binding.file, root, root, True)


__all__ = ["OWN", "Binder", "Table", "Tie"]
