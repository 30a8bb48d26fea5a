"""The keywords of `jsonschema`, made to say what its errors leave out: which key, which item, because of what.

None says valid where the library says invalid, or the other way round; the conformance test holds them to that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

import attrs
from jsonschema import validators
from jsonschema.exceptions import ValidationError

from vaultlint.schema.alike import canonical
from vaultlint.schema.expression import searching
from vaultlint.schema.reason import Accepts, reason

Validator = Any
Keyword = Any
"""A generator of errors from validator, the keyword's value, the instance, and the subschema that has the keyword."""


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
    """The keyword `unevaluatedProperties` with one error for each key that it refuses, and why as its context."""

    def keyword(validator: Validator, subschema: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        witness = _Witness(validator, subschema)
        errors = list(original(witness, subschema, instance, schema))
        for error in errors:
            if not witness.keys:
                yield error
            for key in dict.fromkeys(witness.keys):
                why = list(validator.descend(instance[key], subschema)) if subschema is not False else []
                yield ValidationError(error.message, path=(key,), instance=instance[key], context=why)

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


def _pattern(validator: Validator, given: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """The keyword `pattern`, which no text keeps busy for long."""
    if validator.is_type(instance, "string") and not searching(given)(instance):
        yield ValidationError("no match")


def _pattern_properties(validator: Validator, given: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """The keyword `patternProperties`, which no key keeps busy for long."""
    if validator.is_type(instance, "object"):
        for pattern, subschema in given.items():
            for name in filter(searching(pattern), instance):
                yield from validator.descend(instance[name], subschema, path=name, schema_path=pattern)


def _additional(validator: Validator, given: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """The keyword `additionalProperties`; a `false` gives one error for all keys that it refuses."""
    if not validator.is_type(instance, "object"):
        return
    searches = [searching(pattern) for pattern in schema.get("patternProperties", ())]
    known = schema.get("properties", {})
    extras = [name for name in instance if name not in known and not any(search(name) for search in searches)]
    if validator.is_type(given, "object"):
        for name in extras:
            yield from validator.descend(instance[name], given, path=name)
    elif not given and extras:
        yield ValidationError("refused")


class _Allowed:
    """The values of an `enum`, known by which list it is."""

    def __init__(self, given: list[Any]) -> None:
        self.given = given

    def __hash__(self) -> int:
        return id(self.given)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Allowed) and self.given is other.given


@lru_cache(maxsize=256)
def _values(allowed: _Allowed) -> frozenset[Any]:
    return frozenset(map(canonical, allowed.given))


def _enum(validator: Validator, given: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """The keyword `enum`, of which not every value is compared."""
    if canonical(instance) not in _values(_Allowed(given)):
        yield ValidationError("not allowed")


def _unique(validator: Validator, given: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """The keyword `uniqueItems`, each item looked at once."""
    if given and validator.is_type(instance, "array") and len({canonical(one) for one in instance}) < len(instance):
        yield ValidationError("repeated")


def _exactly(original: Any) -> Any:
    """`multipleOf` by the numbers as they are written, of which 0.3 is a multiple of 0.1; infinities are of none."""

    def keyword(validator: Validator, given: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        if validator.is_type(instance, "number") and not _is_multiple(instance, given):
            yield ValidationError("no multiple")

    return keyword


def _is_multiple(number: float, of: float) -> bool:
    if isinstance(number, int) and isinstance(of, int):
        return number % of == 0
    try:
        return (Fraction(str(number)) / Fraction(str(of))).denominator == 1
    except (ArithmeticError, ValueError):
        return False


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


def _accepts(validator: Validator) -> Accepts:
    return lambda subschema, value: bool(validator.evolve(schema=subschema).is_valid(value))


def _not(original: Keyword) -> Keyword:
    """`not` with what makes the value one of those excluded as `reason`."""

    def keyword(validator: Validator, given: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        for error in original(validator, given, instance, schema):
            error.reason = reason(given, instance, _accepts(validator))
            yield error

    return keyword


def _because(original: Keyword) -> Keyword:
    """`if`, `dependentSchemas` and `dependencies` with the reason why they apply as `because` of each error."""

    def keyword(validator: Validator, given: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        for error in original(validator, given, instance, schema):
            if error.relative_schema_path:
                branch = error.relative_schema_path[0]
                condition = given if branch in ("then", "else") else {"required": [branch]}
                why = reason(condition, instance, _accepts(validator))
                error.because = tuple(filter(None, [why, *getattr(error, "because", ())]))
            yield error

    return keyword


def _one_of(original: Keyword) -> Keyword:
    """`oneOf` with the numbers of the branches that fit as `fitting`, where more than one does."""

    def keyword(validator: Validator, given: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        for error in original(validator, given, instance, schema):
            if not error.context:
                fitting = [index for index, one in enumerate(given) if validator.evolve(schema=one).is_valid(instance)]
                error.fitting = fitting
            yield error

    return keyword


def _from_item(original: Keyword) -> Keyword:
    """`unevaluatedItems` with the number of the first item that it refuses as `item`."""

    def keyword(validator: Validator, given: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        for error in original(validator, given, instance, schema):
            lengths = range(1, len(instance) + 1)
            refused = (length for length in lengths if any(original(validator, given, instance[:length], schema)))
            error.item = next(refused, 1) - 1
            yield error

    return keyword


CHANGED: dict[str, Callable[[Keyword], Keyword]] = {
    "unevaluatedProperties": _by_key, "unevaluatedItems": _from_item, "oneOf": _one_of, "not": _not,
    "multipleOf": _exactly, "divisibleBy": _exactly,
    "if": _because, "dependentSchemas": _because, "dependencies": _because,
    "pattern": lambda original: _pattern, "required": lambda original: _required,
    "propertyNames": lambda original: _names, "uniqueItems": lambda original: _unique, "enum": lambda original: _enum,
    "patternProperties": lambda original: _pattern_properties, "additionalProperties": lambda original: _additional,
}  # fmt: skip


STEPS, STEPS_A_VALUE = 100_000, 10
"""So many times a subschema may be applied to a value until a note is judged, and so many more for each value in it."""

_left = [STEPS]


class TooManyStepsError(Exception):
    """The schema applies itself again and again, in ever more ways."""


def begin(values: Any) -> None:
    """From now on, all steps may be taken that these values may."""
    _left[0] = STEPS + STEPS_A_VALUE * _count(values)


def _count(values: Any) -> int:
    inner = values.values() if isinstance(values, dict) else values if isinstance(values, list) else ()
    return 1 + sum(map(_count, inner))


def _evolve(self: Any, **changes: Any) -> Any:
    """The validator for a subschema, as the library makes it, also where that names another draft, and counted."""
    _left[0] -= 1
    if _left[0] < 0:
        raise TooManyStepsError
    schema = changes.setdefault("schema", self.schema)
    kind = validators.validator_for(schema, default=type(self))
    for each in attrs.fields(type(self)):
        if each.init and each.alias not in changes:
            changes[each.alias] = getattr(self, each.name)
    return (kind if kind is type(self) else telling(kind))(**changes)


@cache
def telling(draft: Any) -> Any:
    """The validator class of a draft with these keywords; it takes so many steps as `begin` allows."""
    known = draft.VALIDATORS
    changed = {keyword: change(known[keyword]) for keyword, change in CHANGED.items() if keyword in known}
    told: Any = validators.extend(draft, changed)  # type: ignore[no-untyped-call, unused-ignore]
    told.descend = _placed(told.descend)
    told.evolve = _evolve
    return told
