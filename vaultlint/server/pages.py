"""A rule's page: its address, and what a hover shows of it."""

from __future__ import annotations

from pathlib import Path

from vaultlint.rule import Rule


def address(rule: Rule) -> str:
    """Where the page can be read: the rule's own file, which is there without a network, and begins with it."""
    return Path(str(rule.module.__file__)).as_uri()


def page(rule: Rule) -> str:
    """The page as Markdown."""
    fix = {"safe": "can be fixed", "unsafe": "can be fixed by a guess"}.get(rule.fix, "no fix")
    return f"**{rule.name}** · {rule.severity.value} · {fix}\n\n{rule.page}\n\n[The rule's file]({address(rule)})"
