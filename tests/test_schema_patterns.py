"""Patterns of schemas: found where `re` finds them, and no text takes long, even where `re` would never end."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultlint.errors import SchemaError
from vaultlint.schema import compile_schema
from vaultlint.schema.automaton import automaton, roughly
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
    "^" + "a?" * 30 + "a" * 30 + "b$",
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


@pytest.mark.parametrize("pattern", [*ENDLESS, "a+$", r"\s+$", "[a-z]+(-[a-z]+)*$"])
def test_no_long_text_and_no_key_takes_long(pattern: str) -> None:
    document = {"patternProperties": {pattern: {"pattern": pattern}}, "additionalProperties": False}
    schema = compile_schema(document, "x.json")
    key = "a" * 100_000 + "!"
    assert {fault.kind for fault in schema.errors({key: "1"})} == {"unknown-key"}
    assert "pattern" in {fault.kind for fault in compile_schema({"pattern": pattern}, "x.json").errors(key)}


@pytest.mark.parametrize("pattern", KEBAB)
def test_common_patterns_are_found_by_re_in_texts_that_are_not_long(pattern: str) -> None:
    with patch("vaultlint.schema.expression._careful") as careful:
        assert searching(pattern)("2024-01" if "d" in pattern else "soup" * 200)
    assert not careful.called


CHOICES = [
    "(?i)^(x+)+b$",
    r"^(x+)+\1b$",
    "^(?:(?:^|x)+)+b$",
    "^((?!b)x+)+b$",
    r"^((x+)+b|[^c]\b)$",
    "^(x+x+)+" + "[a-z]" * 400,
]


@pytest.mark.parametrize("pattern", CHOICES)
def test_a_pattern_that_may_take_for_ever_is_refused(pattern: str) -> None:
    for document in ({"properties": {"a": {"pattern": pattern}}}, {"patternProperties": {pattern: True}}):
        with pytest.raises(SchemaError, match="may take for ever: a text may fit what it repeats in many ways"):
            compile_schema(document, "x.json")


def test_what_the_library_searches_for_by_itself_leaves_no_choice() -> None:
    document = {"patternProperties": {"^(a+)+$": True}, "unevaluatedProperties": False}
    with pytest.raises(SchemaError, match="may take for ever"):
        compile_schema(document, "x.json")


@pytest.mark.parametrize(
    "pattern",
    [
        r"^(['x])[^x]*\1$",
        "^(?:(?!b)a)+$",
        "(?i)^[a-c]+(-[a-c]+)*$",
        "(?:^a|b)+$",
        r"(?s)^(a.)*\bb$",
        "(?<=b)a++(?:-a)*$",
    ],
)
@given(TEXTS)
def test_what_has_no_automaton_and_leaves_no_choice_is_left_to_re(pattern: str, text: str) -> None:
    assert automaton(pattern) is None
    assert bool(searching(pattern)(text)) == bool(re.search(pattern, text))


@settings(max_examples=200, deadline=None)
@given(PATTERNS, st.sampled_from(["", "^", r"\A"]), st.sampled_from(["", "$", r"\b"]), TEXTS)
def test_the_rough_automaton_misses_nothing(inner: str, start: str, end: str, text: str) -> None:
    rough = roughly(f"{start}(?:{inner}){end}")
    assert rough is not None
    assert rough.search(text) or not re.search(f"{start}(?:{inner}){end}", text)
