"""From the errors of `jsonschema` to faults: which rule tells each, where it stands, in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vaultlint.finding import Path
from vaultlint.schema import words
from vaultlint.schema.alike import canonical, closest, closest_value
from vaultlint.schema.branch import Error, flat
from vaultlint.schema.expression import searching
from vaultlint.schema.fault import At, Kind, SchemaFault
from vaultlint.schema.others import tell_other
from vaultlint.schema.place import place
from vaultlint.schema.sift import sift

if TYPE_CHECKING:
    from vaultlint.schema.library import Library

LIMITS = {"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minimum", "maximum",
          "exclusiveMinimum", "exclusiveMaximum"}  # fmt: skip

MISSING = {"required", "dependentRequired", "dependencies"}
EXTRA = {"additionalProperties", "unevaluatedProperties"}


def faults_of(error: Error, library: Library) -> Iterator[SchemaFault]:
    """The faults that one error of the library tells of: several only where it joins several keys or items."""
    telling = _Telling(error, library)
    keyword = error.validator
    if keyword in MISSING and isinstance(error.instance, dict):
        yield from telling.missing()
    elif keyword == "additionalProperties" and error.validator_value is False and isinstance(error.instance, dict):
        yield from telling.extra()
    elif keyword == "uniqueItems" and isinstance(error.instance, list):
        yield from telling.repeated()
    else:
        yield telling.plain()


class _Telling:
    """One error on its way to be told."""

    def __init__(self, error: Error, library: Library) -> None:
        self.error, self.library = error, library
        self.path: Path = tuple(error.absolute_path)
        self.keyword = str(error.validator) if error.validator is not None else "false"
        self.because: tuple[str, ...] = getattr(error, "because", ())
        self.place = place(library.document, list(error.absolute_schema_path), error.validator)

    def fault(self, kind: Kind, message: str, at: At = "value", **others: Any) -> SchemaFault:
        details: dict[str, Any] = {
            "path": self.path, "expected": self.error.validator_value, "subschema": self.error.schema, **others
        }  # fmt: skip
        path = details.pop("path")
        details["conditional"] = bool(self.because)
        why = words.either(self.because, "and")
        said = words.because(message, why, kind == "required") if why else message
        return SchemaFault(kind, self.keyword, self.place, path, at, said, self.library.file, **details)

    def missing(self) -> Iterator[SchemaFault]:
        given = self.error.validator_value
        name = getattr(self.error, "name", None)
        if isinstance(name, str):
            close = closest(name, self.strangers())
            message = words.missing(name, self.path, None, close)
            yield self.fault("required", message, "mapping", name=name, nearest=close)
        elif isinstance(given, dict):
            for key, names in given.items():
                for name in names if isinstance(names, list) else [names]:
                    if key in self.error.instance and isinstance(name, str) and name not in self.error.instance:
                        yield self.fault("required", words.missing(name, self.path, key), "mapping", name=name)
        else:
            yield self.plain()

    def strangers(self) -> list[str]:
        """The keys of the mapping that the schema does not name."""
        known = self.library.known(self.error.schema)
        return [name for name in self.error.instance if name not in known]

    def extra(self) -> Iterator[SchemaFault]:
        schema = self.error.schema
        known = list(schema.get("properties", ()))
        patterns = list(schema.get("patternProperties", ()))
        for name in self.error.instance:
            if name not in known and not any(searching(pattern)(name) for pattern in patterns):
                yield self.unknown(name, known)

    def unknown(self, name: str, known: list[str]) -> SchemaFault:
        absent = [key for key in known if key not in self.error.instance]
        close = closest(name, absent)
        message = words.unknown(name, self.path, close or closest(name, known))
        return self.fault("unknown-key", message, "key", path=(*self.path, name), nearest=close, name=name)

    def repeated(self) -> Iterator[SchemaFault]:
        first: dict[Any, int] = {}
        for index, item in enumerate(self.error.instance):
            if (before := first.setdefault(canonical(item), index)) != index:
                message = words.repeated(item, self.path, before)
                yield self.fault("unique-items", message, path=(*self.path, index))

    def plain(self) -> SchemaFault:
        keyword, given, value = self.keyword, self.error.validator_value, self.error.instance
        tell = PLAIN.get(keyword)
        if tell is not None:
            return tell(self, given, value)
        if keyword in LIMITS:
            return self.fault("limits", words.limit(self.path, keyword, given, value))
        if keyword == "unevaluatedProperties":
            return self.unevaluated()
        told = tell_other(self.error, self.path, self.library.resolve, self.faults_of)
        fault = self.fault("other", told.message, told.at, path=told.path, name=told.name)
        return self.explained(fault, told.why) if told.why else fault

    def explained(self, fault: SchemaFault, why: str) -> SchemaFault:
        return replace(fault, message=words.because(fault.message, why, fault.at == "mapping"))

    def faults_of(self, errors: Iterable[Error]) -> list[SchemaFault]:
        return sift(fault for error in errors for fault in faults_of(error, self.library))

    def unevaluated(self) -> SchemaFault:
        if self.error.validator_value is not False or not self.error.path:
            told = self.faults_of(self.error.context or ())
            return replace(told[0], keyword=self.keyword) if told else self.fault("other", words.forbidden(self.path))
        name = str(self.path[-1])
        known = list(self.library.known(self.error.schema))
        close = closest(name, known)
        message = words.unknown(name, self.path[:-1], close)
        return self.fault("unknown-key", message, "key", nearest=close, name=name, expected=name in known)


def _type(telling: _Telling, given: Any, value: Any) -> SchemaFault:
    return telling.fault("type", words.type_(telling.path, value, flat([given]), telling.error.schema))


def _enum(telling: _Telling, given: Any, value: Any) -> SchemaFault:
    close = closest_value(value, given)
    return telling.fault("enum", words.enum(telling.path, value, given, close), nearest=close)


def _const(telling: _Telling, given: Any, value: Any) -> SchemaFault:
    close = closest_value(value, [given])
    return telling.fault("const", words.const(telling.path, value, given), nearest=close)


def _format(telling: _Telling, given: Any, value: Any) -> SchemaFault:
    return telling.fault("format", words.format_(telling.path, value, given))


def _pattern(telling: _Telling, given: Any, value: Any) -> SchemaFault:
    return telling.fault("pattern", words.pattern(telling.path, value, given, telling.error.schema))


PLAIN: dict[str, Callable[[_Telling, Any, Any], SchemaFault]] = {
    "type": _type, "enum": _enum, "const": _const, "format": _format, "pattern": _pattern,
}  # fmt: skip
