"""The drafts of JSON Schema, and the documents of a schema as the `referencing` library has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jsonschema import validators
from jsonschema_specifications import REGISTRY as SPECIFICATIONS  # type: ignore[import-untyped, unused-ignore]
from referencing import Registry, Resource, Specification
from referencing.jsonschema import DRAFT202012, specification_with

from vaultlint.errors import SchemaError
from vaultlint.nearest import nearest

DRAFTS = {
    "http://json-schema.org/draft-03/schema": validators.Draft3Validator,
    "http://json-schema.org/draft-04/schema": validators.Draft4Validator,
    "http://json-schema.org/draft-06/schema": validators.Draft6Validator,
    "http://json-schema.org/draft-07/schema": validators.Draft7Validator,
    "https://json-schema.org/draft/2019-09/schema": validators.Draft201909Validator,
    "https://json-schema.org/draft/2020-12/schema": validators.Draft202012Validator,
}


def draft_of(document: Any, file: str) -> Any:
    """The validator class that `$schema` names, 2020-12 if it names none."""
    named = document.get("$schema") if isinstance(document, dict) else None
    if named is None:
        return validators.Draft202012Validator
    if not isinstance(named, str):
        raise SchemaError(f"{file}: `$schema` must be the address of a draft such as {list(DRAFTS)[-1]}")
    plain = named.rstrip("#")
    for address, draft in DRAFTS.items():
        if plain.partition(":")[2] == address.partition(":")[2]:
            return draft
    raise SchemaError(
        f'{file}: `$schema` names "{named}", which is no draft that vaultlint knows'
        f"; did you mean {nearest(plain, DRAFTS) or list(DRAFTS)[-1]}?"
    )


def specification_of(document: Any, draft: Any) -> Specification[Any]:
    """How the draft says what is a subschema and what a reference."""
    return specification_with(draft.META_SCHEMA.get("$id") or draft.META_SCHEMA["id"], default=DRAFT202012)


def registry_of(draft: Any, base: str, document: Any, documents: Mapping[str, Any], retrieve: Any = None) -> Any:
    specification = specification_of(document, draft)
    own: Any = Registry(**({"retrieve": retrieve} if retrieve else {}))
    known = {base: document, **documents}
    return own.combine(SPECIFICATIONS).with_resources(
        (address, Resource.from_contents(contents, default_specification=specification))
        for address, contents in known.items()
    )


def base_of(document: Any) -> str:
    named = document.get("$id", document.get("id")) if isinstance(document, dict) else None
    return named.rstrip("#") if isinstance(named, str) else ""
