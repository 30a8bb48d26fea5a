"""Every rule keeps its own examples, in every disguise: the law that makes an example worth reading."""

from __future__ import annotations

import pytest

from vaultlint.rule import Example, Invalid, Rule, TroubleRule, Valid, discover
from vaultlint.testing import Disguise, disguises, verify

CASES = [
    pytest.param(rule, example, disguise, id=f"{rule.name}-{index}-{disguise.name}")
    for rule in discover().values()
    for index, example in enumerate(rule.examples)
    for disguise in disguises(rule, example)
]


@pytest.mark.parametrize(("rule", "example", "disguise"), CASES)
def test_example_holds_in_disguise(rule: Rule, example: Example, disguise: Disguise) -> None:
    verify(rule, example, disguise)


@pytest.mark.parametrize("rule", discover().values(), ids=lambda rule: rule.name)
def test_rule_has_a_page_and_examples(rule: Rule) -> None:
    assert rule.title.endswith("."), "the first line of the page is one sentence"
    assert "\n" in rule.page, "the page says more than its title"
    if not isinstance(rule, TroubleRule):
        assert any(isinstance(example, Invalid) for example in rule.examples)
        assert any(isinstance(example, Valid) for example in rule.examples)
