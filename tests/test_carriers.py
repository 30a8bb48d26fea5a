"""Whatever carries the translations, the same rules hold; and a note without a binding is bilingual only if it is evident."""

from __future__ import annotations

import pytest
from conftest import Vault as Folder
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.bilingual import Form
from vaultlint.finding import Applicability
from vaultlint.lint import activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Bindings, Note
from vaultlint.rule import discover
from vaultlint.vault import Vault

ACTIVE = [activate(rule) for rule in discover().values() if rule.family == "translation"]

COMMENT = Form(carrier="comment", position="before")
BEHIND = Form(carrier="comment")
CALLOUT = Form(carrier="callout")
TITLED = Form(carrier="callout", labels=("Original text",))
DETAILS = Form(labels=("Original",))

PAIRS = [
    ("先把骨头放进冷水里，慢慢烧开，撇去浮沫。", "Put the bones in cold water, bring it to a boil slowly, and skim it."),
    ("这座桥在夏天第一次通车，全镇的人都来了。", "The bridge was opened in summer, and all of the town came to see it."),
    ("骑车翻山的人都知道，最后三公里才是开始。", "Everyone who cycles knows that the last three kilometres are where it begins."),
    ("他用了整整十年，才学会把一块木头刨平。", "It took him ten whole years to learn how to plane a board."),
    ("面团要揉到不粘手，再盖上湿布放一个小时。", "Knead the dough until it does not stick, and let it rest for an hour under a wet cloth."),
]  # fmt: skip


def comment(own: str, original: str) -> str:
    return f"<!--\n{original}\n-->\n{own}\n\n"


def inline(own: str, original: str) -> str:
    return f"<!-- {original} -->\n\n{own}\n\n"


def percent(own: str, original: str) -> str:
    return f"%%\n{original}\n%%\n{own}\n\n"


def callout(own: str, original: str, kind: str = "en", title: str = "") -> str:
    return f"{own}\n\n> [!{kind}]- {title}\n> {original}\n\n"


def details(own: str, original: str, label: str = "Original") -> str:
    return f"{own}\n\n<details>\n<summary>{label}</summary>\n\n{original}\n\n</details>\n\n"


def html(own: str, original: str, label: str = "View Original", name: str = "english-text") -> str:
    return f'{own}\n\n<details>\n<summary>{label}</summary>\n<p class="{name}">{original}</p>\n</details>\n\n'


def note(make, *more, times: int = 2) -> str:  # type: ignore[no-untyped-def]
    return "".join(make(own, original, *more) for own, original in PAIRS * times)


def findings(text: str, *forms: Form) -> list[tuple[str, str]]:
    checked = check_note(Note("a.md", text, Bindings(translations=forms)), ACTIVE)
    assert not checked.crashes
    return [(found.rule.removeprefix("translation/"), found.finding.span.of(text)) for found in checked.diagnostics]


CARRIERS = [(comment, COMMENT), (inline, COMMENT), (percent, COMMENT), (callout, CALLOUT), (details, DETAILS)]


@st.composite
def losses(draw: st.DrawFn) -> tuple[str, Form, str]:
    make, form = draw(st.sampled_from(CARRIERS))
    count = draw(st.integers(10, 20))
    lost = draw(st.integers(1, count - 1))
    text = gone = ""
    for index in range(count):
        own, original = draw(st.sampled_from(PAIRS))
        own = f"{own}（第{index}段）"
        gone = own if index == lost else gone
        text += own + "\n\n" if index == lost else make(own, f"{original} (This is paragraph {index}.)")
    return text, form, gone


@given(losses())
def test_one_lost_translation_is_one_finding(case: tuple[str, Form, str]) -> None:
    text, form, lost = case
    assert findings(text, form) == [("missing", lost)]


@given(losses())
def test_a_note_without_a_binding_is_judged_as_one_with_it(case: tuple[str, Form, str]) -> None:
    text, _, lost = case
    assert findings(text) == [("missing", lost)]


