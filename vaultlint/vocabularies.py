"""Vocabularies of the config, from the config itself and from the files that it names; each file is read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from vaultlint import schemas
from vaultlint.config.bindings.vocabulary import VocabularyBinding
from vaultlint.door import content
from vaultlint.errors import ConfigError, ExpressionError, SchemaError
from vaultlint.nearest import nearest
from vaultlint.note import parse
from vaultlint.patterns import fits
from vaultlint.vocabulary import Form, Vocabulary, merged
from vaultlint.vocabulary.gathered import Gathered, aliases, deprecated, gathered
from vaultlint.vocabulary.lines import of_lines, of_note
from vaultlint.vocabulary.seeking import every_path, places
from vaultlint.vocabulary.taxonomy import governed

DATA = (".json", *schemas.YAML)


class _Bound(NamedTuple):
    notes: tuple[str, ...]
    by_key: Mapping[str, Vocabulary]


@dataclass(frozen=True)
class Vocabularies:
    """The vocabularies of a config.

    Raises:
        ConfigError: one cannot be read, or is not where the config says.
    """

    root: Path
    config: Path | None
    bindings: tuple[VocabularyBinding, ...]
    bound: tuple[_Bound, ...] = field(init=False)
    known: dict[tuple[int, ...], Mapping[str, Vocabulary]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        reader = _Reader(self.root, self.config)
        bound = (_Bound(one.notes, reader.read(number, one)) for number, one in enumerate(self.bindings, 1))
        object.__setattr__(self, "bound", tuple(bound))

    def of(self, path: str) -> Mapping[str, Vocabulary]:
        """The vocabularies of the note at `path`, by key."""
        mine = tuple(index for index, one in enumerate(self.bound) if fits(one.notes, path))
        if mine not in self.known:
            several: dict[str, list[Vocabulary]] = {}
            for index in mine:
                for key, vocabulary in self.bound[index].by_key.items():
                    several.setdefault(key, []).append(vocabulary)
            self.known[mine] = {key: merged(one) for key, one in several.items()}
        return self.known[mine]


class _Reader:
    """Reads the tables of the config `file`, one after the other."""

    def __init__(self, root: Path, file: Path | None) -> None:
        self.root, self.file = root, file
        self.documents: dict[str, Any] = {}

    def read(self, number: int, binding: VocabularyBinding) -> Mapping[str, Vocabulary]:
        """The vocabulary of each key that the table of that number, from 1, is for."""
        table = _Table(self, binding.settings)
        try:
            return {key: table.vocabulary(key) for key in binding.keys}
        except ConfigError as error:
            place = f"{self.file}: " if self.file else ""
            raise ConfigError(f"{place}vocabulary[{number}]: {error}") from None

    def document(self, name: str) -> Any:
        """What is in a file: of data, the values; else a note or a text."""
        if "://" in name:
            raise ConfigError(f"file: {name}: nothing is fetched from the network; keep a copy in the vault")
        if name not in self.documents:
            file = self.root / name
            self.documents[name] = (self._data if file.suffix.lower() in DATA else self._text)(file, name)
        return self.documents[name]

    def _data(self, file: Path, name: str) -> Any:
        try:
            return schemas.document(file, name)
        except SchemaError as error:
            raise ConfigError(f"file: {error}") from None

    def _text(self, file: Path, name: str) -> Any:
        try:
            text = content(file).decode("utf-8-sig")
        except OSError as error:
            raise ConfigError(f"file: {name}: {schemas.why_unread(error, file, name)}") from None
        except UnicodeDecodeError as error:
            raise ConfigError(f"file: {name}: byte {error.start} is not UTF-8") from None
        return parse(name, text) if file.suffix.lower() == ".md" else of_lines(text)


class _Table:
    """One table of the config."""

    def __init__(self, reader: _Reader, settings: Mapping[str, Any]) -> None:
        self.reader, self.settings = reader, settings
        self.name: str | None = settings.get("file")

    def vocabulary(self, key: str) -> Vocabulary:
        found, form, is_open = self._terms(key)
        found.aliases |= aliases(self._given("aliases", {}))
        found.deprecated |= deprecated(self._given("deprecated", []), [*found.terms, *found.aliases.values()])
        if self.name and form == Form() and not (found.terms or found.aliases or found.deprecated):
            raise ConfigError(f"file: {self.name} lists no terms")
        source = self.name or (self.reader.file.name if self.reader.file else "the config")
        is_open = self.settings.get("open", is_open or not found.terms)
        return found.vocabulary(source, self._form(form), is_open)

    def _terms(self, key: str) -> tuple[Gathered, Form, bool]:
        """The terms, the form that the file asks for, and whether there may be others."""
        found = gathered(self.settings.get("terms", [])) or Gathered()
        if self.name is None:
            return found, Form(), False
        document = self.reader.document(self.name)
        if "path" in self.settings:
            found += self._listed(self.settings["path"])
        elif isinstance(document, Gathered):
            found += document
        elif not any(isinstance(self.settings.get(one), str) for one in ("aliases", "deprecated")):
            more, form, is_open = self._sought(document, key)
            found += more
            return found, form, is_open
        return found, Form(), False

    def _listed(self, path: str) -> Gathered:
        value = self._at("path", path)
        found = gathered(value)
        if found is None:
            raise ConfigError(f"path: `{path}` in {self.name} is no list of terms")
        return found

    def _sought(self, document: Any, key: str) -> tuple[Gathered, Form, bool]:
        """The terms for the key in a document of which the config does not say where they stand."""
        if not isinstance(document, list | dict):
            values = document.values or {}
            listed = next((values[one] for one in (key, "terms") if values.get(one)), None)
            return (gathered(listed) if listed else None) or of_note(document.body), Form(), False
        if (ruled := governed(document, key)) is not None:
            return *ruled, True
        if isinstance(document, list) or "terms" in document:
            found = gathered(document)
            if found is not None:
                return found, Form(), False
        spots = places(document, key)
        if len(spots) == 1:
            return spots[0].found, Form(), spots[0].is_open
        raise ConfigError(self._lost(document, key, [spot.path for spot in spots]))

    def _lost(self, document: Any, key: str, several: list[str]) -> str:
        if several:
            return f"file: {self.name} has terms for `{key}` in several places: set `path` to {_either(several)}"
        paths = every_path(document)
        return f"file: {self.name} has nothing called `{key}`: set `path`, as to {_either(paths)}" if paths else (
            f"file: {self.name} lists no terms"
        )  # fmt: skip

    def _given(self, setting: str, default: Any) -> Any:
        """What a setting says, or the place of the file that it names."""
        value = self.settings.get(setting, default)
        return self._at(setting, value) if isinstance(value, str) else value

    def _at(self, setting: str, path: str) -> Any:
        """What stands at a path of the file."""
        from vaultlint import where

        document = self.reader.document(self.name or "")
        if isinstance(document, Gathered):
            raise ConfigError(f"{setting}: {self.name} is a plain text, which has no paths")
        data = document if isinstance(document, list | dict) else document.values or {}
        try:
            value = where.compile(path).within(data)
        except ExpressionError as error:
            raise ConfigError(f"{setting}: {error}") from None
        if value in (None, [], {}, ""):
            close = nearest(path, every_path(data))
            hint = f"; did you mean `{close}`?" if close else ""
            raise ConfigError(f"{setting}: `{path}` finds nothing in {self.name}{hint}")
        return value

    def _form(self, found: Form) -> Form:
        exceptions = self._given("exceptions", ())
        words = frozenset(map(str, exceptions)) if isinstance(exceptions, list | tuple) else frozenset()
        case = self.settings.get("case", found.case)
        return Form(case, self.settings.get("number"), found.exceptions | words)


def _either(paths: list[str]) -> str:
    shown = [f"`{path}`" for path in paths[:6]]
    return " or ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) + ", …" * (len(paths) > 6)
