"""What is written is what was meant: a change that says less or more than it does is refused, any other is not."""

from __future__ import annotations

import pytest

from vaultlint.finding import MISSING, Change, Fix, Moved, safe
from vaultlint.note import Note
from vaultlint.proof import objection, same
from vaultlint.text import Edit, Span, apply, delete

NOTE = "---\ntitle: Soup\ntags:\n  - a\n  - b\n  - c\n---\n\nBones.\n"
PEOPLE = "---\npeople:\n  - name: Ann\n  - name: Bob\n---\n\nBones.\n"
REPEATED = "---\na: 1\nb: 1\na: 2\na: 3\n---\n\nBones.\n"
BROKEN = "---\n[oops\n---\n\nBones.\n"
OPEN = "---\ntitle: Soup\n\nBones.\n"
REMARK = "---\n# a remark on it\na: 1\n---\n"
CUT = 'Salt.\n<p class="english-text \t\nPepper.\n'
HALF = "---\na: {{x}}\nb: 1\n# Salt\n\nBones.\n\t---\n"
LONG = NOTE.replace("Bones.", "Bones and water.")
TIGHT = "---\na: 1\nb:\n---\nBones and water.\n"
SALT = "Salt.\n\nabcdefghi-jklm\n"


def edit(old: str, new: str, text: str = NOTE) -> Edit:
    start = text.index(old)
    return Edit(Span(start, start + len(old)), new)


def judged(fix: Fix, text: str = NOTE) -> str | None:
    note = Note("a.md", text)
    return objection(note, note.revised(apply(text, fix.edits)), [fix])


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


@pytest.mark.parametrize(
    ("fix", "text"),
    [
        pytest.param(
            safe("move", edit("title:", "name:"), changes=(Change(("name",), Moved(("title",))), Change(("title",), MISSING))),
            NOTE, id="a value under another name",
        ),
        pytest.param(safe("name", edit("Bob", "Ben", PEOPLE), changes=(Change(("people", 1, "name"), "Ben"),)), PEOPLE, id="a key in an item"),
        pytest.param(
            safe("item", edit("Bob\n", "Bob\n  - name: Cy\n", PEOPLE), changes=(Change(("people", 2), {"name": "Cy"}),)),
            PEOPLE, id="an item behind the last",
        ),
        pytest.param(
            safe("items", edit("  - c\n", "  - c\n  - d\n  - e\n"), changes=(Change(("tags", 3), "d"), Change(("tags", 4), "e"))),
            NOTE, id="two items behind the last",
        ),
        pytest.param(safe("fence", delete(Span(3, 5))), "---  \n[oops\ntitle: a\n---\n", id="a fence of front matter that cannot be read"),
        pytest.param(safe("one", edit("a: 2\n", "", REPEATED)), REPEATED, id="one of two repetitions"),
        pytest.param(safe("mend", edit("[oops", "oops: 1", BROKEN)), BROKEN, id="front matter that can be read now"),
        pytest.param(safe("body", edit("Bones", "Water", BROKEN)), BROKEN, id="the body below front matter that cannot be read"),
        pytest.param(safe("close", edit("Soup\n", "Soup\n---\n", OPEN)), OPEN, id="a fence more"),
        pytest.param(safe("sign", edit("abcdefgh", "", SALT)), SALT, id="eight letters of the body"),
        pytest.param(safe("cut", edit('<p class="english-text \t\n', "", CUT)), CUT, id="a tag that breaks off"),
        pytest.param(safe("replace", edit("abcdefghi-jklm", "Water", SALT)), SALT, id="other words of the body"),
        pytest.param(Fix("drop", (edit("abcdefghi-jklm", "", SALT),), drops_words=True), SALT, id="words that it says it drops"),
        pytest.param(
            safe("drop", edit("# a remark on it\n", "", REMARK)), REMARK, id="words of a comment in the front matter",
        ),
        pytest.param(safe("add", edit("Salt", "---\na: 1\n---\nSalt", SALT), changes=(Change(("a",), 1),)), SALT, id="front matter that is meant"),
    ],
)  # fmt: skip
def test_what_is_meant_is_proved_in_any_note(fix: Fix, text: str) -> None:
    assert judged(fix, text) is None


