"""Patterns of schemas: found where `re` finds them, and no text takes long, even where `re` would never end."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultlint.schema import compile_schema
from vaultlint.schema.automaton import automaton
from vaultlint.schema.expression import searching

CHARACTERS = st.sampled_from(["a", "b", "-", "[a-c]", "[^a]", ".", r"\w", r"\d", "é", "1"])
PATTERNS = st.recursive(
    CHARACTERS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}", "*?"])).map(
            lambda it: f"(?:{it[0]}){it[1]}"
        ),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({'|'.join(some)})"),
    ),
    max_leaves=6,
)
TEXTS = st.text(st.sampled_from("abc-é1\n 中"), max_size=8)
ENDLESS = [
    r"^(a+)+$",
    r"^(a|a)*$",
    r"^([a-z]+-?)*$",
    r"^(\w+\s?)*$",
    r"(x+x+)+y",
    r"^([a-zA-Z0-9])(([-.]|[_]+)?([a-zA-Z0-9]+))*$",
    r"^(?!-)([a-z0-9]+-?)+$",
    r"^(?=.*x)(?!(a+)+$)(\w+\s?)*$",
]
KEBAB = [r"^[a-z0-9]+(-[a-z0-9]+)*$", r"^[a-z0-9]+(?:-[a-z0-9]+)*$", r"^(\d{4})(-\d{2}){0,2}$", r"^[a-z]+(/[a-z]+)*$"]


@settings(max_examples=200, deadline=None)
@given(PATTERNS, st.sampled_from(["", "^", r"\A"]), st.sampled_from(["", "$", r"\Z"]), TEXTS)
def test_the_automaton_finds_what_re_finds(inner: str, start: str, end: str, text: str) -> None:
    pattern = f"{start}(?:{inner}){end}"
    built = automaton(pattern)
    assert built is not None
    assert built.search(text) == bool(re.search(pattern, text)), (pattern, text)


@settings(max_examples=100, deadline=None)
@given(PATTERNS, st.sampled_from(["", "^"]), st.sampled_from(["", "$"]), st.lists(TEXTS, min_size=2, max_size=6))
def test_steps_that_are_kept_from_other_texts_or_forgotten_change_nothing(
    inner: str, start: str, end: str, texts: list[str]
) -> None:
    pattern = f"{start}(?:{inner}){end}"
    built, found = automaton(pattern), [bool(re.search(pattern, text)) for text in texts]
    assert built is not None
    assert [built.search(text) for text in texts] == found
    with patch("vaultlint.schema.automaton.STEPS", 2):
        assert [built.search(text) for text in texts] == found


@settings(max_examples=200, deadline=None)
@given(PATTERNS, PATTERNS, PATTERNS, st.sampled_from(["", "$"]), TEXTS)
def test_what_is_looked_for_ahead_is_found_as_re_finds_it(
    one: str, other: str, inner: str, end: str, text: str
) -> None:
    pattern = f"^(?={one})(?!(?:{other}){end})(?:{inner}){end}"
    built = automaton(pattern)
    assert built is not None
    assert built.search(text) == bool(re.search(pattern, text)), (pattern, text)


@pytest.mark.parametrize("pattern", ENDLESS)
def test_no_pattern_takes_long(pattern: str) -> None:
    """With `re` each of these would go on for ages, so the test itself would not end."""
    schema = compile_schema({"properties": {"a": {"pattern": pattern}}}, "x.json")
    assert [fault.kind for fault in schema.errors({"a": "a" * 500 + "x" * 500 + "!"})] == ["pattern"]


@pytest.mark.parametrize("pattern", KEBAB)
def test_common_patterns_stay_with_re(pattern: str) -> None:
    assert getattr(searching(pattern), "__self__", None) == re.compile(pattern)


@pytest.mark.parametrize("pattern", ["(?i)(a+)+$", r"(a+)+\1", "(?=a)(a+)+$", "(?:^a|b)+$"])
def test_what_has_no_automaton_is_left_to_re(pattern: str) -> None:
    assert automaton(pattern) is None
    assert bool(searching(pattern)("aaa")) == bool(re.search(pattern, "aaa"))