PAGE = """\
---
title: 汤
---
<!--
reviewers:
- cook
title: Soup
weight: 10
-->

<!-- overview -->

<!--
This page shows how to make soup.

You need a pot and a stove; any size will do,
as long as the bones fit in.
-->
本页说明怎样煮汤。

你需要一口锅和一个炉子；大小都可以，只要放得下骨头。

<!-- body -->
<!--
## Before you begin

There are two ways to clean the bones:

1. Blanch them in water
2. Soak them overnight

After that, put them into the pot. For example, run the following command:
-->
## 准备开始 {#before-you-begin}

清洗骨头有两种办法：

1. 用水焯一下；
2. 浸泡一个晚上。

之后把它们放进锅里。例如，运行下面的命令：

```shell
cook --pot big
```

<!-- Run it like this: -->
像这样运行它：

```shell
cook
```

{{< note >}}
<!--
The stove keeps the pot warm until you switch it off.
-->
炉子会一直给锅保温，直到你把它关掉为止。
{{< /note >}}

<!-- #### Big pots -->

#### 大锅 {#big-pots}

<!--
- Fill the pot:

  ```shell
  fill --with water
  ```
- Wait for an hour
-->
- 把锅装满：

  ```shell
  fill --with water
  ```
- 等上一个小时

  <!--
  The water should cover all of the bones by now.
  -->
  这时候水应该已经没过所有的骨头了。

<!--
| Bone | Hours |
|------|-------|
| Beef | 6     |
-->
| 骨头 | 小时 |
|------|------|
| 牛骨 | 6    |

## {{% heading "whatsnext" %}}
<!--
* Read about [noodles](/noodles)
* Learn more about the [stove](/stove)
-->
* 阅读[面条](/zh/noodles)的做法
* 进一步了解[炉子](/zh/stove)的用法
"""
"""The shape of Kubernetes' pages in Chinese."""


def test_a_page_with_the_english_in_comments_is_silent() -> None:
    assert findings(PAGE, COMMENT) == []
    assert findings(PAGE) == []


@pytest.mark.parametrize(
    ("lost", "missing"),
    [
        ("<!-- Run it like this: -->\n", "像这样运行它："),
        ("<!--\nThe stove keeps the pot warm until you switch it off.\n-->\n", "炉子会一直给锅保温，直到你把它关掉为止。\n{{< /note >}}"),
        ("  <!--\n  The water should cover all of the bones by now.\n  -->\n", "这时候水应该已经没过所有的骨头了。"),
    ],
)  # fmt: skip
def test_a_lost_comment_of_such_a_page_is_told(lost: str, missing: str) -> None:
    assert PAGE.count(lost) == 1
    for forms in ((COMMENT,), ()):
        assert [(rule, text.strip()) for rule, text in findings(PAGE.replace(lost, ""), *forms)] == [
            ("missing", missing)
        ]


REMARKS = [
    "<!-- overview -->",
    "<!-- more -->",
    "<!-- toc -->",
    "<!-- markdownlint-disable MD013 -->",
    "<!-- markdownlint-enable -->",
    "<!-- prettier-ignore-start -->",
    "<!-- prettier-ignore -->",
    "<!-- vaultlint-ignore details -->",
    "<!-- TODO: write the rest of this section -->",
    "<!-- TODO(cook): Ask for the recipe. -->",
    "<!-- FIXME: the times are wrong. -->",
    "<!-- todo: add a picture -->",
    "<!-- vale off -->",
    "<!-- cspell:ignore miso ramen -->",
    "<!-- lint disable no-html -->",
    "<!-- START doctoc generated TOC please keep comment here -->",
    "<!-- textlint-disable ja-technical-writing -->",
    "<!--more-->",
    "<!-- #region recipe -->",
    "<!-- @format -->",
    "<!--\nreviewers:\n- cook\n- baker\n-->",
    "<!--\ntitle: Soup\nweight: 10\n-->",
    "<!--\n---\ntitle: Soup\n---\n-->",
    "<!-- keep this list in sync with the menu -->",
    "<!-- Keep this list in sync with the menu. -->",
    "<!-- Do not translate the names of the dishes. -->",
    "<!-- This page was translated by hand. -->",
    "<!-- seen on the train -->",
    '<!-- <img src="pot.png"> -->',
    "<!-- ![pot](pot.png) -->",
    "<!-- {{< figure src=pot.png >}} -->",
    "<!--\n```sh\ncook\n```\n-->",
    "<!-- 这一段以后再写。 -->",
    "<!-- 译注：Stock 指 stock pot 里的汤。 -->",
    "%% remember to add a picture %%",
    "%%\nTODO: ask her for the recipe.\n%%",
]


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("place", ["first", "between", "inside", "last", "heading"])
def test_remarks_are_no_translations(remark: str, place: str) -> None:
    head, tail = note(comment, times=1), note(comment, times=1).replace("。", "了。").replace("the", "a")
    text = {
        "first": f"{remark}\n\n{head}{tail}",
        "between": f"{head}{remark}\n\n{tail}",
        "inside": f"{head}<!--\nThen add salt and pepper, and stir well.\n-->\n{remark}\n然后加盐和胡椒，搅拌均匀。\n\n{tail}",
        "last": f"{head}{tail}{remark}\n",
        "heading": f"{head}<!--\n## Salt\n-->\n## 盐\n\n{remark}\n\n{tail}",
    }[place]
    assert findings(text, COMMENT) == []
    assert findings(text) == []


