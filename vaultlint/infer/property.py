"""What the values of one key have in common, as a subschema."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from vaultlint.finding import Value
from vaultlint.infer.claims import FEW, Claim, claim
from vaultlint.infer.kinds import EMPTY, FAULTS, Use, by_kind, types
from vaultlint.infer.wording import Wording
from vaultlint.schema.alike import canonical

MANY = 20
"""So many values are never empty by intention, not by chance."""

SELDOM = 0.02
"""The share of empty values that are an oversight."""

LISTS = 3
"""So many lists of several items show whether items may be repeated."""

MOST_TYPES = 2
"""Of values of more types nothing is asked."""

TYPE = 3
"""What a type is worth, seen from other claims."""

DEPTH = 4
"""So deep a draft looks into lists and groups of keys."""


class Property:
    """The values of `key`; `base` is what has been declared of it, and holds whatever the values are."""

    def __init__(self, key: str, uses: Sequence[Use], base: Mapping[str, Any] | None = None, depth: int = 0) -> None:
        self.key, self.uses, self.base, self.depth = key, uses, base or {}, depth
        self.by = by_kind(uses)

    @cached_property
    def claims(self) -> list[Claim]:
        """All that can be asked of the values, whatever comes of it."""
        own = [one for one in (self.filled, self.unrepeated) if one is not None]
        inner = [one for part in (self.items, self.keys) if part is not None for one in part.claims]
        return [*self.refusals.values(), *self.wording.claims, *own, *inner]

    @cached_property
    def refusals(self) -> dict[str, Claim]:
        """The kinds that only a few values have, or that have been declared wrong."""
        return {
            kind: claim(FAULTS[kind], (use.note for use in uses), TYPE, bool(self.base))
            for kind, uses in self.by.items()
            if (not self._is_allowed(kind) if self.base else self._is_odd(kind))
        }

    def _is_allowed(self, kind: str) -> bool:
        allowed = self.base.get("type", ())
        return types([kind])[0] in allowed or (kind == "integer" and "number" in allowed)

    def _is_odd(self, kind: str) -> bool:
        if kind == self.main or (kind == EMPTY and self.main == "string"):
            return False
        return len(self.by[kind]) <= FEW * len(self.uses)

    @cached_property
    def main(self) -> str:
        """The most usual kind that is not empty."""
        return next((kind for kind in self.by if kind not in (EMPTY, "null")), next(iter(self.by), "null"))

    @cached_property
    def filled(self) -> Claim | None:
        """That text or list is never empty."""
        bare = [use for use in self.uses if use.value in ("", [])]
        if self.main not in ("string", "array") or len(self.uses) < MANY or len(bare) > SELDOM * len(self.uses):
            return None
        return claim("an empty text" if self.main == "string" else "an empty list", (use.note for use in bare))

    @cached_property
    def wording(self) -> Wording:
        """Its texts; none, if text is not what usually stands there."""
        return Wording(self.key, self.by["string"] if self.main == "string" and not self.fixed else ())

    @cached_property
    def unrepeated(self) -> Claim | None:
        """That no list has an item twice."""
        several = [use for use in self.by.get("array", ()) if isinstance(use.value, list) and len(use.value) > 1]
        repeated = [use.note for use in several if _repeats(use.value)]
        if len(several) < LISTS or len(repeated) > FEW * len(several):
            return None
        return claim("an item twice", repeated)

    @cached_property
    def items(self) -> Property | None:
        """What the items of lists have in common."""
        items = [Use(use.note, item) for use in self.by.get("array", ()) for item in _items(use.value)]
        return Property(self.key, items, depth=self.depth + 1) if items and self.depth < DEPTH else None

    @cached_property
    def keys(self) -> Any:
        """What groups of keys have in common."""
        from vaultlint.infer.keys import Keys

        groups = [(use.note, use.value) for use in self.by.get("object", ()) if isinstance(use.value, dict)]
        return Keys(groups, depth=self.depth + 1) if groups and self.depth < DEPTH else None

    def schema(self, made: Collection[Claim]) -> dict[str, Any]:
        """The subschema, with the claims that are made."""
        kinds = [kind for kind in self.by if self.refusals.get(kind) not in made]
        if self.filled in made and EMPTY in kinds:
            kinds.remove(EMPTY)
        found = dict(self._of_kinds(kinds, made))
        if self.base:
            items = {"items": {**found.get("items", {}), **self.base["items"]}} if "items" in self.base else {}
            found = {**found, **self.base, **items}
        return found

    def _of_kinds(self, kinds: Sequence[str], made: Collection[Claim]) -> Iterator[tuple[str, Any]]:
        if set(kinds) <= {"null"}:
            return
        if {"string"} <= set(kinds) <= {"string", EMPTY, "null"} and self.wording.meant is not None:
            empties = [value for kind, value in ((EMPTY, ""), ("null", None)) if kind in kinds]
            yield "enum", [*self.wording.chosen(made), *empties]
            return
        named = types(kinds)
        if len(named) > MOST_TYPES + ("null" in named):
            return
        yield "type", named[0] if len(named) == 1 else named
        yield from self._of_texts(kinds, made)
        yield from self._of_lists(kinds, made)
        if "object" in kinds and self.keys is not None:
            yield from self.keys.keywords(made).items()

    @property
    def fixed(self) -> bool:
        """Whether what has been declared says which texts are right."""
        return not self.base.keys().isdisjoint({"format", "pattern"}) or "string" not in self.base.get("type", "string")

    @property
    def nothing(self) -> Value:
        """What stands in all of many places for nothing: an empty text or list; None if something stands in one."""
        bare: list[Value] = ["", []]
        return next(
            (one for one in bare if len(self.uses) >= MANY and all(use.value == one for use in self.uses)), None
        )

    def _of_texts(self, kinds: Sequence[str], made: Collection[Claim]) -> Iterator[tuple[str, Any]]:
        if "string" not in kinds:
            if EMPTY in kinds and len(kinds) > 1 + ("null" in kinds):
                yield "maxLength", 0
            return
        words = self.wording.keywords(made, EMPTY in kinds)
        yield from words.items()
        if not words and self.filled in made and self.main == "string" and not self.fixed:
            yield "minLength", 1

    def _of_lists(self, kinds: Sequence[str], made: Collection[Claim]) -> Iterator[tuple[str, Any]]:
        if "array" not in kinds:
            return
        items = self.items.schema(made) if self.items is not None else {}
        if items:
            yield "items", items
        if self.filled in made and self.main == "array":
            yield "minItems", 1
        if self.unrepeated in made:
            yield "uniqueItems", True


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _repeats(value: Value) -> bool:
    items = [canonical(item) for item in _items(value)]
    return len(set(items)) < len(items)
