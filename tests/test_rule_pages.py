"""A rule's page: whole as Markdown, in short for hovers and SARIF, and readable on a terminal."""

from __future__ import annotations

import re

import pytest
from conftest import Vault
from markdown_it import MarkdownIt

from vaultlint.report.page import markdown, whole
from vaultlint.report.reading import readable
from vaultlint.report.style import Style
from vaultlint.rule import Invalid, Rule, Valid, discover

RULES = list(discover().values())
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def blocks(page: str) -> list[str]:
    """The contents of the page's blocks of code, as a Markdown parser sees them."""
    return [token.content.rstrip("\n") for token in MarkdownIt().parse(page) if token.type == "fence"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_whole_page_holds_all_there_is(rule: Rule) -> None:
    page = whole(rule)
    shown = blocks(page)
    assert page.startswith(f"# {rule.name}\n\n{rule.title}\n")
    assert all(f"| `{name.replace('_', '-')}` |" in page for name in rule.options)
    for example in rule.examples:
        texts = [example.text] if isinstance(example.text, str) else list(example.text.values())
        if isinstance(example, Invalid):
            texts += [one for one in (example.fixed or example.unsafely_fixed,) if one]
        assert {"\n".join(text.rstrip("\n").splitlines()) for text in texts} <= {
            "\n".join(block.splitlines()) for block in shown
        }
    assert ("## What it finds" in page) == any(isinstance(one, Invalid) for one in rule.examples)
    assert ("## What is fine" in page) == any(isinstance(one, Valid) for one in rule.examples)
    assert rule.page in markdown(rule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_is_read_on_a_terminal_is_the_same(rule: Rule) -> None:
    """Every word of the page is there, but for the marks of Markdown."""
    lines = ANSI.sub("", "\n".join(readable(whole(rule), Style(True))))
    assert f"{rule.name}\n\n" in lines
    assert not re.search(r"^(#+ |> |`{3,}\w*$)", lines, re.M)


def test_printed_as_markdown_where_nobody_watches(vault: Vault) -> None:
    assert vault.run("rules", "details/wrong-close").out == whole(discover()["details/wrong-close"])


def test_printed_in_colour_on_a_terminal(vault: Vault) -> None:
    out = vault.run("rules", "details/wrong-close", "--color", "always").out
    assert out.startswith("\x1b[1mdetails/wrong-close\x1b[0m\n")
    assert "    <summary>Stock\x1b[31m«</p>»\x1b[0m\n" in out


def test_a_rule_as_json(vault: Vault) -> None:
    answer = vault.run("rules", "details/wrong-close", "--output-format", "json")
    assert '"name": "details/wrong-close"' in answer.out
