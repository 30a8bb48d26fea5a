"""When values are alike: equal as JSON Schema has it, equal but for case, blanks and hyphens, or near."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from vaultlint.late import late

LOOSE = late(r"[\s\-\u2010\u2011]++")

SHORTEST = 3
"""A shorter name is near to all other short ones."""


def canonical(value: Any) -> Any:
    """The same for values that JSON Schema takes for equal: `1` and `1.0`, but not `1` and `true`."""
    if isinstance(value, bool) or value is None:
        return ("literal", value)
    if isinstance(value, int | float):
        return ("number", value)
    if isinstance(value, list):
        return ("list", tuple(canonical(item) for item in value))
    if isinstance(value, dict):
        return ("mapping", frozenset((name, canonical(one)) for name, one in value.items()))
    return value


@lru_cache(maxsize=1 << 17)
def folded(text: str) -> str:
    """The text without case, width, blanks and hyphens."""
    return LOOSE.sub("", unicodedata.normalize("NFKC", text).casefold())


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` was most likely meant to be: equal but for case, blanks and hyphens, or near."""
    names = list(known)
    form = folded(name)
    equal = [one for one in names if folded(one) == form]
    if len(equal) == 1:
        return equal[0]
    if not names or len(name.strip()) < SHORTEST:
        return None
    from vaultlint.nearest import nearest

    return nearest(name, names)


def closest_value(value: Any, allowed: Iterable[Any]) -> Any:
    """The allowed text that a text was most likely meant to be; None where there is none."""
    texts = [one for one in allowed if isinstance(one, str) and one]
    return closest(value, texts) if isinstance(value, str) else None
