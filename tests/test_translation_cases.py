"""Whole notes, each with the translation findings that a careful reader would make, at their places, and no others.

`⟦rule⟧` marks where a finding begins.
"""

from __future__ import annotations

import re

import pytest

from vaultlint.bilingual import Form
from vaultlint.lint import activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Bindings, Note
from vaultlint.rule import discover

ACTIVE = [activate(rule) for rule in discover().values() if rule.family == "translation"]
MARK = re.compile(r"⟦([a-z-]+)⟧")

HTML = Form(labels=("View the original", "查看原文 / View the original"), html_class="original-text")
PLAIN = Form(labels=("Original",))
BOTH = (HTML, PLAIN)

PAIRS = [
    ("我第一次看见这座灯塔的时候只有六岁，父亲把我扛在肩膀上，让我数它闪几次。", "I was only six when I first saw this lighthouse; my father carried me on his shoulders and had me count the flashes."),
    ("那时候还没有自动灯，守塔人每隔四个小时要爬一次楼梯，给机器上发条。", "There was no automatic lamp in those days, so every four hours the keeper climbed the stairs to wind up the machine."),
    ("你问我怕不怕黑？", "You ask whether I was afraid of the dark?"),
    ("说实话，我怕的是安静。风一停，整座塔就像屏住了呼吸，连海鸥都不叫。", "To be honest, what frightened me was the quiet. When the wind dropped, the tower held its breath, and not even the gulls cried."),
    ("1978年的冬天，大雪封了码头，补给船整整三个星期没有来。", "In the winter of 1978 snow closed the harbour, and the supply boat did not come for three whole weeks."),
    ("后来 Margaret Olsen 写了一本书，专门讲这段日子，我到现在还保存着。", "Later Margaret Olsen wrote a book about those days, and I still keep the copy that she signed for me."),
    ("镜片要用醋和软布来擦，千万不能用肥皂，否则雾天里光会散开。", "The lens has to be wiped with vinegar and a soft cloth, never with soap, or the light scatters on foggy days."),
    ("有一天夜里，一只信天翁撞上了玻璃。", "One night an albatross flew into the glass."),
    ("每年都想。可是岛上现在只有太阳能板和一台摄像机，没有人需要我了。", "Every year I would. But all there is on the island now is solar panels and a camera; nobody needs me any more."),
]  # fmt: skip


def html(original: str, label: str = HTML.labels[0], attributes: str = 'class="original-text"') -> str:
    return f"<details>\n<summary>{label}</summary>\n<p {attributes}>{original}</p>\n</details>"


def plain(original: str, label: str = "Original") -> str:
    return f"<details>\n<summary>{label}</summary>\n\n{original}\n\n</details>"


def comment(original: str) -> str:
    return f"<!--\n{original}\n-->"


def callout(original: str) -> str:
    return f"> [!en]-\n> {original}"


def own(index: int) -> str:
    return PAIRS[index][0]


def original(index: int) -> str:
    return PAIRS[index][1]


def pairs(*indices: int, make=html) -> str:  # type: ignore[no-untyped-def]
    return "\n\n".join(f"{own(index)}\n\n{make(original(index))}" for index in indices)


def turned(*indices: int) -> str:
    return "⟦misplaced⟧" + "\n\n".join(f"{html(original(index))}\n\n{own(index)}" for index in indices)


def between(piece: str, make=html) -> str:  # type: ignore[no-untyped-def]
    """A note with something in its middle; paragraph and block 4 are left to that."""
    return f"# 灯塔\n\n{pairs(0, 1, 2, 3, make=make)}\n\n{piece}\n\n{pairs(5, 6, 7, 8, make=make)}\n"


def block(what: str, make=html) -> str:  # type: ignore[no-untyped-def]
    return between(f"{own(4)}\n\n{what}", make)


def item(number: int, index: int) -> str:
    return f"{number}. {own(index)}\n\n   {plain(original(index))}".replace("\n", "\n   ").replace("   \n", "\n")


MISSING = between(f"⟦missing⟧{own(4)}")
TURNS = "主持人：您几岁上的岛？\n\n守塔人：十九岁。\n\n"
OTHER = "<details>\n<summary>照片说明</summary>\n\n摄于夏天，天气很好。\n\n</details>"

