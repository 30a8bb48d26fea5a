"""Each fault has one finding: its rule, its place, its words; nothing cascades, nothing is told twice."""

from __future__ import annotations

from typing import Any

import pytest

from vaultlint.finding import Applicability
from vaultlint.lint import activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Bindings, Note
from vaultlint.rule import discover
from vaultlint.schema import Schema

ACTIVE = [activate(rule) for rule in discover().values() if rule.family == "schema"]
TEXT, LIST = {"type": "string"}, {"type": "array"}


def note(text: str, *documents: Any) -> Note:
    schemas = tuple(Schema.of(document, f"{index}.json") for index, document in enumerate(documents, 1))
    return Note("note.md", f"---\n{text}---\n", Bindings(schemas=schemas))


def told(text: str, *documents: Any) -> list[str]:
    """`line:column rule` of each finding."""
    checked = check_note(note(text, *documents), ACTIVE)
    assert not checked.crashes
    return [f"{one.place.line}:{one.place.column} {one.rule.removeprefix('schema/')}" for one in checked.diagnostics]


def message(text: str, *documents: Any) -> str:
    (found,) = check_note(note(text, *documents), ACTIVE).diagnostics
    return found.finding.message


def keys(**properties: Any) -> dict[str, Any]:
    return {"properties": properties}


