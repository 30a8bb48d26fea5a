"""The law of the front-matter rules: on any block, fixing it comes to rest, proves itself and leaves the body alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_frontmatter_reading import blocks

from vaultlint.finding import Severity
from vaultlint.lint import activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Note
from vaultlint.rule import discover
from vaultlint.vault import Vault

ACTIVE = [activate(rule) for name, rule in discover().items() if name.startswith(("frontmatter/", "file/"))]
fences = st.sampled_from(["---", "---", "---", "---\\", "----", "--- ", "—", "..."])
heads = st.sampled_from(["", "", "", "\n", "# Bread\n\n", "\u200b"])
BODY = "\nText: with a colon.\n\n# Heading\n\n---\n\n- item\n"


@given(heads, fences, blocks, fences)
def test_fixes_come_to_rest_and_leave_the_body(head: str, opener: str, block: str, closer: str) -> None:
    text = f"{head}{opener}\n{block}{'' if block.endswith(chr(10)) else chr(10)}{closer}\n{BODY}"
    note = Note("note.md", text)
    vault = Vault.of([note])
    checked = check_note(note, ACTIVE, vault)
    assert not checked.crashes
    places = [(found.rule, found.finding.span) for found in checked.diagnostics]
    assert len(places) == len(set(places)), "one finding per fault"
    mended = mend(note, ACTIVE, vault)
    assert not any(found.rule == "file/unproved-fix" for found in mended.left.diagnostics)
    assert mended.text.endswith(BODY) or head.strip()
    assert mend(Note("note.md", mended.text), ACTIVE, vault).text == mended.text
    assert all(found.severity in Severity for found in checked.diagnostics)


def test_a_repeated_key_below_one_that_is_repeated_itself_is_told_without_a_fix() -> None:
    note = Note("note.md", "---\na: x\na:\n  b: 1\n  b: 1\n---\n")
    checked = check_note(note, ACTIVE)
    assert not checked.crashes
    assert [(found.place.line, found.finding.fix) for found in checked.diagnostics] == [(3, None), (5, None)]


def test_an_unclosed_block_whose_list_may_go_on_below_is_only_told() -> None:
    note = Note("note.md", "---\ntitle: a\ntags:\n\n- b\n- c\n")
    assert [(found.rule, found.finding.fix) for found in check_note(note, ACTIVE).diagnostics][:1] == [
        ("frontmatter/unclosed", None)
    ]


def test_a_block_that_is_not_closed_nor_to_be_read_is_mended_at_once() -> None:
    found = check_note(Note("note.md", "---\ntitle: a: b\ntags: [x]"), ACTIVE).diagnostics
    assert [(one.rule, one.finding.fix is not None) for one in found] == [
        ("frontmatter/unclosed", True), ("frontmatter/invalid-yaml", True),
    ]  # fmt: skip


def test_an_unclosed_block_that_would_say_something_else_with_a_closer_is_only_told() -> None:
    note = Note("note.md", "---\ntitle: a\ntext: |\n  b")
    assert [(found.rule, found.finding.fix) for found in check_note(note, ACTIVE).diagnostics] == [
        ("frontmatter/unclosed", None)
    ]


@pytest.mark.parametrize(
    "block",
    [
        "title: Foo\ndescription: this is long\nand goes on here\ntags: [a]\n\n",
        "tags: [a, b],\n",
        "tags: [a, b];\n",
        "tags: [a, b], c\n",
        "tags: [a, b] // x\n",
        "tags: {a: 1},\n",
        "tags: [Ann, Bob] <!-- todo -->\n",
        "tags: []</details>\n",
    ],
)
def test_what_may_be_a_collection_or_goes_on_below_is_only_told(block: str) -> None:
    found = check_note(Note("note.md", f"---\n{block}---\n\nBody\n"), ACTIVE).diagnostics
    assert [(one.rule, one.finding.fix) for one in found] == [("frontmatter/invalid-yaml", None)]


@pytest.mark.parametrize("lines", ["Speaker: Hello\nAudience: Hi\n", "Q: what?\nA: that.\n"])
def test_a_dialogue_below_a_thematic_break_is_not_hidden(lines: str) -> None:
    found = check_note(Note("note.md", f"---\n{lines}\nThey leave.\n"), ACTIVE).diagnostics
    assert all(one.finding.fix is None for one in found)


def test_blanks_that_are_the_value_and_breaks_between_words_of_khmer_are_meant() -> None:
    text = '---\nseparator: ", "\nindent: "  "\nname: ភាសា\u200bខ្មែរ\n---\n'
    assert check_note(Note("note.md", text), ACTIVE).diagnostics == ()


@pytest.mark.parametrize("name", ["a\u200bខ្មែរ", "ភាសា\u200bb"])
def test_a_break_between_a_word_of_khmer_and_another_is_told(name: str) -> None:
    (found,) = check_note(Note("note.md", f"---\nname: {name}\n---\n"), ACTIVE).diagnostics
    assert found.rule == "frontmatter/invisible"


UNSEEN_AT_LINE_ENDS = [
    ("a: |\n  Z\n", None),
    ("a: |\n  Z b\n", None),
    ("a: |\n  Z\tb\n", None),
    ("a: |\n  Zb\n", "a: |\n  b\n"),
    ("a: |\n  b Z\n", "a: |\n  b \n"),
    ("a: >\n  bZ\n  c\n", "a: >\n  b\n  c\n"),
    ("a: >\n  b\n  Z c\n", None),
    ("a: b\n  Z c\n", None),
    ("a: b\n  Z\tc\n", None),
    ("a: b\n  Zc\n", "a: b\n  c\n"),
    ("a: b Z\n  c\n", None),
    ("a: b\tZ\n  c\n", None),
    ("a: bZ\n  c\n", "a: b\n  c\n"),
    ("a: b\n  Z\n  c\n", None),
    ("a: 'b\n  Z c'\n", None),
    ("a: 'b Z\n  c'\n", None),
    ("a: 'Zb\n  c'\n", "a: 'b\n  c'\n"),
    ("a: 'b\n  cZ'\n", "a: 'b\n  c'\n"),
    ("a: Zb\n", "a: b\n"),
    ("a: b Z c\n", "a: b  c\n"),
]
"""`Z` is a zero-width space."""


@pytest.mark.parametrize(("block", "after"), UNSEEN_AT_LINE_ENDS)
def test_what_nobody_sees_goes_where_lines_stay_as_they_are(block: str, after: str | None) -> None:
    note = Note("note.md", f"---\n{block}---\n".replace("Z", "\u200b"))
    (found,) = [one for one in check_note(note, ACTIVE).diagnostics if one.rule == "frontmatter/invisible"]
    assert (found.finding.fix is None) == (after is None)
    mended = mend(note, ACTIVE)
    assert mended.text == (note.text if after is None else f"---\n{after}---\n")
    assert not any(one.rule == "file/unproved-fix" for one in mended.left.diagnostics)
