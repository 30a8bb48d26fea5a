"""A vault's configuration as a frozen Config: which notes, which rules, which bindings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vaultlint.config.bindings.schema import SchemaBinding
from vaultlint.config.bindings.translation import FileTranslationBinding, TranslationBinding
from vaultlint.config.bindings.vocabulary import VocabularyBinding
from vaultlint.door import LARGEST
from vaultlint.errors import UsageError
from vaultlint.finding import Severity
from vaultlint.lint import Active
from vaultlint.nearest import nearest
from vaultlint.note import Renderer
from vaultlint.rule import Rule, discover
from vaultlint.suppress import covers_rule


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """What the config says of one rule."""

    severity: Severity | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is not read, or not waited for; the others are not for a config to say, see docs/guides/limits.md."""

    note_size: int = LARGEST


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
    file_translations: tuple[FileTranslationBinding, ...] = ()
    vocabularies: tuple[VocabularyBinding, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)
    limits: Limits = Limits()

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
