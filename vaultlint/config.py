"""`vaultlint.toml` (or `.vaultlint.toml`, or `[tool.vaultlint]` in pyproject.toml) as a frozen Config.

The shape of the file is one JSON Schema, made from the rules (see `config_schema.py`); our own validator checks it.
Patterns are those of `.gitignore`, relative to the folder of the config.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vaultlint.bilingual import Form
from vaultlint.config_schema import config_schema
from vaultlint.errors import ConfigError, ExpressionError, UsageError
from vaultlint.finding import Severity
from vaultlint.lint import Active
from vaultlint.nearest import nearest
from vaultlint.note import Renderer
from vaultlint.patterns import objection
from vaultlint.rule import Rule, discover
from vaultlint.suppress import covers_rule
from vaultlint.where import compile

NAMES = ("vaultlint.toml", ".vaultlint.toml", "pyproject.toml")
"""The files that may hold a config, the first that does wins."""


@dataclass(frozen=True, slots=True)
class SchemaBinding:
    """The notes matching `notes`, and the expression `where`, are validated by the schema `file`."""

    notes: tuple[str, ...]
    file: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class TranslationBinding:
    """The notes matching `notes` may carry their originals in `form`."""

    notes: tuple[str, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """What the config says of one rule."""

    severity: Severity | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Config:
    """A vault's configuration; `root` is the folder that all paths in it are relative to."""

    root: Path
    file: Path | None = None
    include: tuple[str, ...] = ("*.md",)
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    renderers: frozenset[Renderer] = frozenset({"obsidian"})
    schemas: tuple[SchemaBinding, ...] = ()
    translations: tuple[TranslationBinding, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)

    def active(self, select: tuple[str, ...] | None = None, ignore: tuple[str, ...] = ()) -> tuple[Active, ...]:
        """The rules that run; `select` and `ignore` are the command line's, which outrank the config's.

        A family selects its rules that run by default, a rule's own name selects it in any case.
        """
        chosen = select if select is not None else self.select
        extended = () if select is not None else self.extend_select
        left_out = (*ignore, *(() if select is not None else self.ignore))
        return tuple(
            Active(rule, settings.severity or rule.severity, settings.options)
            for name, rule in discover().items()
            if _runs(rule, chosen, extended) and not any(covers_rule(one, name) for one in left_out)
            for settings in [self.rules.get(name, RuleSettings())]
        )


def _runs(rule: Rule, chosen: tuple[str, ...] | None, extended: tuple[str, ...]) -> bool:
    if rule.name in extended or rule.name in (chosen or ()):
        return True
    return rule.default and (chosen is None or any(covers_rule(one, rule.name) for one in (*chosen, *extended)))


def check_names(names: tuple[str, ...], where: str) -> None:
    """Make sure that all `names` are rules or families.

    Raises:
        UsageError: one is not; the message tells the nearest that is.
    """
    known = [*discover(), *dict.fromkeys(rule.family for rule in discover().values())]
    for name in names:
        if name not in known:
            close = nearest(name, known)
            hint = f"; did you mean `{close}`?" if close else "; see `vaultlint rules`"
            raise UsageError(f"{where}: there is no rule or family `{name}`{hint}")


def find(folder: Path) -> Path | None:
    """The config file in `folder` itself; None if it has none."""
    for name in NAMES:
        file = folder / name
        if file.is_file() and (name != "pyproject.toml" or _in_pyproject(file)):
            return file
    return None


def _in_pyproject(file: Path) -> bool:
    try:
        text = file.read_text("utf-8-sig", errors="replace")
    except OSError:
        return False
    return "vaultlint" in text and _tables(text) is not None


def _tables(text: str) -> Any:
    """What `[tool.vaultlint]` holds; None without one. Of a file that is not TOML, what looks like one counts."""
    try:
        tool = tomllib.loads(text).get("tool")
    except tomllib.TOMLDecodeError:
        return {} if re.search(r"^\s*\[+\s*tool\.vaultlint\b", text, re.M) else None
    return tool.get("vaultlint") if isinstance(tool, dict) else None


def load(file: Path, root: Path | None = None) -> Config:
    """The config in `file`; its patterns are relative to `root`, its own folder by default.

    Raises:
        ConfigError: it cannot be read, or says something that is not understood.
    """
    try:
        text = file.read_text("utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: byte {error.start} is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not TOML: {error}") from None
    if file.name == "pyproject.toml":
        table = {} if (own := _tables(text)) is None else own
        if not isinstance(table, dict):
            raise ConfigError(f"{file}: tool.vaultlint should be a table")
    _validate(file, table)
    return _config(file, root or file.parent, table)


def _validate(file: Path, table: dict[str, Any]) -> None:
    from vaultlint.schema import compile_schema

    translations = table.get("translation")
    for count, one in enumerate(translations if isinstance(translations, list) else (), 1):
        if isinstance(one, dict) and one.get("carrier") == "file":
            where = f"{file}: translation[{count}].carrier"
            raise ConfigError(f"{where}: translations in files of their own (`file`) cannot be checked yet")

    schema = compile_schema(config_schema(), "the config's schema", _no_other_schema)
    faults = schema.errors(table)
    if faults:
        fault = faults[0]
        raise ConfigError(f"{file}: {_spelt(fault.path)}{fault.message}")
    for pattern in _every_pattern(table):
        wrong = objection(pattern)
        if wrong is not None:
            raise ConfigError(f"{file}: the pattern `{pattern}` is not understood: {wrong}")
    for number, one in enumerate(table.get("schema", ()), 1):
        if "where" in one:
            _check_expression(f"{file}: schema[{number}].where: ", one["where"])


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
    for one in (*table.get("schema", ()), *table.get("translation", ())):
        yield from _patterns(one)


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
    return Config(
        root=root,
        file=file,
        include=tuple(table.get("include", Config.include)),
        exclude=tuple(table.get("exclude", ())),
        select=names("select") if "select" in table else None,
        extend_select=names("extend-select"),
        ignore=names("ignore"),
        renderers=frozenset(table.get("renderers", Config.renderers)),
        schemas=tuple(SchemaBinding(_patterns(one), one["file"], one.get("where")) for one in table.get("schema", ())),
        translations=tuple(TranslationBinding(_patterns(one), _form(one)) for one in table.get("translation", ())),
        per_file_ignores=per_file,
        rules={name: _settings(settings) for name, settings in table.get("rules", {}).items()},
    )


def _names_exist(file: Path, key: str, names: tuple[str, ...]) -> None:
    try:
        check_names(names, key)
    except UsageError as error:
        raise ConfigError(f"{file}: {error}") from None


def _patterns(table: dict[str, Any]) -> tuple[str, ...]:
    notes = table.get("notes", "**")
    return (notes,) if isinstance(notes, str) else tuple(notes)


def _form(table: dict[str, Any]) -> Form:
    said = {key: value for key, value in table.items() if key not in ("notes", "class")}
    if "class" in table:
        said["html_class"] = table["class"]
    if "labels" in said:
        said["labels"] = tuple(said["labels"])
    if "blocks" in said:
        said["blocks"] = frozenset(said["blocks"])
    return Form(**said)


def _settings(table: dict[str, Any]) -> RuleSettings:
    options = {key.replace("-", "_"): _frozen(value) for key, value in table.items() if key != "severity"}
    return RuleSettings(Severity(table["severity"]) if "severity" in table else None, options)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
