"""A JSON Schema, compiled once: checked, its references resolved, ready to judge the values of notes.

Nothing here reads files: `retrieve` brings the documents that `$ref` names. `jsonschema` takes longer to import than
a small vault takes to check, so it is imported when a schema or a value is beyond the gate (see `gate.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from vaultlint.errors import SchemaError
from vaultlint.schema import shape
from vaultlint.schema.fault import SchemaFault
from vaultlint.schema.gate import Gate, follow, gate_of

if TYPE_CHECKING:
    from vaultlint.schema.library import Library

OWN_SCHEMA = "$schema"

Retrieve = Callable[[str], Any]
"""From the address of a document (absolute, or relative to the schema) to its JSON.

Raises `SchemaError` for what it refuses or does not find.
"""


@dataclass(frozen=True)
class Schema:
    """A schema bound to notes; `file` is its name as users know it, `documents` what its references lead to.

    Schemas are equal if they say the same under the same name; they travel between processes and are compiled
    again there when first used.
    """

    file: str
    digest: str
    document: Any = field(compare=False, repr=False)
    documents: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, document: Any, file: str, documents: Mapping[str, Any] | None = None) -> Schema:
        """The schema of a document that is known to be valid: nothing is examined; see `compile_schema`."""
        from hashlib import sha256

        content = json.dumps([document, documents or {}], sort_keys=True, ensure_ascii=False)
        digest = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(file, digest, document, documents or {})

    def __reduce__(self) -> tuple[type[Schema], tuple[object, ...]]:
        return Schema, (self.file, self.digest, self.document, self.documents)

    @cached_property
    def title(self) -> str | None:
        """The title of the schema."""
        title = self.document.get("title") if isinstance(self.document, dict) else None
        return title if isinstance(title, str) else None

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The top-level keys that every note must have."""
        return shape.required(self.document, self.resolve)

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """The default of each top-level key that has one."""
        return shape.defaults(self.document, self.resolve)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The order of the top-level keys: `x-order`, else that of `properties`."""
        return shape.order(self.document, self.resolve)

    @cached_property
    def properties(self) -> dict[str, Any]:
        """The subschema of each top-level key."""
        return shape.properties(self.document, self.resolve)

    @cached_property
    def descriptions(self) -> dict[str, str]:
        """What the schema says of each top-level key that it describes, for hovers and completions."""
        return shape.descriptions(self.document, self.resolve)

    @cached_property
    def gate(self) -> Gate | None:
        """What proves most notes valid without the library; None for a schema beyond it."""
        return gate_of(self.document)

    @cached_property
    def library(self) -> Library:
        """The schema as `jsonschema` has it."""
        from vaultlint.schema.library import Library

        return Library(self.file, self.document, self.documents)

    def resolve(self, reference: str) -> Any:
        """The subschema that a `$ref` of the document's root means; None where there is none."""
        if reference.startswith("#"):
            found = follow(self.document, reference)
            if found is not None:
                return found
        return self.library.resolve(reference)

    def accepts(self, values: Any) -> bool:
        """Whether `values` are valid."""
        return (self.gate is not None and self.gate(values)) or self.library.accepts(values)

    def errors(self, values: Any) -> list[SchemaFault]:
        """Every fault of `values`, each once, in the order of their paths; what the schema deprecates is among them."""
        faults: list[SchemaFault] = []
        if not (self.gate is not None and self.gate(values)):
            faults = self.library.faults(values)
        if self._deprecating is None or (isinstance(values, dict) and not self._deprecating.isdisjoint(values)):
            from vaultlint.schema.deprecated import deprecated

            faults += deprecated(self, values)
        return faults

    def errors_of_note(self, values: dict[str, Any]) -> list[SchemaFault]:
        """`errors`, but for the key `$schema` by which a note names its schema, unless the schema knows that key."""
        if OWN_SCHEMA in values and OWN_SCHEMA not in self.properties:
            values = {name: value for name, value in values.items() if name != OWN_SCHEMA}
        return self.errors(values)

    @cached_property
    def _deprecating(self) -> frozenset[str] | None:
        """The top-level keys at or in which something is deprecated; None if only a walk can tell."""
        everywhere = _marks([self.document, dict(self.documents)])
        named = self.document.get("properties") if isinstance(self.document, dict) else None
        marked = {name: _marks(subschema) for name, subschema in (named or {}).items()}
        return frozenset(filter(marked.get, marked)) if sum(marked.values()) == everywhere else None


def order_of(schemas: Iterable[Schema]) -> tuple[str, ...]:
    """The order of the keys under several schemas: that of the first, then what others name besides."""
    return tuple(dict.fromkeys(name for schema in schemas for name in schema.order))


def _marks(document: Any) -> int:
    return json.dumps(document).count('"deprecated": true')


def compile_schema(document: Any, file: str, retrieve: Retrieve | None = None) -> Schema:
    """The schema of the JSON `document`, which users know as `file`.

    2020-12 is assumed where `$schema` names no draft. Without `retrieve`, references to other documents are refused.

    Raises:
        SchemaError: it is no valid schema (the message says where and what), or a `$ref` cannot be resolved,
            or leads into the network.
    """
    documents: dict[str, Any] = {}
    if gate_of(document) is None:
        from vaultlint.schema.examine import examine

        try:
            documents = examine(document, file, retrieve or _refuse)
        except RecursionError:
            raise SchemaError(f"{file}: it is nested too deep") from None
    return Schema.of(document, file, documents)


def _refuse(address: str) -> Any:
    raise SchemaError(f"{address}: other documents are not read here")
