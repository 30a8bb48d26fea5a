"""The gate may say "don't know", never "valid" where `jsonschema` finds an error; and it knows only valid schemas."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from vaultlint.schema.gate import gate_of
from vaultlint.schema.library import FORMAT_CHECKER, Library

NAMES = st.sampled_from(["a", "b", "tags"])
TEXTS = st.sampled_from(["", "a", "b", "A b", "a-b", "2025-10-08", "2025-02-30", "https://a.org/页", "[[x]]", "漢"])
SCALARS = TEXTS | st.booleans() | st.none() | st.integers(-2, 5) | st.floats() | st.sampled_from([1.0, 2.5])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=6
)
COUNTS = st.integers(0, 3)
TYPES = st.sampled_from(["string", "number", "integer", "boolean", "array", "object", "null"])
PATTERNS = st.sampled_from(["^a", "b$", "^[a-z-]+$", r"\S", "^.$"])
FORMATS = st.sampled_from(["date", "uri", "wikilink", "tag", "email", "unheard-of"])


def schemas(depth: int = 2) -> st.SearchStrategy[Any]:
    leaf: dict[str, st.SearchStrategy[Any]] = {
        "type": TYPES | st.lists(TYPES, min_size=1, max_size=3, unique=True),
        "enum": st.lists(SCALARS, max_size=3),
        "const": SCALARS,
        "pattern": PATTERNS,
        "format": FORMATS,
        "minLength": COUNTS,
        "maxLength": COUNTS,
        "minItems": COUNTS,
        "maxItems": COUNTS,
        "minimum": COUNTS,
        "maximum": COUNTS,
        "uniqueItems": st.booleans(),
        "required": st.lists(NAMES, max_size=2, unique=True),
    }
    if depth:
        inner = schemas(depth - 1) | st.booleans()
        leaf |= {
            "items": inner,
            "properties": st.dictionaries(NAMES, inner, max_size=3),
            "patternProperties": st.dictionaries(PATTERNS, inner, max_size=2),
            "additionalProperties": inner,
            "allOf": st.lists(inner, min_size=1, max_size=2),
            "anyOf": st.lists(inner, min_size=1, max_size=2),
            "if": inner,
            "then": inner,
            "else": inner,
        }
    return st.fixed_dictionaries({}, optional=leaf)


@settings(max_examples=400, deadline=None)
@given(schemas(), st.lists(VALUES, min_size=1, max_size=8))
def test_valid_by_the_gate_is_valid(schema: dict[str, Any], values: list[Any]) -> None:
    gate = gate_of(schema)
    if gate is not None:
        Draft202012Validator.check_schema(schema)
        library = Library("", schema, {})
        for value in values:
            assert not gate(value) or library.accepts(value), (schema, value)


@settings(max_examples=200, deadline=None)
@given(schemas(), VALUES)
def test_every_error_is_a_fault_and_no_fault_is_invented(schema: dict[str, Any], value: Any) -> None:
    library = Library("", schema, {})
    faults = library.faults(value)
    assert bool(faults) != library.accepts(value)
    places = [(fault.path, fault.at, fault.name) for fault in faults]
    assert len(set(places)) == len(places), "a value has one fault"


def chosen(keywords: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """Schemas with a few of the keywords."""
    names = st.lists(st.sampled_from(sorted(keywords)), max_size=4, unique=True)
    return names.flatmap(lambda some: st.fixed_dictionaries({name: keywords[name] for name in some}))


FINITE_VALUES = VALUES.filter(lambda value: "Infinity" not in (text := json.dumps(value)) and "NaN" not in text)
"""The library alone raises where it is asked for a multiple in infinity."""


def wild(depth: int = 2) -> st.SearchStrategy[Any]:
    """Schemas with the keywords that the gate does not know, too."""
    names = st.lists(NAMES, max_size=2, unique=True)
    plain = chosen({"type": TYPES, "const": SCALARS, "required": names, "minimum": COUNTS})
    inner = (wild(depth - 1) | plain | st.booleans()) if depth else plain | st.booleans()
    several = st.lists(inner, min_size=1, max_size=3)
    beyond: dict[str, st.SearchStrategy[Any]] = {
        "oneOf": several, "anyOf": several, "not": inner, "if": inner, "then": inner, "else": inner,
        "contains": inner, "minContains": COUNTS, "maxContains": COUNTS, "prefixItems": several, "items": inner,
        "unevaluatedItems": inner, "unevaluatedProperties": inner, "propertyNames": inner,
        "dependentRequired": st.dictionaries(NAMES, names, max_size=2),
        "dependentSchemas": st.dictionaries(NAMES, inner, max_size=2),
        "properties": st.dictionaries(NAMES, inner, max_size=3), "additionalProperties": inner,
        "multipleOf": st.sampled_from([1, 2, 0.5]), "minProperties": COUNTS, "maxProperties": COUNTS,
    }  # fmt: skip
    return chosen(beyond)


@settings(max_examples=150, deadline=None)
@given(wild(), st.lists(FINITE_VALUES, min_size=1, max_size=4))
def test_our_keywords_accept_what_the_library_alone_accepts(schema: dict[str, Any], values: list[Any]) -> None:
    ours, alone = Library("", schema, {}), Draft202012Validator(schema, format_checker=FORMAT_CHECKER)
    for value in values:
        accepted = alone.is_valid(value)
        assert ours.accepts(value) == accepted
        faults = ours.faults(value)
        assert bool(faults) != accepted
        assert all(fault.message and "\n" not in fault.message for fault in faults)


MALFORMED = [
    {"type": "strng"}, {"required": "a"}, {"required": ["a", "a"]}, {"properties": []}, {"enum": "a"},
    {"minLength": -1}, {"minLength": True}, {"pattern": "("}, {"items": 3}, {"anyOf": []}, {"$schema": 5},
    {"title": 3}, {"$ref": "#/$defs/nowhere"}, {"if": {}, "then": 3}, {"then": 3}, {"$defs": {"a": 3}},
]  # fmt: skip


def test_a_malformed_schema_has_no_gate() -> None:
    assert [schema for schema in MALFORMED if gate_of(schema) is not None] == []


def test_a_recursive_schema_has_no_gate() -> None:
    assert gate_of({"$defs": {"tree": {"items": {"$ref": "#/$defs/tree"}}}, "$ref": "#/$defs/tree"}) is None
