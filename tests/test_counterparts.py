"""A translation differs from its original by what is there in one of them only, wherever it stands and however written."""

from __future__ import annotations

import random

import pytest

from vaultlint.counterparts.differences import differences, may_differ
from vaultlint.markdown import read
from vaultlint.siblings import sibling


def _told(original: str, translation: str) -> list[tuple[int, str]]:
    own, body, other = (
        sibling({}, read(translation, 0), (), ()),
        read(translation, 0),
        sibling({}, read(original, 0), (), ()),
    )
    found = differences(own, body, other, "en")
    assert may_differ(own, other) or not found, "what is not suspected is not told"
    return [(translation.count("\n", 0, one.span.start) + 1, one.message) for one in found]


SAME = {
    "pictures of their own": ("![a](i/a.png)\n\n![b](i/b.png)\n", "![甲](zh/a-zh.png)\n\n![乙](zh/b-zh.png)\n"),
    "a picture in HTML": ('<img alt="a" src="i/a.png">\n', "![甲](a.png)\n"),
    "an embedded picture": ("![[a.png|300]]\n", "![甲](assets/a.png)\n"),
    "a picture further down": ("![a](a.png)\n\n- a\n", "- 甲\n\n![甲](a.png)\n"),
    "paragraphs in one": ("One.\n\nTwo.\n", "一。二。\n"),
    "other marks of lists": ("- a\n- b\n\n1. c\n", "* 甲\n\n* 乙\n\n1) 丙\n"),
    "a list in two": ("- a\n- b\n\n- c\n", "- 甲\n- 乙\n\n又：\n\n- 丙\n"),
    "a heading with an id": ("## Heading {#h}\n", "## 标题 {#h}\n"),
    "a heading underlined": ("Heading\n=======\n", "# 标题\n"),
    "a heading in HTML": ("<h2>Title</h2>\n", "## 标题\n"),
    "comments in code": ("```js\n// make\na()\n```\n", "```javascript {1}\n// 做\na()\n```\n"),
    "code by indentation": ("Text:\n\n    a()\n", "文：\n\n```\na()\n```\n"),
    "admonitions": (":::note\nText\n:::\n\n> [!tip]\n> x\n", ":::note 注意\n文\n:::\n\n> [!tip] 提示\n> 某\n"),
    "the original in comments": (
        "# A\n\n- a\n- b\n",
        "<!--\n# A\n-->\n# 甲\n\n<!--\n- a\n-->\n- 甲\n\n<!--\n- b\n-->\n- 乙\n",
    ),
    "links by reference": ("See [x][1].\n\n[1]: https://example.org\n", "见 [某](https://example.org/)。\n"),
    "a bare address": ("See <https://example.org>.\n", "见 [某](http://www.example.org)。\n"),
    "a link over two lines": ("See [the\nplace](https://example.org/a).\n", "见 [某](https://example.org/a#某)。\n"),
    "links in another order": ("[a](https://a.org) [b](https://b.org)\n", "[乙](https://b.org) [甲](https://a.org)\n"),
    "a link once instead of twice": ("[a](https://a.org) [a](https://a.org)\n", "[甲](https://a.org)\n"),
    "links to pages in the language": (
        "[x](https://en.wikipedia.org/wiki/X) [y](https://y.org/en-US/y)\n",
        "[某](https://zh.wikipedia.org/wiki/某) [乙](https://y.org/zh-cn/y)\n",
    ),
    "a link to the web or within": ("[x](https://example.org/docs/get/) [y](/y)\n", "[某](/zh-cn/docs/get/) [乙](/zh-cn/y)\n"),
    "links to notes of other names": ("[[Sync]] [a](../en/a.md) [[Views|v]]\n", "[[同步]] [甲](../zh/a.md) [[视图]]\n"),
    "a remark of the translator": ("Text.\n", "文。[^1]\n\n[^1]: 译注：见 [某](https://zh.wikipedia.org/wiki/某)。\n"),
    "links in code and comments": ("`[a](https://a.org)` <!-- [b](https://b.org) -->\n", "`甲`\n"),
    "a formula on one line": ("$$\nx\n$$\n", "$$x$$\n"),
}


@pytest.mark.parametrize("name", SAME)
def test_what_is_built_alike(name: str) -> None:
    original, translation = SAME[name]
    assert _told(original, translation) == []
    assert _told(translation, original) == []


