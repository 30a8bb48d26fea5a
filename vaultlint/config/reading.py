"""From a file to a Config, or to one line that says what is wrong with it.

The shape of the file is one JSON Schema, made from the rules (see `shape.py`); our own validator checks it.
Patterns are those of `.gitignore`, relative to the folder of the config.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vaultlint.config.bindings.notes import notes_of
from vaultlint.config.bindings.schema import schema_binding
from vaultlint.config.bindings.translation import file_translation_binding, is_file, translation_binding
from vaultlint.config.bindings.translation import objection as objection_to_translation
from vaultlint.config.bindings.vocabulary import objection as objection_to_vocabulary
from vaultlint.config.bindings.vocabulary import vocabulary_binding
from vaultlint.config.file import table_of
from vaultlint.config.settings import Config, Limits, RuleSettings, check_names
from vaultlint.config.shape import config_schema
from vaultlint.errors import ConfigError, ExpressionError, UsageError
from vaultlint.finding import Severity
from vaultlint.option import EXPRESSION
from vaultlint.patterns import objection
from vaultlint.where import compile


def load(file: Path, root: Path | None = None) -> Config:
    """The config in `file`; its patterns are relative to `root`, its own folder by default.

    Raises:
        ConfigError: it cannot be read, or says something that is not understood.
    """
    table = table_of(file)
    _validate(file, table)
    return _config(file, root or file.parent, table)


def _validate(file: Path, table: dict[str, Any]) -> None:
    from vaultlint.schema import compile_schema

    schema = compile_schema(config_schema(), "the config's schema", _no_other_schema)
    faults = schema.errors(table)
    if faults:
        fault = faults[0]
        raise ConfigError(f"{file}: {_spelt(fault.path)}{fault.message}")
    for pattern in _every_pattern(table):
        wrong = objection(pattern)
        if wrong is not None:
            raise ConfigError(f"{file}: the pattern `{pattern}` is not understood: {wrong}")
    for number, one in enumerate(table.get("translation", ()), 1):
        if (against := objection_to_translation(one)) is not None:
            raise ConfigError(f"{file}: translation[{number}].{against[0]}: {against[1]}")
    for number, one in enumerate(table.get("vocabulary", ()), 1):
        if (lack := objection_to_vocabulary(one)) is not None:
            raise ConfigError(f"{file}: vocabulary[{number}]: {lack}")
    for place, text in _every_expression(table):
        _check_expression(f"{file}: {place}: ", text)


def _every_expression(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The expressions over a note's values, each with the key that holds it."""
    for number, one in enumerate(table.get("schema", ()), 1):
        if "where" in one:
            yield f"schema[{number}].where", one["where"]
    shapes = config_schema()["properties"]["rules"]["properties"]
    for name, options in table.get("rules", {}).items():
        for option, value in options.items():
            if shapes[name]["properties"][option].get("format") == EXPRESSION and value:
                yield f'rules."{name}".{option}', value


def _check_expression(place: str, text: str) -> None:
    try:
        expression = compile(text)
    except ExpressionError as error:
        raise ConfigError(f"{place}{error}") from None
    if expression.counted or expression.rules:
        raise ConfigError(f"{place}freq() and has_rule() ask the whole vault, which is not known here")


def _spelt(path: Sequence[str | int]) -> str:
    """The path of a key as people count: `translation[2].labels: `; nothing for the whole file."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f'."{step}"' if "/" in step else f".{step}" for step in path)
    return "".join(steps).removeprefix(".") + ": " if path else ""


def _every_pattern(table: dict[str, Any]) -> Iterator[str]:
    yield from (*table.get("include", ()), *table.get("exclude", ()), *table.get("per-file-ignores", ()))
    for one in (*table.get("schema", ()), *table.get("translation", ()), *table.get("vocabulary", ())):
        yield from notes_of(one)


def _no_other_schema(uri: str) -> Any:
    raise ConfigError(f"the config's schema refers to {uri}")


def _config(file: Path, root: Path, table: dict[str, Any]) -> Config:
    def names(key: str) -> tuple[str, ...]:
        listed = tuple(table.get(key, ()))
        _names_exist(file, key, listed)
        return listed

    per_file = tuple((pattern, tuple(rules)) for pattern, rules in table.get("per-file-ignores", {}).items())
    for pattern, rules in per_file:
        _names_exist(file, f'per-file-ignores."{pattern}"', rules)
    translations = table.get("translation", ())
    return Config(
        root=root,
        file=file,
        include=tuple(table.get("include", Config.include)),
        exclude=tuple(table.get("exclude", ())),
        select=names("select") if "select" in table else None,
        extend_select=names("extend-select"),
        ignore=names("ignore"),
        renderers=frozenset(table.get("renderers", Config.renderers)),
        schemas=tuple(map(schema_binding, table.get("schema", ()))),
        translations=tuple(translation_binding(one) for one in translations if not is_file(one)),
        file_translations=tuple(file_translation_binding(one) for one in translations if is_file(one)),
        vocabularies=tuple(map(vocabulary_binding, table.get("vocabulary", ()))),
        per_file_ignores=per_file,
        rules={name: _settings(settings) for name, settings in table.get("rules", {}).items()},
        limits=Limits(**{key.replace("-", "_"): value for key, value in table.get("limits", {}).items()}),
    )


def _names_exist(file: Path, key: str, names: tuple[str, ...]) -> None:
    try:
        check_names(names, key)
    except UsageError as error:
        raise ConfigError(f"{file}: {error}") from None


def _settings(table: dict[str, Any]) -> RuleSettings:
    options = {key.replace("-", "_"): _frozen(value) for key, value in table.items() if key != "severity"}
    return RuleSettings(Severity(table["severity"]) if "severity" in table else None, options)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