SHAPES = {
    "a lost block": MISSING,
    "CRLF": MISSING.replace("\n", "\r\n"),
    "byte-order mark": "\ufeff" + MISSING,
    "no final newline": MISSING.rstrip("\n"),
    "front matter": "---\ntitle: 灯塔\n---\n\n" + MISSING,
    "no blank line before blocks": MISSING.replace("\n\n<details>", "\n<details>"),
    "summary on the line of details": MISSING.replace("<details>\n", "<details> "),
    "paragraphs over lines": MISSING.replace('text">', 'text">\n').replace("</p>", "\n</p>"),
    "plain blocks": between(f"⟦missing⟧{own(4)}", plain),
    "both forms": between(f"{pairs(4, make=plain)}\n\n⟦missing⟧那一年我十九岁，什么也不怕。"),
    "two lost": f"# 一\n\n{pairs(0, 1, 2, 3)}\n\n⟦missing⟧{own(4)}\n\n⟦missing⟧{own(5)}\n\n{pairs(6, 7, 8, 0, 1)}\n",
    "the first lost": f"⟦missing⟧{own(4)}\n\n{pairs(0, 1, 2, 3)}\n",
    "the last lost": f"{pairs(0, 1, 2, 3)}\n\n⟦missing⟧{own(4)}\n",
    "lost before a heading": between(f"⟦missing⟧{own(4)}\n\n## 二"),
    "a short one lost": between("⟦missing⟧那一年我十九岁。"),
    "two paragraphs make no habit": f"{pairs(0)}\n\n{own(4)}\n\n{pairs(1)}\n",
    "one block for the whole note": f"{own(0)}\n\n{own(1)}\n\n{own(3)}\n\n{html(' '.join(map(original, (0, 1, 3))))}\n",
    "what needs no translation": between(
        "## 二\n\n![塔](a.png)\n\n```\n中文的代码\n```\n\n| 塔 | 高 |\n|---|---|\n| 北 | 三十米 |\n\n---"
    ),
    "addresses, embeds and tags": between("https://example.org/a\n\n![[另一篇笔记]]\n\n#灯塔 #海洋"),
    "a footnote": between(f"{own(4)}[^1]\n\n{html(original(4))}") + "\n[^1]: 见灯塔博物馆年鉴，第三卷。\n",
    "a remark in a comment": between("<!--\n这一段还没有翻译完，先放着。\n-->"),
    "a callout of the author": between("> [!tip] 提示\n> 参观需要提前一天预约，雨天不开放。"),
    "quotes as paragraphs": "\n\n".join(f"> {own(at)}\n\n{html(original(at))}" for at in (0, 1, 3, 4)) + "\n",
    "blocks in a numbered list": "\n\n".join(item(at + 1, at) for at in range(6)) + "\n",
    "one block for a list": between("- 早上检查发条\n- 晚上点灯\n\n" + html("- Check the spring - Light the lamp")),
    "one block for a dialogue": between(TURNS + html(">> How old were you when you came? >> Nineteen.")),
    "one block for a verse": between("海上起雾，\n灯还亮着。\n\n" + html("Fog on the sea,<br>the lamp still burns.")),
    "two blocks for a paragraph": between(f"{own(4)}{own(3)}\n\n{html(original(4))}\n\n{html(original(3)[:60])}"),
    "another details between": between(f"{own(4)}\n\n{OTHER}\n\n{html(original(4))}"),
    "another details": block(f"{html(original(4))}\n\n{OTHER}"),
    "chapters that fold": f"<details>\n<summary>一</summary>\n\n{pairs(0, 1)}\n\n</details>\n\n{pairs(3, 4, 5, 6)}\n",
    "what is heard": between(f"（笑声）\n\n{html('[Laughter]')}\n\n音乐响起\n\n{html('[Music]')}"),
    "empty": block("⟦empty⟧" + html("")),
    "only a blank": block("⟦empty⟧" + html("&nbsp;")),
    "only a line break": block("⟦empty⟧" + html("<br>")),
    "no paragraph in it": block(f"⟦empty⟧<details>\n<summary>{HTML.labels[0]}</summary>\n</details>"),
    "only an image": block("⟦empty⟧" + plain("![](scan.png)")),
    "only filler": block("⟦empty⟧" + html("[Music] [Applause]")),
    "filler for a short sentence": between("我们出发吧。\n\n⟦empty⟧" + html("[Music]")),
    "nothing before it": f"# 一\n\n⟦orphan⟧{html('Welcome to the coasts of the north.')}\n\n## 二\n\n{pairs(0, 1, 3, 4)}\n",
    "nothing under the heading": between("## 二\n\n⟦orphan⟧" + html("Here was something on boats.") + "\n\n## 三"),
    "copied from the neighbour": block("⟦repeated⟧" + html(original(3))),
    "a teaser": f"{pairs(3, 5)}\n\n{pairs(*range(9))}\n",
    "short answers": between(f"是的。\n\n{html('Yes.')}\n\n对。\n\n{html('Yes.')}"),
    "blocks first": "# 一\n\n" + turned(*range(9)) + "\n",
    "the own language in a block": block(html("⟦wrong-language⟧" + own(3))),
    "not translated": between(f"⟦wrong-language⟧{original(4)}\n\n{html(original(4))}"),
    "names and numbers": between("Olsen：OK。\n\n" + html("Olsen: OK.") + "\n\n1978–1999\n\n" + html("1978–1999")),
    "a word of the other language": between(
        "这个词是 keeper，而不是 guard。\n\n" + html("The word is keeper 守塔人, and not guard 卫兵.")
    ),
    "a class among others": block(html(original(4), attributes='class="original-text small"')),
    "an empty class": block(html(original(4), attributes='⟦class⟧class=""')),
    "another class": block(html(original(4), attributes='id="a" ⟦class⟧class="en"')),
    "another label": block(html(original(4), "⟦label⟧Show the English")),
    "a label of the binding": block(html(original(4), HTML.labels[1])),
}  # fmt: skip

