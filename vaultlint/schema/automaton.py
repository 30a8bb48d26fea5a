"""A pattern as an automaton of positions (Glushkov), which reads each character once, whatever the pattern.

Python's `re` goes back and tries again: `(a+)+$` takes longer than anyone waits. What is looked for ahead of the very
start has an automaton of its own. Patterns with other look-around, references or anchors inside have none here but a
rough one, which finds at least what they find, in at least as many ways: it tells whether there is ever a choice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from re import _constants as names  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

Fits = Callable[[str], bool]

MOST = 400
"""Positions; a longer pattern has no automaton."""

MOST_ROUGHLY = 4_000
"""Positions of a rough automaton, for which it does not count how often something is repeated."""

STEPS = 10_000
"""So many steps are kept, before they are forgotten and found anew."""

SAMPLES = [chr(code) for code in range(1, 0x180)] + list("аяאم中文あア한０Ａ　–’“”…€🙂")
"""Characters by which positions are compared."""

NOWHERE = "\U0010fffe"
"""A character that no pattern names."""

CATEGORIES: dict[Any, Fits] = {
    names.CATEGORY_DIGIT: str.isdecimal, names.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdecimal(),
    names.CATEGORY_SPACE: str.isspace, names.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    names.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    names.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}  # fmt: skip


class NoAutomaton(Exception):
    """The pattern has something that positions cannot say."""


class Part(NamedTuple):
    """A part of a pattern: the positions that it may start and end with, and whether it may be empty."""

    first: frozenset[int]
    last: frozenset[int]
    empty: bool


NOTHING = Part(frozenset(), frozenset(), True)


@dataclass
class Automaton:
    """Positions with the characters that they take, and those that may follow each; `twofold` if in several ways.

    `ahead` are the patterns that must be found from the start on, or must not; of a `rough` one, also those inside.
    """

    takes: list[Fits] = field(default_factory=list)
    follow: list[set[int]] = field(default_factory=list)
    whole: Part = NOTHING
    from_start: bool = False
    to_end: str = ""
    twofold: bool = False
    ahead: list[tuple[Automaton, bool]] = field(default_factory=list)
    rough: bool = False
    groups: dict[int, Any] = field(default_factory=dict)
    steps: dict[tuple[frozenset[int] | None, str], frozenset[int]] = field(default_factory=dict)

    def search(self, text: str) -> bool:
        """Whether the pattern is found in the text."""
        if any(one.search(text) != wanted for one, wanted in self.ahead):
            return False
        ends = {len(text)} | ({len(text) - 1} if self.to_end == "$" and text.endswith("\n") else set())
        if self.whole.empty and (not self.from_start or not self.to_end or 0 in ends):
            return True
        current: frozenset[int] | None = None
        for index, sign in enumerate(text):
            known = self.steps.get((current, sign))
            current = self.step(current, sign) if known is None else known
            if (not self.to_end or index + 1 in ends) and not self.whole.last.isdisjoint(current):
                return True
            if not current and self.from_start:
                return False
        return False

    def step(self, current: frozenset[int] | None, sign: str) -> frozenset[int]:
        """The positions behind a character, of those that may stand behind `current` ones; None: at the very start."""
        reachable = {after for one in current or () for after in self.follow[one]}
        if current is None or not self.from_start:
            reachable |= self.whole.first
        if len(self.steps) >= STEPS:
            self.steps.clear()
        found = self.steps[current, sign] = frozenset([one for one in reachable if self.takes[one](sign)])
        return found

    def forget_case(self) -> None:
        """Take capitals for small letters, and the other way round."""
        self.takes = [partial(_in_any_case, fits) for fits in self.takes]
        for one, _ in self.ahead:
            one.forget_case()

    def is_plain(self) -> bool:
        """Whether each character leaves no choice, so that `re` does not have to try again either."""
        if self.twofold or not all(one.is_plain() for one, _ in self.ahead):
            return False
        taken = [frozenset(sign for sign in SAMPLES if fits(sign)) for fits in self.takes]
        return all(_disjoint([taken[one] for one in group]) for group in [self.whole.first, *self.follow])

    def add(self, fits: Fits) -> Part:
        if len(self.takes) >= (MOST_ROUGHLY if self.rough else MOST):
            raise NoAutomaton
        self.takes.append(fits)
        self.follow.append(set())
        here = frozenset({len(self.takes) - 1})
        return Part(here, here, False)

    def joined(self, one: Part, other: Part) -> Part:
        for position in one.last:
            self.twofold |= not self.follow[position].isdisjoint(other.first)
            self.follow[position] |= other.first
        first = one.first | other.first if one.empty else one.first
        last = one.last | other.last if other.empty else other.last
        return Part(first, last, one.empty and other.empty)

    def sequence(self, items: Any) -> Part:
        whole = NOTHING
        for kind, given in items:
            whole = self.joined(whole, self.part(kind, given))
        return whole

    def part(self, kind: Any, given: Any) -> Part:
        if kind is names.BRANCH:
            return self.branch(given[1])
        if kind is names.SUBPATTERN and (self.rough or not (given[1] or given[2])):
            self.groups[given[0]] = given[3]
            return self.sequence(given[3])
        if kind in (names.MAX_REPEAT, names.MIN_REPEAT):
            return self.repeated(*given)
        return self.roughly(kind, given) if self.rough else self.add(_fits(kind, given))

    def branch(self, branches: Any) -> Part:
        parts = [self.sequence(branch) for branch in branches]
        self.twofold |= sum(one.empty for one in parts) > 1
        firsts, lasts = [one.first for one in parts], [one.last for one in parts]
        return Part(frozenset().union(*firsts), frozenset().union(*lasts), any(one.empty for one in parts))

    def roughly(self, kind: Any, given: Any) -> Part:
        """What has no positions of its own: anchors take nothing, a reference what its group takes."""
        if kind is names.AT:
            return NOTHING
        if kind in (names.ASSERT, names.ASSERT_NOT):
            self.ahead.append((_built(list(given[1]), False, rough=True), True))
            return NOTHING
        if kind is names.GROUPREF:
            return self.sequence(self.groups.get(given, []))
        if kind is names.GROUPREF_EXISTS:
            return self.branch([given[1], given[2] or []])
        if kind is names.ATOMIC_GROUP:
            return self.sequence(given)
        if kind is names.POSSESSIVE_REPEAT:
            return self.repeated(*given)
        return self.add(_anything if kind is names.ANY else _fits(kind, given))

    def repeated(self, least: int, most: Any, items: Any) -> Part:
        if self.rough and most != 1:
            least, most = min(least, 1), names.MAXREPEAT
        endless = most is names.MAXREPEAT
        whole = NOTHING
        for index in reversed(range(max(least, 1) if endless else most)):
            one = self.sequence(items)
            self.twofold |= one.empty
            if endless and whole is NOTHING:
                self.joined(one, one)
            whole = self.joined(one, whole)
            whole = whole._replace(empty=whole.empty or index >= least)
        return whole


def automaton(pattern: str) -> Automaton | None:
    """The automaton of a pattern; None where it has none."""
    try:
        parsed = parser.parse(pattern)
        if parsed.state.flags & ~names.SRE_FLAG_UNICODE:
            return None
        items = list(parsed)
        from_start = bool(items) and items[0] in ((names.AT, names.AT_BEGINNING), (names.AT, names.AT_BEGINNING_STRING))
        return _built(items[from_start:], from_start)
    except (NoAutomaton, RecursionError):
        return None


def roughly(pattern: str) -> Automaton | None:
    """An automaton that finds what the pattern finds, and perhaps more; None for a pattern that is far too long."""
    try:
        parsed = parser.parse(pattern)
        built = _built(list(parsed), False, rough=True)
    except (NoAutomaton, RecursionError):
        return None
    if parsed.state.flags & names.SRE_FLAG_IGNORECASE:
        built.forget_case()
    return built


def _built(items: list[Any], from_start: bool, rough: bool = False) -> Automaton:
    built = Automaton(from_start=from_start, rough=rough)
    while from_start and items and items[0][0] in (names.ASSERT, names.ASSERT_NOT) and items[0][1][0] > 0:
        (kind, (_, inner)), *items = items
        built.ahead.append((_built(list(inner), True), kind is names.ASSERT))
    if items and items[-1][0] is names.AT and items[-1][1] in (names.AT_END, names.AT_END_STRING):
        built.to_end = "$" if items[-1][1] is names.AT_END else "Z"
        items = items[:-1]
    built.whole = built.sequence(items)
    return built


def _in_any_case(fits: Fits, sign: str) -> bool:
    forms = {sign, sign.lower()[:1], sign.upper()[:1]}
    is_told_by_what_it_is_not = fits(NOWHERE)
    return all(map(fits, forms)) if is_told_by_what_it_is_not else any(map(fits, forms))


def _anything(sign: str) -> bool:
    return True


def _disjoint(sets: list[frozenset[str]]) -> bool:
    return len(frozenset().union(*sets)) == sum(map(len, sets))


def _fits(kind: Any, given: Any) -> Fits:
    if kind is names.LITERAL:
        return chr(given).__eq__
    if kind is names.NOT_LITERAL:
        return chr(given).__ne__
    if kind is names.ANY:
        return "\n".__ne__
    if kind is names.IN:
        negated = given[0][0] is names.NEGATE
        options = [_option(*one) for one in given[negated:]]
        return lambda sign: any(option(sign) for option in options) != negated
    raise NoAutomaton


def _option(kind: Any, given: Any) -> Fits:
    if kind is names.RANGE:
        return lambda sign: given[0] <= ord(sign) <= given[1]
    if kind is names.CATEGORY and given in CATEGORIES:
        return CATEGORIES[given]
    return _fits(kind, given)
