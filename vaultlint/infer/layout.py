"""A schema as a file: JSON with two blanks a level, and short lists and objects on one line."""

from __future__ import annotations

import json
from typing import Any

WIDTH = 110
SHORT = 64
"""An object is longer than this only over several lines."""


def rendered(value: Any, margin: int = 0, before: int = 0) -> str:
    """The value as JSON; `margin` is that of its lines, `before` what stands before it on the first."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value:
        return line
    if _is_short(value) and margin + before + len(line) <= (WIDTH if isinstance(value, list) else SHORT + margin):
        return line
    inner, outer = " " * (margin + 2), " " * margin
    if isinstance(value, list):
        items = [inner + rendered(one, margin + 2) for one in value]
        return "[\n" + ",\n".join(items) + f"\n{outer}]"
    lines = []
    for key, one in value.items():
        name = json.dumps(key, ensure_ascii=False) + ": "
        lines.append(inner + name + rendered(one, margin + 2, len(name)))
    return "{\n" + ",\n".join(lines) + f"\n{outer}}}"


def _is_short(value: dict[str, Any] | list[Any]) -> bool:
    """Whether it holds no more than single values, or one object of such."""
    inner = list(value.values()) if isinstance(value, dict) else value
    return not any(isinstance(one, dict | list) for one in inner)
