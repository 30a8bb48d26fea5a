"""An ignore comment hides what it names where it says, and nothing else; one that hides nothing is told and removed."""

from __future__ import annotations

import pytest
from conftest import Vault

GLUED = "Text<details>\n<summary>Stock</summary>\n\nBones.\n\n</details>\n"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- vaultlint-ignore details/glued -->\n",
        "<!-- vaultlint-ignore details/glued -->\n\n",
        "%% vaultlint-ignore details/glued %%\n",
        "<!-- vaultlint-ignore details -->\n",
        "<!-- vaultlint-ignore -->\n",
        "<!-- vaultlint-ignore details/glued, links -->\n",
        "<!-- vaultlint-ignore-file details/glued -->\n\nFirst.\n\n",
    ],
)
def test_the_next_block_is_covered(vault: Vault, comment: str) -> None:
    vault.put({"a.md": comment + GLUED})
    assert "details/glued" not in [rule for _, rule, *_ in vault.check().findings]


def test_no_more_than_the_next_block_is_covered(vault: Vault) -> None:
    vault.put({"a.md": "<!-- vaultlint-ignore details/glued -->\n\n" + GLUED + "\n" + GLUED})
    assert vault.check().findings == [("a.md", "details/glued", 10, 5)]


def test_at_the_end_of_a_line_the_line_is_covered(vault: Vault) -> None:
    vault.put({"a.md": GLUED.replace("<details>", "<details> <!-- vaultlint-ignore details/glued -->") + "\n" + GLUED})
    assert vault.check("--select", "details,suppress").findings == [("a.md", "details/glued", 8, 5)]


def test_in_front_matter_the_key_below_or_beside_is_covered(vault: Vault) -> None:
    note = "---\n# vaultlint-ignore frontmatter/ambiguous-scalar\nid: 012\nat: 012 # vaultlint-ignore frontmatter\nno: 012\n---\n"
    vault.put({"a.md": note})
    assert vault.check().findings == [("a.md", "frontmatter/ambiguous-scalar", 5, 5)]


def test_a_comment_in_code_is_text(vault: Vault) -> None:
    vault.put({"a.md": "```\n<!-- vaultlint-ignore-file details -->\n```\n\n" + GLUED})
    assert vault.check().findings == [("a.md", "details/glued", 5, 5)]


@pytest.mark.parametrize(
    ("note", "rule", "fixed"),
    [
        ("A\n\n<!-- vaultlint-ignore details -->\nB\n", "suppress/unused", "A\n\nB\n"),
        ("A <!-- vaultlint-ignore details -->\n", "suppress/unused", "A\n"),
        ("%% vaultlint-ignore detials %%\nB\n", "suppress/unknown", "B\n"),
        (
            "<!-- vaultlint-ignore details/glued, details/empty -->\n" + GLUED,
            "suppress/unused",
            "<!-- vaultlint-ignore details/glued -->\n" + GLUED,
        ),
        ("---\na: b # vaultlint-ignore frontmatter\n---\n", "suppress/unused", "---\na: b\n---\n"),
        ("---\n# vaultlint-ignore frontmatter\na: b\n---\n", "suppress/unused", "---\na: b\n---\n"),
    ],
)
def test_a_comment_that_hides_nothing_is_told_and_removed(vault: Vault, note: str, rule: str, fixed: str) -> None:
    vault.put({"a.md": note})
    assert [name for _, name, *_ in vault.check().findings] == [rule]
    vault.run("fix")
    assert vault.text("a.md") == fixed


def test_a_comment_for_a_rule_that_does_not_run_is_not_called_unused(vault: Vault) -> None:
    vault.put({"a.md": "<!-- vaultlint-ignore details/glued -->\n" + GLUED})
    assert vault.check("--select", "suppress").findings == []
    assert vault.check("--ignore", "details/glued").findings == []


def test_hidden_findings_are_counted(vault: Vault) -> None:
    vault.put({"a.md": "<!-- vaultlint-ignore details/glued -->\n" + GLUED})
    assert "1 finding ignored by comments" in vault.run("check").out
