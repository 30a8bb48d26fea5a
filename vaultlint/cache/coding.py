"""Findings and outlines as JSON and back, by the types of their fields: nothing but what these name is ever made.

A tuple or a record is a list, an enum its value; of several types that a field may have, a number says which it is.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")

PLAIN = (str, int, float, bool, type(None))
"""What is in JSON as it is."""


class Unfit(Exception):
    """It cannot be kept, or is not what has been kept."""


class Coder(NamedTuple):
    """How values of a type become JSON, and JSON such values."""

    to: Callable[[Any], Any]
    of: Callable[[Any], Any]


def encode(kind: type[Kind], value: Kind) -> bytes:
    """The value as JSON.

    Raises:
        Unfit: something in it is not of the type that its place has.
    """
    return json.dumps(_coder(kind).to(value), separators=(",", ":")).encode()


def decode(kind: type[Kind], data: bytes) -> Kind:
    """The value of that JSON.

    Raises:
        Unfit: it is none of that type.
    """
    try:
        value: Kind = _coder(kind).of(json.loads(data))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise Unfit(str(error)) from None
    return value


def _coder(kind: Any) -> Coder:
    return _made(kind)


@cache
def _made(kind: Any) -> Coder:
    origin, inner = get_origin(kind), get_args(kind)
    if kind in PLAIN:
        return _plain(PLAIN if kind is None else (kind,))
    if origin is Literal:
        return Coder(_one_of(inner), _one_of(inner))
    if origin in (Union, types.UnionType):
        return _several(inner)
    if origin is tuple:
        return _many(tuple, inner[0]) if inner[1:] == (...,) else _record(lambda *items: items, inner, tuple)
    if origin is frozenset:
        return _many(frozenset, inner[0])
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        pairs = _many(tuple, tuple[inner])  # type: ignore[valid-type]
        return Coder(lambda value: pairs.to(tuple(value.items())), lambda data: dict(pairs.of(data)))
    return _own(kind)


def _own(kind: Any) -> Coder:
    if not isinstance(kind, type):
        raise Unfit(f"nothing is known of {kind}")
    if issubclass(kind, Enum):
        return Coder(lambda value: value.value, kind)
    hints = get_type_hints(kind)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _record(kind, tuple(hints[name] for name in kind._fields), kind)
    if dataclasses.is_dataclass(kind):
        names = tuple(one.name for one in dataclasses.fields(kind) if one.compare)
        return _record(kind, tuple(hints[name] for name in names), kind, names)
    raise Unfit(f"nothing is known of {kind}")


def _plain(kinds: tuple[type, ...]) -> Coder:
    def same(value: Any) -> Any:
        if type(value) not in kinds:
            raise Unfit(f"{value!r} is none of {kinds}")
        return value

    return Coder(same, same)


def _one_of(choices: tuple[Any, ...]) -> Callable[[Any], Any]:
    def same(value: Any) -> Any:
        if value not in choices:
            raise Unfit(f"{value!r} is none of {choices}")
        return value

    return same


def _many(make: Any, inner: Any) -> Coder:
    one = _coder(inner)

    def to(values: Any) -> Any:
        if type(values) is not make:
            raise Unfit(f"{values!r} is no {make}")
        found = list(map(one.to, values))
        return sorted(found) if make is frozenset else found

    return Coder(to, lambda data: make(map(one.of, data)))


def _record(make: Any, inner: tuple[Any, ...], kind: type, names: tuple[str, ...] = ()) -> Coder:
    coders = [_coder(one) for one in inner]
    outward, inward = [one.to for one in coders], [one.of for one in coders]

    def to(value: Any) -> Any:
        if type(value) is not kind:
            raise Unfit(f"{value!r} is no {kind}")
        items: Any = [getattr(value, name) for name in names] if names else value
        return [code(item) for code, item in zip(outward, items, strict=True)]

    def of(data: Any) -> Any:
        items = [code(item) for code, item in zip(inward, data, strict=True)]
        return make(**dict(zip(names, items, strict=True))) if names else make(*items)

    return Coder(to, of)


def _several(kinds: tuple[Any, ...]) -> Coder:
    """A field that may be of several types: what is in JSON as it is has the number 0, the others count on."""
    own = [kind for kind in kinds if kind not in PLAIN and get_origin(kind) not in (list, dict)]
    plain = tuple(get_origin(kind) or kind for kind in kinds if kind not in own)
    if not own:
        return _plain(plain) if set(plain) <= set(PLAIN) else Coder(_as_json, _as_json)
    coders = [_coder(kind) for kind in own]
    sorts = [get_origin(kind) or kind for kind in own]

    def to(value: Any) -> Any:
        if type(value) in plain:
            return None if value is None else [0, _as_json(value)]
        number = sorts.index(type(value))
        return [number + 1, coders[number].to(value)]

    def of(data: Any) -> Any:
        if data is None:
            return None
        number, item = data
        return coders[number - 1].of(item) if number else _as_json(item)

    return Coder(to, of)


def _as_json(value: Any) -> Any:
    """A value of front matter, if JSON gives it back as it is."""
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    if isinstance(value, dict):
        if not all(type(key) is str for key in value):
            raise Unfit("a key is no text")
        return {key: _as_json(item) for key, item in value.items()}
    if type(value) not in PLAIN:
        raise Unfit(f"{value!r} is no JSON")
    return value


__all__ = ["Unfit", "decode", "encode"]
