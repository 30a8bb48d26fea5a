"""What a rule is, and how all of them are found.

A rule is one file, `rules/<family>/<rule>.py`: its docstring is its page, `check` is a plain generator, `RULE`
says how grave it is and shows examples. Its name is `family/rule`, with `-` for `_`. An option is a keyword-only
parameter of `check` with a default.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module
from types import ModuleType
from typing import Any

from vaultlint.finding import Finding, Severity
from vaultlint.note import Bindings, Note
from vaultlint.trouble import Trouble
from vaultlint.vault import Outline, Vault

OPEN, CLOSE = "«", "»"
"""The marks around the faults of an example."""


@dataclass(frozen=True, slots=True)
class Example:
    """A note, or a vault as a mapping of paths to notes; `bindings` is what the example assumes of the config."""

    text: str | Mapping[str, str]
    bindings: Bindings = field(default_factory=Bindings, kw_only=True)
    options: Mapping[str, Any] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True, slots=True)
class Valid(Example):
    """An example in which the rule finds nothing."""


@dataclass(frozen=True, slots=True)
class Invalid(Example):
    """An example whose faults stand between « and »; `fixed` is the text after its safe fixes.

    `unsafely_fixed` is the text after its unsafe fixes too; `message` is that of the first finding.
    """

    message: str | None = None
    fixed: str | None = None
    unsafely_fixed: str | None = None


@dataclass(frozen=True)
class Rule:
    """What all rules have; `default` says whether the rule runs unasked."""

    check: Callable[..., Iterator[Finding]]
    severity: Severity = field(kw_only=True)
    examples: list[Valid | Invalid] = field(kw_only=True)
    default: bool = field(default=True, kw_only=True)
    lacking: Callable[[], str | None] = field(default=lambda: None, kw_only=True)
    """What must be installed besides so that the rule can do its work; None if nothing."""

    @cached_property
    def module(self) -> ModuleType:
        """The file that the rule is."""
        return import_module(self.check.__module__)

    @cached_property
    def name(self) -> str:
        """`family/rule`, from the file's name."""
        family, rule = self.check.__module__.rstrip("_").split(".")[-2:]
        return f"{family}/{rule.replace('_', '-')}"

    @property
    def family(self) -> str:
        """The folder that the rule's file lies in."""
        return self.name.partition("/")[0]

    @property
    def title(self) -> str:
        """What the rule finds: the first line of its page."""
        return self.page.partition("\n")[0]

    @cached_property
    def page(self) -> str:
        """The rule's docstring: why the fault matters and what to do."""
        return inspect.getdoc(self.module) or ""

    @cached_property
    def options(self) -> dict[str, inspect.Parameter]:
        """The rule's options by name (`_` for `-`), each with its default and annotation."""
        parameters = inspect.signature(self.check, eval_str=True).parameters.values()
        return {parameter.name: parameter for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY}

    @property
    def fix(self) -> str:
        """`safe`, `unsafe` or `none`: the best that an example shows."""
        invalid = [example for example in self.examples if isinstance(example, Invalid)]
        if any(example.fixed is not None for example in invalid):
            return "safe"
        return "unsafe" if any(example.unsafely_fixed is not None for example in invalid) else "none"


@dataclass(frozen=True)
class NoteRule(Rule):
    """A rule about one note, whatever the others are."""

    check: Callable[..., Iterator[Finding]]
    """`check(note: Note, *, options…)`."""


@dataclass(frozen=True)
class VaultRule(Rule):
    """A rule about one note among the others: of those it sees outlines only.

    `suspects` says by an outline alone whether the rule may find something in its note; without it, `check` is asked.
    """

    check: Callable[..., Iterator[Finding]]
    """`check(outline: Outline, vault: Vault, *, options…)`; where there is `suspects`, `outline.note` is the note."""
    suspects: Callable[..., bool] | None = field(default=None, kw_only=True)
    """`suspects(outline: Outline, vault: Vault, *, options…)`."""

    def concerns(self, outline: Outline, vault: Vault, **options: Any) -> bool:
        """Whether the rule may find something in the note with this outline."""
        if self.suspects is not None:
            return self.suspects(outline, vault, **options)
        return next(iter(self.check(outline, vault, **options)), None) is not None


@dataclass(frozen=True)
class TroubleRule(Rule):
    """A rule that tells what the engine met: it gets every `Trouble` and speaks of its own kind."""

    check: Callable[..., Iterator[Finding]]
    """`check(trouble: Trouble, *, options…)`."""
    fixes: str = field(default="none", kw_only=True)
    """`safe`, `unsafe` or `none`: such rules have no examples to show it."""

    @property
    def fix(self) -> str:
        """`fixes`."""
        return self.fixes


@cache
def discover() -> dict[str, Rule]:
    """All rules by name, in order: each module below `vaultlint.rules` that has a `RULE`."""
    from vaultlint import rules

    found = {}
    for module in pkgutil.walk_packages(rules.__path__, "vaultlint.rules."):
        rule = getattr(import_module(module.name), "RULE", None)
        if isinstance(rule, Rule):
            found[rule.name] = rule
    return dict(sorted(found.items()))


__all__ = [
    "Bindings", "Example", "Invalid", "Note", "NoteRule", "Outline", "Rule", "Trouble", "TroubleRule", "Valid",
    "Vault", "VaultRule", "discover",
]  # fmt: skip