@pytest.mark.parametrize(
    "directive",
    ["<!-- body -->", "<!-- steps -->", "<!-- TODO: translate -->", "<!-- markdownlint-disable -->", "<!--more-->"],
)
def test_a_directive_does_not_serve_the_paragraph_below_it(directive: str) -> None:
    text = note(comment) + f"{directive}\n最后把汤倒进碗里，撒上葱花。\n"
    assert findings(text, COMMENT) == [("missing", "最后把汤倒进碗里，撒上葱花。")]


def test_what_was_commented_out_in_the_language_of_the_note_is_none() -> None:
    text = note(comment) + "<!--\n这一段以后再写，现在还没有想好。\n-->\n最后把汤倒进碗里，撒上葱花。\n"
    assert findings(text, COMMENT) == [("missing", "最后把汤倒进碗里，撒上葱花。")]


HABIT = {
    "comment": note(comment),
    "inline": note(inline),
    "percent": note(percent),
    "callout": note(callout),
    "details": note(details),
}
FORMS = {"comment": COMMENT, "inline": COMMENT, "percent": COMMENT, "callout": CALLOUT, "details": DETAILS}


@pytest.mark.parametrize(
    ("habit", "more", "expected"),
    [
        ("comment", "<!--\nServe the soup in deep bowls, with bread and butter.\n-->\n", [("orphan", "<!--")]),
        ("comment", "<!--\n-->\n最后把汤倒进碗里，撒上葱花。\n", [("empty", "<!--\n-->")]),
        ("comment", "<!-- [Music] -->\n最后把汤倒进碗里，撒上葱花。\n", [("empty", "<!-- [Music] -->")]),
        ("comment", "<!-- (Laughter) -->\n（笑声）\n", []),
        ("inline", "<!-- Serve the soup in deep bowls, with bread and butter. -->\n", [("orphan", "<!--")]),
        ("percent", "%%\nServe the soup in deep bowls, with bread and butter.\n%%\n", [("orphan", "%%")]),
        ("callout", "## 尾声\n\n> [!en]-\n> Nobody has written this.\n", [("orphan", "> [!en]")]),
        ("callout", "最后把汤倒进碗里，撒上葱花。\n\n> [!en]-\n", [("empty", "> [!en]-")]),
        ("callout", "最后把汤倒进碗里，撒上葱花。\n\n> [!en]-\n> [Music]\n", [("empty", "> [!en]-\n> [Music]")]),
        ("callout", "最后把汤倒进碗里，撒上葱花。\n\n> [!EN]+ Original\n> In the end, pour it into bowls.\n", []),
        ("callout", "最后把汤倒进碗里。\n> [!en]-\n> In the end, pour it into bowls.\n", []),
        ("callout", "最后把汤倒进碗里。\n\n> [!en]-\n> In the end,\npour it into bowls.\n", []),
        ("callout", "最后把汤倒进碗里。\n\n> [!en]-\n>\n> In the end, pour it into bowls.\n", []),
        ("callout", "- 最后把汤倒进碗里。\n\n  > [!en]-\n  > In the end, pour it into bowls.\n", []),
        ("callout", "- 最后把汤倒进碗里。\n  > [!en]-\n  > In the end, pour it into bowls.\n\n- 撒上葱花和香菜。\n", [("missing", "撒上葱花和香菜。")]),
        ("callout", "你需要：\n\n- 一口大锅\n- 一个炉子\n\n> [!en]-\n> You need:\n>\n> - a large pot\n> - a stove\n", []),
        ("callout", "最后把汤倒进碗里。\n\n> [!en]-\n> In the end, pour it into bowls.\n>\n> > [!note] Bowls\n> > Deep ones are the best.\n", []),
        ("callout", "> [!note] 提示\n> 汤要慢慢地煮。\n", []),
        ("callout", "> [!note] 提示\n> 汤要慢慢地煮。\n>\n> > [!en]-\n> > Soup is cooked slowly.\n", []),
        ("callout", "```md\n> [!en]-\n> Nobody has written this.\n```\n", []),
        ("callout", "最后把汤倒进碗里，撒上葱花。\n\n> In the end, pour it into bowls.\n", [("missing", "最后把汤倒进碗里，撒上葱花。")]),
        ("callout", "最后把汤倒进碗里，撒上葱花。\n\n> [!tip] Bowls\n> Deep ones are the best.\n", [("missing", "最后把汤倒进碗里，撒上葱花。")]),
        ("details", "## 尾声\n\n<details>\n<summary>Original</summary>\n\nNobody wrote this.\n\n</details>\n", [("orphan", "<details>")]),
    ],
)  # fmt: skip
def test_every_carrier_is_checked_alike(habit: str, more: str, expected: list[tuple[str, str]]) -> None:
    assert findings(HABIT[habit] + more, FORMS[habit]) == expected


