"""A rule's page: its address, and what a hover shows of it."""

from __future__ import annotations

from pathlib import Path

from vaultlint.report.page import markdown
from vaultlint.rule import Rule


def address(rule: Rule) -> str:
    """Where the page can be read: the rule's own file, which is there without a network, and begins with it."""
    return Path(str(rule.module.__file__)).as_uri()


def page(rule: Rule) -> str:
    """The page as Markdown."""
    return f"[**{rule.name}**]({address(rule)})\n\n{markdown(rule)}"
