"""Whether a document is a schema, and where its references lead: asked once, when a schema is compiled."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from posixpath import dirname, relpath
from typing import Any
from urllib.parse import urlsplit

from jsonschema import FormatChecker
from jsonschema.exceptions import best_match
from referencing import Resource, Specification
from referencing.exceptions import Unresolvable, Unretrievable

from vaultlint.errors import SchemaError
from vaultlint.nearest import nearest
from vaultlint.schema import shape
from vaultlint.schema.compile import Retrieve
from vaultlint.schema.drafts import base_of, draft_of, registry_of, specification_of
from vaultlint.schema.expression import Endless, leaves_choice, searching
from vaultlint.schema.fault import pointer
from vaultlint.schema.formats import is_regex


def _regex() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checks("regex", raises=re.error)(_is_pattern)
    return checker


def _is_pattern(value: object) -> bool:
    return not isinstance(value, str) or (is_regex(value) and bool(searching(value)))


REGEX_CHECKER = _regex()

MOST_WAYS = 10_000
"""So many subschemas may judge one value, one that is referred to as often as it is."""


def examine(document: Any, file: str, retrieve: Retrieve) -> dict[str, Any]:
    """Make sure that `document` is a schema whose references can be followed; what they lead to, by address."""
    if not isinstance(document, dict | bool):
        raise SchemaError(f"{file}: a schema is an object in curly brackets, not {type(document).__name__}")
    draft = draft_of(document, file)
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
    if error.validator == "format" and isinstance(error.cause, Endless):
        return _endless(error.instance)
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


def _endless(pattern: str) -> str:
    why = "a text may fit what it repeats in many ways; write it with one"
    return f"the pattern {_short(pattern)} may take for ever: {why}"


def _short(value: Any) -> str:
    return _cut(json.dumps(value, ensure_ascii=False), 60)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + "…"


class _References:
    """Follows every `$ref` of a schema once, through all documents."""

    def __init__(self, document: Any, file: str, retrieve: Retrieve, draft: Any) -> None:
        self.file, self.retrieve, self.draft = file, retrieve, draft
        self.base = base_of(document)
        self.documents: dict[str, Any] = {}
        self.seen: set[tuple[int, str]] = set()
        self.same: dict[int, list[Any]] = {}
        self.kept: list[Any] = []
        self.patterns: list[str] = []
        self.is_of_the_rest = False
        specification = specification_of(document, draft)
        registry = registry_of(draft, self.base, document, {}, self.fetch)
        self.follow(registry.resolver(self.base), document, specification)
        self.refuse_circles()
        self.refuse_choices()

    def fetch(self, address: str) -> Resource[Any]:
        contents = self._contents(address)
        if not isinstance(contents, dict | bool):
            raise SchemaError(f"{address}: no JSON Schema")
        if isinstance(contents, dict):
            _check(contents, address, draft_of(contents, address) if "$schema" in contents else self.draft)
        self.documents[address] = contents
        return Resource.from_contents(contents, default_specification=specification_of(contents, self.draft))

    def _contents(self, address: str) -> Any:
        """A document that calls itself by a web address has its neighbours beside it all the same."""
        own = urlsplit(self.base)
        wanted = urlsplit(address)
        if own.scheme in ("http", "https") and (wanted.scheme, wanted.netloc) == (own.scheme, own.netloc):
            try:
                return self.retrieve(relpath(wanted.path, dirname(own.path) or "/"))
            except SchemaError as beside:
                try:
                    return self.retrieve(address)
                except SchemaError as error:
                    raise SchemaError(f"{error} ({beside})") from None
        return self.retrieve(address)

    def follow(self, resolver: Any, contents: Any, specification: Specification[Any]) -> None:
        waiting = [(resolver, contents, specification)]
        while waiting:
            resolver, contents, specification = waiting.pop()
            if not isinstance(contents, dict) or (id(contents), resolver._base_uri) in self.seen:
                continue
            self.seen.add((id(contents), resolver._base_uri))
            self.kept.append(contents)
            self.patterns += contents.get("patternProperties") or ()
            self.is_of_the_rest |= "unevaluatedProperties" in contents
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
        """A subschema that applies itself to the same value would never come to an end, or in ages."""
        ways: dict[int, int] = {}
        for start in self.same:
            trail: list[tuple[int, Iterator[Any]]] = [(start, iter(self.same[start]))] if start not in ways else []
            while trail:
                following = next(trail[-1][1], None)
                if following is None:
                    node, _ = trail.pop()
                    ways[node] = 1 + sum(ways.get(id(one), 1) for one in self.same[node])
                    if ways[node] > MOST_WAYS:
                        raise SchemaError(f"{self.file}: its `$ref`s judge one value in more than {MOST_WAYS:,} ways")
                elif any(id(following) == node for node, _ in trail):
                    raise SchemaError(f"{self.file}: a `$ref` leads back to itself without end")
                elif id(following) in self.same and id(following) not in ways:
                    trail.append((id(following), iter(self.same[id(following)])))

    def refuse_choices(self) -> None:
        """`unevaluatedProperties` searches keys for patterns in the library, where some take ages."""
        for pattern in self.patterns if self.is_of_the_rest else ():
            if leaves_choice(pattern):
                raise SchemaError(f"{self.file}: {_endless(pattern)}")

    def lookup(self, resolver: Any, reference: str) -> Any:
        try:
            return resolver.lookup(reference)
        except (Unresolvable, Unretrievable, ValueError) as error:
            cause: BaseException | None = error
            while cause is not None and not isinstance(cause, SchemaError):
                cause = cause.__cause__
            reason = str(cause) if cause is not None else "nothing is there"
            raise SchemaError(f'{self.file}: "$ref": "{reference}" cannot be followed: {reason}') from None
