"""The gate: proves values valid by the common keywords alone, so that most notes need no library at all.

A gate answers "surely valid" (True) or "don't know" (False), never "invalid". A schema with a keyword that the gate
does not know, or with one that is malformed, has no gate. The property test holds it to `jsonschema`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote

from vaultlint.schema.expression import Search, searching
from vaultlint.schema.formats import FORMATS

Gate = Callable[[Any], bool]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

TYPES: dict[str, Gate] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}

ANNOTATIONS = {"title": str, "description": str, "$comment": str, "deprecated": bool, "readOnly": bool,
               "writeOnly": bool, "examples": list, "x-order": list, "x-message": str}  # fmt: skip


EXACT = {"minLength", "maxLength", "minItems", "maxItems", "pattern", "required", "format"}
"""Keywords of which the gate knows the whole truth."""


_TEXT = frozenset({str})


class _BeyondGate(Exception):
    """The gate does not know what the schema asks."""


MOST = 10_000
"""So many subschemas are looked at, one that is referred to as often as it is; a schema with more has no gate."""


def follow(document: Any, reference: str) -> Any:
    """What `#` or `#/pointer` means in `document` (RFC 6901); None where it leads nowhere or names an anchor."""
    if reference == "#":
        return document
    if not reference.startswith("#/"):
        return None
    found = document
    for step in unquote(reference[2:]).split("/"):
        step = step.replace("~1", "/").replace("~0", "~")
        if isinstance(found, dict) and step in found:
            found = found[step]
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found


def gate_of(document: Any) -> Gate | None:
    """The gate of a whole schema; None where it has something that the gate does not know."""
    if isinstance(document, dict) and document.get("$schema", DRAFT) not in (DRAFT, DRAFT + "#"):
        return None
    try:
        return _Maker(document).schema(document, root=True)
    except (_BeyondGate, RecursionError):
        return None


class _Maker:
    """Makes the gate of each subschema once, so that references may go in circles."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.open: set[int] = set()
        self.made = 0

    def schema(self, schema: Any, root: bool = False) -> Gate:
        if schema is True:
            return lambda value: True
        if schema is False:
            return lambda value: False
        self.made += 1
        if not isinstance(schema, dict) or id(schema) in self.open or self.made > MOST:
            raise _BeyondGate
        self.open.add(id(schema))
        gates = list(self.gates(schema, root))
        self.open.discard(id(schema))
        return _every(gates)

    def gates(self, schema: dict[str, Any], root: bool) -> list[Gate]:
        found: list[Gate] = []
        for keyword, given in schema.items():
            if root and keyword in ("$schema", "$id", "$defs"):
                self.head(keyword, given)
            elif keyword in ANNOTATIONS:
                if not isinstance(given, ANNOTATIONS[keyword]):
                    raise _BeyondGate
            elif keyword in KEYWORDS:
                found.append(KEYWORDS[keyword](self, given, schema))
            elif keyword not in ("default", "then", "else"):
                raise _BeyondGate
            elif keyword != "default" and "if" not in schema:
                self.schema(given)
        return found

    def head(self, keyword: str, given: Any) -> None:
        if keyword != "$defs":
            if not isinstance(given, str) or "#" in given or any(blank in given for blank in " \t\n"):
                raise _BeyondGate
        else:
            for subschema in _mapping(given).values():
                self.schema(subschema)

    def reference(self, given: Any, schema: dict[str, Any]) -> Gate:
        target = follow(self.document, given) if isinstance(given, str) and given.startswith("#/$defs/") else None
        if target is None:
            raise _BeyondGate
        return self.schema(target)

    def type(self, given: Any, schema: dict[str, Any]) -> Gate:
        names = [given] if isinstance(given, str) else _texts(given)
        if not names or len(set(names)) != len(names) or not all(name in TYPES for name in names):
            raise _BeyondGate
        if len(names) == 1:
            return TYPES[names[0]]
        gates: list[Gate] = [TYPES[name] for name in names]
        return lambda value: any(gate(value) for gate in gates)

    def enum(self, given: Any, schema: dict[str, Any]) -> Gate:
        if not isinstance(given, list):
            raise _BeyondGate
        allowed = frozenset(value for value in given if isinstance(value, str))
        plain = [value for value in given if value is None or isinstance(value, bool)]
        return lambda value: value in allowed if isinstance(value, str) else any(value is one for one in plain)

    def const(self, given: Any, schema: dict[str, Any]) -> Gate:
        return self.enum([given], schema)

    def pattern(self, given: Any, schema: dict[str, Any]) -> Gate:
        search = _search(given)
        return lambda value: not isinstance(value, str) or bool(search(value))

    def format(self, given: Any, schema: dict[str, Any]) -> Gate:
        if not isinstance(given, str):
            raise _BeyondGate
        test = FORMATS.get(given)
        if test is None:
            return lambda value: True
        return lambda value: not isinstance(value, str) or test(value)

    def min_length(self, given: Any, schema: dict[str, Any]) -> Gate:
        least = _count(given)
        return lambda value: not isinstance(value, str) or len(value) >= least

    def max_length(self, given: Any, schema: dict[str, Any]) -> Gate:
        most = _count(given)
        return lambda value: not isinstance(value, str) or len(value) <= most

    def min_items(self, given: Any, schema: dict[str, Any]) -> Gate:
        least = _count(given)
        return lambda value: not isinstance(value, list) or len(value) >= least

    def max_items(self, given: Any, schema: dict[str, Any]) -> Gate:
        most = _count(given)
        return lambda value: not isinstance(value, list) or len(value) <= most

    def minimum(self, given: Any, schema: dict[str, Any]) -> Gate:
        least = _number(given)
        return lambda value: not isinstance(value, int | float) or isinstance(value, bool) or value >= least

    def maximum(self, given: Any, schema: dict[str, Any]) -> Gate:
        most = _number(given)
        return lambda value: not isinstance(value, int | float) or isinstance(value, bool) or value <= most

    def unique_items(self, given: Any, schema: dict[str, Any]) -> Gate:
        if not isinstance(given, bool):
            raise _BeyondGate
        if not given:
            return lambda value: True
        return lambda value: (
            not isinstance(value, list) or (_TEXT.issuperset(map(type, value)) and len(set(value)) == len(value))
        )

    def items(self, given: Any, schema: dict[str, Any]) -> Gate:
        gate = self.schema(given)
        return lambda value: not isinstance(value, list) or all(map(gate, value))

    def required(self, given: Any, schema: dict[str, Any]) -> Gate:
        names = frozenset(_texts(given))
        if len(names) != len(given):
            raise _BeyondGate
        return lambda value: not isinstance(value, dict) or value.keys() >= names

    def properties(self, given: Any, schema: dict[str, Any]) -> Gate:
        gates = {name: self.schema(subschema) for name, subschema in _mapping(given).items()}

        def gate(value: Any) -> bool:
            if isinstance(value, dict):
                for name, one in value.items():
                    if name in gates and not gates[name](one):
                        return False
            return True

        return gate

    def additional_properties(self, given: Any, schema: dict[str, Any]) -> Gate:
        rest = self.schema(given)
        known = frozenset(_mapping(schema.get("properties", {})))
        patterns = [_search(pattern) for pattern in _mapping(schema.get("patternProperties", {}))]

        def gate(value: Any) -> bool:
            return not isinstance(value, dict) or all(
                rest(value[name])
                for name in value.keys() - known
                if not any(search(name) for search in patterns)
            )

        return gate

    def pattern_properties(self, given: Any, schema: dict[str, Any]) -> Gate:
        gates = [(_search(pattern), self.schema(subschema)) for pattern, subschema in _mapping(given).items()]
        return lambda value: not isinstance(value, dict) or all(
            gate(one) for name, one in value.items() for search, gate in gates if search(name)
        )

    def all_of(self, given: Any, schema: dict[str, Any]) -> Gate:
        gates = self.several(given)
        return _every(gates)

    def any_of(self, given: Any, schema: dict[str, Any]) -> Gate:
        gates = self.several(given)
        return lambda value: any(gate(value) for gate in gates)

    def several(self, given: Any) -> list[Gate]:
        if not isinstance(given, list) or not given:
            raise _BeyondGate
        return [self.schema(subschema) for subschema in given]

    def if_(self, given: Any, schema: dict[str, Any]) -> Gate:
        condition = self.schema(given)
        then, other = self.schema(schema.get("then", True)), self.schema(schema.get("else", True))
        if _exact(given):
            return lambda value: then(value) if condition(value) else other(value)
        return lambda value: then(value) and (condition(value) or other(value))


