"""A schema that cannot be used is refused when it is compiled, with one line that says where and what."""

from __future__ import annotations

from typing import Any

import pytest

from vaultlint.errors import SchemaError
from vaultlint.schema import compile_schema, order_of

REFUSED = [
    ({"type": "strng"}, 'x.json: no valid JSON Schema: /type: "strng" is no type; did you mean `string`?'),
    ({"properties": {"a": {"pattern": "("}}}, '/properties/a/pattern: "(" is no regular expression'),
    ({"properties": {"a": {"minLength": -1}}}, "/properties/a/minLength: -1 is less than the minimum of 0"),
    ({"required": "title"}, '/required: "title" is not of the type array'),
    (["no", "schema"], "x.json: a schema is an object in curly brackets, not list"),
    ({"$schema": "http://json-schema.org/draft-7/schema"}, "did you mean http://json-schema.org/draft-07/schema?"),
    ({"$schema": 7}, "`$schema` must be the address of a draft"),
    ({"$ref": "#/$defs/nowhere"}, '"$ref": "#/$defs/nowhere" cannot be followed: nothing is there'),
    ({"$ref": "https://example.org/a.json"}, "https://example.org/a.json: the network is refused"),
    ({"properties": {"a": {"$ref": "../../a.json"}}}, "../../a.json: not found"),
    ({"$ref": "broken.json"}, "broken.json: no valid JSON Schema"),
    ({"$ref": "#"}, "leads back to itself without end"),
    ({"$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/a"}}}, "leads back to itself"),
]

NEIGHBOURS: dict[str, Any] = {
    "date.json": {"type": "string", "format": "date"},
    "more/deep.json": {"properties": {"when": {"$ref": "../date.json"}}},
    "broken.json": {"type": "strng"},
}


def retrieve(address: str) -> Any:
    if "://" in address:
        raise SchemaError(f"{address}: the network is refused")
    if address not in NEIGHBOURS:
        raise SchemaError(f"{address}: not found")
    return NEIGHBOURS[address]


@pytest.mark.parametrize(("document", "said"), REFUSED, ids=lambda value: str(value)[:40])
def test_refused(document: Any, said: str) -> None:
    with pytest.raises(SchemaError) as error:
        compile_schema(document, "x.json", retrieve)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("named", [{}, {"$id": "https://example.org/schemas/x.json"}], ids=["plain", "with an address"])
def test_neighbours_are_found_whatever_the_schema_calls_itself(named: dict[str, str]) -> None:
    document = {**named, "properties": {"date": {"$ref": "date.json"}}}
    (fault,) = compile_schema(document, "x.json", retrieve).errors({"date": "8/10"})
    assert (fault.kind, fault.pointer) == ("format", "/properties/date")


def test_references_are_relative_to_the_document_that_has_them() -> None:
    schema = compile_schema({"$ref": "more/deep.json"}, "x.json", retrieve)
    assert [fault.path for fault in schema.errors({"when": 3})] == [("when",)]


def test_a_draft_is_known_with_or_without_its_little_differences() -> None:
    for address in ("http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft-07/schema"):
        document = {"$schema": address, "definitions": {"a": {"type": "string"}}, "items": [{"type": "string"}]}
        assert not compile_schema(document, "x.json").accepts([3])


def test_a_schema_travels_between_processes() -> None:
    import pickle

    schema = compile_schema({"properties": {"date": {"$ref": "date.json"}}}, "x.json", retrieve)
    assert not schema.accepts({"date": "no"})
    other = pickle.loads(pickle.dumps(schema))
    assert other == schema and hash(other) == hash(schema)
    assert not other.accepts({"date": "no"})


def test_what_a_schema_says_of_the_note_is_gathered_through_references() -> None:
    document = {
        "title": "Book",
        "required": ["title"],
        "allOf": [{"$ref": "#/$defs/dated"}],
        "properties": {"title": {"description": "Its name."}, "draft": {"default": True}},
        "$defs": {"dated": {"required": ["date", "title"], "properties": {"date": {"default": None}}}},
    }
    schema = compile_schema(document, "x.json")
    assert schema.title == "Book"
    assert schema.required == ("title", "date")
    assert schema.defaults == {"draft": True, "date": None}
    assert schema.order == ("title", "draft", "date")
    assert schema.descriptions == {"title": "Its name."}
    assert compile_schema({**document, "x-order": ["date", "title"]}, "x.json").order == ("date", "title", "draft")


def test_several_schemas_order_the_keys_one_after_the_other() -> None:
    one = compile_schema({"x-order": ["title", "date"], "properties": {"tags": {}}}, "one.json")
    other = compile_schema({"properties": {"isbn": {}, "date": {}, "author": {}}}, "other.json")
    assert order_of([one, other]) == ("title", "date", "tags", "isbn", "author")
