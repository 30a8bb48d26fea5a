"""How often values stand in a vault: each item of a list counts, null does not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from vaultlint.finding import Value

Token = str
"""A value as JSON, which tells 1, true and "1" apart."""


def token(value: Value) -> Token:
    """What stands for a value in a count; `json.loads` gives it back."""
    return json.dumps(value, ensure_ascii=False)


def items(value: Value) -> Iterator[Value]:
    """The items of a list, or the value itself, but for null."""
    yield from (one for one in (value if isinstance(value, list) else [value]) if one is not None)


def counted(values: Iterable[Mapping[str, Value]], key: str) -> Counter[Token]:
    """How often each value of `key` stands in these notes."""
    return Counter(token(item) for one in values for item in items(one.get(key)))
