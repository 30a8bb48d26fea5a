"""What becomes of another tool's settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Proposal:
    """A config by its keys; the settings that hold here `already`, unasked; and those `left` out, each with why."""

    config: dict[str, Any] = field(default_factory=dict)
    already: list[tuple[str, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)

    def join(self, other: Proposal) -> None:
        """Take in what becomes of another tool's: lists grow, tables are joined."""
        for key, value in other.config.items():
            self.config[key] = _joined(self.config.get(key), value)
        self.already += other.already
        self.left += other.left


def _joined(one: Any, other: Any) -> Any:
    if isinstance(one, list):
        return [*one, *(item for item in other if item not in one)]
    return {**one, **other} if isinstance(one, dict) else other
