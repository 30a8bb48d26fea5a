"""Of several forms that a schema allows, the one that a value comes nearest to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

Error = Any
"""An error of `jsonschema`, whose attributes are of any type."""


def best_branch(error: Error) -> list[Error]:
    """The errors of the branch that comes nearest: right type, then right markers, then fewest and deepest faults."""
    groups = [list(group) for branch, group in groupby(sorted(error.context or (), key=_branch), key=_branch)]
    if len(groups) > 1:
        groups = [group for group in groups if group[0].relative_schema_path] or groups

    def distance(group: list[Error]) -> tuple[bool, int, int, int]:
        outer = any(is_type(one) for one in group)
        marks = sum(one.validator in ("const", "enum") for one in group)
        return outer, marks, len(group), -max(len(one.relative_path) for one in group)

    return min(groups, key=distance) if groups else []


def _branch(error: Error) -> int:
    """The number of the branch; -1 for one that is `false`, which cannot be told apart and accepts nothing."""
    return error.relative_schema_path[0] if error.relative_schema_path else -1


def lacks_one(error: Error) -> bool:
    """Whether a branch failed because the value itself lacks the one key that the branch requires."""
    return error.validator == "required" and not error.relative_path and len(error.validator_value) == 1


def names_only(schema: dict[str, Any]) -> bool:
    names = schema.get("required")
    return set(schema) == {"required"} and isinstance(names, list) and bool(names)


def is_type(error: Error) -> bool:
    """Whether a branch failed because the value itself has another type."""
    return error.validator == "type" and not error.relative_path


def flat(kinds: Iterable[Any]) -> list[str]:
    named: dict[str, None] = {}
    for kind in kinds:
        named |= dict.fromkeys(one for one in (kind if isinstance(kind, list) else [kind]) if isinstance(one, str))
    return list(named)


def listed(error: Error) -> list[Any] | None:
    """All allowed values, if every branch only lists values."""
    found: list[Any] = []
    for one in error.context or ():
        if one.relative_path or one.validator not in ("const", "enum"):
            return None
        found += [one.validator_value] if one.validator == "const" else one.validator_value
    return found if len(error.context or ()) == len(error.validator_value) else None