def test_a_note_that_must_be_translated_and_is_not() -> None:
    for carrier in ("comment", "callout"):
        form = Form(carrier=carrier, require="always")  # type: ignore[arg-type]
        assert findings("# 汤\n\n先把水烧开。\n\n再放骨头。\n", form) == [("absent", "先把水烧开。")]


def test_comments_may_stand_behind_their_paragraphs() -> None:
    text = "".join(f"{own}\n<!-- {original} -->\n\n" for own, original in PAIRS * 2)
    assert findings(text, BEHIND) == []
    assert findings(text) == []
    assert findings(text + "最后把汤倒进碗里，撒上葱花。\n", BEHIND) == [("missing", "最后把汤倒进碗里，撒上葱花。")]
    on_its_line = "".join(f"{own} <!-- {original} -->\n\n" for own, original in PAIRS * 2)
    assert findings(on_its_line, BEHIND) == []


@pytest.mark.parametrize(
    ("title", "expected", "mended"),
    [
        ("Original text", [], ""),
        ("original TEXT", [], ""),
        ("", [], ""),
        ("Orignal text", [("label", "Orignal text")], "Original text"),
        ("Original txet", [("label", "Original txet")], "Original text"),
        ("English", [("label", "English")], ""),
    ],
)
def test_titles_of_callouts_are_labels(title: str, expected: list[tuple[str, str]], mended: str) -> None:
    text = note(callout, "en", "Original text") + callout(
        "最后把汤倒进碗里。", "In the end, pour it into bowls.", "en", title
    )
    assert findings(text, TITLED) == expected
    after = mend(Note("a.md", text, Bindings(translations=(TITLED,))), ACTIVE, Vault(()), Applicability.SAFE).text
    assert after == (text.replace(title, mended) if mended else text)


@pytest.mark.parametrize(
    ("kind", "form", "expected"),
    [
        ("quote", Form(carrier="callout", html_class="quote"), []),
        ("original", Form(carrier="callout", labels=("Original",)), []),
        ("quoet", Form(carrier="callout", html_class="quote", labels=("Original",)), [("class", "quoet")]),
        ("note", Form(carrier="callout", html_class="quote", labels=("Original",)), [("class", "note")]),
        ("en", Form(carrier="callout", html_class="quote"), []),
        ("note", Form(carrier="callout", labels=("Original",)), []),
    ],
)
def test_types_of_callouts_are_classes(kind: str, form: Form, expected: list[tuple[str, str]]) -> None:
    text = callout("最后把汤倒进碗里。", "In the end, pour it into bowls.", kind, "Original")
    assert findings(text, form) == expected


def test_two_carriers_in_one_note_are_both_accepted() -> None:
    mixed = "".join(
        (details if index % 2 else callout)(own, original) for index, (own, original) in enumerate(PAIRS * 2)
    )
    assert findings(mixed, DETAILS, CALLOUT) == []
    assert findings(mixed + "最后把汤倒进碗里，撒上葱花。\n", DETAILS, CALLOUT) == [
        ("missing", "最后把汤倒进碗里，撒上葱花。")
    ]


def test_line_endings_do_not_matter() -> None:
    for text, form in ((PAGE, COMMENT), (note(callout), CALLOUT), (note(percent), COMMENT)):
        for ending in ("\r\n", "\r"):
            assert findings(text.replace("\n", ending), form) == []
            lost = (text + "\n最后把汤倒进碗里，撒上葱花。\n").replace("\n", ending)
            assert findings(lost, form) == [("missing", "最后把汤倒进碗里，撒上葱花。")]


def folded(label: str, content: str) -> str:
    return f"<details>\n<summary>{label}</summary>\n\n{content}\n\n</details>\n\n"


