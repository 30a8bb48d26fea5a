"""An outline holds what other notes may ask of a note: its keys and the terms below them, and little else."""

from __future__ import annotations

import pytest

from vaultlint.note import parse
from vaultlint.vault import LONGEST_TERM, Outline, Terms, Vault, at_hand, outline


def terms(block: str) -> tuple[Terms, ...]:
    return outline(parse("a.md", f"---\n{block}\n---\nText.\n")).terms


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("people: [Ann, Bo]", [("people", ("Ann", "Bo"), True)]),
        ("people:\n- Ann\n- 4\n- ''\n- null\n- {a: b}", [("people", ("Ann",), True)]),
        ("people: []", [("people", (), True)]),
        ("guest: Ann", [("guest", ("Ann",), False)]),
        ("guest: ''\nrating: 4\nmore: {people: [Ann]}", []),
        ("people: &all [Ann]\nguests: *all", [("people", ("Ann",), True), ("guests", ("Ann",), True)]),
        ("people: [Ann]\npeople: [Bo]", [("people", ("Ann",), True)]),
        (f"summary: {'x' * (LONGEST_TERM + 1)}", []),
        ("people: [Ann", []),
        ("people: [Ann, <% tp.user() %>]", []),
    ],
)
def test_terms(block: str, found: list[tuple[str, tuple[str, ...], bool]]) -> None:
    assert terms(block) == tuple(Terms(*one) for one in found)


@pytest.mark.parametrize("text", ["", "No front matter.\n", "---\n- a\n---\n", '+++\npeople = ["Ann"]\n+++\n'])
def test_terms_of_other_notes(text: str) -> None:
    assert [one.texts for one in outline(parse("a.md", text)).terms] == ([("Ann",)] if "Ann" in text else [])


def test_counts_are_of_notes() -> None:
    texts = ["---\npeople: [Ann, Ann, Bo]\n---\n", "---\npeople: Ann\n---\n", "---\nguest: Ann\n---\n"]
    vault = Vault.of(parse(f"{number}.md", text) for number, text in enumerate(texts))
    assert vault.term_counts == {"people": {"Ann": 2, "Bo": 1}, "guest": {"Ann": 1}}
    assert vault.list_counts == {"people": 1}


def test_what_is_kept_does_not_hold_the_note() -> None:
    note = parse("a.md", "---\npeople: [Ann]\n---\n")
    assert outline(note).note is None
    assert at_hand(note).note is note
    assert at_hand(note) == outline(note) == Outline("a.md", outline(note).keys, outline(note).terms)
