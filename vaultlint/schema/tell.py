"""From the errors of `jsonschema` to faults: which rule tells each, where it stands, and what cascades is dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from re import search
from typing import TYPE_CHECKING, Any

from vaultlint.finding import Path
from vaultlint.schema import words
from vaultlint.schema.alike import canonical, folded
from vaultlint.schema.fault import At, Kind, SchemaFault, pointer
from vaultlint.schema.gate import follow

if TYPE_CHECKING:
    from vaultlint.schema.library import Library

Error = Any
"""An error of `jsonschema`, whose attributes are of any type."""

LIMITS = {"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minimum", "maximum",
          "exclusiveMinimum", "exclusiveMaximum"}  # fmt: skip

RANK: tuple[Kind, ...] = ("type", "const", "enum", "format", "pattern", "limits", "unique-items", "other")
"""Of several faults of one value, the first kind here is told: the others follow from it, or wait."""

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
    elif keyword in ("anyOf", "oneOf"):
        yield telling.branches()
    else:
        yield telling.plain()


class _Telling:
    """One error on its way to be told."""

    def __init__(self, error: Error, library: Library) -> None:
        self.error, self.library = error, library
        self.path: Path = tuple(error.absolute_path)
        self.keyword = str(error.validator) if error.validator is not None else "false"
        self.place = place(library.document, list(error.absolute_schema_path), error.validator)

    def fault(self, kind: Kind, message: str, at: At = "value", **others: Any) -> SchemaFault:
        details: dict[str, Any] = {
            "path": self.path, "expected": self.error.validator_value, "subschema": self.error.schema, **others
        }  # fmt: skip
        path = details.pop("path")
        return SchemaFault(kind, self.keyword, self.place, path, at, message, self.library.file, **details)

    def missing(self) -> Iterator[SchemaFault]:
        given = self.error.validator_value
        if self.keyword == "required" and isinstance(given, list):
            wanted = [(name, None) for name in given]
        elif isinstance(given, dict):
            wanted = [
                (name, key)
                for key, names in given.items()
                if key in self.error.instance
                for name in (names if isinstance(names, list) else [names])
            ]
        else:
            yield self.plain()
            return
        for name, because in wanted:
            if isinstance(name, str) and name not in self.error.instance:
                close = closest(name, self.strangers()) if self.keyword == "required" else None
                yield self.fault("required", words.missing(name, self.path, because, close), "mapping", name=name)

    def strangers(self) -> list[str]:
        """The keys of the mapping that the schema does not name."""
        known = self.library.known(self.error.schema)
        return [name for name in self.error.instance if name not in known]

    def extra(self) -> Iterator[SchemaFault]:
        schema = self.error.schema
        known = list(schema.get("properties", ()))
        patterns = list(schema.get("patternProperties", ()))
        for name in self.error.instance:
            if name not in known and not any(search(pattern, name) for pattern in patterns):
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

    def branches(self) -> SchemaFault:
        """`anyOf` and `oneOf`, told by the branch that the author most likely meant."""
        value = self.error.instance
        if not self.error.context:
            return self.fault("other", words.several(self.path, value))
        lacking = [one.validator_value for one in self.error.context if _lacks_one(one)]
        if len(lacking) == len(self.error.context) == len(self.error.validator_value):
            return self.fault("other", words.missing_all([name for (name,) in lacking], self.path), "mapping")
        best = best_branch(self.error)
        kinds = [one.validator_value for one in self.error.context or () if _is_type(one)]
        if len(kinds) == len(self.error.validator_value):
            return self.fault("other", words.type_(self.path, value, _flat(kinds)))
        allowed = _allowed(self.error)
        if allowed is not None:
            return self.fault("other", words.enum(self.path, value, allowed, closest_value(value, allowed)))
        told = sift([fault for error in best for fault in faults_of(error, self.library)])
        if not told:
            return self.fault("other", words.other(self.path, value))
        one = told[0]
        return self.fault("other", one.message, one.at, path=one.path, name=one.name)

    def plain(self) -> SchemaFault:
        error, keyword, given, value = self.error, self.keyword, self.error.validator_value, self.error.instance
        tell = PLAIN.get(keyword)
        if tell is not None:
            return tell(self, given, value)
        if keyword in LIMITS:
            return self.fault("limits", words.limit(self.path, keyword, given, value))
        if keyword == "unevaluatedProperties":
            return self.unevaluated()
        if keyword == "propertyNames":
            told = [fault for one in error.context or () for fault in faults_of(one, self.library)]
            inner = told[0].message if told else ""
            return self.fault("other", words.name(self.path, inner), "key", name=str(self.path[-1]))
        if keyword == "false":
            return self.fault("other", words.forbidden(self.path), "key" if self.path else "value")
        if keyword == "not" and isinstance(value, dict) and isinstance(given, dict) and _names_only(given):
            names = given["required"]
            message = words.together(names, self.path)
            if len(names) == 1:
                return self.fault("other", message, "key", path=(*self.path, names[0]))
            return self.fault("other", message, "mapping")
        return self.fault("other", words.keyword(self.path, keyword, given, value))

    def unevaluated(self) -> SchemaFault:
        if self.error.validator_value is not False or not self.error.path:
            return self.fault("other", words.keyword(self.path, self.keyword, None, self.error.instance))
        name = str(self.path[-1])
        known = list(self.library.known(self.error.schema))
        close = closest(name, known)
        message = words.unknown(name, self.path[:-1], close)
        return self.fault("unknown-key", message, "key", nearest=close, name=name, expected=name in known)


def _type(telling: _Telling, given: Any, value: Any) -> SchemaFault:
    return telling.fault("type", words.type_(telling.path, value, _flat([given])))


def _enum(telling: _Telling, given: Any, value: Any) -> SchemaFault:
    close = closest_value(value, given)
    return telling.fault("enum", words.enum(telling.path, value, given, close), nearest=close)


def _const(telling: _Telling, given: Any, value: Any) -> SchemaFault:
    close = closest_value(value, [given])
    return telling.fault("const", words.const(telling.path, value, given), nearest=close)


def _format(telling: _Telling, given: Any, value: Any) -> SchemaFault:
    return telling.fault("format", words.format_(telling.path, value, given))


def _pattern(telling: _Telling, given: Any, value: Any) -> SchemaFault:
    return telling.fault("pattern", words.pattern(telling.path, value, given, telling.error.schema.get("x-message")))


PLAIN: dict[str, Callable[[_Telling, Any, Any], SchemaFault]] = {
    "type": _type, "enum": _enum, "const": _const, "format": _format, "pattern": _pattern,
}  # fmt: skip


def place(document: Any, steps: list[Any], keyword: Any) -> str:
    """The JSON Pointer of the subschema whose `keyword` failed, as `jsonschema` gives the steps: without `$ref`."""
    if keyword is not None and steps and steps[-1] == keyword:
        steps = steps[:-1]
    walked: tuple[str | int, ...] = ()
    at = document
    for step in steps:
        inner = _step(at, step)
        while inner is None and isinstance(at, dict) and isinstance(at.get("$ref"), str):
            walked, at = _jump(document, at["$ref"])
            inner = _step(at, step)
        walked, at = (*walked, step), inner
    return pointer(walked)


def _step(at: Any, step: Any) -> Any:
    if isinstance(at, dict):
        return at.get(step)
    return at[step] if isinstance(at, list) and isinstance(step, int) and step < len(at) else None


def _jump(document: Any, reference: str) -> tuple[tuple[str | int, ...], Any]:
    target = follow(document, reference)
    steps = tuple(step.replace("~1", "/").replace("~0", "~") for step in reference[2:].split("/"))
    return (steps if reference.startswith("#/") else ()), target


def sift(given: Iterable[SchemaFault]) -> list[SchemaFault]:
    """Each fault once: a wrong type silences all else about that value and what is in it, a value has one fault."""
    faults = list(given)
    silent = {fault.path for fault in faults if fault.kind == "type"}
    kept: dict[tuple[object, ...], SchemaFault] = {}
    misspelt = {(fault.path[:-1], fault.nearest) for fault in faults if fault.kind == "unknown-key" and fault.nearest}
    short = {fault.path for fault in faults if fault.kind == "required"}
    for fault in sorted(faults, key=_rank):
        if _below(fault, silent) or (fault.kind == "required" and (fault.path, fault.name) in misspelt):
            continue
        if fault.keyword == "minProperties" and fault.path in short:
            continue
        if _follows(fault, faults):
            continue
        about = (fault.path, fault.at, fault.name) if fault.at != "value" else (fault.path, "value")
        kept.setdefault(about, fault)
    return sorted(kept.values(), key=lambda fault: [(isinstance(step, str), str(step)) for step in fault.path])


def _follows(fault: SchemaFault, faults: list[SchemaFault]) -> bool:
    """Whether a key or item is refused only because the part of the schema that knows it fails elsewhere."""
    if fault.keyword == "unevaluatedProperties":
        return fault.expected is True and any(one.keyword != fault.keyword for one in faults)
    if fault.keyword == "unevaluatedItems":
        return any(one.path[: len(fault.path)] == fault.path and one.keyword != fault.keyword for one in faults)
    return False


def _rank(fault: SchemaFault) -> int:
    return RANK.index(fault.kind) if fault.kind in RANK else 0


def _below(fault: SchemaFault, silent: set[Path]) -> bool:
    """Whether the fault is about something in, or another keyword of, a value of the wrong type."""
    if fault.kind == "type":
        return any(fault.path[:length] in silent for length in range(len(fault.path)))
    inside = len(fault.path) + (fault.at != "key")
    return any(fault.path[:length] in silent for length in range(inside))


def best_branch(error: Error) -> list[Error]:
    """The errors of the branch that comes nearest: right type, then right markers, then fewest and deepest faults."""
    groups = [list(group) for branch, group in groupby(sorted(error.context or (), key=_branch), key=_branch)]
    if len(groups) > 1:
        groups = [group for group in groups if group[0].relative_schema_path] or groups

    def distance(group: list[Error]) -> tuple[bool, int, int, int]:
        outer = any(_is_type(one) for one in group)
        marks = sum(one.validator in ("const", "enum") for one in group)
        return outer, marks, len(group), -max(len(one.relative_path) for one in group)

    return min(groups, key=distance) if groups else []


def _branch(error: Error) -> int:
    """The number of the branch; -1 for one that is `false`, which cannot be told apart and accepts nothing."""
    return error.relative_schema_path[0] if error.relative_schema_path else -1


def _lacks_one(error: Error) -> bool:
    """Whether a branch failed because the value itself lacks the one key that the branch requires."""
    return error.validator == "required" and not error.relative_path and len(error.validator_value) == 1


def _names_only(schema: dict[str, Any]) -> bool:
    names = schema.get("required")
    return set(schema) == {"required"} and isinstance(names, list) and bool(names)


def _is_type(error: Error) -> bool:
    """Whether a branch failed because the value itself has another type."""
    return error.validator == "type" and not error.relative_path


def _flat(kinds: Iterable[Any]) -> list[str]:
    named: dict[str, None] = defaultdict(None)
    for kind in kinds:
        named |= dict.fromkeys(one for one in (kind if isinstance(kind, list) else [kind]) if isinstance(one, str))
    return list(named)


def _allowed(error: Error) -> list[Any] | None:
    """All allowed values, if every branch only lists values."""
    found: list[Any] = []
    for one in error.context or ():
        if one.relative_path or one.validator not in ("const", "enum"):
            return None
        found += [one.validator_value] if one.validator == "const" else one.validator_value
    return found if len(error.context or ()) == len(error.validator_value) else None


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was most likely meant to be: equal but for case, blanks and hyphens, or near."""
    names = list(known)
    equal = [one for one in names if folded(one) == folded(name)]
    if len(equal) == 1:
        return equal[0]
    from vaultlint.nearest import nearest

    return nearest(name, names) if name.strip() else None


def closest_value(value: Any, allowed: Iterable[Any]) -> Any:
    """The allowed text that a text was most likely meant to be; None where there is none."""
    texts = [one for one in allowed if isinstance(one, str) and one]
    return closest(value, texts) if isinstance(value, str) else None
