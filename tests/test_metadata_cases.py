"""Schemas, properties and vocabularies of one note together: one fault is one finding, whichever rules run, and no fix
undoes another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from vaultlint.lint import Active, activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Bindings, Note
from vaultlint.rule import NoteRule, TroubleRule, discover
from vaultlint.schema import Schema
from vaultlint.vocabulary import Vocabulary

ALL = [activate(rule) for rule in discover().values() if rule.default and isinstance(rule, NoteRule | TroubleRule)]
KEBAB = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
TAGS = {"tags": {"type": "array", "items": KEBAB, "uniqueItems": True}}
TERMS = {"tags": Vocabulary("terms.txt", ("forest", "pond", "open-air"))}
TYPES = {"rating": "number", "created": "date", "title": "text", "done": "checkbox", "topics": "multitext"}


def note(block: str, properties: Mapping[str, Any], **bound: Any) -> Note:
    schemas = (Schema.of({"properties": properties}, "x.json"),) if properties else ()
    return Note("note.md", f"---\n{block}---\nText.\n", Bindings(schemas=schemas, **{"types": TYPES, **bound}))


def told(one: Note, active: list[Active] = ALL) -> list[tuple[str, str]]:
    checked = check_note(one, active)
    assert not checked.crashes
    return [(found.rule, found.finding.span.of(one.text)) for found in checked.diagnostics]


def mended(one: Note) -> str:
    done = mend(one, ALL)
    assert not any(found.rule == "file/unproved-fix" for found in done.left.diagnostics)
    again = Note(one.path, done.text, one.bindings)
    assert mend(again, ALL).text == done.text
    return done.text.removeprefix("---\n").removesuffix("---\nText.\n")


@pytest.mark.parametrize(
    ("block", "families", "expected"),
    [
        ("tags: forest\n", ("schema", "properties", "vocabulary"), "schema/type"),
        ("tags: forest\n", ("properties", "vocabulary"), "properties/list-expected"),
        ("tags: forest\n", ("schema",), "schema/type"),
        ("tags: [Forest]\n", ("schema", "properties", "vocabulary"), "schema/pattern"),
        ("tags: [Forest]\n", ("properties", "vocabulary"), "vocabulary/unknown"),
        ("tags: [a b]\n", ("properties", "vocabulary"), "vocabulary/unknown"),
        ("tags: [a b]\n", ("properties",), "properties/tag-syntax"),
        ("rating: '4'\n", ("schema", "properties"), "schema/type"),
        ("rating: '4'\n", ("properties",), "properties/type"),
    ],
)
def test_a_fault_is_told_once_by_the_rules_that_run(block: str, families: tuple[str, ...], expected: str) -> None:
    active = [each for each in ALL if each.rule.family in families]
    found = told(note(block, {**TAGS, "rating": {"type": "integer"}}, vocabularies=TERMS), active)
    assert [rule for rule, _ in found] == [expected]


@pytest.mark.parametrize(
    ("block", "properties"),
    [
        ("rating: '4'\nday: 2025/1/2\n", {"rating": {"type": "string"}}),
        ("title: 1984\nday: 2025/1/2\n", {"title": {"type": "integer"}}),
        ("topics: rye\nday: 2025/1/2\n", {"topics": {"type": "string"}}),
        ("tags: rye\nday: 2025/1/2\n", {"tags": {"type": "string"}}),
        ("tags: ['#rye']\nday: 2025/1/2\n", {"tags": {"items": {"pattern": "^#"}}}),
        ("tag: rye\nday: 2025/1/2\n", {"tags": {"type": "string"}}),
    ],
)
def test_obsidian_mends_nothing_that_a_schema_asks_for(block: str, properties: dict[str, Any]) -> None:
    one = note(block, {**properties, "day": {"format": "date"}})
    assert any(rule.startswith("properties/") for rule, _ in told(one))
    assert mended(one) == block.replace("2025/1/2", "2025-01-02")


@pytest.mark.parametrize(
    ("block", "properties", "after"),
    [
        pytest.param("a: &x 3\n", {"a": {"type": "string"}}, 'a: "3"\n', id="an anchor is no part of the text"),
        ("a: &x 0123\n", {"a": {"type": "string"}}, 'a: "0123"\n'),
        ("title: &x 1.10\n", {}, 'title: "1.10"\n'),
        pytest.param("a: &x 3\nb: *x\n", {"a": {"type": "string"}}, None, id="what b has would change, too"),
    ],
)
def test_a_value_with_an_anchor(block: str, properties: dict[str, Any], after: str | None) -> None:
    assert mended(note(block, properties)) == (after or block)


@pytest.mark.parametrize(
    ("block", "properties", "expected"),
    [
        pytest.param("a: 0.3\n", {"a": {"multipleOf": 0.1}}, [], id="as it is written"),
        pytest.param("a: 4.35\n", {"a": {"multipleOf": 0.01}}, [], id="as it is written, too"),
        ("a: 0.35\n", {"a": {"multipleOf": 0.1}}, [("schema/other", "0.35")]),
        ("a: {b: 3}\n", {"a": {"unevaluatedProperties": {"type": "string"}}}, [("schema/type", "3")]),
        ("a: {b: {c: 3}}\n", {"a": {"unevaluatedProperties": {"required": ["d"]}}}, [("schema/required", "b")]),
    ],
)
def test_what_schemas_tell(block: str, properties: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert told(note(block, properties)) == expected


@pytest.mark.parametrize(
    ("families", "expected"),
    [
        (("schema", "properties"), [("properties/deprecated-key", "tag")]),
        (("schema",), [("schema/unknown-key", "tag")]),
    ],
)
def test_an_old_name_is_told_once(families: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    active = [each for each in ALL if each.rule.family in families]
    document = {"required": ["tags"], "properties": {"tags": {"default": []}}, "additionalProperties": False}
    one = Note("note.md", "---\ntag: rye\n---\n", Bindings(schemas=(Schema.of(document, "x.json"),)))
    assert told(one, active) == expected
    assert mended(one) == "tags:\n  - rye\n---\n"


def test_a_missing_key_that_stands_there_under_its_old_name_is_told_once() -> None:
    one = Note("note.md", "---\ntag: rye\n---\n", Bindings(schemas=(Schema.of({"required": ["tags"]}, "x.json"),)))
    assert told(one) == [("properties/deprecated-key", "tag")]


def test_a_text_by_its_tag_is_text() -> None:
    assert told(note("a: !!str 3\n", {"a": {"type": "integer"}})) == [("schema/type", "!!str 3")]


@pytest.mark.parametrize("number", ["0123", "1.10", "0x1F", "&x 007"])
def test_a_message_shows_a_number_as_it_is_written(number: str) -> None:
    (found,) = check_note(note(f"a: {number}\n", {"a": {"type": "string"}}), ALL).diagnostics
    assert found.finding.message == f"`a` should be text, not the number `{number.split()[-1]}`"


DATE, WHOLE, NUMBER, TEXT = (
    {"type": "string", "format": "date"},
    {"type": "integer"},
    {"type": "number"},
    {"type": "string"},
)
STATUS, LIST = {"enum": ["to-read", "In Progress"]}, {"type": "array", "items": TEXT}


@pytest.mark.parametrize(
    ("schema", "before", "after"),
    [
        (DATE, "2025.10.08", "2025-10-08"),
        (DATE, "Oct 8, 2025", "2025-10-08"),
        (DATE, "13/10/2025", "2025-10-13"),
        (DATE, "'2025/10/8' # then", "'2025-10-08' # then"),
        pytest.param(DATE, "3.4.2025", None, id="March or April"),
        pytest.param(DATE, "October 2025", None, id="no day"),
        pytest.param(DATE, "2025-02-30", None, id="no such day"),
        pytest.param(DATE, "2025-10-08T00:00:00Z", None, id="the time would be lost"),
        pytest.param(DATE, "circa 2025-10-08", None, id="and the doubt"),
        (WHOLE, "'-2'", "-2"),
        pytest.param(WHOLE, "'007'", None, id="zeros would be lost"),
        pytest.param(WHOLE, "'3,5'", None, id="a list or a fraction"),
        pytest.param(WHOLE, "'1_000'", None, id="not a number everywhere"),
        pytest.param(NUMBER, "'1.10'", None, id="perhaps a version"),
        (NUMBER, "'0.1'", "0.1"),
        (TEXT, "1.10", '"1.10"'),
        (TEXT, "0123", '"0123"'),
        (TEXT, "true", '"true"'),
        pytest.param(TEXT, "{a: 1}", None, id="a group is no text"),
        (STATUS, "To Read", "to-read"),
        (STATUS, "'in-progress'   # mine", "'In Progress'   # mine"),
        pytest.param(STATUS, "to-raed", None, id="a guess"),
        (KEBAB, "GPT-4 Turbo", "gpt-4-turbo"),
        pytest.param(KEBAB, "openAir", None, id="one word or two"),
        pytest.param(KEBAB, "open.air", None, id="a dot is no blank"),
        (LIST, "'[]'", "[]"),
        pytest.param(LIST, "Ann Lee, Bob Ray", None, id="one name or two"),
    ],
)
def test_a_value_is_mended_where_it_has_one_reading(schema: dict[str, Any], before: str, after: str | None) -> None:
    assert mended(note(f"k: {before}\nrest: 1\n", {"k": schema})) == f"k: {after or before}\nrest: 1\n"


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_a_fix_keeps_line_endings(ending: str) -> None:
    schema = Schema.of({"properties": {"k": LIST, "d": DATE, "u": {"uniqueItems": True}}}, "x.json")
    before = "---\nk: a # why\nd: 2025/1/2\nu:\n- x\n- y\n- x\n---".replace("\n", ending)
    done = mend(Note("note.md", before, Bindings(schemas=(schema,))), ALL)
    assert done.text == "---\nk:\n- a # why\nd: 2025-01-02\nu:\n- x\n- y\n---".replace("\n", ending)
