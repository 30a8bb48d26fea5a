"""Two texts are spellings of one term where their form alone differs; in doubt they are two terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.spellings import alike, better, folded, halves, merged, variants

ALIKE = [
    ("Donald Trump", "donald-trump"),
    ("Elon Musk", "elon_musk"),
    ("Elon Musk", "Elon  Musk"),
    ("OpenAI", "openai"),
    ("OpenAI", "Open AI"),
    ("ＯｐｅｎＡＩ", "OpenAI"),
    ("ＡＩ", "AI"),
    ("NVIDIA", "Nvidia"),
    ("XAI", "xAI"),
    ("MIT", "mit"),
    ("Robinhood", "Robin Hood"),
    ("JPMorgan", "J.P. Morgan"),
    ("JP Morgan", "J.P. Morgan"),
    ("U.S.A.", "USA"),
    ("Sam H. Altman", "Sam H Altman"),
    ("St. Louis", "St Louis"),
    ("O’Reilly", "O'Reilly"),
    ("OReilly", "O'Reilly"),
    ("ChatGPT™", "ChatGPT"),
    ("Johnson & Johnson", "Johnson and Johnson"),
    ("Johnson & Johnson", "johnson-&-johnson"),
    ("Johnson & Johnson", "johnson-and-johnson"),
    ("GPT-4", "GPT 4"),
    ("GPT-4", "GPT4"),
    ("Gemini 3", "Gemini-3"),
    ("Claude 3.5 Sonnet", "claude-3-5-sonnet"),
    ("José", "Jose"),
    ("Søren Kierkegaard", "Soren Kierkegaard"),
    ("Łukasz", "Lukasz"),
    ("José García", "jose-garcia"),
    ("Nguyễn Văn", "Nguyen Van"),
    ("Jean‑Luc Picard", "Jean-Luc Picard"),
    ("Li Xiaoming", "Li Xiao-ming"),
    ("埃隆·马斯克", "埃隆・马斯克"),
    ("埃隆·马斯克", "埃隆•马斯克"),
    ("埃隆·马斯克", "埃隆‧马斯克"),
    ("埃隆·马斯克", "埃隆⋅马斯克"),
    ("埃隆·马斯克", "埃隆马斯克"),
    ("埃隆·马斯克 (Elon Musk)", "埃隆·马斯克（Elon Musk）"),
    ("张 伟", "张伟"),
    ("《三体》", "三体"),
    ("OpenAI 公司", "OpenAI公司"),
    ("テスラ", "ﾃｽﾗ"),
]

NOT_ALIKE = [
    ("C", "C++", "signs are part of a name"),
    ("C++", "C#", "signs are part of a name"),
    ("Apple TV", "AppleTV+", "signs are part of a name"),
    ("Yahoo", "Yahoo!", "signs are part of a name"),
    ("AT&T", "ATT", "signs are part of a name"),
    ("re:Invent", "reInvent", "signs are part of a name"),
    (".NET", "NET", "a dot before a name is part of it"),
    ("Go", "GO", "a short word may be an acronym"),
    ("US", "us", "a short word may be an acronym"),
    ("AI", "A.I.", "a short word may be an acronym"),
    ("X", "x", "a letter"),
    ("o1", "O1", "a letter and a digit"),
    ("3M", "3m", "a letter and a digit"),
    ("Who", "WHO", "a word and an acronym"),
    ("GPT-4", "GPT-5", "another number"),
    ("GPT-4", "GPT4o", "another letter"),
    ("GPT 3.5", "GPT 35", "a dot between digits"),
    ("2 1", "21", "a blank between digits"),
    ("Llama 3 1B", "Llama 31B", "a blank between digits"),
    ("resume", "résumé", "words, no names"),
    ("Jón", "Jòn", "two accents"),
    ("Li Na", "Lina", "short names of two words and one"),
    ("Xi'an", "Xian", "short names of two words and one"),
    ("Fang An", "Fan Gan", "the same letters in other words"),
    ("Sam H. Altman", "Sam Altman", "a middle name more"),
    ("Jon Smith", "John Smith", "a letter"),
    ("许志永", "徐志永", "another character"),
    ("埃隆·马斯克", "马斯克", "a name more"),
    ("й", "и", "the accent of another script is a letter"),
    ("が", "か", "a voiced sound is another one"),
    ("张伟 (Google)", "张伟 (Meta)", "another company"),
    ("-", "_", "nothing but separators"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other", "why"), NOT_ALIKE)
def test_not_alike(one: str, other: str, why: str) -> None:
    assert not alike(one, other), why
    assert not alike(other, one), why


@pytest.mark.parametrize(
    ("counts", "best"),
    [
        ({"donald-trump": 2, "Donald Trump": 3}, {"donald-trump": "Donald Trump"}),
        ({"donald-trump": 3, "Donald Trump": 2}, {"Donald Trump": "donald-trump"}),
        ({"donald-trump": 1, "Donald Trump": 1}, {"donald-trump": "Donald Trump"}),
        ({"donald trump": 1, "Donald Trump": 1, "DONALD TRUMP": 1, "Donald_Trump": 1},
         dict.fromkeys(("donald trump", "DONALD TRUMP", "Donald_Trump"), "Donald Trump")),
        ({"XAI": 1, "xAI": 1}, {"XAI": "xAI"}),
        ({"José": 1, "Jose": 1}, {"Jose": "José"}),
        ({"ＡＩ": 1, "AI": 1}, {"ＡＩ": "AI"}),
        ({"Jón": 3, "Jòn": 2, "Jon": 1}, {"Jon": "Jón"}),
        ({"Fang An": 3, "Fan Gan": 2, "fan-gan": 1}, {"fan-gan": "Fan Gan"}),
    ],
)  # fmt: skip
def test_the_best_spelling(counts: dict[str, int], best: dict[str, str]) -> None:
    assert better(counts) == best


def test_among_equals_the_best_is_used_more_in_the_whole_vault_but_a_slug_is_no_name() -> None:
    assert better({"Odd Lots": 1, "OddLots": 1}, everywhere={"OddLots": 5}) == {"Odd Lots": "OddLots"}
    assert better({"Ann Lee": 1, "ann-lee": 1}, everywhere={"ann-lee": 5}) == {"ann-lee": "Ann Lee"}


@pytest.mark.parametrize(
    ("counts", "elsewhere", "best"),
    [
        (("Elon Musk", "埃隆·马斯克 (Elon Musk)"), (), ["Elon Musk"]),
        (("埃隆·马斯克", "埃隆·马斯克（Elon Musk）"), (), ["埃隆·马斯克"]),
        (("Elon Musk", "Elon Musk (埃隆·马斯克)", "埃隆・马斯克", "elon-musk"), (), ["Elon Musk"]),
        (("Elon Musk (埃隆·马斯克)", "埃隆·马斯克 (Elon Musk)"), (), ["Elon Musk (埃隆·马斯克)"]),
        (("Elon Musk", "埃隆·马斯克 (Elon Musk)", "马斯克 (Elon Musk)", "马斯克"), (), ["Elon Musk"]),
        (("埃隆·马斯克 (Elon Musk)", "埃隆·马斯克"), {"elonmusk"}, None),
        (("陈刚 (Google)", "陈刚", "李明 (Google)", "李明"), (), None),
        (("三体 (Netflix)", "三体"), {"netflix"}, None),
        (("苹果 (Apple)", "苹果 (Apple TV)", "苹果", "Apple"), (), None),
        (("张伟 (2024)", "张伟"), (), None),
        (("张伟 (清华)", "张伟"), (), None),
        (("Alphabet (Google)", "Google", "Alphabet"), (), None),
        (("埃隆·马斯克", "Elon Musk"), (), None),
    ],
)
def test_names_in_two_scripts(counts: tuple[str, ...], elsewhere: set[str], best: list[str] | None) -> None:
    """None: each is a term of its own, for what stands in the brackets may be something else, or nothing says so."""
    uses = {text: len(counts) - number for number, text in enumerate(counts)}
    expected = best if best is not None else list(counts)
    assert sorted(group[0] for group in merged(uses, elsewhere)) == sorted(expected)


@pytest.mark.parametrize(
    ("counts", "differences"),
    [
        ({"Ann Lee": 2, "ann-lee": 1}, {"ann-lee": ("form", "Ann Lee")}),
        ({"Go": 2, "GO": 1}, {"GO": ("letter", "Go")}),
        ({"Sutskever": 5, "Sutskewer": 3, "sutskewer": 1, "SUTSKEVER": 1},
         {"Sutskewer": ("letter", "Sutskever"), "sutskewer": ("form", "Sutskewer"), "SUTSKEVER": ("form", "Sutskever")}),
        ({"埃隆·马斯克": 2, "埃隆・马斯克 (Elon Musk)": 1, "Elon Musk": 1},
         {"埃隆・马斯克 (Elon Musk)": ("form", "埃隆·马斯克"), "Elon Musk": ("form", "埃隆·马斯克")}),
    ],
)  # fmt: skip
def test_a_form_stands_with_the_best_of_its_own_letters(
    counts: dict[str, int], differences: dict[str, tuple[str, str]]
) -> None:
    (group,) = variants(counts)
    assert {one.text: (one.difference, one.best) for one in group[1:]} == differences


def test_halves_are_folded() -> None:
    assert halves("埃隆·马斯克（Elon Musk）") == halves("Elon Musk (埃隆·马斯克)") == ("埃隆马斯克", "elonmusk")


TEXTS = st.text("abAB -1.é中·()ó", max_size=8)


@given(TEXTS, TEXTS)
def test_alike_goes_both_ways_and_means_the_same_letters(one: str, other: str) -> None:
    assert alike(one, one)
    assert alike(one, other) is alike(other, one)
    assert not alike(one, other) or folded(one) == folded(other)


@given(st.dictionaries(TEXTS, st.integers(1, 5), max_size=12))
def test_each_text_is_in_one_term_and_merging_twice_changes_nothing_more(counts: dict[str, int]) -> None:
    groups = merged(counts)
    assert sorted(text for group in groups for text in group) == sorted(counts)
    assert all(counts[group[0]] == max(counts[text] for text in group) for group in groups)
    after: dict[str, int] = {}
    for group in groups:
        after[group[0]] = sum(counts[text] for text in group)
    assert better(after) == {} or any("(" in text for text in counts)


@given(st.dictionaries(TEXTS, st.integers(1, 5), max_size=12))
def test_the_order_of_the_texts_changes_nothing(counts: dict[str, int]) -> None:
    assert better(dict(reversed(counts.items()))) == better(counts)
