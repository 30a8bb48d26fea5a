"""Keys that a schema marks `deprecated` (JSON Schema 2020-12, Validation 9.3), where a note still has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vaultlint.finding import Path
from vaultlint.schema import shape
from vaultlint.schema.expression import searching
from vaultlint.schema.fault import SchemaFault, pointer

if TYPE_CHECKING:
    from vaultlint.schema.compile import Schema


def deprecated(schema: Schema, values: Any) -> list[SchemaFault]:
    """One fault at each such key, at whatever depth."""
    return list(_below(schema, schema.document, values, (), ()))


def _below(schema: Schema, at: Any, value: Any, path: Path, steps: tuple[str | int, ...]) -> Iterator[SchemaFault]:
    seen: set[Path] = set()
    for part in shape.parts(at, schema.resolve):
        for keyword, name, subschema in _applied(part, value):
            here, there = (*path, name), (*steps, *keyword)
            if here not in seen and isinstance(name, str) and _marked(schema, subschema):
                seen.add(here)
                message = f"the key `{name}` is deprecated{_reason(schema, subschema)}"
                yield SchemaFault("deprecated", "deprecated", pointer(there), here, "key", message, schema.file, name)
            else:
                yield from _below(schema, subschema, value[name], here, there)


def _applied(part: dict[str, Any], value: Any) -> Iterator[tuple[tuple[str, ...], str | int, Any]]:
    """The subschemas that stand for the keys or items of `value`, with the steps that lead to each."""
    if isinstance(value, dict):
        for name in value:
            if name in (part.get("properties") or {}):
                yield ("properties", name), name, part["properties"][name]
            for pattern, subschema in (part.get("patternProperties") or {}).items():
                if searching(pattern)(name):
                    yield ("patternProperties", pattern), name, subschema
    elif isinstance(value, list) and isinstance(part.get("items"), dict):
        for index in range(len(value)):
            yield ("items",), index, part["items"]


def _marked(schema: Schema, subschema: Any) -> bool:
    return any(part.get("deprecated") is True for part in shape.parts(subschema, schema.resolve))


def _reason(schema: Schema, subschema: Any) -> str:
    """What the schema says of the key, in one line, since that is where authors name its successor."""
    for part in shape.parts(subschema, schema.resolve):
        text = part.get("$comment") or part.get("description")
        if isinstance(text, str) and text.strip():
            line = " ".join(text.split()).rstrip(".")
            return f": {line[0].lower()}{line[1:]}" if line[:1].isupper() and line[1:2].islower() else f": {line}"
    return ""