STEPS = [
    "先安装依赖，再把仓库克隆到本地。",
    "然后运行测试，看看有没有报错。",
    "接着修改配置文件，把端口换成自己的。",
    "最后启动服务，在浏览器里打开页面。",
    "如果一切正常，就可以部署到服务器上。",
    "部署完成以后，记得检查一下日志。",
]
ENGLISH = [
    "The server was started and listens on the port.",
    "All of the tests have passed in a few seconds.",
    "Configuration was read from the file in your home.",
    "Warning: the cache is stale and will be rebuilt now.",
    "Deployment is finished, nothing else is to be done.",
    "No errors were found in any of the files.",
]
LOG = "```\n$ npm install\nadded 312 packages from 140 contributors in 12s\n```"


def steps(make, texts=STEPS, contents=ENGLISH) -> str:  # type: ignore[no-untyped-def]
    return "".join(f"{text}\n\n{make(content)}" for text, content in zip(texts, contents, strict=True))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (steps(lambda _: folded("English", LOG)), "a log is no prose"),
        (steps(lambda one: folded("输出", one)), "the label says that it is output"),
        (steps(lambda one: folded("Output", one)), "the label says that it is output"),
        (steps(lambda one: folded("查看英文日志", one)), "the label says that it is a log"),
        (steps(lambda one: folded("参考答案", one)), "answers to exercises"),
        (steps(lambda one: folded("点击展开", one), STEPS[:4], ENGLISH[:4]), "the label says nothing, and the blocks are few"),
        (steps(lambda one: folded("点击展开", f"<pre>{one}</pre>")), "preformatted text is no prose"),
        (steps(lambda one: folded("点击展开", f"- [{one}](https://example.org)\n\n![]({one}.png)")), "pictures are no prose"),
        (steps(lambda one: folded("点击展开", one * 30)), "far too long for a translation"),
        (steps(lambda one: folded("点击展开", one[:9])), "far too short for translations"),
        (steps(lambda one: folded("点击展开", one), [f"{one[:9]}？" for one in STEPS]), "questions and answers"),
        (steps(lambda one: folded("思路", one)), "how an exercise is solved"),
        (steps(lambda one: folded(one[:12], one)), "every block has a label of its own"),
        (steps(lambda one: folded("English", one), STEPS[:2], ENGLISH[:2]) + STEPS[2], "two blocks are no habit"),
        (steps(lambda one: folded("English", one)) + "\n\n".join(STEPS), "half of the paragraphs have none"),
        ("".join(f"## {one[:4]}\n\n{one}\n\n{one}再说一次。\n\n{folded('English', english)}" for one, english in zip(STEPS, ENGLISH, strict=True)), "one English section for two paragraphs"),
        (steps(lambda one: folded("详情", one), STEPS, STEPS[::-1]), "the same language on both sides"),
        (steps(lambda one: folded("Original", one), ENGLISH, ENGLISH[::-1]), "one script on both sides"),
        ("".join(folded(f"问题：{one}", other) for one, other in zip(STEPS, STEPS[::-1], strict=True)), "a list of questions"),
        ("".join(folded("English", one) for one in ENGLISH), "nothing but blocks"),
        ("\n\n".join(STEPS) + "\n\n" + folded("English", "\n\n".join(ENGLISH)), "one English section at the end"),
        ("".join(f"## v{n}\n\n- {one}\n- {one}\n\n{folded('Full changelog', english)}" for n, (one, english) in enumerate(zip(STEPS, ENGLISH, strict=True))), "a changelog"),
        (steps(lambda one: f"> [!note] {one[:9]}\n> {one}\n\n"), "callouts that are notes"),
        (steps(lambda one: f"> [!example]- Output\n> {one}\n\n"), "output in callouts"),
        (steps(lambda one: f"> [!tip]\n> {one}\n\n", STEPS[:3], ENGLISH[:3]), "the type says nothing, and the callouts are few"),
        (steps(lambda one: f"> [!en]\n> {one}\n\n", ENGLISH, ENGLISH[::-1]), "English under English"),
        (steps(lambda one: f"> {one}\n\n"), "plain quotes carry nothing"),
        (steps(lambda one: f"<!-- {one[:20].lower()} -->\n\n") + "\n\n".join(STEPS), "remarks here and there"),
        ("\n\n".join(STEPS[:2]) + "\n\n" + "".join(f"<!-- {one} -->\n\n" for one in ENGLISH), "a paragraph's remarks"),
        ("".join(f"<!-- step {n} -->\n{one}\n\n" for n, one in enumerate(STEPS)), "numbers of steps"),
        ("".join(f"<!-- prettier-ignore -->\n{one}\n\n" for one in STEPS), "directives"),
        ("".join(f"<!-- {one} -->\n\n{other}\n\n" for one, other in zip(ENGLISH, ENGLISH[::-1], strict=True)), "English remarks in English"),
        ("".join(f"<!-- {one} -->\n\n```sh\nmake\n```\n\n" for one in ENGLISH) + "\n\n".join(STEPS), "remarks above code"),
        ("```html\n" + steps(lambda one: folded("English", one)) + "```\n", "all of it is code"),
    ],
)  # fmt: skip
def test_nothing_is_told_of_a_note_without_a_binding_unless_it_is_evidently_bilingual(text: str, why: str) -> None:
    for more in ("", "\n这一段什么都没有，前后也没有折叠的内容。\n"):
        assert findings(text + more) == [], why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (note(details), "one label"),
        (note(html), "label and class"),
        (note(html, "展开"), "the class alone says it"),
        (note(details, "原文"), "a Chinese label"),
        (note(details, "View/Hide Original English"), "a long label"),
        (note(details, "EN"), "the code of a language"),
        (note(details, "展开"), "the label says nothing, but everything fits"),
        (note(callout), "the type is the code of a language"),
        (note(callout, "EN"), "in capitals"),
        (note(callout, "english"), "the name of a language"),
        (note(callout, "quote", "Original"), "the title says it"),
        (note(callout, "quote"), "the type says nothing, but everything fits"),
        (note(comment), "comments"),
        (note(percent), "Obsidian's comments"),
        ("".join(f"- {own}\n\n  > [!en]-\n  > {original}\n\n" for own, original in PAIRS * 2), "inside of list items"),
        ("".join(f"<details>\n<summary>Original</summary>\n{original}\n</details>\n\n{own}\n\n## 下一段\n\n" for own, original in PAIRS), "blocks before their paragraphs"),
        ("".join(f"{original}\n\n<details>\n<summary>中文</summary>\n\n{own}\n\n</details>\n\n" for own, original in PAIRS), "the other way round"),
    ],
)  # fmt: skip
def test_a_note_that_is_evidently_bilingual_needs_no_binding(text: str, why: str) -> None:
    found = Note("a.md", text).bilingual
    assert found is not None, why
    assert (
        len(found.translations)
        == text.count("<details>") + text.count("> [!") + text.count("<!--") + text.count("%%") // 2
    )
    assert findings(text) == [], why


