"""What each note is bound to, by the vault's config and by itself: schemas, and forms of translation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from vaultlint import obsidian, schemas, where
from vaultlint.bilingual import Form
from vaultlint.config import Config
from vaultlint.errors import ConfigError, SchemaError
from vaultlint.note import Bindings, Note, parse
from vaultlint.patterns import fits
from vaultlint.schema import Schema
from vaultlint.where import Expression, File


class Bound(NamedTuple):
    """A schema of the config, and the notes that it is for."""

    notes: tuple[str, ...]
    where: Expression | None
    schema: Schema

    def applies(self, note: Note) -> bool:
        """Whether it is for this note; of one whose values cannot be read, that is known by its path only."""
        if not fits(self.notes, note.path):
            return False
        if self.where is None:
            return True
        values = note.values
        if values is None and self.where.reads_values:
            return False
        return self.where.matches(values or {}, File(note.path, len(note.text.encode())))


@dataclass(frozen=True)
class Binder:
    """Binds the notes of one vault; every schema is read once.

    Raises:
        ConfigError: a schema that the config names cannot be used.
    """

    config: Config
    schemas: tuple[Bound, ...] = field(init=False)
    types: Mapping[str, str] = field(init=False)
    own: dict[tuple[str, Path], Schema] = field(init=False, default_factory=dict)
    """The schemas that notes name, by that name and the note's folder."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "schemas", tuple(_of_config(self.config)))
        object.__setattr__(self, "types", obsidian.read(self.config.root).types)

    def note(self, path: str, text: str) -> Note:
        """The note at `path`, bound as the config and the note itself say."""
        note = parse(path, text)
        bound = tuple(one.schema for one in self.schemas if one.applies(note))
        unbound = None
        if "$schema" in text:
            own, unbound = self._own_schema(note)
            bound = (*bound, *own)
        translates = bool(self.config.translations)
        return note.bound(Bindings(bound, unbound, self.forms(path), translates, self.config.renderers, self.types))

    def forms(self, path: str) -> tuple[Form, ...]:
        """The forms of translation that the note at `path` may have."""
        return tuple(one.form for one in self.config.translations if fits(one.notes, path))

    def _own_schema(self, note: Note) -> tuple[tuple[Schema, ...], str | None]:
        name = (note.values or {}).get("$schema")
        if not isinstance(name, str):
            return (), None
        root = self.config.root
        folder = (root / note.path).parent
        try:
            if (name, folder) not in self.own:
                self.own[name, folder] = schemas.load(name, folder, root)
            return (self.own[name, folder],), None
        except SchemaError as error:
            return (), str(error)


def _of_config(config: Config) -> list[Bound]:
    root = config.root
    try:
        return [
            Bound(one.notes, where.compile(one.where) if one.where else None, schemas.load(one.file, root, root, True))
            for one in config.schemas
        ]
    except SchemaError as error:
        raise ConfigError(f"{config.file}: schema: {error}") from None


__all__ = ["Binder", "Bound"]
