"""The authority: `jsonschema` with our formats, made to name each key that it refuses; a door to untyped data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from posixpath import dirname, relpath
from typing import Any
from urllib.parse import urljoin, urlsplit

from jsonschema import FormatChecker, validators
from jsonschema.exceptions import ValidationError, best_match
from jsonschema_specifications import REGISTRY as SPECIFICATIONS  # type: ignore[import-untyped, unused-ignore]
from referencing import Registry, Resource, Specification
from referencing.exceptions import Unresolvable, Unretrievable
from referencing.jsonschema import DRAFT202012, specification_with

from vaultlint.errors import SchemaError
from vaultlint.nearest import nearest
from vaultlint.schema import shape
from vaultlint.schema.compile import Retrieve
from vaultlint.schema.fault import SchemaFault, pointer
from vaultlint.schema.formats import FORMATS, is_regex
from vaultlint.schema.tell import faults_of, sift

Validator = Any

DRAFTS = {
    "http://json-schema.org/draft-03/schema": validators.Draft3Validator,
    "http://json-schema.org/draft-04/schema": validators.Draft4Validator,
    "http://json-schema.org/draft-06/schema": validators.Draft6Validator,
    "http://json-schema.org/draft-07/schema": validators.Draft7Validator,
    "https://json-schema.org/draft/2019-09/schema": validators.Draft201909Validator,
    "https://json-schema.org/draft/2020-12/schema": validators.Draft202012Validator,
}


def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, test in FORMATS.items():
        checker.checks(name)(lambda value, test=test: not isinstance(value, str) or test(value))
    return checker


def _regex() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checks("regex")(lambda value: not isinstance(value, str) or is_regex(value))
    return checker


FORMAT_CHECKER = _formats()
REGEX_CHECKER = _regex()


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


def _draft(document: Any, file: str) -> Any:
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


def _specification(document: Any, draft: Any) -> Specification[Any]:
    """How the draft says what is a subschema and what a reference."""
    return specification_with(draft.META_SCHEMA.get("$id") or draft.META_SCHEMA["id"], default=DRAFT202012)


def _registry(draft: Any, base: str, document: Any, documents: Mapping[str, Any], retrieve: Any = None) -> Any:
    specification = _specification(document, draft)
    own: Any = Registry(**({"retrieve": retrieve} if retrieve else {}))
    known = {base: document, **documents}
    return own.combine(SPECIFICATIONS).with_resources(
        (address, Resource.from_contents(contents, default_specification=specification))
        for address, contents in known.items()
    )


def _base(document: Any) -> str:
    named = document.get("$id", document.get("id")) if isinstance(document, dict) else None
    return named.rstrip("#") if isinstance(named, str) else ""


def examine(document: Any, file: str, retrieve: Retrieve) -> dict[str, Any]:
    """Make sure that `document` is a schema whose references can be followed; what they lead to, by address."""
    if not isinstance(document, dict | bool):
        raise SchemaError(f"{file}: a schema is an object in curly brackets, not {type(document).__name__}")
    draft = _draft(document, file)
    _check(document, file, draft)
    return _References(document, file, retrieve, draft).documents


def _check(document: Any, file: str, draft: Any) -> None:
    error = best_match(draft(draft.META_SCHEMA, format_checker=REGEX_CHECKER).iter_errors(document))
    if error is None:
        return
    where = pointer(tuple(error.absolute_path)) or "at the top"
    what = _why(error)
    raise SchemaError(f"{file}: no valid JSON Schema: {where}: {what}")


def _why(error: Any) -> str:
    if error.validator == "format":
        return f"{_short(error.instance)} is no regular expression that Python understands"
    if error.validator == "enum":
        close = nearest(str(error.instance), [one for one in error.validator_value if isinstance(one, str)])
        hint = f"; did you mean `{close}`?" if close else ""
        return f"{_short(error.instance)} is not one of {', '.join(map(str, error.validator_value))}{hint}"
    if error.validator == "type":
        kinds = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
        return f"{_short(error.instance)} is not of the type {' or '.join(kinds)}"
    if error.validator == "anyOf" and isinstance(error.instance, str):
        kinds = ["array", "boolean", "integer", "null", "number", "object", "string"]
        close = nearest(error.instance, kinds)
        hint = f"; did you mean `{close}`?" if close else f" ({', '.join(kinds)})"
        return f"{_short(error.instance)} is no type{hint}"
    return _cut(str(error.message), 200)


def _short(value: Any) -> str:
    return _cut(json.dumps(value, ensure_ascii=False), 60)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + "…"


class _References:
    """Follows every `$ref` of a schema once, through all documents."""

    def __init__(self, document: Any, file: str, retrieve: Retrieve, draft: Any) -> None:
        self.file, self.retrieve, self.draft = file, retrieve, draft
        self.base = _base(document)
        self.documents: dict[str, Any] = {}
        self.seen: set[tuple[int, str]] = set()
        self.same: dict[int, list[Any]] = {}
        self.kept: list[Any] = []
        specification = _specification(document, draft)
        registry = _registry(draft, self.base, document, {}, self.fetch)
        self.follow(registry.resolver(self.base), document, specification)
        self.refuse_circles()

    def fetch(self, address: str) -> Resource[Any]:
        contents = self._contents(address)
        if not isinstance(contents, dict | bool):
            raise SchemaError(f"{address}: no JSON Schema")
        if isinstance(contents, dict):
            _check(contents, address, _draft(contents, address) if "$schema" in contents else self.draft)
        self.documents[address] = contents
        return Resource.from_contents(contents, default_specification=_specification(contents, self.draft))

    def _contents(self, address: str) -> Any:
        """A document that calls itself by a web address has its neighbours beside it all the same."""
        own = urlsplit(self.base)
        wanted = urlsplit(address)
        if own.scheme in ("http", "https") and (wanted.scheme, wanted.netloc) == (own.scheme, own.netloc):
            try:
                return self.retrieve(relpath(wanted.path, dirname(own.path) or "/"))
            except SchemaError:
                pass
        return self.retrieve(address)

    def follow(self, resolver: Any, contents: Any, specification: Specification[Any]) -> None:
        waiting = [(resolver, contents, specification)]
        while waiting:
            resolver, contents, specification = waiting.pop()
            if not isinstance(contents, dict) or (id(contents), resolver._base_uri) in self.seen:
                continue
            self.seen.add((id(contents), resolver._base_uri))
            self.kept.append(contents)
            reference = contents.get("$ref")
            self.same[id(contents)] = list(shape.applied(contents))
            if isinstance(reference, str):
                found = self.lookup(resolver, reference)
                self.same[id(contents)].append(found.contents)
                waiting.append((found.resolver, found.contents, specification))
            for each in specification.subresources_of(contents):
                resource = Resource.from_contents(each, default_specification=specification)
                waiting.append((resolver.in_subresource(resource), each, specification))

    def refuse_circles(self) -> None:
        """A subschema that applies itself to the same value would never come to an end."""
        done: set[int] = set()
        for start in self.same:
            trail: list[tuple[int, Iterator[Any]]] = [(start, iter(self.same[start]))] if start not in done else []
            while trail:
                following = next(trail[-1][1], None)
                if following is None:
                    done.add(trail.pop()[0])
                elif any(id(following) == node for node, _ in trail):
                    raise SchemaError(f"{self.file}: a `$ref` leads back to itself without end")
                elif id(following) in self.same and id(following) not in done:
                    trail.append((id(following), iter(self.same[id(following)])))

    def lookup(self, resolver: Any, reference: str) -> Any:
        try:
            return resolver.lookup(reference)
        except (Unresolvable, Unretrievable, ValueError) as error:
            cause: BaseException | None = error
            while cause is not None and not isinstance(cause, SchemaError):
                cause = cause.__cause__
            reason = str(cause) if cause is not None else "nothing is there"
            raise SchemaError(f'{self.file}: "$ref": "{reference}" cannot be followed: {reason}') from None


class Library:
    """A schema that has been examined, as `jsonschema` has it."""

    def __init__(self, file: str, document: Any, documents: Mapping[str, Any]) -> None:
        self.file, self.document, self.documents = file, document, documents
        self.draft = _draft(document, file)

    @cached_property
    def validator(self) -> Validator:
        """The validator, with formats asserted."""
        original = self.draft.VALIDATORS.get("unevaluatedProperties")
        changed = {"unevaluatedProperties": _by_key(original)} if original else {}
        for keyword in {"multipleOf", "divisibleBy"} & self.draft.VALIDATORS.keys():
            changed[keyword] = _finite(self.draft.VALIDATORS[keyword])
        if "propertyNames" in self.draft.VALIDATORS:
            changed["propertyNames"] = _names
        draft: Any = validators.extend(self.draft, changed)  # type: ignore[no-untyped-call]
        draft.descend = _placed(draft.descend)
        return draft(self.document, registry=self.registry, format_checker=FORMAT_CHECKER)

    @cached_property
    def registry(self) -> Any:
        """All documents by address."""
        return _registry(self.draft, _base(self.document), self.document, self.documents)

    def resolve(self, reference: str) -> Any:
        """The subschema that a reference of the root means."""
        base = _base(self.document)
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