SLIPS = {
    "View the orignal": HTML.labels[0],
    "Veiw the original": HTML.labels[0],
    "view the original:": HTML.labels[0],
    "查看原文 / View the orginal": HTML.labels[1],
    'class="orginal-text"': 'class="original-text"',
    "class='Original-text'": 'class="original-text"',
}
"""Slips that are mended, and what becomes of them."""

CARRIERS = {
    "html": (html, HTML),
    "plain": (plain, PLAIN),
    "comment": (comment, Form(carrier="comment", position="before")),
    "comment behind": (comment, Form(carrier="comment")),
    "callout": (callout, Form(carrier="callout")),
}


def read(marked: str) -> tuple[list[tuple[int, str]], str]:
    """The findings that are marked, as offset and rule, and the note without the marks."""
    found, text, at = [], "", 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        found.append((len(text), match[1]))
    return found, text + marked[at:]


def findings(text: str, *forms: Form) -> list[tuple[int, str]]:
    checked = check_note(Note("a.md", text, Bindings(translations=forms)), ACTIVE)
    assert not checked.crashes
    return sorted((one.finding.span.start, one.rule.removeprefix("translation/")) for one in checked.diagnostics)


def carried(make, form: Form, *, without: int = -1, start: int = 0) -> str:  # type: ignore[no-untyped-def]
    """A note in a carrier, with one block left out."""
    rows = []
    for index in range(start, len(PAIRS)):
        both = [own(index), make(original(index))]
        rows += [f"⟦missing⟧{own(index)}"] if index == without else both[:: -1 if form.position == "before" else 1]
    return "\n\n".join(rows) + "\n"


@pytest.mark.parametrize("shape", SHAPES)
def test_each_fault_is_found_at_its_place_and_nothing_else(shape: str) -> None:
    expected, text = read(SHAPES[shape])
    assert findings(text, *BOTH) == expected


@pytest.mark.parametrize(("slip", "right"), SLIPS.items())
def test_a_slip_is_told_and_mended(slip: str, right: str) -> None:
    kind = "class" if slip.startswith("class") else "label"
    make = (
        (lambda word: html(original(4), attributes=word)) if kind == "class" else (lambda word: html(original(4), word))
    )
    expected, text = read(block(make(f"⟦{kind}⟧{slip}")))
    assert findings(text, *BOTH) == expected
    assert mend(Note("a.md", text, Bindings(translations=BOTH)), ACTIVE).text == block(make(right))


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_lost_translation_is_told_in_every_carrier_with_a_binding_or_without(carrier: str) -> None:
    make, form = CARRIERS[carrier]
    expected, text = read(carried(make, form, without=5))
    assert findings(text, form) == findings(text) == expected
    assert not findings(carried(make, form), form)


def test_names_in_latin_letters_do_not_hide_a_chinese_original() -> None:
    text = "\n\n".join(f"{comment(own)}\n{original}" for own, original in PAIRS)
    assert not findings(text, Form(carrier="comment", position="before", language="en", original="zh"))


@pytest.mark.parametrize("count", range(3, 7))
def test_one_block_without_a_paragraph_is_told_in_a_short_note(count: int) -> None:
    lonely = "⟦orphan⟧" + html("Welcome to the coasts of the north.")
    for marked in (
        f"# 一\n\n{lonely}\n\n## 二\n\n{pairs(*range(count))}\n",
        f"{pairs(*range(count))}\n\n## 二\n\n{lonely}\n",
    ):
        expected, text = read(marked)
        assert findings(text, *BOTH) == expected
