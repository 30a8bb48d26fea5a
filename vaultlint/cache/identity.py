"""Values as one name, by which what has been found under other values is told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from vaultlint.cache.coding import Unfit
from vaultlint.cache.place import blake2b


def name_of(*values: object) -> str:
    """A name for these values, which others do not have.

    Raises:
        Unfit: something in them cannot be told from another.
    """
    digest = blake2b(digest_size=16)
    for part in _parts(values):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


def _parts(value: Any) -> Iterator[str]:
    if value is None or isinstance(value, str | int | float | bytes):
        yield f"{type(value).__name__} {value!r}"
    elif isinstance(value, Path):
        yield f"path {value}"
    elif isinstance(value, Enum):
        yield f"{type(value).__name__} {value.name}"
    elif isinstance(value, re.Pattern):
        yield f"pattern {value.pattern!r} {value.flags}"
    elif isinstance(value, Mapping):
        yield f"mapping {len(value)}"
        for key, item in value.items():
            yield from _parts(key)
            yield from _parts(item)
    elif isinstance(value, set | frozenset):
        yield from _parts(sorted([*_parts(item)] for item in value))
    elif isinstance(value, list | tuple):
        yield f"{type(value).__name__} {len(value)}"
        for item in value:
            yield from _parts(item)
    elif is_dataclass(value):
        yield type(value).__qualname__
        for one in fields(value):
            yield from _parts(getattr(value, one.name))
    else:
        raise Unfit(f"{type(value)} has no name")


__all__ = ["name_of"]
