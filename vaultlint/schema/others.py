"""Keywords that have no rule of their own, told by `schema/other`: forms, exclusions, items, names of keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vaultlint.finding import Path
from vaultlint.schema import shape, words
from vaultlint.schema.branch import Error, FaultsOf, tell
from vaultlint.schema.fault import Told
from vaultlint.schema.phrase import phrase


def tell_other(error: Error, path: Path, resolve: shape.Resolve, faults_of: FaultsOf) -> Told:
    """What to say of an error, and where."""
    if error.validator in ("anyOf", "oneOf"):
        return tell(error, path, resolve, faults_of)
    if error.validator == "propertyNames":
        told = faults_of(error.context or ())
        return Told(words.name(path, told[0].message if told else ""), path, "key", str(path[-1]))
    if error.validator is None:
        return Told(words.forbidden(path), path, "key" if path else "value")
    return OTHERS.get(error.validator, _broken)(error, path, resolve)


def _multiple(error: Error, path: Path, resolve: shape.Resolve) -> Told:
    return Told(words.multiple(path, error.validator_value, error.instance), path)


def _not(error: Error, path: Path, resolve: shape.Resolve) -> Told:
    given, value = error.validator_value, error.instance
    if not isinstance(value, dict):
        return Told(words.excluded(path, value, phrase(given, resolve)), path)
    names = _named(given)
    if names is None:
        return Told(words.unlike(path, error.reason), path)
    if len(names) == 1:
        return Told(words.together(names, path), (*path, names[0]), "key")
    return Told(words.together(names, path), path, "mapping")


def _named(given: Any) -> list[str] | None:
    """The keys that must not stand together, if that is all that is excluded."""
    names = given.get("required") if isinstance(given, dict) else None
    return names if isinstance(names, list) and names and set(given) == {"required"} else None


def _contains(error: Error, path: Path, resolve: shape.Resolve) -> Told:
    schema = error.schema
    most = error.validator == "maxContains"
    bound = f"at most {schema.get('maxContains')}" if most else f"at least {schema.get('minContains', 1)}"
    return Told(words.among(path, bound, phrase(schema.get("contains"), resolve)), path)


def _items(error: Error, path: Path, resolve: shape.Resolve) -> Told:
    """More items than there are places: told at the first that has none."""
    schema, value = error.schema, error.instance
    places = schema.get("items") if error.validator == "additionalItems" else schema.get("prefixItems")
    most = getattr(error, "item", len(places) if isinstance(places, list) else 0)
    return Told(words.too_many(path, most, len(value)), (*path, most) if most else path)


def _broken(error: Error, path: Path, resolve: shape.Resolve) -> Told:
    return Told(words.broken(path, str(error.validator)), path)


OTHERS: dict[str, Callable[[Error, Path, shape.Resolve], Told]] = {
    "multipleOf": _multiple, "divisibleBy": _multiple, "not": _not,
    "contains": _contains, "minContains": _contains, "maxContains": _contains,
    "items": _items, "additionalItems": _items, "unevaluatedItems": _items,
}  # fmt: skip