ONE_EACH = [
    ("a: 3\n", keys(a={**TEXT, "pattern": "^x", "enum": ["x"], "minLength": 9}), ["2:4 type"]),
    ("a: [3]\n", {"allOf": [keys(a=TEXT), keys(a={"type": "array", "items": TEXT})]}, ["2:4 type"]),
    ("a: zz\n", keys(a={"enum": ["x", "y"], "pattern": "^x", "maxLength": 1}), ["2:4 enum"]),
    ("a: 1\n", {"required": ["b", "c"]}, ["1:1 required", "1:1 required"]),
    ("a: 1\n", {"required": ["b"], "minProperties": 2}, ["1:1 required"]),
    ("a: 1\n", {"minProperties": 2}, ["1:1 limits"]),
    ("titel: x\n", {**keys(title=TEXT), "required": ["title"], "additionalProperties": False}, ["2:1 unknown-key"]),
    ("b: 1\nc: 2\n", {**keys(a=TEXT), "additionalProperties": False}, ["2:1 unknown-key", "3:1 unknown-key"]),
    ("m:\n  - k: 1\n    j: 2\n", keys(m={"items": {"properties": {"k": TEXT}, "additionalProperties": False}}),
     ["3:8 type", "4:5 unknown-key"]),
    ("m: {}\n", keys(m={"required": ["k"]}), ["2:1 required"]),
    ("b: 1\nc: 2\nd: 3\n", {"allOf": [keys(b=TEXT, c={})], "unevaluatedProperties": False},
     ["2:4 type", "4:1 unknown-key"]),
    ("a: [x, y, x, x]\n", keys(a={"uniqueItems": True}), ["2:11 unique-items", "2:14 unique-items"]),
    ("a: [1, 1.0, true]\n", keys(a={"uniqueItems": True}), ["2:8 unique-items"]),
    ("a: [b]\n", keys(a={"contains": {"const": "x"}}), ["2:4 other"]),
    ("a: [b, c]\n", keys(a={"prefixItems": [TEXT], "items": False}), ["2:8 other"]),
    ("Ab: 1\n", {"propertyNames": {"pattern": "^[a-z]+$"}}, ["2:1 other"]),
    ("a: 1\n", {"dependentRequired": {"a": ["b"]}}, ["1:1 required"]),
    ("a: b c\n", keys(a={"pattern": "^[a-z]+$"}), ["2:4 pattern"]),
    ("a: b c\n", keys(a={"format": "hostname"}), ["2:4 format"]),
    ("a: 1\n", {"dependentSchemas": {"a": keys(a=TEXT)}}, ["2:4 type"]),
    ("a: 1\n", keys(a=False), ["2:1 other"]),
    ("a: 1\n", {"not": {"required": ["a"]}}, ["2:1 other"]),
    ("a: 1\n", {"anyOf": [{"required": ["b"]}, {"required": ["c"]}]}, ["1:1 other"]),
    ("type: film\nyear: x\n", {"oneOf": [
        {"properties": {"type": {"const": "book"}, "isbn": TEXT}, "required": ["isbn"]},
        {"properties": {"type": {"const": "film"}, "year": {"type": "integer"}}, "required": ["year"]},
    ]}, ["3:7 other"]),
    ("type: book\n", {"if": keys(type={"const": "book"}), "then": {"required": ["isbn"]}}, ["1:1 required"]),
    ("type: film\n", {"if": keys(type={"const": "book"}), "then": {"required": ["isbn"]}}, []),
    ("a: .inf\n", keys(a={"multipleOf": 0.5}), ["2:4 other"]),
    ("a: {b: {c: 1}}\n", keys(a=keys(b=keys(c=TEXT))), ["2:12 type"]),
    ("a: &x [1]\nb: *x\n", keys(b=TEXT), ["3:4 type"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "document", "expected"), ONE_EACH, ids=lambda value: str(value)[:50])
def test_one_finding_for_each_fault(text: str, document: Any, expected: list[str]) -> None:
    assert told(text, document) == expected


SILENT = [
    ("a: [[Note]]\n", keys(a=TEXT), "frontmatter/unquoted-link tells it"),
    ("a: [[Note]]\n", keys(a={"type": "array", "items": TEXT}), "frontmatter/unquoted-link tells it"),
    ("a: 'x '\n", keys(a={"enum": ["x"]}), "frontmatter/invisible tells it"),
    ("a: x\u200by\n", keys(a={"pattern": "^[a-z]+$"}), "frontmatter/invisible tells it"),
    ("a: '\"x\"'\n", keys(a={"enum": ["x"]}), "frontmatter/stray-quotes tells it"),
    ("a: #x\n", keys(a=LIST), "frontmatter/lost-value tells it"),
    ("a: {{date}}\n", keys(a={"format": "date"}), "a template is no YAML"),
    ("a: b {{date}}\n", keys(a={"format": "date"}), "a placeholder will be filled"),
    ("a: 1\na: x\n", {"required": ["a"]}, "frontmatter/duplicate-key tells it"),
    ("a: [1\n", keys(a=TEXT), "frontmatter/invalid-yaml tells it"),
    ("- a\n", {"required": ["a"]}, "frontmatter/not-a-mapping tells it"),
    ("$schema: x.json\na: 1\n", {**keys(a={}), "additionalProperties": False}, "the note's own binding"),
    ("a: 2025-10-08\n", keys(a={"type": "string", "format": "date"}), "a date is its text"),
    ("a: 4.0\n", keys(a={"type": "integer"}), "4.0 is a whole number in JSON Schema"),
]


@pytest.mark.parametrize(("text", "document", "why"), SILENT)
def test_silent(text: str, document: Any, why: str) -> None:
    assert told(text, document) == [], why


def test_two_schemas_that_say_the_same_are_told_once() -> None:
    one = {"required": ["b"], **keys(a=TEXT, b={}), "additionalProperties": False}
    assert told("a: 1\nc: 2\n", one, {**one, "title": "other"}) == ["1:1 required", "2:4 type", "3:1 unknown-key"]


CONFLICTS = [
    ("a: 1\n", keys(a=TEXT), keys(a=LIST), True),
    ("b: 1\n", keys(a=TEXT), keys(a=LIST), False),
    ("b: 1\n", {**keys(a=TEXT), "required": ["a"]}, keys(a=LIST), True),
    ("a: 1\n", keys(a={"type": "integer"}), keys(a={"type": "number"}), False),
    ("a: x\n", keys(a={"enum": ["x", "y"]}), keys(a={"enum": ["z"]}), True),
    ("a: x\n", keys(a={"enum": ["x", "y"]}), keys(a={"enum": ["x", "z"]}), False),
    ("a: x\n", keys(a={"const": "x"}), keys(a={"pattern": "^y"}), True),
    ("a: x\n", {"required": ["a"]}, {**keys(b={}), "additionalProperties": False}, True),
    ("a: x\n", keys(a={"minLength": 5}), keys(a={"maxLength": 3}), True),
]


@pytest.mark.parametrize(("text", "one", "other", "at_odds"), CONFLICTS, ids=str)
def test_conflict(text: str, one: Any, other: Any, at_odds: bool) -> None:
    assert (told(text, one, other) == ["1:1 conflict"]) == at_odds
    assert (told(text, other, one) == ["1:1 conflict"]) == at_odds


WORDS = [
    ("a: ''\n", keys(a=LIST), "`a` should be a list, not an empty text"),
    ("a:\n", keys(a=TEXT), "`a` should be text, but it is empty"),
    ("a:\n- b: c\n", keys(a={"items": TEXT}),
     "item 1 of `a` should be text, not a group of keys and values; if it is text, put it in quotes"),
    ("a: '3'\n", keys(a={"enum": [1, 2, 3]}), "`a` must be one of `1`, `2` or `3`, not the text `3`"),
    ("a: {b: x}\n", keys(a=keys(b={"type": "boolean"})), "`a.b` should be true or false, not the text `x`"),
    ("a: [{b: 1}]\n", keys(a={"items": keys(b=TEXT)}), "`b` in item 1 of `a` should be text, not the number `1`"),
    ("Titel: x\n", {**keys(title={}), "required": ["title"]}, "the key `title` is missing; is `Titel` meant to be it?"),
    ("a: x\n", {"dependentRequired": {"a": ["b"]}}, "the key `b` is missing; it is needed where `a` is"),
    ("a: x y\n", keys(a={"pattern": "^x$", "x-message": "should be x"}), "`a` should be x, not `x y`"),
    ("a: 0\n", keys(a={"exclusiveMinimum": 0}), "`a` should be more than 0, not `0`"),
    ("a: [1]\n", keys(a={"minItems": 2}), "`a` should have at least 2 items, not 1"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "document", "words"), WORDS)
def test_words(text: str, document: Any, words: str) -> None:
    assert message(text, document) == words


def test_a_count_of_items_is_told_by_the_subschema_that_has_it() -> None:
    document = keys(a={"contains": TEXT, "minContains": 2})
    (found,) = check_note(note("a: [b]\n", document), ACTIVE).diagnostics
    assert found.finding.schema is not None and found.finding.schema.pointer == "/properties/a"


def test_the_source_leads_to_the_subschema() -> None:
    document = {**keys(a={"$ref": "#/$defs/n"}, **{"b/c": TEXT}), "$defs": {"n": {"items": TEXT}}}
    found = check_note(note("a: [1]\nb/c: 2\n", document), ACTIVE).diagnostics
    sources = [one.finding.schema for one in found]
    assert [(one.file, one.pointer, one.instance) for one in sources if one] == [
        ("1.json", "/$defs/n/items", "/a/0"),
        ("1.json", "/properties/b~1c", "/b~1c"),
    ]


def test_toml_and_json_are_told_at_the_opener() -> None:
    for text, column in (('+++\na = 1\n+++\n', 4), ('{\n"a": 1\n}\n', 2)):
        bound = Note("note.md", text, Bindings(schemas=(Schema.of(keys(a=TEXT), "1.json"),)))
        (found,) = check_note(bound, ACTIVE).diagnostics
        assert (found.place.line, found.place.column, found.place.end_column) == (1, 1, column)
        assert found.finding.fix is None


SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
FIXES = [
    ("a: x\n", keys(a=LIST), SAFE, "a:\n  - x\n"),
    ("a: '[]'\n", keys(a=LIST), SAFE, "a: []\n"),
    ("a:\n", keys(a=LIST), SAFE, "a: []\n"),
    ("a: 2024\n", keys(a={**LIST, "items": TEXT}), SAFE, 'a:\n  - "2024"\n'),
    ("a: x, y\n", keys(a=LIST), UNSAFE, None),
    ("a: 'x、y'\n", keys(a=LIST), UNSAFE, None),
    ("a: x\n", keys(a={**LIST, "minItems": 2}), UNSAFE, None),
    ("a: x\n", keys(a={"type": ["array", "boolean"]}), SAFE, "a:\n  - x\n"),
    ("a: 'true'\n", keys(a={"type": ["array", "boolean"]}), UNSAFE, None),
    ("a: 'True'\n", keys(a={"type": "boolean"}), SAFE, "a: true\n"),
    ("a: 1\n", keys(a={"type": "boolean"}), UNSAFE, None),
    ("a: '03'\n", keys(a={"type": "integer"}), UNSAFE, None),
    ("a: '1.50'\n", keys(a={"type": "number"}), UNSAFE, None),
    ("a: '1.5'\n", keys(a={"type": "number"}), SAFE, "a: 1.5\n"),
    ("a: 0123\n", keys(a=TEXT), SAFE, 'a: "0123"\n'),
    ("a: 1.10\n", keys(a=TEXT), SAFE, 'a: "1.10"\n'),
    ("a:\n", keys(a=TEXT), UNSAFE, None),
    ("a: [x]\n", keys(a=TEXT), SAFE, "a: x\n"),
    ("a: [x, y]\n", keys(a=TEXT), UNSAFE, None),
    ("a: '7'\n", keys(a={"type": "integer", "maximum": 5}), UNSAFE, None),
    ("a: 20251008\n", keys(a={"type": "string", "format": "date"}), SAFE, "a: 2025-10-08\n"),
    ("a: ' 2025-10-8'\n", keys(a={"format": "date"}), SAFE, "a: '2025-10-08'\n"),
    ("a: 2025.10.08\n", keys(a={"format": "date"}), SAFE, "a: 2025-10-08\n"),
    ("a: 2025-13-08\n", keys(a={"format": "date"}), UNSAFE, None),
    ("a: 8/10/2025\n", keys(a={"format": "date"}), UNSAFE, None),
    ("a: 2025-10-08T09:33\n", keys(a={"format": "date"}), UNSAFE, None),
    ("a: 25/10/2025\n", keys(a={"format": "date"}), SAFE, "a: 2025-10-25\n"),
    ("a: 5/5/2025\n", keys(a={"format": "date"}), SAFE, "a: 2025-05-05\n"),
    ("a: ２０２５-１０-０８\n", keys(a={"format": "date"}), SAFE, "a: 2025-10-08\n"),
    ("a: 2025-10-08 00:00:00\n", keys(a={"format": "date"}), SAFE, "a: 2025-10-08\n"),
    ("a: 2025-10-08T00:00:00Z\n", keys(a={"format": "date"}), UNSAFE, None),
    ("a: Wed, 8th Oct 2025\n", keys(a={"format": "date"}), SAFE, "a: 2025-10-08\n"),
    ("a: 2025年10月8号\n", keys(a={"format": "date"}), SAFE, "a: 2025-10-08\n"),
    ("a: 25-10-08\n", keys(a={"format": "date"}), UNSAFE, None),
    ("a: May 2025\n", keys(a={"format": "date"}), UNSAFE, None),
    ("a: mailto:ann@example.org\n", keys(a={"format": "email"}), SAFE, "a: ann@example.org\n"),
    ("a: 'notes\\a.md'\n", keys(a={"format": "vault-path"}), SAFE, "a: 'notes/a.md'\n"),
    ("a: /notes/a.md\n", keys(a={"format": "vault-path"}), UNSAFE, None),
    ("a: C:\\a.md\n", keys(a={"format": "vault-path"}), UNSAFE, None),
    ("a: 123e4567e89b12d3a456426614174000\n", keys(a={"format": "uuid"}), SAFE,
     "a: 123e4567-e89b-12d3-a456-426614174000\n"),
    ("a: '３'\n", keys(a={"type": "integer"}), SAFE, "a: 3\n"),
    ("a: '-0'\n", keys(a={"type": "integer"}), UNSAFE, None),
    ("a: '3.0'\n", keys(a={"type": "integer"}), UNSAFE, None),
    ("a: ''\n", keys(a={"type": ["array", "null"]}), UNSAFE, None),
    ("tags: reading books\n", keys(tags=LIST), UNSAFE, None),
    ("a: [x, x]\n", keys(a={"uniqueItems": True, "minItems": 2}), UNSAFE, None),
    ("a: x\n", {"allOf": [keys(a=LIST), keys(a={"maxItems": 0})]}, UNSAFE, None),
    ("Draft: false\n", {"required": ["draft"], **keys(draft={"default": True})}, UNSAFE, None),
    ("z: 1\n", {"required": ["y"], **keys(y={"default": 1}), "dependentRequired": {"y": ["x"]}}, UNSAFE, None),
    ("d: 'no'\n", {**keys(d={"type": "boolean"}), "if": keys(d={"const": False}), "then": {"required": ["x"]}},
     SAFE, "d: false\n"),
    ("a: To do\n", keys(a={"enum": ["to do", "to-do"]}), SAFE, "a: to do\n"),
    ("a: ＤＯＮＥ\n", keys(a={"enum": ["done", "open"]}), SAFE, "a: done\n"),
    ("a: to_read\n", keys(a={"enum": ["to-read", "read"]}), UNSAFE, "a: to-read\n"),
    ("a: Open Air\n", keys(a={"pattern": "^[a-z]{3,}(-[a-z]+)*$"}), SAFE, "a: open-air\n"),
    ("a: Open Air\n", keys(a={"pattern": "^[a-z0-9_-]+$"}), UNSAFE, None),
    ("autors: x\nauthrs: y\n", {**keys(authors={}), "additionalProperties": False}, UNSAFE, "authors: x\nauthrs: y\n"),
    ("a: March 3, 2025\n", keys(a={"format": "date"}), SAFE, "a: 2025-03-03\n"),
    ("a: Mar 3 2025\n", keys(a={"enum": ["mar-3-2025"]}), SAFE, "a: mar-3-2025\n"),
    ("a: toDo\n", keys(a={"enum": ["to do", "to-do"]}), UNSAFE, "a: to do\n"),
    ("a: 'x'\n", keys(a={"const": "X"}), SAFE, "a: 'X'\n"),
    ("a: gardn\n", keys(a={"const": "garden"}), UNSAFE, "a: garden\n"),
    ("a: zebra\n", keys(a={"enum": ["garden", "shed"]}), UNSAFE, None),
    ("a: [A B, a-b]\n", keys(a={"uniqueItems": True, "items": {"pattern": "^[a-z-]+$"}}), SAFE, "a: [a-b]\n"),
    ("a: [x, y]\nb: 1\n", {**keys(a={}, c={}), "additionalProperties": False}, UNSAFE, None),
    ("tag: 1\ntags: 2\n", {**keys(tags={}), "additionalProperties": False}, UNSAFE, None),
    ("z: 1\n", {"required": ["y"], **keys(y={"default": []}, z={})}, SAFE, "y: []\nz: 1\n"),
    ("x: 1\nz: 1\n", {"required": ["y"], **keys(x={}, y={"default": "a: b"}, z={})}, SAFE, 'x: 1\ny: "a: b"\nz: 1\n'),
    ("z: 1\n", {"required": ["y"], **keys(y={"default": 1, "type": "string"})}, UNSAFE, None),
    ("m:\n  k: 1\n", keys(m={"required": ["d"], **keys(d={"default": True})}), SAFE, "m:\n  k: 1\n  d: true\n"),
    ("t: book\n", {"if": keys(t={"const": "book"}), "then": {"required": ["y"], **keys(y={"default": 1})}},
     SAFE, "t: book\ny: 1\n"),
    ("a: GPT 4.1\n", keys(a={"pattern": "^[a-z0-9./-]+$"}), SAFE, "a: gpt-4.1\n"),
    ("", {"required": ["y"], **keys(y={"default": 1})}, SAFE, "y: 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "document", "tier", "after"), FIXES, ids=lambda value: str(value)[:50])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CR LF"])
def test_fix(text: str, document: Any, tier: Applicability, after: str | None, ending: str) -> None:
    before = note(text, document)
    before = Note(before.path, before.text.replace("\n", ending), before.bindings)
    assert check_note(before, ACTIVE).diagnostics
    mended = mend(before, ACTIVE, threshold=tier)
    expected = f"---\n{text if after is None else after}---\n".replace("\n", ending)
    assert mended.text == expected
    assert mend(Note(before.path, mended.text, before.bindings), ACTIVE, threshold=tier).text == expected
    if tier is UNSAFE:
        assert mend(before, ACTIVE).text == before.text
