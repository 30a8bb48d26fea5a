"""One lost block is one finding and shifts nothing: the pairing of paragraphs and translations."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.bilingual import Form
from vaultlint.lint import activate, check_note
from vaultlint.note import Bindings, Note
from vaultlint.rule import discover

HTML = Form(labels=("View Original",), html_class="original")
PLAIN = Form(labels=("Original",))
ACTIVE = [activate(rule) for rule in discover().values() if rule.family == "translation"]

PAIRS = [
    ("先把骨头放进冷水里，慢慢烧开，撇去浮沫。", "Put the bones in cold water, bring it to a boil slowly, and skim it."),
    ("好。", "Good."),
    ("主持人：你父亲也种番茄吗？", "Host: did your father grow tomatoes, too?"),
    ("1887年，这座桥第一次通车。", "In 1887 the bridge was opened to traffic for the first time."),
    ("骑车翻山的人都知道，最后三公里才是真正的开始，前面的路只是热身。", "Everyone who has cycled across a pass knows that the last three kilometres are where it begins; the road before is only to warm up."),
    ("对吧？", "Right?"),
    ("他用了整整十年，才学会怎样把一块木头刨平。", "It took him ten whole years to learn how to plane a board."),
]  # fmt: skip


@dataclass(frozen=True)
class Lost:
    """A generated note, and the paragraphs of it whose block was left out."""

    text: str
    paragraphs: list[str]


def html(original: str) -> str:
    return f'<details>\n<summary>View Original</summary>\n<p class="original">{original}</p>\n</details>\n\n'


def plain(original: str) -> str:
    return f"<details>\n<summary>Original</summary>\n\n{original}\n\n</details>\n\n"


def tight(original: str) -> str:
    return html(original).replace("\n<summary>", " <summary>")


@st.composite
def notes(draw: st.DrawFn, losses: int) -> Lost:
    count = draw(st.integers(12, 24))
    lost = draw(st.sets(st.integers(1, count - 1), min_size=losses, max_size=losses)) if losses else set()
    block = draw(st.sampled_from([html, plain, tight]))
    text, paragraphs = "# 开头\n\n", []
    for index in range(count):
        own, original = draw(st.sampled_from(PAIRS))
        own = f"{own}（第{index + 20}段）"
        text += own + "\n\n"
        if index in lost:
            paragraphs.append(own)
        else:
            text += block(f"{original} (This is paragraph {index + 20}.)")
        if draw(st.integers(0, 5)) == 0:
            text += draw(st.sampled_from(["## 小标题\n\n", "![](a.png)\n\n", "```\n代码\n```\n\n", "---\n\n"]))
    return Lost(text, paragraphs)


def findings(text: str, *forms: Form) -> list[tuple[str, str]]:
    checked = check_note(Note("a.md", text, Bindings(translations=forms or (HTML, PLAIN))), ACTIVE)
    assert not checked.crashes
    return [(found.rule, found.finding.span.of(text)) for found in checked.diagnostics]


@given(notes(losses=0))
def test_a_note_in_which_every_paragraph_has_its_block_is_silent(note: Lost) -> None:
    assert findings(note.text) == []


@given(notes(losses=1))
def test_one_lost_block_is_one_finding(note: Lost) -> None:
    assert findings(note.text) == [("translation/missing", own) for own in note.paragraphs]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("".join(f"第{n}段。\n\n" for n in range(9)), "an untranslated note"),
        ("".join(f"第{n}段，没有译文。\n\n" for n in range(9)) + html("One."), "a single block is no habit"),
        (
            "".join(f"## {n}\n\n甲说了很多话。\n\n乙也说了很多话。\n\n" + plain("A said a lot. B said a lot, too, and then both were silent.") for n in range(9)),
            "one block for the dialogue of each section",
        ),
        (
            "".join(f"第{n}段话说得不长也不短，大家都听得很明白。\n\n" + html(f"Paragraph {n} is neither long nor short, and all understood it well.") for n in range(9))
            + "甲：你来了吗，我等了你很久。\n\n乙：来了，路上堵车，我走了半天。\n\n"
            + html("A: Are you here? I have waited for you a long time. B: Yes, there was a jam, I walked half the day."),
            "one block that is as long as both paragraphs before it",
        ),
        (
            "".join(f"第{n}段话说得不长也不短，大家都听得很明白。\n\n" + html(f"Paragraph {n} is neither long nor short, and all understood it well.") for n in range(9))
            + "那么你后来怎么办？\n\n我把整个院子重新翻了一遍，种上了三排豆子和两排洋葱，到了秋天居然够全家吃了。\n\n"
            + html("So what did you do? I turned over the whole yard once more and put in three rows of beans and two of onions, and in autumn it fed us all."),
            "a short question and its answer in one block",
        ),
    ],
)  # fmt: skip
def test_stays_silent(text: str, why: str) -> None:
    assert findings(text) == [], why


def test_two_forms_in_one_note_are_both_accepted() -> None:
    assert findings("".join(f"第{n}段。\n\n" + (html if n % 2 else plain)(f"Paragraph {n}.") for n in range(9))) == []


def test_blocks_before_their_paragraphs_can_be_the_convention() -> None:
    text = "".join(html(f"Paragraph number {n}.") + f"这是第{n}段。\n\n" for n in range(9))
    form = Form(labels=("View Original",), html_class="original", position="before")
    assert findings(text, form) == []
    assert findings(text + "没有译文的一段。\n", form) == [("translation/missing", "没有译文的一段。")]


def test_always_asks_for_every_paragraph() -> None:
    always = Form(labels=("Original",), require="always")
    assert findings("甲。\n\n这里没有译文。\n\n没有。\n", always) == [("translation/absent", "这里没有译文。")]


def test_other_languages() -> None:
    form = Form(language="ru", original="de", labels=("Original",))
    pairs = "".join(f"Сварите {n} литра бульона.\n\n" + plain(f"Kochen Sie {n} Liter Brühe.") for n in range(9))
    assert findings(pairs + "Добавьте соль и перец.\n", form) == [("translation/missing", "Добавьте соль и перец.")]


def test_a_broken_tag_between_them_is_the_one_fault_and_no_other() -> None:
    habit = "".join(f"这是第{n}段话。\n\n" + html(f"This is paragraph number {n}.") for n in range(9))
    lost = "这一段的折叠块丢了开头。\n\n" + html("The block of this one has lost its beginning.").replace(
        "<details>\n", ""
    )
    assert findings(habit + lost + habit) == []
    wrong = html("The summary is closed by the wrong tag.").replace("</summary>", "</p>")
    assert findings(habit + "这一段很好，只是标签写错了。\n\n" + wrong + "## 尾声\n\n最后一段没有译文。\n") == [
        ("translation/missing", "最后一段没有译文。")
    ]
