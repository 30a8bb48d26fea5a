"""Every keyword of JSON Schema: which rule tells its fault, where, and in which words of a note-taker."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from vaultlint.lint import activate, check_note
from vaultlint.note import Bindings, Note
from vaultlint.rule import discover
from vaultlint.schema import compile_schema

ACTIVE = [activate(rule) for rule in discover().values() if rule.family == "schema"]
SEVEN = {"$schema": "http://json-schema.org/draft-07/schema#"}
TEXT, NUMBER = {"type": "string"}, {"type": "integer"}


def keys(**properties: Any) -> dict[str, Any]:
    return {"properties": properties}


class Case(NamedTuple):
    """A fault of `keyword` in a note: `line:column rule: message`."""

    keyword: str
    note: str
    schema: Any
    told: str


DATE = {"type": "string", "format": "date"}
PUBLISHED = {**keys(status={"const": "published"}), "required": ["status"]}
NODE = {"$dynamicAnchor": "node", **keys(below={"items": {"$dynamicRef": "#node"}}, size=NUMBER)}
TREE = {"$defs": {"tree": keys(size=NUMBER, below={"items": {"$ref": "#/$defs/tree"}})}, "$ref": "#/$defs/tree"}

CASES = [
    Case("type", "a: x\n", keys(a=NUMBER), "2:4 type: `a` should be a whole number, not the text `x`"),
    Case("type", "a:\n", keys(a=DATE), "2:3 type: `a` should be a date like 2025-10-08, but it is empty"),
    Case("type", "a: [{}]\n", keys(a={"items": {"type": ["number", "null"]}}),
         "2:5 type: item 1 of `a` should be a number or empty, not a group of keys and values"),
    Case("enum", "a: c\n", keys(a={"enum": ["x", "y"]}), "2:4 enum: `a` must be one of `x` or `y`, not `c`"),
    Case("enum", "a:\n", keys(a={"enum": ["x", "y"]}), "2:3 enum: `a` must be one of `x` or `y`, but it is empty"),
    Case("const", "a: c\n", keys(a={"const": "book"}), "2:4 const: `a` must be `book`, not `c`"),
    Case("multipleOf", "a: 7\n", keys(a={"multipleOf": 5}), "2:4 other: `a` should be a multiple of 5, not `7`"),
    Case("minimum", "a: 0\n", keys(a={"minimum": 1}), "2:4 limits: `a` should be at least 1, not `0`"),
    Case("maximum", "a: 6\n", keys(a={"maximum": 5}), "2:4 limits: `a` should be at most 5, not `6`"),
    Case("exclusiveMinimum", "a: 0\n", keys(a={"exclusiveMinimum": 0}),
         "2:4 limits: `a` should be more than 0, not `0`"),
    Case("exclusiveMaximum", "a: 2\n", keys(a={"exclusiveMaximum": 2}),
         "2:4 limits: `a` should be less than 2, not `2`"),
    Case("minLength", "a: abc\n", keys(a={"minLength": 5}), "2:4 limits: `a` should have at least 5 characters, not 3"),
    Case("maxLength", "a: abc\n", keys(a={"maxLength": 1}), "2:4 limits: `a` should have at most 1 character, not 3"),
    Case("minItems", "a: [b]\n", keys(a={"minItems": 2}), "2:4 limits: `a` should have at least 2 items, not 1"),
    Case("maxItems", "a: [b, c]\n", keys(a={"maxItems": 1}), "2:4 limits: `a` should have at most 1 item, not 2"),
    Case("maxItems", "a: [b, c]\n", keys(a={"maxItems": 0}), "2:4 limits: `a` should be empty, but it has 2 items"),
    Case("minProperties", "a: {}\n", keys(a={"minProperties": 1}), "2:4 limits: `a` should not be empty"),
    Case("maxProperties", "a: 1\nb: 2\n", {"maxProperties": 1},
         "1:1 limits: the front matter should have at most 1 key, not 2"),
    Case("uniqueItems", "a: [b, c, b]\n", keys(a={"uniqueItems": True}),
         "2:11 unique-items: `b` is repeated in `a`: it is item 1 already"),
    Case("pattern", "a: x\n", keys(a={"pattern": "^[0-9]-[0-9]$"}),
         "2:4 pattern: `a` should match the pattern `^[0-9]-[0-9]$`, not `x`"),
    Case("pattern", "a: x\n", keys(a={"pattern": "^[0-9]-[0-9]$", "examples": ["2-4"]}),
         "2:4 pattern: `a` should match the pattern `^[0-9]-[0-9]$` like `2-4`, not `x`"),
    Case("format", "a: x\n", keys(a={"format": "date"}), "2:4 format: `a` should be a date like 2025-10-08, not `x`"),
    Case("required", "a: 1\n", {"required": ["b"]}, "1:1 required: the key `b` is missing"),
    Case("required", "a:\n- b: 1\n", keys(a={"items": {"required": ["c"]}}),
         "3:3 required: the key `c` is missing in item 1 of `a`"),
    Case("dependentRequired", "a: 1\n", {"dependentRequired": {"a": ["b"]}},
         "1:1 required: the key `b` is missing; it is needed where `a` is"),
    Case("dependentSchemas", "a: 1\n", {"dependentSchemas": {"a": {"required": ["b"]}}},
         "1:1 required: the key `b` is missing; it is needed because `a` is there"),
    Case("dependentSchemas", "a: 1\nb: x\n", {"dependentSchemas": {"a": keys(b=NUMBER)}},
         "3:4 type: `b` should be a whole number, not the text `x` (because `a` is there)"),
    Case("dependencies", "a: 1\n", {**SEVEN, "dependencies": {"a": ["b"]}},
         "1:1 required: the key `b` is missing; it is needed where `a` is"),
    Case("dependencies", "a: 1\n", {**SEVEN, "dependencies": {"a": {"required": ["b"]}}},
         "1:1 required: the key `b` is missing; it is needed because `a` is there"),
    Case("properties", "a: {b: {c: 1}}\n", keys(a=keys(b=keys(c=TEXT))),
         "2:12 type: `a.b.c` should be text, not the number `1`"),
    Case("patternProperties", "x-a: 1\n", {"patternProperties": {"^x-": TEXT}},
         "2:6 type: `x-a` should be text, not the number `1`"),
    Case("additionalProperties", "titel: x\n", {**keys(title={}), "additionalProperties": False},
         "2:1 unknown-key: the key `titel` is not allowed here; did you mean `title`?"),
    Case("additionalProperties", "a: 1\n", {"additionalProperties": TEXT},
         "2:4 type: `a` should be text, not the number `1`"),
    Case("unevaluatedProperties", "a: {b: 1, c: 2}\n", keys(a={**keys(b={}), "unevaluatedProperties": False}),
         "2:11 unknown-key: the key `c` is not allowed in `a`"),
    Case("propertyNames", "Ab: 1\n", {"propertyNames": {"pattern": "^[a-z]+$"}},
         "2:1 other: the name of the key `Ab` is not allowed: it should match the pattern `^[a-z]+$`"),
    Case("propertyNames", "titel: 1\n", {"propertyNames": {"enum": ["title", "date"]}},
         "2:1 other: the name of the key `titel` is not allowed: "
         "it must be one of `title` or `date`, not `titel`; did you mean `title`?"),
    Case("items", "a: [b, 1]\n", keys(a={"items": TEXT}), "2:8 type: item 2 of `a` should be text, not the number `1`"),
    Case("items", "a: [b, 1]\n", {**SEVEN, **keys(a={"items": [{}, TEXT]})},
         "2:8 type: item 2 of `a` should be text, not the number `1`"),
    Case("items", "a: [b]\n", keys(a={"items": False}), "2:4 other: `a` should be an empty list"),
    Case("prefixItems", "a: [b, 1]\n", keys(a={"prefixItems": [{}, TEXT]}),
         "2:8 type: item 2 of `a` should be text, not the number `1`"),
    Case("prefixItems", "a:\n- b\n- 1\n- 2\n", keys(a={"prefixItems": [{}], "items": False}),
         "4:3 other: `a` should have at most 1 item, not 3"),
    Case("additionalItems", "a: [b, 1, 2]\n", {**SEVEN, **keys(a={"items": [{}, {}], "additionalItems": False})},
         "2:11 other: `a` should have at most 2 items, not 3"),
    Case("unevaluatedItems", "a: [b, 1, 2]\n",
         keys(a={"allOf": [{"prefixItems": [{}, {}]}], "unevaluatedItems": False}),
         "2:11 other: `a` should have at most 2 items, not 3"),
    Case("contains", "a: [b]\n", keys(a={"contains": {"const": "moc"}}),
         "2:4 other: `a` should have an item that is `moc`"),
    Case("contains", "a: [b]\n", {**SEVEN, **keys(a={"contains": NUMBER})},
         "2:4 other: `a` should have an item that is a whole number"),
    Case("minContains", "a: [b, 1]\n", keys(a={"contains": NUMBER, "minContains": 2}),
         "2:4 other: `a` should have at least 2 items like this: a whole number"),
    Case("maxContains", "a: [1, 2]\n", keys(a={"contains": NUMBER, "maxContains": 1}),
         "2:4 other: `a` should have at most 1 item like this: a whole number"),
    Case("allOf", "a: 1\n", {"allOf": [keys(a=TEXT), {"required": ["a"]}]},
         "2:4 type: `a` should be text, not the number `1`"),
    Case("anyOf", "a: {}\n", keys(a={"anyOf": [TEXT, {"type": "array"}]}),
         "2:4 other: `a` should be text or a list, not a group of keys and values"),
    Case("anyOf", "a: 1\n", {"anyOf": [{"required": ["b"]}, {"required": ["c"]}]},
         "1:1 other: one of the keys `b` or `c` is missing"),
    Case("oneOf", "a: 4\n", keys(a={"oneOf": [{"minimum": 1}, {"type": "integer"}]}),
         "2:4 other: `a` fits a number of at least 1 and a whole number at once, and only one of them is allowed"),
    Case("oneOf", "a: 1\nb: 2\n", {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
         "1:1 other: only the key `a` or the key `b` may stand here, not both"),
    Case("not", "a: x\n", keys(a={"not": TEXT}), "2:4 other: `a` must not be text, as `x` is"),
    Case("not", "a: ''\n", keys(a={"not": {"const": ""}}), "2:4 other: `a` must not be empty"),
    Case("not", "a: 1\n", {"not": {"required": ["a"]}}, "2:1 other: the key `a` is not allowed here"),
    Case("not", "a: 1\nb: 2\n", {"not": {"required": ["a", "b"]}},
         "1:1 other: the keys `a` and `b` must not stand together"),
    Case("not", "type: x\nb: 2\n", {"not": {**keys(type={"const": "x"}), "required": ["b"]}},
         "1:1 other: the front matter must not be like this: `type` is `x` and `b` is there"),
    Case("if", "status: published\n", {"if": PUBLISHED, "then": {"required": ["date"]}},
         "1:1 required: the key `date` is missing; it is needed because `status` is `published`"),
    Case("then", "status: published\ndate: soon\n", {"if": PUBLISHED, "then": keys(date=DATE)},
         "3:7 format: `date` should be a date like 2025-10-08, not `soon` (because `status` is `published`)"),
    Case("else", "status: draft\ndate: 2025-10-08\n", {"if": PUBLISHED, "else": keys(date=False)},
         "3:1 other: `date` is not allowed here (because `status` is `draft`)"),
    Case("else", "a: 1\n", {"if": {"required": ["isbn"]}, "else": {"required": ["url"]}},
         "1:1 required: the key `url` is missing; it is needed because `isbn` is missing"),
    Case("$ref", "below: [{size: x}]\n", TREE,
         "2:16 type: `size` in item 1 of `below` should be a whole number, not the text `x`"),
    Case("$dynamicRef", "below: [{size: x}]\n", NODE,
         "2:16 type: `size` in item 1 of `below` should be a whole number, not the text `x`"),
    Case("false", "a: 1\n", keys(a=False), "2:1 other: `a` is not allowed here"),
    Case("deprecated", "a: 1\n", keys(a={"deprecated": True, "description": "Use `b`."}),
         "2:1 deprecated: the key `a` is deprecated: use `b`"),
]  # fmt: skip

BOOK = {**keys(type={"const": "book"}, author=TEXT, isbn=TEXT), "required": ["type", "author", "isbn"]}
PERSON = {**keys(type={"const": "person"}, born=DATE), "required": ["type", "born"], "additionalProperties": False}
MEETING = {**keys(type={"enum": ["meeting", "call"]}, date=DATE), "required": ["type", "date"]}
UNION = {"oneOf": [{"$ref": "#/$defs/book"}, PERSON, MEETING], "$defs": {"book": BOOK}}
LINK = keys(a={"anyOf": [{"format": "uri"}, {"format": "wikilink"}]})
NULLABLE = keys(a={"anyOf": [DATE, {"type": "null"}]})
LEVEL = keys(a={"oneOf": [NUMBER, {"enum": ["easy", "hard"]}]})
PART = {"type": "object", **keys(name=TEXT, unit={"enum": ["g", "ml"]}), "required": ["name"]}
PARTS = keys(a={"items": {"oneOf": [TEXT, {**PART, "additionalProperties": False}]}})
LISTS = keys(a={"anyOf": [{"type": "array", "items": TEXT}, {"type": "array", "items": NUMBER}]})

BRANCHES = [
    ("type: book\n", UNION,
     "1:1 other: the keys `author` and `isbn` are missing; they are needed because `type` is `book`"),
    ("type: person\nborn: 1817\n", UNION,
     "3:7 other: `born` should be a date like 2025-10-08, not the number `1817` (because `type` is `person`)"),
    ("type: person\nborn: 1817-07-12\nage: 3\n", UNION,
     "4:1 other: the key `age` is not allowed here (because `type` is `person`)"),
    ("type: call\n", UNION, "1:1 other: the key `date` is missing; it is needed because `type` is `call`"),
    ("type: persn\n", UNION,
     "2:7 other: `type` must be one of `book`, `person`, `meeting` or `call`, not `persn`; did you mean `person`?"),
    ("author: x\n", UNION,
     "1:1 other: the key `type` is missing; it must be `book`, `person`, `meeting` or `call`"),
    ("a: grandma\n", LINK,
     "2:4 other: `a` should be a web address like https://example.org/page or a link to a note like [[Note]], "
     "not `grandma`"),
    ("a: x\n", NULLABLE, "2:4 other: `a` should be a date like 2025-10-08, not `x`"),
    ("a: 3\n", NULLABLE, "2:4 other: `a` should be a date like 2025-10-08 or empty, not the number `3`"),
    ("a: esy\n", LEVEL, "2:4 other: `a` should be a whole number, `easy` or `hard`, not `esy`; did you mean `easy`?"),
    ("a:\n- name: flour\n  unit: kg\n", PARTS, "4:9 other: `unit` in item 1 of `a` must be one of `g` or `ml`, not `kg`"),
    ("a:\n- nme: flour\n", PARTS,
     "3:3 other: the key `nme` is not allowed in item 1 of `a`; did you mean `name`?"),
    ("a: [3]\n", PARTS, "2:5 other: item 1 of `a` should be text or a group with the key `name`, not the number `3`"),
    ("a: [1, b, 3]\n", LISTS, "2:8 other: item 2 of `a` should be a whole number, not the text `b`"),
    ("a: [x, 1]\n", keys(a={"items": {"anyOf": [NUMBER, {"const": "y"}]}}),
     "2:5 other: item 1 of `a` should be a whole number or `y`, not `x`"),
    ("a: 3\n", keys(a={"anyOf": [{"const": "x"}, {"const": "y"}]}),
     "2:4 other: `a` must be `x` or `y`, not the number `3`"),
]  # fmt: skip

REASONS = [
    (keys(tags={"contains": {"const": "book"}}), "tags: [book]\n", "`tags` has `book`"),
    (keys(a={"const": 1}, b={"enum": [2, 3]}), "a: 1\nb: 3\n", "`a` is `1` and `b` is `3`"),
    ({"allOf": [{"required": ["a"]}, keys(b={"const": 2})]}, "a: 1\nb: 2\n", "`a` is there and `b` is `2`"),
    ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, "b: 2\n", "`b` is there"),
    ({"not": keys(a={"const": 1})}, "a: 2\n", "`a` is `2`"),
    (keys(a={"const": 1}), "b: 2\n", "`a` is missing"),
]  # fmt: skip


def told(text: str, schema: Any) -> list[str]:
    bound = Bindings(schemas=(compile_schema(schema, "x.json"),))
    checked = check_note(Note("note.md", f"---\n{text}---\n", bound), ACTIVE)
    assert not checked.crashes
    return [
        f"{one.place.line}:{one.place.column} {one.rule.removeprefix('schema/')}: {one.finding.message}"
        for one in checked.diagnostics
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.keyword} {case.note!r}")
def test_keyword(case: Case) -> None:
    assert told(case.note, case.schema) == [case.told]


@pytest.mark.parametrize(("text", "schema", "expected"), BRANCHES, ids=lambda value: repr(value)[:40])
def test_the_form_that_is_meant(text: str, schema: Any, expected: str) -> None:
    assert told(text, schema) == [expected]


@pytest.mark.parametrize(("condition", "text", "why"), REASONS, ids=lambda value: repr(value)[:40])
def test_the_reason_of_a_condition(condition: Any, text: str, why: str) -> None:
    (said,) = told(text, {"if": condition, "then": {"required": ["z"]}})
    assert said == f"1:1 required: the key `z` is missing; it is needed because {why}"


def test_no_keyword_is_forgotten() -> None:
    judging = {*Draft7Validator.VALIDATORS, *Draft202012Validator.VALIDATORS}
    assert judging - {case.keyword for case in CASES} == set()