def test_a_note_that_no_binding_matches_is_left_alone_where_there_are_bindings(vault: Folder) -> None:
    text = note(details) + "最后把汤倒进碗里，撒上葱花。\n"
    line = text.count("\n")
    vault.put({"in/a.md": text, "out/b.md": text})
    assert vault.run("check", "--output-format", "json", "--select", "translation").findings == [
        ("in/a.md", "translation/missing", line, 1),
        ("out/b.md", "translation/missing", line, 1),
    ]
    vault.put({"vaultlint.toml": '[[translation]]\nnotes = "in/**"\nlabels = ["Original"]\n'})
    assert vault.run("check", "--output-format", "json", "--select", "translation").findings == [
        ("in/a.md", "translation/missing", line, 1)
    ]


def test_the_config_binds_any_carrier(vault: Folder) -> None:
    config = '[[translation]]\ncarrier = "comment"\nposition = "before"\n[[translation]]\ncarrier = "callout"\n'
    lost = "最后把汤倒进碗里，撒上葱花。\n"
    vault.put({"vaultlint.toml": config, "a.md": note(comment) + lost, "b.md": note(callout) + lost})
    found = vault.run("check", "--output-format", "json").findings
    assert [(path, rule) for path, rule, _, _ in found] == [
        ("a.md", "translation/missing"),
        ("b.md", "translation/missing"),
    ]


def test_slips_are_told_of_a_note_without_a_binding_and_nothing_else_about_labels() -> None:
    text = note(details, "View Original")
    assert findings(text + details("最后把汤倒进碗里。", "In the end, pour it into bowls.", "View Orignal")) == [
        ("label", "View Orignal")
    ]
    assert (
        findings(text + details("最后把汤倒进碗里。", "In the end, pour it into bowls.", "View the Original Text"))
        == []
    )
    classed = html("最后把汤倒进碗里。", "In the end, pour it into bowls.", "View Original", "english-txet")
    assert findings(note(html) + classed) == [("class", 'class="english-txet"')]
