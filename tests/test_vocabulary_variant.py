"""A spelling is judged by the whole vault, told once, and mended in one run."""

from __future__ import annotations

import pytest
from conftest import Vault

RULES = ("--select", "vocabulary/variant,vocabulary/joined")
ANN = "---\npeople: [Ann Lee, Bob Ray]\n---\n"


def findings(vault: Vault, *words: str) -> list[tuple[str, str, str]]:
    answer = vault.run("check", *words, "--output-format", "json")
    return [(one["path"], one["rule"], one["message"]) for one in answer.json["diagnostics"]]


def test_only_some_notes_are_checked_but_all_are_known(vault: Vault) -> None:
    vault.put({"a.md": ANN, "b.md": "---\npeople: [ann-lee]\n---\n", "c.md": "---\npeople: [ann-lee]\n---\n"})
    assert [path for path, *_ in findings(vault, *RULES, "a.md")] == ["a.md"]
    assert [path for path, *_ in findings(vault, *RULES, "b.md")] == []


def test_what_a_split_brings_to_light_is_mended_in_the_same_run(vault: Vault) -> None:
    vault.put({"a.md": ANN, "b.md": '---\npeople:\n  - "ann-lee, BOB RAY"\n  - Bob Ray\n---\n'})
    vault.run("fix", *RULES, "--unsafe-fixes")
    assert vault.bytes("b.md") == b'---\npeople:\n  - "Ann Lee"\n  - Bob Ray\n---\n'
    assert findings(vault, *RULES) == []


def test_the_note_on_standard_input_is_judged_as_it_is_there(vault: Vault) -> None:
    vault.put({"a.md": ANN, "b.md": ANN})
    answer = vault.run(
        "check", *RULES, "-", "--stdin-filename", "b.md", "--output-format", "concise",
        stdin=b"---\npeople: [ann-lee]\n---\n",
    )  # fmt: skip
    assert "b.md:2:10: warning vocabulary/variant spelt `Ann Lee` in 1 note of the vault, `ann-lee` in 1" in answer.out


def test_a_spelling_that_the_schema_forbids_is_not_asked_for(vault: Vault) -> None:
    vault.put({
        "kebab.json": '{"properties": {"people": {"items": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}}}}',
        "vaultlint.toml": '[[schema]]\nnotes = "*.md"\nfile = "kebab.json"\n',
        "a.md": "---\npeople: [Ann Lee]\n---\n",
        "b.md": "---\npeople: [soup]\n---\n",
    })  # fmt: skip
    assert vault.run("fix", "--unsafe-fixes").code == 0
    assert vault.text("a.md") == "---\npeople: [ann-lee]\n---\n"


def test_values_are_not_split_where_the_schema_wants_one(vault: Vault) -> None:
    vault.put({
        "one.json": '{"properties": {"people": {"maxItems": 1}}}',
        "vaultlint.toml": '[[schema]]\nnotes = "*.md"\nfile = "one.json"\n',
        "a.md": "---\npeople: ['Ann Lee; Bob Ray']\n---\n",
        **{f"{number}.md": f"---\npeople: [{name}]\n---\n" for number, name in enumerate(["Ann Lee", "Bob Ray"])},
    })  # fmt: skip
    assert [(path, rule) for path, rule, *_ in vault.check().findings] == [("a.md", "vocabulary/joined")]
    vault.run("fix", "--unsafe-fixes")
    assert "['Ann Lee; Bob Ray']" in vault.text("a.md")


def test_blanks_that_most_notes_have_at_an_end_are_no_way_to_spell_it(vault: Vault) -> None:
    padded = {f"{number}.md": "---\npeople: ['Ann Lee ', Bob Ray]\n---\n" for number in range(3)}
    vault.put(padded | {"last.md": ANN})
    assert findings(vault, *RULES) == []
    answer = vault.run("fix", "--unsafe-fixes")
    assert answer.code == 0 and vault.text("0.md") == "---\npeople: ['Ann Lee', Bob Ray]\n---\n"
    assert vault.text("last.md") == ANN


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("people: ['Ann Lee ']", "blanks at the ends are told by another rule"),
        ("people: ['[[ann-lee]]']", "a link leads to a note of that name"),
        ("people: [{ann-lee: 1}, 4, null]", "no texts"),
        ("aliases: [ann-lee]", "an alias is another name of one note"),
        ("guest: ann-lee", "a key of single values that do not recur"),
        ("people: [Anna Lee, Ann Leo]", "a letter may make another person"),
    ],
)
def test_silent(vault: Vault, block: str, why: str) -> None:
    vault.put({"a.md": ANN, "b.md": "---\naliases: [Ann Lee]\nguest: Ann Lee\n---\n", "c.md": f"---\n{block}\n---\n"})
    assert findings(vault, *RULES) == [], why


def test_single_values_that_recur_are_a_vocabulary(vault: Vault) -> None:
    vault.put({f"{number}.md": "---\nspeaker: Ann Lee\n---\n" for number in range(20)})
    vault.put({"last.md": "---\nspeaker: ann lee\n---\n"})
    assert findings(vault, *RULES) == [
        ("last.md", "vocabulary/variant", "spelt `Ann Lee` in 20 notes of the vault, `ann lee` in 1")
    ]


def test_a_comment_keeps_a_spelling(vault: Vault) -> None:
    vault.put({"a.md": ANN, "b.md": "---\npeople:\n  - ann-lee # vaultlint-ignore vocabulary/variant\n---\n"})
    vault.put({"c.md": ANN})
    assert findings(vault) == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_many_notes_are_told_in_order_with_any_number_of_processes(vault: Vault, jobs: str) -> None:
    vault.put({f"{number:03}.md": ANN for number in range(300)})
    vault.put({f"{number:03}.md": "---\npeople: [ann-lee]\nTags: a\ntitle: x \n---\n" for number in range(0, 300, 7)})
    found = findings(vault, *RULES, "--jobs", jobs)
    assert [path for path, *_ in found] == [f"{number:03}.md" for number in range(0, 300, 7)]
