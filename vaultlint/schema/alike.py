"""When values are alike: equal as JSON Schema has it, or equal but for case, blanks and hyphens."""

from __future__ import annotations

import re
from typing import Any

LOOSE = re.compile(r"[\s\-\u2010\u2011]++")


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


def folded(text: str) -> str:
    """The text without case, blanks and hyphens."""
    return LOOSE.sub("", text.casefold())