def _every(gates: Sequence[Gate]) -> Gate:
    """The gate that is open where each of `gates` is."""
    if not gates:
        return lambda value: True
    if len(gates) == 1:
        return gates[0]
    first, others = gates[0], _every(gates[1:])
    return lambda value: first(value) and others(value)


def _exact(schema: Any) -> bool:
    """Whether the gate of a subschema also knows what is surely invalid."""
    return isinstance(schema, bool) or all(
        keyword in EXACT or (keyword == "type" and "integer" not in given)
        or (keyword == "properties" and all(map(_exact, given.values())))
        or (keyword in ("const", "enum") and all(
            one is None or isinstance(one, str | bool) for one in (given if keyword == "enum" else [given])
        ))
        for keyword, given in schema.items()
    )  # fmt: skip


def _mapping(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _BeyondGate
    return given


def _texts(given: Any) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise _BeyondGate
    return given


def _count(given: Any) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        raise _BeyondGate
    return given


def _number(given: Any) -> int | float:
    if not isinstance(given, int | float) or isinstance(given, bool):
        raise _BeyondGate
    return given


def _search(given: Any) -> Search:
    if not isinstance(given, str):
        raise _BeyondGate
    try:
        return searching(given)
    except (re.error, OverflowError):
        raise _BeyondGate from None


KEYWORDS: dict[str, Callable[[_Maker, Any, dict[str, Any]], Gate]] = {
    "$ref": _Maker.reference,
    "type": _Maker.type,
    "enum": _Maker.enum,
    "const": _Maker.const,
    "pattern": _Maker.pattern,
    "format": _Maker.format,
    "minLength": _Maker.min_length,
    "maxLength": _Maker.max_length,
    "minItems": _Maker.min_items,
    "maxItems": _Maker.max_items,
    "minimum": _Maker.minimum,
    "maximum": _Maker.maximum,
    "uniqueItems": _Maker.unique_items,
    "items": _Maker.items,
    "required": _Maker.required,
    "properties": _Maker.properties,
    "additionalProperties": _Maker.additional_properties,
    "patternProperties": _Maker.pattern_properties,
    "allOf": _Maker.all_of,
    "anyOf": _Maker.any_of,
    "if": _Maker.if_,
}
