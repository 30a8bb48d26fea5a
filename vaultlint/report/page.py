"""A rule's page as Markdown: why the fault matters, what to do, and an example before and after."""

from __future__ import annotations

from collections.abc import Iterator

from vaultlint.late import late
from vaultlint.rule import Invalid, Rule

_TICKS = late("`+")
FIXES = {"safe": "`vaultlint fix` mends it", "unsafe": "`vaultlint fix --unsafe-fixes` makes a guess", "none": "no fix"}


def markdown(rule: Rule) -> str:
    """The page, with the first fault that shows a fix, or the first one."""
    faults = [one for one in rule.examples if isinstance(one, Invalid) and isinstance(one.text, str)]
    fixed = [one for one in faults if one.fixed is not None or one.unsafely_fixed is not None]
    shown = [part for one in (fixed or faults)[:1] for part in _example(one)]
    return "\n\n".join([rule.page, f"Severity: {rule.severity.value}; {FIXES[rule.fix]}.", *shown])


def _example(fault: Invalid) -> Iterator[str]:
    yield "The fault, between « and »:"
    yield _fenced(str(fault.text))
    mended = fault.fixed if fault.fixed is not None else fault.unsafely_fixed
    if mended is not None:
        yield "Mended:"
        yield _fenced(mended)


def _fenced(text: str) -> str:
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in _TICKS.findall(text))])
    return "\n".join([f"{fence}markdown", text.rstrip("\n"), fence])
