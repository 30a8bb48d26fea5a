"""Each fault of each rule's examples can be ignored by the comment that an editor puts there; nothing else changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

pytest.importorskip("pygls")

from vaultlint.finding import Diagnostic, Excerpt
from vaultlint.lint import activate, check_note
from vaultlint.note import Note, parse
from vaultlint.rule import Invalid, NoteRule, Rule, discover
from vaultlint.server.ignoring import ignored_here, ignored_in_note
from vaultlint.testing import marked
from vaultlint.text import Edit, apply

RULES = discover()
FAULTS = [
    (rule, example)
    for rule in RULES.values()
    if isinstance(rule, NoteRule)
    for example in rule.examples
    if isinstance(example, Invalid) and isinstance(example.text, str)
]


def check(note: Note, rule: Rule, options: dict[str, object]) -> tuple[Diagnostic, ...]:
    """What the rule finds, and those that judge the comments."""
    judges = [activate(one) for one in RULES.values() if one.family == "suppress"]
    return check_note(note, [activate(rule, **options), *judges]).diagnostics


@pytest.mark.parametrize(
    ("rule", "example"), FAULTS, ids=[f"{rule.name}-{number}" for number, (rule, _) in enumerate(FAULTS)]
)
def test_a_comment_hides_what_it_is_to_hide(rule: Rule, example: Invalid) -> None:
    assert isinstance(example.text, str)
    note, options = parse("note.md", marked(example.text)[0], example.bindings), dict(example.options)
    found = check(note, rule, options)
    for one in found:
        for edit in filter(None, (ignored_here(note, one), ignored_in_note(note, one))):
            left = after(note, edit, rule, options)
            assert told(left)[one.excerpt, one.finding.message] < told(found)[one.excerpt, one.finding.message]
            assert not left or edit == ignored_here(note, one)


def told(found: Sequence[Diagnostic]) -> Counter[tuple[Excerpt, str]]:
    return Counter((one.excerpt, one.finding.message) for one in found)


def after(note: Note, edit: Edit, rule: Rule, options: dict[str, object]) -> tuple[Diagnostic, ...]:
    """What is found besides; none of it is about the comment."""
    left = check(parse(note.path, apply(note.text, [edit]), note.bindings), rule, options)
    assert not Counter(one.rule for one in left if one.rule != rule.name)
    return left
