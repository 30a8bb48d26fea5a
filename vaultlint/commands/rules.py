"""`vaultlint rules [NAME]`: the table of rules, or one rule's page."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from vaultlint.commands import terminal
from vaultlint.errors import UsageError
from vaultlint.nearest import nearest
from vaultlint.report.page import whole
from vaultlint.report.reading import readable
from vaultlint.report.style import Style
from vaultlint.rule import Rule, discover

NAME = "rules"
HELP = "the table of rules, or one rule's page"


def add(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="a rule or a family")
    parser.add_argument("--output-format", choices=["text", "markdown", "json"], default="text")
    parser.add_argument("--color", choices=["auto", "always", "never"], default="auto")


def run(arguments: argparse.Namespace) -> int:
    """0."""
    rules = discover()
    name = arguments.name
    if name in rules and arguments.output_format != "json":
        style = terminal.style(arguments)
        terminal.put(readable(whole(rules[name]), style) if style.colour else [whole(rules[name]).rstrip("\n")])
        return 0
    chosen = [rule for rule in rules.values() if name in (None, rule.family, rule.name)]
    if not chosen:
        close = nearest(name, [*rules, *(rule.family for rule in rules.values())])
        raise UsageError(f"there is no rule `{name}`" + (f"; did you mean `{close}`?" if close else ""))
    tables = {"text": _table, "markdown": _markdown, "json": _json}
    terminal.put(tables[arguments.output_format](chosen, terminal.style(arguments)))
    return 0


def _state(rule: Rule) -> str:
    return rule.severity.value + ("" if rule.default else ", off by default")


def _table(rules: list[Rule], style: Style) -> Iterator[str]:
    wide = max(len(rule.name) for rule in rules)
    for rule in rules:
        name = style.severity(rule.severity, rule.name.ljust(wide))
        fix = style.paint({"safe": "fix", "unsafe": "unsafe fix"}.get(rule.fix, "").ljust(10), "green")
        off = style.paint(" (off by default)", "dim") if not rule.default else ""
        yield f"{name}  {rule.severity.value:<7}  {fix}  {rule.title}{off}"


def _markdown(rules: list[Rule], style: Style) -> Iterator[str]:
    yield "| Rule | What it finds | Severity | Fix |"
    yield "| --- | --- | --- | --- |"
    for rule in rules:
        title = rule.title.replace("|", "\\|")
        yield f"| `{rule.name}` | {title} | {_state(rule)} | {'' if rule.fix == 'none' else rule.fix} |"


def _json(rules: list[Rule], style: Style) -> Iterator[str]:
    import json

    shown = [
        {
            "name": rule.name,
            "title": rule.title,
            "severity": rule.severity.value,
            "fix": rule.fix,
            "default": rule.default,
        }
        for rule in rules
    ]
    yield json.dumps(shown, ensure_ascii=False, indent=2)
