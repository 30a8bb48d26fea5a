"""What is written is what was meant: a change that says less or more than it does is refused, any other is not."""

from __future__ import annotations

import pytest

from vaultlint.finding import MISSING, Change, Fix, safe
from vaultlint.note import Note
from vaultlint.proof import objection, same
from vaultlint.text import Edit, Span, apply, delete

NOTE = "---\ntitle: Soup\ntags:\n  - a\n  - b\n  - c\n---\n\nBones.\n"


def edit(old: str, new: str, text: str = NOTE) -> Edit:
    start = text.index(old)
    return Edit(Span(start, start + len(old)), new)


def judged(fix: Fix, text: str = NOTE) -> str | None:
    note = Note("a.md", text)
    return objection(note, apply(text, fix.edits), [fix])


@pytest.mark.parametrize(
    "fix",
    [
        pytest.param(safe("quote", edit("Soup", "'Soup'")), id="the same value in quotes"),
        pytest.param(safe("body", edit("Bones", "Water")), id="a change of the body"),
        pytest.param(safe("set", edit("Soup", "Broth"), changes=(Change(("title",), "Broth"),)), id="a declared value"),
        pytest.param(
            safe(
                "drop", edit("  - a\n", ""), edit("  - c\n", ""),
                changes=(Change(("tags", 0), MISSING), Change(("tags", 2), MISSING)),
            ),
            id="two items, by the places they had before",
        ),
        pytest.param(safe("unset", edit("title: Soup\n", ""), changes=(Change(("title",), MISSING),)), id="a key"),
    ],
)  # fmt: skip
def test_what_was_declared_is_proved(fix: Fix) -> None:
    assert judged(fix) is None


@pytest.mark.parametrize(
    "fix",
    [
        pytest.param(safe("lie", edit("Soup", "Broth")), id="an undeclared change"),
        pytest.param(safe("type", edit("Soup", "1")), id="another type"),
        pytest.param(safe("lie", changes=(Change(("title",), "Broth"),)), id="a declared change that is not made"),
        pytest.param(safe("lose", edit("  - b\n", "")), id="a lost item"),
        pytest.param(safe("order", edit("  - a\n  - b\n", "  - b\n  - a\n")), id="items in another order"),
        pytest.param(safe("break", edit("Soup", "So: up: ]")), id="front matter that does not parse"),
        pytest.param(safe("unfence", edit("---\n\nBones", "--\n\nBones")), id="a lost fence"),
        pytest.param(safe("nowhere", changes=(Change(("x", "y"), 1),)), id="a path that leads nowhere"),
    ],
)
def test_anything_else_is_refused(fix: Fix) -> None:
    assert judged(fix) is not None


def test_a_fix_of_the_body_must_not_make_front_matter_appear() -> None:
    above = "A line.\n\n" * 40
    text = above + "---\ntitle: Soup\n---\n"
    assert judged(safe("remove", delete(Span(0, len(above)))), text) is not None


def test_a_body_can_be_mended_below_front_matter_that_cannot_be_read() -> None:
    text = "---\n[oops\n---\n</p>"
    assert judged(safe("remove", delete(Span(13, 18))), text) is None


def test_no_words_of_the_body_are_lost() -> None:
    text = "Bones and water.\n\nSalt at the end.\n"
    assert judged(safe("remove", edit("Bones and water.\n\n", "", text)), text) is not None
    twice = text + "\nBones and\nwater.\n"
    assert judged(safe("remove", edit("Bones and water.\n\n", "", twice)), twice) is None, "it stands there twice"
    tags = '<p class="a">Salt.</p>\n<!-- a remark on salt -->\n</section>\n'
    assert judged(safe("remove", edit("\n<!-- a remark on salt -->\n</section>", "", tags)), tags) is None


@pytest.mark.parametrize(("one", "other"), [(1, True), (1, 1.0), (0, False), ("1", 1), ([1], [True]), (None, "")])
def test_values_of_different_types_are_not_the_same(one: object, other: object) -> None:
    assert not same(one, other)  # type: ignore[arg-type]


def test_not_a_number_is_the_same_as_itself() -> None:
    assert same({"a": [float("nan")]}, {"a": [float("nan")]})