@pytest.mark.parametrize(
    ("original", "translation", "line", "says"),
    [
        ("# A\n\n## B\n\n## C\n", "# 甲\n\n### 乙\n\n## 丙\n", 3, "a heading of level 3, where `en` has a heading of level 2"),
        ("# A\n\n## B\n", "# 甲\n\n## 乙\n\n## 新\n", 5, "a heading of level 2 that `en` has not"),
        ("# A\n\n## Use X 1\n\n## Y 2\n\n## C\n", "# 甲\n\n## 用 X 1\n\n## 丙\n", 5, "a heading of level 2 of `en` is missing"),
        ("- a\n  - b\n  - c\n- d\n", "- 甲\n  - 乙\n- 丁\n", 1, "a list of 3 items, where `en` has a list of 4 items"),
        ("- a\n\n  ```\n  x\n  ```\n\n- b\n", "- 甲\n- 乙\n", 2, "a code block of `en` is missing"),
        ("# A\n\n```js\na()\n```\n\n## B\n", "# 甲\n\n## 乙\n", 3, "a code block of `en` is missing"),
        ("# A\n\n|a|b|\n|-|-|\n|1|2|\n\n## B\n", "# 甲\n\n## 乙\n", 3, "a table of 2 rows and 2 columns of `en` is missing"),
        ("|a|b|\n|-|-|\n|1|2|\n", "|a|b|\n|-|-|\n", 1, "1 row and 2 columns, where `en` has a table of 2 rows"),
        ("![a](a.png)\n\n![b](b.png)\n\n![c](c.png)\n", "![a](a-zh.png)\n\n![b](b-zh.png)\n", 3, "`c.png` of `en` is missing"),
        ("# A\n\n![a](a.png)\n", "# 甲\n\n![a](a.png)\n\n![c](c.png)\n", 5, "the image `c.png` that `en` has not"),
        ("One.\n\n[a](https://a.org) [b](https://b.org)\n", "一。\n\n甲 [乙](https://b.org)\n", 3, "the link to `https://a.org`"),
        ("A [x](/docs/x/).\n\nB.\n", "甲。\n\n乙。\n", 1, "the link to `/docs/x` of `en` is missing"),
        ("[a](https://a.org/x) [b](https://b.org)\n", "[甲](https://zh.a.org/x/某)\n", 1, "the link to `https://b.org`"),
        ("# A\n\n## B\n\n```\nx\n```\n\n## C\n", "# 甲\n\n## 乙\n\n## 丙\n\n```\nx\n```\n", 5, "elsewhere in `en`"),
        ("# A\n\n## B\n\n- b\n\n```\nb\n```\n\n## C 3\n", "# 甲\n\n## 丙 3\n", 3, "level 2 and 2 more parts of `en` are missing"),
        ("# A\n\n```\nx\n```\n", "# 甲\n\n|a|\n|-|\n|1|\n", 3, "a table of 2 rows and 1 column, where `en` has a code block"),
    ],
)  # fmt: skip
def test_one_difference_is_told_once_where_it_is(original: str, translation: str, line: int, says: str) -> None:
    ((place, message),) = _told(original, translation)
    assert says in message
    assert place == line


def test_two_notes_that_are_not_the_same_text_are_told_once() -> None:
    kinds = ("# A\n\n", "```\nx\n```\n\n", "- a\n- b\n\n", "|a|b|\n|-|-|\n|1|2|\n\n", "a\n\n", "$$x$$\n\n")
    choose = random.Random(7).choice
    one, other = ("a\n\n".join(choose(kinds) for _ in range(300)) for _ in range(2))
    ((_, message),) = _told(one, other)
    assert "differ from `en`, the first: " in message


EN, ZH = ("sync", "vault", "note", "folder"), ("同步", "仓库", "笔记", "文件夹")


def _pair(seed: int) -> list[tuple[str, str]]:
    """Parts of a note and of its translation."""
    chance = random.Random(seed)
    parts = [("# Title", "# 题")]
    for number in range(chance.randint(3, 12)):
        count = chance.randint(1, 6)
        words = [chance.randrange(len(EN)) for _ in range(4 * count)]
        en, zh = " ".join(EN[one] for one in words), "".join(ZH[one] for one in words)
        parts.append(
            chance.choice(
                [
                    (f"{en}.", f"{zh}。"),
                    (f"## {en}", f"## {zh}"),
                    ("\n".join(f"- {en}" for _ in range(count + 1)), "\n".join(f"* {zh}" for _ in range(count + 1))),
                    (f"```\n# {en}\nrun({number})\n```", f"```\n# {zh}\nrun({number})\n```"),
                    (f"|{en}|b|\n|-|-|\n" + "|1|2|\n" * count, f"|{zh}|乙|\n|-|-|\n" + "|1|2|\n" * count),
                    (f"![{en}](i/{number}.png)", f"![{zh}](zh/{number}.png)"),
                    (f"{en} [x](https://s{number}.org/en/a)", f"{zh}[某](https://s{number}.org/zh/a)"),
                ]
            )
        )
    return parts


@pytest.mark.parametrize("seed", range(120))
def test_every_pair_is_alike_and_every_loss_is_told_once(seed: int) -> None:
    parts = _pair(seed)
    original, translation = ("\n\n".join(part[side] for part in parts) + "\n" for side in (0, 1))
    assert _told(original, translation) == []
    told = [at for at, part in enumerate(parts) if at and not part[0].endswith(".")]
    for left_out in told[:3]:
        rest = "\n\n".join(part[1] for at, part in enumerate(parts) if at != left_out) + "\n"
        assert len(_told(original, rest)) == 1
        assert len(_told(rest, original)) == 1