@pytest.mark.parametrize(
    ("fix", "text", "message"),
    [
        pytest.param(safe("lie", edit("Soup", "Broth")), NOTE, "the front matter would say something else: see `title`", id="the key"),
        pytest.param(
            safe("move", edit("title:", "name:"), changes=(Change(("name",), "Soup"),)),
            NOTE, "the front matter would say something else: see `title`", id="the key that went",
        ),
        pytest.param(safe("set", changes=(Change(("people", 2, "name"), "Ben"),)), PEOPLE, "there is no place for `people.2.name`", id="no such item"),
        pytest.param(safe("set", changes=(Change(("people", 3), "Ben"),)), PEOPLE, "there is no place for `people.3`", id="a gap in a list"),
        pytest.param(safe("set", changes=(Change(("people", "name"), "Ben"),)), PEOPLE, "there is no place for `people.name`", id="a key of a list"),
        pytest.param(safe("set", changes=(Change(("people", "name", "x"), 1),)), PEOPLE, "there is no place for `people.name.x`", id="below a key of a list"),
        pytest.param(safe("drop", changes=(Change((0,), MISSING),)), NOTE, "there is no place for `0`", id="an item of a mapping"),
        pytest.param(safe("body", edit("Bones and water.", "", LONG)), LONG, "the text `Bonesandwater.` would be lost", id="words below front matter"),
        pytest.param(safe("both", edit("a: 2\na: 3\n", "", REPEATED)), REPEATED, "a repeated key would be lost", id="all repetitions at once"),
        pytest.param(safe("blank", edit("---\n\nBones", "--- \n\nBones")), NOTE, "a fence of the front matter would be lost", id="a fence"),
        pytest.param(safe("break", edit("Soup", "So: up: ]")), NOTE, "the front matter could no longer be read", id="a value"),
        pytest.param(safe("no", edit("oops", "oups", BROKEN)), BROKEN, "the front matter would still not be readable", id="still broken"),
        pytest.param(safe("all", delete(Span(0, 14))), BROKEN, "the front matter would still not be readable", id="front matter that goes"),
        pytest.param(safe("appear", delete(Span(0, 9))), "A line.\n\n---\na: 1\n---\n", "front matter would appear where there was none", id="a break"),
        pytest.param(safe("sign", edit("abcdefghi", "", SALT)), SALT, "the text `abcdefghi` would be lost", id="nine letters"),
        pytest.param(
            safe("words", edit("Salt" * 11, "", "Salt" * 11 + " and pepper")),
            "Salt" * 11 + " and pepper", f"the text `{'Salt' * 10}` would be lost", id="the beginning of long words",
        ),
        pytest.param(
            safe("appear", edit("<!-- -->\n", "", "<!-- -->\n---\na: 1\nb: 2\n---\n")),
            "<!-- -->\n---\na: 1\nb: 2\n---\n", None, id="front matter that was only misplaced",
        ),
        pytest.param(
            safe("first", edit("Bones and water.", "", TIGHT)), TIGHT, "the text `Bonesandwater.` would be lost", id="words right below front matter",
        ),
        pytest.param(
            safe("empty", edit("b:\n", "", TIGHT)), TIGHT, "the front matter would say something else: see `b`", id="a key without a value",
        ),
        pytest.param(
            safe("dedent", edit("\t---", "---", HALF)), HALF, "the front matter would take in the text below it", id="a line of dashes",
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_why(fix: Fix, text: str, message: str | None) -> None:
    assert judged(fix, text) == message


UNSEEN = [
    "<!-- a long remark -->", "<!-- a\nlong remark -->", "%% a long remark %%", "%% a\nlong remark %%", '<p class="long words">',
    "</paragraphs>", "</summary", "</summary]", "< /\tsummary >", "</ summary>", "<\t/summary\t>", "</summary \t", "</summary]…\u202e  ", '<p class="long words', "<br>" * 9,
    "a<b>b</b>c <!-- a long remark -->d",
]  # fmt: skip
SEEN = [
    "<!-- a long remark", "<!-- a --> long remark", "%% a long remark", "<summary of it all", "</summary]abcdefgh", "</summary]<",
    '<p class="a\nlong words', '<p class="a\rlong words', "<paragraphs", "<Summary is", "< p class=words>", "</1234567890>", "<b>long words</b>",
    "<b long words < c>", "<hr\n!!!!!!!!!",
]  # fmt: skip


@pytest.mark.parametrize("gone", UNSEEN)
def test_what_no_reader_sees_may_go(gone: str) -> None:
    text = f"Salt.\n\n{gone}\n\nPepper.\n"
    assert judged(safe("drop", edit(gone, "", text)), text) is None


@pytest.mark.parametrize("gone", SEEN)
def test_what_a_reader_sees_may_not_go(gone: str) -> None:
    text = f"Salt.\n\n{gone}\n\nPepper.\n"
    assert "would be lost" in (judged(safe("drop", edit(gone, "", text)), text) or "")
    twice = f"{gone}\n\n{text}"
    assert judged(safe("drop", edit(gone, "", twice)), twice) is None, "it stands there once more"


TURNED = [
    ("Salt<!-- x -->\n\nPepper.\n", "-- x --", "--", None, "what stands with it is touched"),
    ("Salt <! -- x\n\nPepper.\n\n-->\n", "Salt <! ", "<!", "Pepper.: html, not paragraph", "a comment that begins"),
    ("<!--\nSalt\n\nPepper.\n\n-->\n", "<!--\n", "", None, "a block that goes on below is touched as a whole"),
    ("Salt < pre>\n\n# Pepper\n", "Salt < pre", "<pre", "# Pepper: html, not heading", "HTML that goes on below"),
    ("Salt.\n``\n\nPepper.\n", "``", "```", "Pepper.: code, not paragraph", "a fence that is made"),
    ("```\nSalt.\n\nPepper.\n", "Salt.", "Salt.\n```", None, "a fence that is closed where one begins"),
    ("1. Salt.\n\n   Pepper.\n\n       x = 1\n", "1. Salt", "Salt", "Pepper.: paragraph, not list-item", "an item that was one"),
    ("Salt <details>\n<!--\n\n-->\nPepper.\n", "Salt ", "Salt\n\n", "Pepper.: paragraph", "a comment with a blank line in it"),
    ("Salt.\n\nPepper.\n\n---\n\nBones.\n", "Salt.", "Salt.\nWater.", None, "what is only moved"),
    ("---\na: 1\n---\n\nSalt.\n\n# Pepper\n", "a: 1", "a:  1", None, "front matter"),
    ("Salt.\n\nPepper.\n\nBones < pre>\n\n> Water.\n", "Bones < ", "<", "Water.: html, not blockquote", "the last of two edits"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "old", "new", "told", "why"), TURNED)
def test_what_no_edit_touches_is_to_markdown_what_it_was(text: str, old: str, new: str, told: str | None, why: str) -> None:
    edits = [edit(old, new, text), *([edit("Salt.", "Salt!", text)] if why == "the last of two edits" else [])]
    note = Note("a.md", text)
    reason = objection(note, note.revised(apply(text, edits)), [Fix("x", tuple(edits), drops_words=True)])
    words = reason and reason.removeprefix("the text `").replace("` would be part of another block", "")
    assert words == told, why
