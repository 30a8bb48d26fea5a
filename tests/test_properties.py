"""Obsidian's properties: what it ignores since 1.9, values of another type, tags that are none; each told once, at its
place, and mended where one reading is possible: then the data is what was meant, and no other byte has changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import Vault
from hypothesis import given
from hypothesis import strategies as st

from vaultlint import frontmatter, obsidian
from vaultlint.lint import Active, activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Bindings, Note
from vaultlint.rule import NoteRule, TroubleRule, discover
from vaultlint.schema import Schema
from vaultlint.tag import is_tag

TYPES = {
    "title": "text", "topics": "multitext", "rating": "number", "read": "checkbox", "created": "date",
    "due": "datetime", "mood": "slider",
}  # fmt: skip
ALL = [activate(rule) for rule in discover().values() if rule.default and isinstance(rule, NoteRule | TroubleRule)]
OWN = [active for active in ALL if active.rule.family in ("properties", "file")]
DEPRECATED, LIST, TYPE, SYNTAX, HASH = "deprecated-key", "list-expected", "type", "tag-syntax", "tag-hash"


def note(block: str, *schemas: Schema) -> Note:
    return Note("note.md", f"---\n{block}---\nText.\n", Bindings(schemas=schemas, types=TYPES))


def findings(block: str, *schemas: Schema) -> list[tuple[str, str]]:
    """The rule of each finding, all families asked, and the text that it is about."""
    one = note(block, *schemas)
    checked = check_note(one, ALL)
    assert not checked.crashes, checked.crashes
    return [(found.rule.removeprefix("properties/"), found.finding.span.of(one.text)) for found in checked.diagnostics]


def mended(block: str, active: list[Active] = ALL) -> str:
    """The block after the safe fixes, which a second run leaves alone."""
    one = note(block)
    text = mend(one, active).text
    again = Note(one.path, text, one.bindings)
    assert mend(again, active).text == text
    assert "unproved" not in str(mend(one, active).left)
    return text.removeprefix("---\n").removesuffix("---\nText.\n")


FINE = {
    "tags:\n": "nothing there",
    "tags: []\naliases: ''\ncssclasses: ~\n": "nothing there either",
    "tags:\n  -\n  - a\n": "Obsidian's own editor leaves such an item",
    "tags: [a/b, y2024, 2024-01, 2024/01, a_b, ümlaut, 標籤, 태그, 🍞, 👩‍🍳, C]\n": "letters, digits, emoji",
    "tags: [书评：三体, 《三体》, a、b]\n": "punctuation of East Asia may stand in names",
    "tags: [true]\n": "what Obsidian makes of it is not known",
    "Tags: [a]\nALIASES: [b]\n": "names have no case",
    "topics: &t [a]\ntags: *t\n": "a list that stands elsewhere",
    "book:\n  tag: a\n  tags: b\n": "properties stand at the top",
    "tagged: a\nalias of: b\n": "other keys",
    "rating:\nread: ''\ncreated: []\n": "any property may be empty",
    "mood: many\n": "the type of a plugin",
    "other: 1\n": "a property that has no type",
    "created: 2025-01-02T10:00\n": "the date of it is shown",
    "due: 2025-01-02\ncreated: '2025-01-02'\n": "a date without a time, in quotes or not",
    "due: 2025-01-02 10:00:00.000+08:00\n": "ISO 8601",
    "due: 2025-01-02 10:00:00 +0800\n": "as Jekyll writes it, which moment.js reads",
    "created: 2025-01\n": "a month is ISO 8601 too",
    "rating: 4.5\nread: false\ntitle: 2025-01-02\ntopics: [1, a]\n": "they fit",
    'title: "[[Note]]"\ntopics: ["[[Note]]"]\n': "links are text",
    "rating: '{{rating}}'\n": "a template",
    'title: a\nrating: "<% tp.file.title %>"\n': "a template of a plugin",
    "tags: ['a{{b}}']\n": "a template in a tag",
}


@pytest.mark.parametrize("block", FINE)
def test_nothing_is_told(block: str) -> None:
    assert findings(block) == [], FINE[block]


FAULTS: list[tuple[str, list[tuple[str, str]], str | None]] = [
    # old names
    ("tag: a\n", [(DEPRECATED, "tag")], "tags:\n  - a\n"),
    ("tag: [a, b]\n", [(DEPRECATED, "tag")], "tags: [a, b]\n"),
    ("Tag: a, b\n", [(DEPRECATED, "Tag")], "tags:\n  - a\n  - b\n"),
    ("alias: Ada, Countess\n", [(DEPRECATED, "alias")], "aliases:\n  - Ada\n  - Countess\n"),
    ("cssClass: a b\n", [(DEPRECATED, "cssClass")], "cssclasses:\n  - a\n  - b\n"),
    ("tag:\n", [(DEPRECATED, "tag")], "tags:\n"),
    ("'tag': a\n", [(DEPRECATED, "'tag'")], "'tags':\n  - a\n"),
    ("tags: [b, a]\ntag: [a, c]\n", [(DEPRECATED, "tag")], "tags: [b, a, c]\n"),
    ("tag: c\nx: 1\ntags:\n- b # why\n", [(DEPRECATED, "tag")], "x: 1\ntags:\n- b # why\n- c\n"),
    ("Tags: [a]\ntag: a\n", [(DEPRECATED, "tag")], "Tags: [a]\n"),
    ("tag: a\ntags:\n", [(DEPRECATED, "tag")], "tags:\n  - a\n"),
    ("tag:\ntags: [a]\n", [(DEPRECATED, "tag")], "tags: [a]\n"),
    ("tags: b\ntag: a\n", [(LIST, "b"), (DEPRECATED, "tag")], "tags:\n  - b\n  - a\n"),
    ("{tag: a, x: 1}\n", [(DEPRECATED, "tag")], "{tags: [a], x: 1}\n"),
    ("tag: {a: b}\n", [(DEPRECATED, "tag")], None),
    ("tags: [a]\n# about the other\ntag: b\n", [(DEPRECATED, "tag")], None),
    # texts that should be lists
    ("tags: a\n", [(LIST, "a")], "tags:\n  - a\n"),
    ("tags: 'a'  # why\n", [(LIST, "'a'")], "tags:\n  - 'a'  # why\n"),
    ("tags: a b, c\n", [(LIST, "a b, c")], "tags:\n  - a\n  - b\n  - c\n"),
    ("tags: a，b、c\n", [(LIST, "a，b、c")], "tags:\n  - a\n  - b\n  - c\n"),
    ('tags: "#a #b"\n', [(LIST, '"#a #b"')], "tags:\n  - a\n  - b\n"),
    ("tags: '[]'\n", [(LIST, "'[]'")], "tags: []\n"),
    ("tags: '[\"a\"]'\n", [(LIST, "'[\"a\"]'")], "tags:\n  - a\n"),
    ("tags: '[a, b]'\n", [(LIST, "'[a, b]'")], None),
    ("x: [1, 2]\ntags: a\n", [(LIST, "a")], "x: [1, 2]\ntags: [a]\n"),
    ("x:\n- 1\ntags: a\n", [(LIST, "a")], "x:\n- 1\ntags:\n- a\n"),
    ("aliases: A Note, Another\n", [(LIST, "A Note, Another")], "aliases:\n  - A Note\n  - Another\n"),
    ("aliases: Smile :)\n", [(LIST, "Smile :)")], "aliases:\n  - Smile :)\n"),
    ("aliases: Ada (Byron, Lovelace)\n", [(LIST, "Ada (Byron, Lovelace)")], None),
    ('aliases: "[[A]]"\n', [(LIST, '"[[A]]"')], 'aliases:\n  - "[[A]]"\n'),
    ("aliases: 2024\n", [(LIST, "2024")], "aliases:\n  - 2024\n"),
    ("cssclasses: a\n", [(LIST, "a")], "cssclasses:\n  - a\n"),
    ("tags: {a: b}\n", [(LIST, "{a: b}")], None),
    ("tags: &t a\nx: *t\n", [(LIST, "&t a")], None),
    # tags with a hash
    ("tags: ['#a']\n", [(HASH, "'#a'")], "tags: [a]\n"),
    ("tags:\n- '#a/b'\n- 'c'\n", [(HASH, "'#a/b'")], "tags:\n- 'a/b'\n- 'c'\n"),
    ("tags: ['#a', b, a]\n", [(HASH, "'#a'")], "tags: [b, a]\n"),
    ("tags: ['##a', '#b']\n", [(HASH, "'##a'"), (HASH, "'#b'")], "tags: [a, b]\n"),
    # tags that are none
    ("tags: [two words]\n", [(SYNTAX, "two words")], None),
    ("tags: [2024]\n", [(SYNTAX, "2024")], None),
    ("tags: ['2024', 1.5]\n", [(SYNTAX, "'2024'"), (SYNTAX, "1.5")], None),
    ("tags: [a.b, c++, what?]\n", [(SYNTAX, "a.b"), (SYNTAX, "c++"), (SYNTAX, "what?")], None),
    ("tags: ['#two words']\n", [(SYNTAX, "'#two words'")], None),
    ("tags: ['New York, NY']\n", [(SYNTAX, "'New York, NY'")], None),
    ("tags: ['a, b']\n", [(SYNTAX, "'a, b'")], "tags: ['a', b]\n"),
    ("tags:\n  - a， b\n  - b\n  - c;d\n", [(SYNTAX, "a， b"), (SYNTAX, "c;d")], "tags:\n  - a\n  - b\n  - c\n  - d\n"),
    ("tags: ['#a #b', c]\n", [(SYNTAX, "'#a #b'")], "tags: ['a', b, c]\n"),
    ("tags: [/a, b//c/]\n", [(SYNTAX, "/a"), (SYNTAX, "b//c/")], "tags: [a, b/c]\n"),
    ("tags: ['', a]\n", [(SYNTAX, "''")], "tags: [a]\n"),
    ("tags: ['/', '#']\n", [(SYNTAX, "'/'"), (SYNTAX, "'#'")], None),
    ("tags:\n- a\n- [b, a]\n", [(SYNTAX, "[b, a]")], "tags:\n- a\n- b\n"),
    ("tags: [a, [two words]]\n", [(SYNTAX, "[two words]")], None),
    ("tags: [a, [[Note]]]\n", [("frontmatter/unquoted-link", "[[Note]]")], 'tags: [a, "[[Note]]"]\n'),
    # values of another type
    ("rating: '4'\n", [(TYPE, "'4'")], "rating: 4\n"),
    ("RATING: '4.5'\n", [(TYPE, "'4.5'")], "RATING: 4.5\n"),
    ("rating: '4.50'\n", [(TYPE, "'4.50'")], None),
    ("rating: '007'\n", [(TYPE, "'007'")], None),
    ("rating: four\n", [(TYPE, "four")], None),
    ("rating: [4]\n", [(TYPE, "[4]")], "rating: 4\n"),
    ("read: 'true'\n", [(TYPE, "'true'")], "read: true\n"),
    ("read: no\n", [(TYPE, "no")], "read: false\n"),
    ("read: 1\n", [(TYPE, "1")], None),
    ("title: 1.10\n", [(TYPE, "1.10")], 'title: "1.10"\n'),
    ("title: true\n", [(TYPE, "true")], 'title: "true"\n'),
    ("title:\n- One\n", [(TYPE, "- One")], "title: One\n"),
    ("title: [A, B]\n", [(TYPE, "[A, B]")], None),
    ("title: {a: b}\n", [(TYPE, "{a: b}")], None),
    ("topics: a # why\n", [(TYPE, "a")], "topics:\n  - a # why\n"),
    ("topics: '[[A]]'\n", [(TYPE, "'[[A]]'")], "topics:\n  - '[[A]]'\n"),
    ("topics: '[]'\n", [(TYPE, "'[]'")], "topics: []\n"),
    ("topics: a, b\n", [(TYPE, "a, b")], None),
    ("topics: [{a: b}]\n", [(TYPE, "[{a: b}]")], None),
    ("created: 2025/1/2\n", [(TYPE, "2025/1/2")], "created: 2025-01-02\n"),
    ("created: 20250102\n", [(TYPE, "20250102")], "created: 2025-01-02\n"),
    ("created: Jan 2, 2025\n", [(TYPE, "Jan 2, 2025")], "created: 2025-01-02\n"),
    ("created: '2025年1月2日'\n", [(TYPE, "'2025年1月2日'")], "created: '2025-01-02'\n"),
    ("created: 02/01/2025\n", [(TYPE, "02/01/2025")], None),
    ("created: 2025\n", [(TYPE, "2025")], None),
    ("created: 2025-02-30\n", [(TYPE, "2025-02-30")], None),
    ("created: yesterday\n", [(TYPE, "yesterday")], None),
    ("due: 2025/1/2 9:05\n", [(TYPE, "2025/1/2 9:05")], "due: 2025-01-02T09:05\n"),
    ("due: 2025-01-02T25:00\n", [(TYPE, "2025-01-02T25:00")], None),
    # a fault of the block comes first, or is the reason
    ("tags: #a\n", [("frontmatter/lost-value", "#a")], "tags:\n  - a\n"),
    ("topics: [[A]]\n", [("frontmatter/unquoted-link", "[[A]]")], 'topics:\n  - "[[A]]"\n'),
    ("tags: ['\"a\"']\n", [("frontmatter/stray-quotes", "'\"a\"'")], "tags: ['a']\n"),
    ("tags: [' a']\n", [("frontmatter/invisible", " ")], "tags: ['a']\n"),
    ("rating: '\"4\"'\n", [("frontmatter/stray-quotes", "'\"4\"'")], "rating: 4\n"),
]


@pytest.mark.parametrize(("block", "expected", "after"), FAULTS, ids=[block for block, *_ in FAULTS])
def test_each_fault_is_told_once_and_mended(block: str, expected: list[tuple[str, str]], after: str | None) -> None:
    assert findings(block) == expected
    assert mended(block) == (block if after is None else after)


@pytest.mark.parametrize(("block", "expected", "after"), FAULTS, ids=[block for block, *_ in FAULTS])
def test_line_endings_do_not_matter(block: str, expected: list[tuple[str, str]], after: str | None) -> None:
    windows = Note("a.md", note(block).text.replace("\n", "\r\n"), Bindings(types=TYPES))
    found = check_note(windows, ALL).diagnostics
    assert [one.rule.removeprefix("properties/") for one in found] == [rule for rule, _ in expected]
    assert mend(windows, ALL).text == mend(note(block), ALL).text.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("schema", "block", "rule"),
    [
        ({"tags": {"type": "array"}}, "tags: a\n", "schema/type"),
        ({"rating": {"type": "number"}}, "rating: four\n", "schema/type"),
        ({"tags": {"items": {"pattern": "^[a-z]+(-[a-z]+)*$"}}}, "tags: [Two Words]\n", "schema/pattern"),
        ({"tags": {"items": {"format": "tag"}}}, "tags: ['#a']\n", "schema/format"),
        ({"created": {"format": "date"}}, "created: 2025/1/2\n", "schema/format"),
    ],
)
def test_what_a_schema_tells_is_not_told_again(schema: dict[str, Any], block: str, rule: str) -> None:
    assert [found for found, _ in findings(block, Schema.of({"properties": schema}, "s.json"))] == [rule]


def test_a_repeated_key_is_judged_once() -> None:
    assert findings("tags: a\ntags: b\n") == [(LIST, "a"), ("frontmatter/duplicate-key", "tags")]


WORDS = st.sampled_from(["a", "b/c", "#a", "two words", "2024", "", "a, b", "x//y", "c++", "標籤", "#a #b", "é"])
SCALARS = st.one_of(
    WORDS, st.integers(0, 9), st.booleans(), st.none(), st.sampled_from(["4", "true", "2025/1/2", "[]"])
)
LISTS = st.lists(SCALARS, max_size=4)
VALUES = st.one_of(SCALARS, LISTS)
KEYS = ["tag", "tags", "alias", "aliases", "cssclass", "cssclasses", *TYPES]


def written(values: dict[str, Any], flow: bool) -> str:
    """A block of such values, one of several ways to write it; each second key has a comment."""
    lines = []
    for number, (key, value) in enumerate(values.items()):
        comment = "  # " + key if number % 2 else ""
        if isinstance(value, list) and value and not flow:
            items = "".join(f"- {json.dumps(item, ensure_ascii=False)}\n" for item in value)
            lines.append(f"{key}:{comment}\n{items}")
        else:
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}{comment}\n")
    return "".join(lines)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5), st.booleans(), st.sampled_from([OWN, ALL]))
def test_a_fix_leaves_all_else_as_it_was(values: dict[str, Any], flow: bool, active: list[Active]) -> None:
    block = "before: 'x'   # kept\n" + written(values, flow) + 'after:   "y"\n'
    after = mended(block, active)
    assert after.startswith("before: 'x'   # kept\n")
    assert after.endswith('after:   "y"\n')
    matter = frontmatter.read(f"---\n{after}---\n")
    assert matter is not None
    assert matter.values is not None
    for key, value in values.items():
        if key in ("mood", "after"):
            assert matter.values[key] == value
    told = [found.finding for found in check_note(note(after), active).diagnostics]
    assert not [one for one in told if one.fix is not None and one.fix.applicability.name == "SAFE"]


@given(st.text(min_size=1, max_size=12))
def test_whatever_is_no_tag_has_a_reason(name: str) -> None:
    block = f"tags: [{json.dumps(name)}]\n"
    own = [found.finding.message for found in check_note(note(block), OWN).diagnostics]
    assert (own == []) or not is_tag(name)
    assert all(message for message in own)


@pytest.mark.parametrize(
    ("block", "wanted", "outcome"),
    [
        ("rating: 0123\n", None, "rating: 0123\n"),  # Obsidian wants a number: as text it would be a new fault
        ("isbn: 0123\n", {"type": "integer"}, "isbn: 0123\n"),  # so does the schema
        ("isbn: 0123\n", {"type": ["integer", "string"]}, 'isbn: "0123"\n'),
        ("isbn: 0123\n", None, 'isbn: "0123"\n'),
    ],
)
def test_what_is_to_be_a_number_is_not_quoted(block: str, wanted: dict[str, object] | None, outcome: str) -> None:
    schemas = () if wanted is None else (Schema.of({"properties": {"isbn": wanted}}, "s.json"),)
    one = note(block, *schemas)
    assert [found.rule for found in check_note(one, ALL).diagnostics] == ["frontmatter/ambiguous-scalar"]
    assert mend(one, ALL).text == note(outcome).text


# --- Obsidian's settings


def test_types_come_from_obsidian_s_file(vault: Vault) -> None:
    vault.put({".obsidian/types.json": '{"types": {"Rating": "number", "x": 3}}', "a.md": "---\nrating: four\n---\n"})
    assert vault.check().findings == [("a.md", "properties/type", 2, 9)]
    assert vault.check("-", "--stdin-filename", "a.md", stdin=b"---\nRATING: x\n---\n").json["summary"]["findings"] == 1


@pytest.mark.parametrize("content", [b"{", b"", b"\xff\xfe{}", b"[" * 100_000])
def test_settings_that_cannot_be_read_are_told_once_and_do_no_harm(vault: Vault, content: bytes) -> None:
    vault.put({".obsidian/types.json": content, ".obsidian/app.json": content, "a.md": "---\nrating: four\n---\n"})
    answer = vault.check()
    assert answer.code == 0
    assert answer.json["summary"]["notes"] == 1
    assert answer.err.count("is left out: it is no JSON") == 2
    assert vault.check("--quiet").err == ""


@pytest.mark.parametrize(
    "content", ["[]", "3", "null", '{"types": []}', '{"userIgnoreFilters": {"a": 1}}', '{"userIgnoreFilters": [3, ""]}']
)
def test_settings_of_another_shape_say_nothing(vault: Vault, content: str) -> None:
    vault.put({".obsidian/types.json": content, ".obsidian/app.json": content, "a.md": "---\nrating: four\n---\n"})
    answer = vault.check()
    assert (answer.code, answer.err, answer.json["summary"]["notes"]) == (0, "", 1)


def test_settings_may_have_a_byte_order_mark(vault: Vault) -> None:
    vault.put({".obsidian/app.json": "\ufeff" + '{"newLinkFormat": "relative", "attachmentFolderPath": "./files"}'})
    settings = obsidian.read(vault.root)
    assert (settings.link_format, settings.attachments) == ("relative", "./files")
    assert (obsidian.Obsidian().link_format, obsidian.Obsidian().attachments) == ("shortest", "/")


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (["Old/"], ["Older.md", "new.md"]),
        (["old"], ["new.md"]),
        (["/^old.*md$/"], ["new.md"]),
        (["/[/"], ["Old/a.md", "Older.md", "new.md"]),
        (["/NEW/", "Old/a.md"], ["Older.md"]),
        (["ld/"], ["Old/a.md", "Older.md", "new.md"]),
    ],
)
def test_excluded_files_are_beginnings_of_paths_or_patterns_without_case(
    vault: Vault, filters: list[str], left: list[str]
) -> None:
    bad = "---\ntags: a\n---\n"
    vault.put({".obsidian/app.json": json.dumps({"userIgnoreFilters": filters})})
    vault.put({"Old/a.md": bad, "Older.md": bad, "new.md": bad})
    assert [path for path, *_ in vault.check().findings] == left
