"""The shape of the document as a JSON Schema, derived from the classes that it is made of."""

from __future__ import annotations

import inspect
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from vaultlint.health.document import VERSION, Health

NAMES = {str: "string", int: "integer"}


def document_schema() -> dict[str, Any]:
    """The schema of what `report --output health.json` writes."""
    schema = _of_class(Health)
    schema["properties"]["version"] = {"const": VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of vaultlint on the health of a vault",
        **schema,
    }


def _of_class(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    properties = {one.name: _of(hints[one.name]) for one in fields(kind)}
    told = inspect.cleandoc(kind.__doc__)
    return {"description": told, "type": "object", "properties": properties, "required": list(properties)}


def _of(kind: Any) -> dict[str, Any]:
    if is_dataclass(kind):
        return _of_class(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(arguments[1])}
    return {"type": NAMES[kind], **({"minimum": 0} if kind is int else {})}
