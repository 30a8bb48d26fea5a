"""The authority: `jsonschema` with our formats, made to name each key that it refuses; a door to untyped data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from jsonschema import FormatChecker
from referencing.exceptions import Unresolvable, Unretrievable

from vaultlint.errors import SchemaError
from vaultlint.schema import shape
from vaultlint.schema.drafts import base_of, draft_of, registry_of
from vaultlint.schema.fault import SchemaFault
from vaultlint.schema.formats import FORMATS
from vaultlint.schema.keywords import TooManyStepsError, Validator, begin, telling
from vaultlint.schema.sift import sift
from vaultlint.schema.tell import faults_of


def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, test in FORMATS.items():
        checker.checks(name)(lambda value, test=test: not isinstance(value, str) or test(value))
    return checker


FORMAT_CHECKER = _formats()


class Library:
    """A schema that has been examined, as `jsonschema` has it."""

    def __init__(self, file: str, document: Any, documents: Mapping[str, Any]) -> None:
        self.file, self.document, self.documents = file, document, documents
        self.draft = draft_of(document, file)

    @cached_property
    def validator(self) -> Validator:
        """The validator, with formats asserted."""
        draft = telling(self.draft)
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
        """Whether `values` are valid.

        Raises:
            SchemaError: that takes for ever.
        """
        with self._within_bounds(values):
            return bool(self.validator.is_valid(values))

    def faults(self, values: Any) -> list[SchemaFault]:
        """Every fault of `values`, each once.

        Raises:
            SchemaError: that takes for ever.
        """
        with self._within_bounds(values):
            found = [fault for error in self.validator.iter_errors(values) for fault in faults_of(error, self)]
        return sift(found)

    @contextmanager
    def _within_bounds(self, values: Any) -> Iterator[None]:
        begin(values)
        try:
            yield
        except TooManyStepsError:
            raise SchemaError(
                f"{self.file}: it takes far too many steps to judge a note; make it refer less often to itself"
            ) from None
        except RecursionError:
            raise SchemaError(f"{self.file}: it refers to itself without end, or too deep") from None

    def known(self, schema: Any) -> list[str]:
        """The keys that a subschema names, itself or in what it refers to: for did-you-mean only."""
        found: dict[str, None] = {}
        for part in shape.branches(schema, self.resolve):
            found |= dict.fromkeys(part.get("properties") or ())
        return list(found)
