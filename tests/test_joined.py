"""A value is several names where its parts are names elsewhere or beyond doubt; a name with a comma in it is one."""

from __future__ import annotations

import pytest

from vaultlint.terms.joined import Known, pieces

PEOPLE = dict.fromkeys(["Sam Altman", "Elon Musk", "Lex Fridman", "Tim Cook", "Lisa Su", "Plato", "张伟", "特朗普"], 2)
COMPANIES = dict.fromkeys(
    ["Google", "Apple", "OpenAI", "Goldman Sachs", "腾讯", "Procter", "Gamble", "Foo", "Berkeley", "London",
     "University of California", "Acme"], 2
)  # fmt: skip
MEDIA = dict.fromkeys(["Star Trek", "Wired", "The Economist", "三体", "Steel", "Options"], 2)
TITLES = dict.fromkeys(
    ["Star Trek", "Deep Work", "Wild Swans", "Morning Joe", "War and Peace", "The Wealth of Nations", "On the Road"], 2
)

JOINED = [
    (PEOPLE, "Sam Altman, Elon Musk", ["Sam Altman", "Elon Musk"]),
    (PEOPLE, "sam-altman, Elon Musk", ["sam-altman", "Elon Musk"]),
    (PEOPLE, "Sam Altman, Jane Newman", ["Sam Altman", "Jane Newman"]),
    (PEOPLE, "Jane Newman, John Oldman", ["Jane Newman", "John Oldman"]),
    (PEOPLE, "Sam Altman, Elon Musk, and Lisa Su", ["Sam Altman", "Elon Musk", "Lisa Su"]),
    (PEOPLE, "Sam Altman; Elon Musk", ["Sam Altman", "Elon Musk"]),
    (PEOPLE, "张伟、李娜", ["张伟", "李娜"]),
    (PEOPLE, "李娜，王芳", ["李娜", "王芳"]),
    (PEOPLE, "张伟,李娜", ["张伟", "李娜"]),
    (PEOPLE, "特朗普、拜登", ["特朗普", "拜登"]),
    (PEOPLE, "埃隆·马斯克、萨姆·奥特曼", ["埃隆·马斯克", "萨姆·奥特曼"]),
    (PEOPLE, "埃隆·马斯克 (Elon Musk), 黄仁勋（Jensen Huang）", ["埃隆·马斯克 (Elon Musk)", "黄仁勋（Jensen Huang）"]),
    (PEOPLE, "Elon Musk、张伟", ["Elon Musk", "张伟"]),
    ({}, "Jane Newman、John Oldman", ["Jane Newman", "John Oldman"]),
    (COMPANIES, "Google, Apple", ["Google", "Apple"]),
    (COMPANIES, "Google，Apple", ["Google", "Apple"]),
    (COMPANIES, "腾讯、阿里巴巴", ["腾讯", "阿里巴巴"]),
    (COMPANIES, "OpenAI、Anthropic", ["OpenAI", "Anthropic"]),
    (MEDIA, "《三体》、《流浪地球》", ["《三体》", "《流浪地球》"]),
]

ONE = [
    (COMPANIES, "Foo, Inc.", "a form of company"),
    (COMPANIES, "Foo, Inc", "a form of company"),
    (COMPANIES, "Tencent Holdings, Ltd", "a form of company"),
    (COMPANIES, "Procter & Gamble", "`&` stands within names"),
    (COMPANIES, "AT&T", "`&` stands within names"),
    (COMPANIES, "Google, London", "an office in a place"),
    (COMPANIES, "University of California, Berkeley", "a campus in a place"),
    (COMPANIES, "Challenger, Gray & Christmas", "partners that nobody knows"),
    (COMPANIES, "Google, Anthropic", "one of two is known, and the other may belong to it"),
    (COMPANIES, "1,000 Steps, Google", "one of two is known"),
    (PEOPLE, "Smith, John", "family name first"),
    (PEOPLE, "Harris, Kamala", "family name first"),
    (PEOPLE, "Sam Altman, OpenAI", "where one is"),
    (PEOPLE, "Tim Cook, Apple CEO", "what one is"),
    (PEOPLE, "Tim Cook, PhD", "what one is"),
    (PEOPLE, "Martin Luther King, Jr.", "part of a name"),
    (PEOPLE, "Sam Altman,", "nothing behind the comma"),
    (PEOPLE, "Sam Altman, sam-altman", "the same twice"),
    (PEOPLE, "Alphabet (Google, YouTube)", "in brackets"),
    (PEOPLE, "Washington, D.C.", "a place"),
    (MEDIA, "Guns, Germs, and Steel", "a title"),
    (MEDIA, "Options, Futures, and Other Derivatives", "a title"),
    (MEDIA, "Thinking, Fast and Slow", "a title"),
    (MEDIA, "Star Trek, Deep Space Nine", "a title"),
    (TITLES, "Star Trek, Deep Space Nine", "a title where titles are, although many look like names of people"),
    (MEDIA, "Manias, Panics, and Crashes", "a title"),
    (MEDIA, "10,000 Maniacs", "a number"),
    (MEDIA, "枪炮、病菌与钢铁", "a title"),
    (MEDIA, "爱、死亡和机器人", "a title"),
    (MEDIA, "你好，李焕英", "a title"),
    (MEDIA, "《枪炮、病菌与钢铁》", "a title, marked as one"),
    (MEDIA, "从一到无穷大、科学中的事实和臆测", "a sentence"),
    ({"Gray, White": 4, "Gray": 1, "White": 2}, "Gray, White", "it is used more than its parts"),
]


@pytest.mark.parametrize(("counts", "text", "parts"), JOINED)
def test_joined(counts: dict[str, int], text: str, parts: list[str]) -> None:
    assert list(Known(counts | {text: 1}).parts(text)) == parts


@pytest.mark.parametrize(("counts", "text", "why"), ONE)
def test_one_name(counts: dict[str, int], text: str, why: str) -> None:
    assert not Known({text: 1} | counts).parts(text), why


@pytest.mark.parametrize(
    ("text", "parts", "separators"),
    [
        ("a, b，c、d;e；f", ["a", "b", "c", "d", "e", "f"], ",，、;；"),
        ("a (b, c), d", ["a (b, c)", "d"], ","),
        ("1,000 a, 2", ["1,000 a", "2"], ","),
        ("a", ["a"], ""),
        ("", [""], ""),
    ],
)
def test_pieces(text: str, parts: list[str], separators: str) -> None:
    assert pieces(text) == (parts, separators)
