"""The authority: `jsonschema` with our formats, made to name each key that it refuses; a door to untyped data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from jsonschema import FormatChecker, validators
from jsonschema.exceptions import ValidationError
from referencing.exceptions import Unresolvable, Unretrievable

from vaultlint.schema import shape
from vaultlint.schema.drafts import base_of, draft_of, registry_of
from vaultlint.schema.fault import SchemaFault
from vaultlint.schema.formats import FORMATS
from vaultlint.schema.sift import sift
from vaultlint.schema.tell import faults_of

Validator = Any

def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, test in FORMATS.items():
        checker.checks(name)(lambda value, test=test: not isinstance(value, str) or test(value))
    return checker


FORMAT_CHECKER = _formats()


class _Witness:
    """Stands in for a validator and remembers the keys that it was asked to judge by `subschema`."""

    def __init__(self, validator: Validator, subschema: Any) -> None:
        self._validator, self._subschema = validator, subschema
        self.keys: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._validator, name)

    def descend(self, instance: Any, schema: Any, path: Any = None, **others: Any) -> Iterator[ValidationError]:
        for error in self._validator.descend(instance, schema, path=path, **others):
            if schema is self._subschema and path is not None:
                self.keys.append(path)
            yield error


def _by_key(original: Any) -> Any:
    """The keyword `unevaluatedProperties` with one error for each key that it refuses."""

    def keyword(validator: Validator, subschema: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        witness = _Witness(validator, subschema)
        errors = list(original(witness, subschema, instance, schema))
        for error in errors:
            if not witness.keys:
                yield error
            for key in dict.fromkeys(witness.keys):
                yield ValidationError(error.message, path=(key,), instance=instance[key])

    return keyword


def _names(validator: Validator, subschema: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """The keyword `propertyNames` with one error for each key, what is wrong with it as the error's context."""
    if validator.is_type(instance, "object"):
        for name in instance:
            errors = list(validator.descend(instance=name, schema=subschema))
            if errors:
                yield ValidationError(errors[0].message, path=(name,), context=errors)


class MissingKeyError(ValidationError):
    """A key that `required` asks for; `name` is the key."""

    name: str


def _required(validator: Validator, required: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """The keyword `required` with errors that say which key it is."""
    if validator.is_type(instance, "object") and isinstance(required, list):
        for name in required:
            if name not in instance:
                error = MissingKeyError("missing")
                error.name = name
                yield error


def _finite(original: Any) -> Any:
    """`multipleOf` that answers for infinities and numbers beyond floats too."""

    def keyword(validator: Validator, given: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        try:
            yield from original(validator, given, instance, schema) or ()
        except (ArithmeticError, ValueError):
            yield ValidationError("no multiple")

    return keyword


def _placed(original: Any) -> Any:
    """`descend` that tells the place of what a `false` refuses; the library leaves it out."""

    def descend(
        self: Validator, instance: Any, schema: Any, path: Any = None, schema_path: Any = None, resolver: Any = None
    ) -> Iterator[ValidationError]:
        if schema is not False:
            yield from original(self, instance, schema, path, schema_path, resolver)
            return
        yield ValidationError(
            "refused", validator=None,  # type: ignore[arg-type]
            validator_value=None, instance=instance, schema=schema,
            path=() if path is None else (path,), schema_path=() if schema_path is None else (schema_path,),
        )  # fmt: skip

    return descend


class Library:
    """A schema that has been examined, as `jsonschema` has it."""

    def __init__(self, file: str, document: Any, documents: Mapping[str, Any]) -> None:
        self.file, self.document, self.documents = file, document, documents
        self.draft = draft_of(document, file)

    @cached_property
    def validator(self) -> Validator:
        """The validator, with formats asserted."""
        original = self.draft.VALIDATORS.get("unevaluatedProperties")
        changed = {"unevaluatedProperties": _by_key(original)} if original else {}
        for keyword in {"multipleOf", "divisibleBy"} & self.draft.VALIDATORS.keys():
            changed[keyword] = _finite(self.draft.VALIDATORS[keyword])
        if "required" in self.draft.VALIDATORS:
            changed["required"] = _required
        if "propertyNames" in self.draft.VALIDATORS:
            changed["propertyNames"] = _names
        draft: Any = validators.extend(self.draft, changed)  # type: ignore[no-untyped-call]
        draft.descend = _placed(draft.descend)
        return draft(self.document, registry=self.registry, format_checker=FORMAT_CHECKER)

    @cached_property
    def registry(self) -> Any:
        """All documents by address."""
        return registry_of(self.draft, base_of(self.document), self.document, self.documents)

    def resolve(self, reference: str) -> Any:
        """The subschema that a reference of the root means."""
        base = base_of(self.document)
        try:
            return self.registry.resolver(base).lookup(urljoin(base, reference)).contents
        except (Unresolvable, Unretrievable, ValueError):
            return None

    def accepts(self, values: Any) -> bool:
        """Whether `values` are valid."""
        return bool(self.validator.is_valid(values))

    def faults(self, values: Any) -> list[SchemaFault]:
        """Every fault of `values`, each once."""
        found = [fault for error in self.validator.iter_errors(values) for fault in faults_of(error, self)]
        return sift(found)

    def known(self, schema: Any) -> list[str]:
        """The keys that a subschema names, itself or in what it refers to: for did-you-mean only."""
        found: dict[str, None] = {}
        for part in shape.branches(schema, self.resolve):
            found |= dict.fromkeys(part.get("properties") or ())
        return list(found)
