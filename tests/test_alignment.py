"""Blocks belong to the texts that they translate, wherever they stand: one fault shifts nothing and is told once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultlint.bilingual import Form
from vaultlint.bilingual.alignment.align import align
from vaultlint.bilingual.alignment.anchors import anchors
from vaultlint.bilingual.alignment.fit import Fit
from vaultlint.bilingual.alignment.group import groups
from vaultlint.bilingual.alignment.numerals import numbers
from vaultlint.bilingual.alignment.turns import in_turn
from vaultlint.bilingual.unit import Kind, Unit
from vaultlint.bilingual.words import has_words, plain, says_nothing
from vaultlint.lint import activate, check_note
from vaultlint.note import Bindings, Note
from vaultlint.rule import discover
from vaultlint.text import Span

FORM = Form(labels=("Original",))
BEFORE = Form(labels=("Original",), position="before")
ACTIVE = [activate(rule) for rule in discover().values() if rule.family == "translation"]

SENTENCES = [
    ("先把水烧开。", "First boil the water."),
    ("骨头要在冷水里泡上两个小时，血水才能出来。", "The bones have to lie in cold water for two hours, so that the blood comes out."),
    ("我父亲在院子里种了三排番茄和一棵梨树。", "My father planted three rows of tomatoes and a pear tree in the yard."),
    ("好吧。", "All right."),
    ("1887年，这座桥第一次通车。", "In 1887 the bridge was opened to traffic for the first time."),
    ("骑车翻山的人都知道，最后几公里才是真正的开始。", "Everyone who cycles across a pass knows that it begins with the last kilometres."),
    ("你怎么知道他会来呢？", "How did you know that he would come?"),
    ("修一台收音机，最要紧的是不要着急，先找到那根松了的线。", "To mend a radio, the main thing is not to hurry and first to find the wire that is loose."),
    ("Marta说她从来没有见过海。", "Marta said that she had never seen the sea."),
    ("这本书我读了很多遍，每一遍都有新的发现。", "I have read this book many times and found something new each time."),
    ("村里的学校只有四十个学生，却有五位老师。", "The village school had only forty pupils, but five teachers."),
    ("真的吗？", "Really?"),
    ("那年冬天特别冷，河面结了厚厚的冰，我们在上面滑了整整一个月。", "That winter was very cold, there was thick ice on the river, and we skated on it for a whole month."),
    ("后来Olaf把船卖了，搬到了城里，再也没有回来。", "Later Olaf sold the boat, moved to the city, and never came back."),
]  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """A paragraph and its translation."""

    text: str
    original: str


def block(original: str) -> str:
    return f"<details>\n<summary>Original</summary>\n\n{original}\n\n</details>"


def chance_pairs(seed: int, numbered: bool) -> list[Pair]:
    """Pairs of two to four sentences each; neighbours have none in common, else they could not be told apart."""
    chance = Random(seed)
    found: list[Pair] = []
    chosen: list[tuple[str, str]] = []
    for number in range(21, chance.randint(35, 45)):
        chosen = chance.sample([one for one in SENTENCES if one not in chosen], chance.randint(2, 4))
        own, other = (f"第{number}段：", f"Part {number}: ") if numbered else ("", "")
        found.append(Pair(own + "".join(one for one, _ in chosen), other + " ".join(one for _, one in chosen)))
    return found


def pairs() -> st.SearchStrategy[list[Pair]]:
    return st.integers(0, 10**6).map(lambda seed: chance_pairs(seed, numbered=True))


def note(parts: Sequence[str]) -> str:
    return "# 开头\n\n" + "\n\n".join(parts) + "\n"


def in_order(chosen: Sequence[Pair]) -> list[str]:
    return [part for pair in chosen for part in (pair.text, block(pair.original))]


def the_other_way(chosen: Sequence[Pair]) -> list[str]:
    return [part for pair in chosen for part in (block(pair.original), pair.text)]


def alone(chosen: Sequence[Pair]) -> list[str]:
    return [pair.text for pair in chosen]


def around(chosen: Sequence[Pair]) -> list[str]:
    """The sentences of each pair before and behind its block."""
    halves = [(*re.split(r"(?<=[。？])", pair.text, maxsplit=1), pair.original) for pair in chosen]
    return [part for first, rest, original in halves for part in (first, block(original), rest)]


def findings(text: str, *forms: Form) -> list[tuple[str, int]]:
    checked = check_note(Note("a.md", text, Bindings(translations=forms or (FORM,))), ACTIVE)
    assert not checked.crashes
    return [(found.rule, found.place.line) for found in checked.diagnostics]


def line(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@settings(deadline=None)
@given(pairs())
def test_a_note_in_order_is_silent(chosen: list[Pair]) -> None:
    assert findings(note(in_order(chosen))) == []
    assert findings(note(the_other_way(chosen)), BEFORE) == []


@settings(deadline=None)
@given(pairs(), st.data())
def test_lost_blocks_are_one_finding_each(chosen: list[Pair], data: st.DataObject) -> None:
    lost = data.draw(st.sets(st.integers(1, len(chosen) // 2 - 1), max_size=2).map(lambda one: {2 * n for n in one}))
    parts = [part for n, pair in enumerate(chosen) for part in ([pair.text] if n in lost else in_order([pair]))]
    text = note(parts)
    assert findings(text) == [("translation/missing", line(text, chosen[n].text)) for n in sorted(lost)]


@settings(deadline=None)
@given(pairs(), st.data())
def test_blocks_that_stand_before_their_paragraphs_over_a_stretch_are_told_once(
    chosen: list[Pair], data: st.DataObject
) -> None:
    first = data.draw(st.integers(2, len(chosen) - 8), label="first")
    last = data.draw(st.integers(first + 4, len(chosen) - 2), label="last")
    text = note(in_order(chosen[:first]) + the_other_way(chosen[first:last]) + in_order(chosen[last:]))
    assert findings(text) == [("translation/misplaced", line(text, block(chosen[first].original)))]


@settings(deadline=None, max_examples=30)
@given(pairs(), st.data())
def test_a_comparison_that_is_given_up_early_changes_nothing(chosen: list[Pair], data: st.DataObject) -> None:
    ways = data.draw(st.lists(st.sampled_from([in_order, in_order, the_other_way, alone, around]), min_size=20))
    parts = [way([pair]) for way, pair in zip(ways, chosen, strict=False)]
    bilingual = Note("a.md", note([part for some in parts for part in some]), Bindings(translations=(FORM,))).bilingual
    assert bilingual is not None
    found, cost = align(bilingual.groups), Fit.cost
    with patch.object(Fit, "cost", lambda *given, most=0.0, **named: cost(*given, **named)):
        assert align(bilingual.groups) == found


def test_the_message_names_the_stretch() -> None:
    text = note(the_other_way(chance_pairs(1, numbered=True)))
    [found] = check_note(Note("a.md", text, Bindings(translations=(FORM,))), ACTIVE).diagnostics
    count, last = text.count("<details>"), text[: text.rindex("<details>")].count("\n") + 1
    assert found.finding.message == (
        f"from here to line {last}, {count} translations stand before their paragraphs; "
        "move each behind the paragraph that it translates"
    )


@settings(deadline=None)
@given(pairs(), st.data())
def test_blocks_that_come_out_of_step_are_told_once(chosen: list[Pair], data: st.DataObject) -> None:
    """A block is left out, and from there on each stands before its paragraph, up to the next heading."""
    first = data.draw(st.integers(2, len(chosen) - 8), label="first")
    last = data.draw(st.integers(first + 5, len(chosen) - 2), label="last")
    shifted = [chosen[first].text, *the_other_way(chosen[first + 1 : last])]
    text = note(in_order(chosen[:first]) + shifted + ["## 后来"] + in_order(chosen[last:]))
    assert findings(text) == [("translation/misplaced", line(text, block(chosen[first + 1].original)))]


@settings(deadline=None)
@given(pairs(), st.integers(0, 3))
def test_blocks_before_their_paragraphs_throughout_are_told_once(chosen: list[Pair], every: int) -> None:
    parts = the_other_way(chosen)
    for at in range(len(parts) - 4, 3, -8) if every else ():
        parts.insert(at - at % 2, f"## {at}")
    text = note(parts)
    assert findings(text) == [("translation/misplaced", 3)]


@settings(deadline=None)
@given(pairs(), st.data())
def test_one_block_may_serve_several_paragraphs(chosen: list[Pair], data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(chosen) - 4))
    many = chosen[first : first + data.draw(st.integers(2, 3))]
    together = [pair.text for pair in many] + [block("\n\n".join(pair.original for pair in many))]
    text = note(in_order(chosen[:first]) + together + in_order(chosen[first + len(many) :]))
    assert findings(text) == []


def test_length_alone_tells_nine_times_in_ten() -> None:
    """Without a number in each paragraph, a stretch may seem to begin at the next block."""
    exact = 0
    for seed in range(50):
        chosen = chance_pairs(seed, numbered=False)
        first, last = 2 + seed % 4, len(chosen) - 3
        text = note(in_order(chosen[:first]) + the_other_way(chosen[first:last]) + in_order(chosen[last:]))
        exact += findings(text) == [("translation/misplaced", line(text, block(chosen[first].original)))]
    assert exact >= 45


@settings(deadline=None)
@given(pairs(), st.data())
def test_a_block_of_nothing_is_an_orphan(chosen: list[Pair], data: st.DataObject) -> None:
    at = data.draw(st.integers(2, len(chosen) - 2))
    text = note([*in_order(chosen[:at]), "## 后来", block("Nobody said this."), "## 最后", *in_order(chosen[at:])])
    assert findings(text) == [("translation/orphan", line(text, block("Nobody said this.")))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3000亿美元，5000亿", {3e11, 5e11}),
        ("300 billion, 500bn", {3e11, 5e11}),
        ("二〇二五年，三十五人，第三次，一百二十三", {2025, 35, 3, 123}),
        ("thirty-five people, the third time, one hundred and twenty three", {35, 3, 123}),
        ("a hundred and twenty pounds, half a million", {120, 1e6}),
        ("1,250.5 元，两万五千", {1250.5, 25000}),
        ("twenty five thousand, $1,250.50", {25000, 1250.5}),
        ("1.2万亿 或 3百万", {1.2e12, 3e6}),
        ("1.2 trillion or 3 million", {1.2e12, 3e6}),
        ("一个人，第一次，零", set()),
        ("one of them, the first, hundreds of reasons", set()),
    ],
)
def test_numbers_mean_the_same_in_both_scripts(text: str, found: set[float]) -> None:
    assert numbers(text) == found


@given(st.integers(2, 9999))
def test_figures_are_numbers(value: int) -> None:
    assert numbers(f"{value:,}人") == numbers(f"{value} people") == {value}


def test_names_are_found_in_either_script() -> None:
    text, original = (
        anchors("黄仁勋说NVIDIA的市值很高，Olaf不信。"),
        anchors("Jensen said that Nvidia was worth a lot; Olaf did not believe it."),
    )
    assert text.names_in_common(original) == {"nvidia", "olaf"}  # fmt: skip


@given(st.text("TtD|", max_size=12), st.sampled_from([FORM, BEFORE]))
def test_a_note_in_which_texts_and_blocks_take_turns_is_aligned_as_any_other(shape: str, form: Form) -> None:
    units = [
        Unit(Kind(kind), Span(2 * at, 2 * at + 1), f"words {at}", form=form if kind == Kind.IS else None)
        for at, kind in enumerate(shape)
    ]
    told = in_turn(units, (form,))
    assert told is None or told == align(groups(units))


def test_notes_in_order_take_turns() -> None:
    """Else each would be aligned the long way."""
    parts = Note("a.md", note(in_order(chance_pairs(1, numbered=True))), Bindings(translations=(FORM,))).bilingual
    assert parts is not None
    assert in_turn(parts.units, parts.forms) is not None


@given(st.text("ah1 [](!_<>`♪（）:/tps", max_size=8))
def test_a_text_that_begins_like_a_word_says_something(text: str) -> None:
    if text[:1].isalnum() and text[0] != "h":
        assert has_words(plain(text))
        assert not says_nothing(text)
