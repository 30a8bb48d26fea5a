"""Which keys notes, or groups of keys in them, have: how often, in which order, and which are slips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from vaultlint.finding import Value
from vaultlint.infer.choices import slips_among
from vaultlint.infer.claims import ACCEPTED, Claim, claim, told
from vaultlint.infer.describe import description
from vaultlint.infer.kinds import Use
from vaultlint.infer.order import usual_order
from vaultlint.infer.property import Property

MOST = 100
"""So many keys a draft names at most."""

RARE = 0.005
"""The share of notes that have a key that is nobody's habit."""

FEW_NOTES = 20
"""In so few notes nothing is rare."""

ALWAYS = 5
"""So many groups of keys show which keys belong to them."""

REQUIRED = 2
"""What it is worth that a key is required, seen from other claims."""


class Keys:
    """The keys of `groups`, each with the number of its note; at the top, each group is a note's whole metadata."""

    def __init__(
        self,
        groups: Sequence[tuple[int, Mapping[str, Value]]],
        required: float | None = None,
        declared: Mapping[str, Mapping[str, Any]] | None = None,
        depth: int = 0,
        every: bool = False,
        names: Sequence[str] = (),
    ) -> None:
        self.groups, self.share, self.declared, self.depth = groups, required, declared or {}, depth
        self.every, self.names = every, names

    @cached_property
    def counts(self) -> Counter[str]:
        """How many groups have each key, the most usual first."""
        found = Counter(key for _, group in self.groups for key in group if key != "$schema")
        return Counter(dict(sorted(found.items(), key=lambda one: (-one[1], one[0]))))

    @cached_property
    def slips(self) -> dict[str, str]:
        """The rare keys that are near a usual one, with that."""
        named = {name.lower() for name in self.declared}
        return {slip: meant for slip, meant in slips_among(self.counts).items() if slip.lower() not in named}

    @cached_property
    def listed(self) -> list[str]:
        """The keys of the draft, in their usual order; those that are declared but unused come last."""
        least = 1 if self.every or len(self.groups) < FEW_NOTES else max(2, RARE * len(self.groups))
        kept = [key for key, number in self.counts.items() if number >= least and (self.every or key not in self.slips)]
        kept = kept if self.every else kept[:MOST]
        used = {key.lower() for key in kept}
        return [
            *usual_order(kept, (group for _, group in self.groups)),
            *(key for key in self.declared if key.lower() not in used),
        ]

    @cached_property
    def properties(self) -> dict[str, Property]:
        """The keys with their values."""
        uses: dict[str, list[Use]] = {key: [] for key in self.listed}
        for note, group in self.groups:
            for key, value in group.items():
                if key in uses:
                    uses[key].append(Use(note, value))
        return {key: Property(key, own, self._declared(key), self.depth) for key, own in uses.items()}

    def _declared(self, key: str) -> Mapping[str, Any] | None:
        """What is declared of a key; Obsidian ignores the case of names."""
        return next((one for name, one in self.declared.items() if name.lower() == key.lower()), None)

    @cached_property
    def required(self) -> dict[str, Claim]:
        """The keys that all should have."""
        if self.depth:
            always = len(self.groups) if len(self.groups) >= ALWAYS else len(self.groups) + 1
            return {key: claim("missing", ()) for key in self.listed if self.counts[key] >= always}
        least = (ACCEPTED if self.share is None else self.share) * len(self.groups)
        return {
            key: claim("missing", self._without(key), REQUIRED, self.share is not None)
            for key in self.listed
            if self.counts[key] and self.counts[key] >= least
        }

    def _without(self, key: str) -> Iterator[int]:
        return (note for note, group in self.groups if key not in group)

    @cached_property
    def refusals(self) -> dict[str, Claim]:
        """Of keys that are all listed: that the slips among them are not."""
        having = {slip: [note for note, group in self.groups if slip in group] for slip in self.slips if self.every}
        return {slip: claim("a slip", notes) for slip, notes in having.items()}

    @cached_property
    def claims(self) -> list[Claim]:
        """All that can be asked."""
        of_keys = [*self.required.values(), *self.refusals.values()]
        return [*of_keys, *(one for each in self.properties.values() for one in each.claims)]

    def keywords(self, made: Collection[Claim]) -> dict[str, Any]:
        """What a schema says of these keys."""
        required = [key for key, one in self.required.items() if one in made]
        properties = {
            key: self._property(key, one, made)
            for key, one in self.properties.items()
            if self.refusals.get(key) not in made
        }
        found: dict[str, Any] = {"required": required} if required else {}
        return {**found, "properties": properties} if properties else found

    def _property(self, key: str, one: Property, made: Collection[Claim]) -> dict[str, Any]:
        if self.depth:
            return one.schema(made)
        claims = [*([self.required[key]] if key in self.required else []), *one.claims]
        comment = told(claims, made, self.names)
        default = one.nothing if self.required.get(key) in made else None
        return {
            "description": description(one, len(self.groups)),
            **one.schema(made),
            **({"default": default} if default is not None else {}),
            **({"$comment": f"otherwise: {comment}"} if comment else {}),
        }
