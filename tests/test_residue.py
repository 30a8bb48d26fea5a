"""What a generator or a clipper left is found where it stands; what people write alike stays silent."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.finding import Applicability
from vaultlint.lint import Active, activate, check_note
from vaultlint.mend import mend
from vaultlint.note import parse
from vaultlint.rule import discover


def rules(*names: str, **options: Any) -> list[Active]:
    return [activate(discover()[f"residue/{name}"], **options) for name in names]


DEFAULT = ("marker", "placeholder", "loop", "repeated-section", "truncated")


def found(text: str, *names: str, **options: Any) -> list[tuple[str, str]]:
    """Rule and text of each finding, in order."""
    checked = check_note(parse("note.md", text), rules(*(names or DEFAULT), **options))
    assert not checked.crashes
    return [(one.rule.partition("/")[2], one.finding.span.of(text)) for one in checked.diagnostics]


def mended(text: str, *names: str, unsafe: bool = False) -> str:
    threshold = Applicability.UNSAFE if unsafe else Applicability.SAFE
    return mend(parse("note.md", text), rules(*(names or DEFAULT)), None, threshold).text


MARKS = [
    "[BODY_START]",
    "[END_OF_TEXT]",
    "[/BODY]",
    "[END OF TRANSLATION]",
    "[Chunk 3/8]",
    "[Continued in next part]",
    "(Continues in the next message…)",
    "<!-- chunk 1/8 -->",
    "<!-- Part 2/3 -->",
    "<!-- 第 2/5 部分 -->",
    "%% chunk 4 %%",
    "<!-- BODY_END -->",
    "=== BEGIN TRANSLATION ===",
    "END OF CHUNK 3",
    "--- END OUTPUT ---",
    "<|im_end|>",
    "<|im_start|>assistant",
    "<|im_end|><|endoftext|>",
    "<end_of_turn>",
    "[/INST]",
    "<|channel|>final<|message|>",
    "<start_of_image>",
    "<tool_call>",
    "</translation>",
    "### Response:",
]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_alone_on_its_line_goes(mark: str) -> None:
    for text in (
        f"{mark}\n\nBoil it.\n",
        f"Boil it.\n\n{mark}\n\nSkim it.\n",
        f"Boil it.\n\n{mark}\n",
        f"Boil it.\n\n{mark}",
    ):
        assert found(text) == [("marker", mark)]
        assert mended(text).split() == text.replace(mark, "").split()
        assert "\n\n\n" not in mended(text)


@pytest.mark.parametrize(
    "text",
    [
        "`[BODY_START]`\n",
        "```\n[BODY_START]\n<|im_end|>\n```\n",
        "> [BODY_START]\n",
        "- <|im_end|>\n",
        "A turn ends with <|im_end|>, and then comes the next.\n",
        "[BODY_START](https://example.org)\n",
        "[[BODY_START]]\n",
        "[BODY_START]: https://example.org\n",
        "[OUTPUT]\n",
        "{{OUTPUT}}\n",
        "<!-- toc -->\n\n<!-- START doctoc -->\n\n<!-- section 1 -->\n\n<!-- Part 1 of the garden -->\n",
        "`<!-- chunk 1/8 -->`\n",
        "BEGIN TRANSACTION\n",
        "-----BEGIN CERTIFICATE-----\n",
        "## Response:\n\nYes.\n",
        "### Request:\n\nGET\n\n### Response:\n\nOK\n",
        "### Response:\n\n```json\n{}\n```\n",
        "It said <think>, and we did.\n",
        "See 【4】 and the dagger†.\n",
        "The __init__ of __LINK__ things.\n",
        "As shown [1], [cite](x.md), [citation needed] and [cite: Smith 2020].\n",
    ],
)
def test_what_only_looks_like_a_mark(text: str) -> None:
    """Code, quotes, links, marks that are spoken of, comments of other tools, the author's own headings."""
    assert found(text, "marker") == []


def test_marks_within_text_have_no_fix() -> None:
    text = "Boil it 【4:2†soup.pdf】 well :contentReference[oaicite:2]{index=2}, see __LINK_72__.\nGood.<|im_end|>\n"
    marks = ["【4:2†soup.pdf】", ":contentReference[oaicite:2]{index=2}", "__LINK_72__", "<|im_end|>"]
    assert [said for _, said in found("[cite_start]Boil it. [cite: 3, 12]\n")] == ["[cite_start]", "[cite: 3, 12]"]
    assert [said for _, said in found("[span_0](start_span)Boil it.[span_0](end_span)\n")] == [
        "[span_0](start_span)",
        "[span_0](end_span)",
    ]
    assert [said for _, said in found(text)] == marks
    assert mended(text) == text


def test_a_pair_of_marks_is_two() -> None:
    assert found("[BODY]\nBoil it.\n[/BODY]\n") == [("marker", "[BODY]"), ("marker", "[/BODY]")]
    assert mended("[BODY]\nBoil it.\n[/BODY]\n") == "Boil it.\n"


def test_thoughts_are_one_thing() -> None:
    text = "<think>\nWhat soup?\n\nAny.\n</think>\n\nBoil it.\n"
    assert found(text) == [("marker", text.partition("\n\nBoil")[0])]
    assert found("What soup?\n</think>\n\nBoil it.\n") == [("marker", "</think>")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Boil it.\n<!-- chunk 2/3 -->\nSkim it.\n", "Boil it.\n\nSkim it.\n"),
        ("Boil it.\n[BODY_END]\nSkim it.\n", "Boil it.\nSkim it.\n"),
        ("Boil it.\r\n\r\n[BODY_END]\r\n\r\nSkim it.\r\n", "Boil it.\r\n\r\nSkim it.\r\n"),
        ("Boil it.\n\n[BODY_START]\n---\n", "Boil it.\n\n[BODY_START]\n---\n"),
        ("[BODY_START]\n---\ntitle: x\n---\n", "[BODY_START]\n---\ntitle: x\n---\n"),
        ("Boil it.\n\n[BODY_END]\n    code\n", "Boil it.\n\n[BODY_END]\n    code\n"),
    ],
)
def test_the_lines_around_a_mark_stay_what_they_are(before: str, after: str) -> None:
    """No two paragraphs become one, no rule becomes a heading, no text front matter or code."""
    assert mended(before, "marker") == after


@pytest.mark.parametrize(
    ("line", "is_left"),
    [
        ('area: "soup" # Must select ONE of the following areas', True),
        ("people: [Ann] # Extract all names from the transcript", True),
        ("- Ann # You must only choose from this list", True),
        ("area: 汤 # 必须从以下列表中选择", True),
        ("status: draft # one of draft, done", False),
        ("status: # Must select ONE of these", False),
        ("date: 2025-01-01 # must be unique", False),
        ("title: soup # please use the singular", False),
        ("title: '# Must select ONE of these'", False),
        ("title: soup # chosen by Ann from the list", False),
    ],
)
def test_comments_that_are_prompts(line: str, is_left: bool) -> None:
    """What a person notes beside a value, or a template asks of a person, stays."""
    text = f"---\ntags:\n{line}\n---\nBoil it.\n" if line.startswith("-") else f"---\n{line}\n---\nBoil it.\n"
    comment = line[line.index("#") :]
    assert found(text, "marker") == ([("marker", comment)] if is_left else [])
    assert mended(text, "marker") == (text.replace(f" {comment}", "") if is_left else text)


SAID = [
    "Sure! Here's the translation of the text:",
    "Certainly! Below is a summary of the talk:",
    "Here is the translated text, keeping the Markdown formatting:",
    "Here is the summary you requested:",
    "As an AI language model, I cannot taste soup.",
    "I'm sorry, but I cannot assist with that request.",
    "Please provide the text you would like me to translate.",
    "Would you like me to continue with the next part?",
    "Let me know if you need any further adjustments.",
    "(Translation continues…)",
    "[... rest of the text unchanged ...]",
    "[Insert title here]",
    "[Your name here]",
    "TODO: summary",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "好的，以下是翻译：",
    "以下是您提供的文本的中文翻译：",
    "作为一个AI语言模型，我无法品尝汤。",
    "请提供需要翻译的文本。",
    "希望这个翻译对您有帮助！",
    "（译文未完，待续）",
    "[此处插入标题]",
    "Als KI-Sprachmodell kann ich keine Suppe kosten.",
    "En tant que modèle de langage, je ne goûte pas.",
    "Como modelo de lenguaje, no puedo probarla.",
    "Of course! I'd be happy to help. Here is the translation:",
    "As an AI developed by Soup Labs, I cannot taste soup.",
    "I'm unable to translate this page, as it is protected.",
    "It seems you haven't provided any text to translate.",
    "It looks like the text was cut off. Could you provide the rest?",
    "Thought for 12 seconds",
    "ChatGPT can make mistakes. Check important info.",
    "[Content truncated due to length]",
    "... [rest of the content] ...",
    "(Due to length limits, the rest of the translation is omitted.)",
    "好的，我来帮您翻译这段文字。",
    "当然可以，下面是这篇文章的中文版本：",
    "抱歉，我无法完成该请求。",
    "很抱歉，我无法提供该内容的翻译。",
    "您好！我是DeepSeek，请问您想翻译什么？",
    "已深度思考（用时 12 秒）",
    "需要我继续翻译吗？",
    "（注：由于原文过长，翻译到此为止。）",
    "（未完待续，请回复“继续”）",
    "本回答由 AI 生成，内容仅供参考，请仔细甄别。",
    "承知しました。以下に翻訳を示します。",
    "申し訳ありませんが、そのリクエストにはお応えできません。",
    "Natürlich! Hier ist die Übersetzung:",
    "Als KI kann ich keine Suppe kosten.",
    "Bien sûr ! Voici la traduction en français :",
    "En tant qu'IA, je ne goûte pas.",
    "¡Claro! Aquí tienes la traducción:",
]


@pytest.mark.parametrize("said", SAID)
def test_sentences_of_models_and_templates(said: str) -> None:
    """On a line of its own, anywhere; in quotes, lists, code, or in a talk with a model, it is spoken of."""
    text = f"Boil it.\n\n{said}\n\nSkim it.\n"
    assert found(text, "placeholder") == [("placeholder", said)]
    assert mended(text, "placeholder") == "Boil it.\n\nSkim it.\n"
    assert found(f"Boil it.\n\n**{said}**\n", "placeholder") == [("placeholder", said)]
    for silent in (f'She wrote "{said}" to me.\n', f"> {said}\n", f"- {said}\n", f"```\n{said}\n```\n", f"`{said}`\n"):
        assert found(silent, "placeholder") == []
    assert found(f"**ChatGPT:**\n\n{said}\n", "placeholder") == []


@pytest.mark.parametrize(
    "line",
    [
        "Sure! I will come.",
        "Of course, here is my address:",
        "I'm sorry, but I cannot come to dinner.",
        "If you'd like, I can bring the soup on Friday.",
        "It looks like the road was cut off. Nobody came.",
        "Thought for the day",
        "This is an edited transcript of our talk:",
        "(The rest of the file is on the server.)",
        "你好，我是小明。",
        "需要我帮忙吗？",
        "抱歉，我不能来。",
        "好的，我来做饭。",
        "（由于篇幅所限，以下省略）",
        "内容由编辑部提供，请注意查收。",
        "はい、以下の通りです。",
        "申し訳ありませんが、今日は休みです。",
        "Natürlich! Hier ist die Suppe:",
        "Als KI-Forscherin habe ich viel gekocht.",
        "Bien sûr ! Voici la recette :",
        "¡Claro! Aquí tienes la receta:",
    ],
)
def test_sentences_that_only_people_write(line: str) -> None:
    """Letters, recipes, editors' remarks: nothing says that a model wrote them."""
    for text in (f"{line}\n\nBoil it.\n", f"Boil it.\n\n{line}\n\nSkim it.\n", f"Boil it.\n\n{line}\n"):
        assert found(text) == []


@pytest.mark.parametrize(
    "said",
    ["Here is the translation:", "Here's the revised version:", "以下是翻译：", "Voici la traduction :", "译文如下："],
)
def test_sentences_that_people_write_too(said: str) -> None:
    """In the middle of a note a person leads to a translation so."""
    assert found(f"{said}\n\nBoil it.\n\nSkim it.\n") == [("placeholder", said)]
    assert found(f"# Soup\n\n{said}\n\nBoil it.\n") == [("placeholder", said)]
    assert found(f"Boil it.\n\nSkim it.\n\n{said}\n\n---\n\nPut.\n") == [("placeholder", said)]
    assert found(f"The stone is old.\n\n{said}\n\nWho digs shall find.\n\nSo it says.\n") == []


def test_sentences_in_folded_translations() -> None:
    text = '汤。\n\n<details>\n<summary>Original</summary>\n<p class="o">Here is the translation: Boil it.</p>\n</details>\n\n好。\n'
    assert found(text, "placeholder") == []
    text = text.replace(" Boil it.", "")
    assert found(text, "placeholder") == [("placeholder", "Here is the translation:")]


@pytest.mark.parametrize(
    ("text", "looped"),
    [
        ("The soup is " + "very " * 12 + "good.\n", "very " * 10 + "very"),
        ("So " + "we boil the bones and " * 9 + "rest.\n", "we boil the bones and " * 7 + "we boil the bones and"),
        ("然后" + "我们" * 15 + "走了。\n", "我们" * 14),
        ("谢谢大家。" * 12 + "\n", "谢谢大家。" * 11),
        ("x " + "的" * 30 + "\n", "的" * 29),
        ("Thank you. " * 14 + "\n", ("Thank you. " * 13).rstrip()),
    ],
)
def test_loops(text: str, looped: str) -> None:
    assert found(text, "loop") == [("loop", looped)]
    assert found("Boil it first.\n\nSkim it then.\n\n" * 20 + text, "loop") == [("loop", looped)]


@pytest.mark.parametrize(
    "line",
    [
        "no, " * 40,
        "Yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes!",
        "ha" * 60,
        "哈" * 60,
        "对对对对对对对",
        "[Music] " * 30,
        "(applause) " * 30,
        "la la la " * 20,
        "= " * 60,
        "0 0 1 0 0 1 " * 10,
        "| a | a | a | a | a | a | a | a | a | a | a | a | a | a | a | a | a | a | a | a | a |",
        "`" + "soup and " * 20 + "`",
        "very, " * 5 + "good",
        "I mean " * 7,
        "&nbsp; " * 20,
        "![](soup.png) " * 20,
        "aGVsbG8h" * 20,
    ],
)
def test_what_is_no_loop(line: str) -> None:
    """Laughter, sounds, stammering, rules, numbers, code, markup, data."""
    assert found(f"{line}\n", "loop") == []


def test_lines_over_and_over() -> None:
    line = "Boil the bones.\n"
    assert found(line * 8 + "Done.\n", "loop") == [("loop", (line * 7).rstrip())]
    assert found((line + "\n") * 9, "loop") == [("loop", ((line + "\n") * 8).rstrip())]
    assert found(line * 7, "loop") == []
    assert found("- [ ] water the beds\n" * 20, "loop") == []


def paragraph(number: int) -> str:
    return (
        f"On day {number} we boiled the bones of hen {number} for so long that the neighbours began to ask us why.\n\n"
    )


LONG = "".join(paragraph(number).strip() + " " for number in range(3)).strip() + "\n\n"
TEXT = "".join(map(paragraph, range(30)))


def test_a_long_paragraph_right_behind_itself() -> None:
    assert found(TEXT + LONG + LONG, "repeated-section") == [("repeated-section", LONG.strip())]
    assert found(TEXT + LONG * 3, "repeated-section") == [("repeated-section", (LONG * 2).strip())]
    assert found(TEXT + LONG.replace(" ", "\n") * 2, "repeated-section") == []
    assert found(TEXT + paragraph(99) * 2, "repeated-section") == []


def test_paragraphs_in_the_same_order() -> None:
    copy = "".join(map(paragraph, range(15, 22)))
    assert found(TEXT + copy, "repeated-section") == [("repeated-section", copy.strip())]
    assert found(TEXT + "## Soup\n\n" + copy, "repeated-section") == [("repeated-section", copy.strip())]


def test_copies_that_are_meant() -> None:
    """A teaser; the same text below other headings; references on code; what is folded away; lists; a refrain."""
    assert found("".join(map(paragraph, range(12, 16))) + TEXT, "repeated-section") == []
    copy = "".join(map(paragraph, range(15, 22)))
    assert found(f"{TEXT}## Hen\n\n{copy}## Ox\n\n{copy.replace('x', 'x')}", "repeated-section") != []
    section = "".join(map(paragraph, range(60, 64)))
    assert found(f"{TEXT}## Hen\n\n{section}## Ox\n\n{section}", "repeated-section") == []
    parts = f"{TEXT}## Hen\n\nOf hens.\n\n{section}## Ox\n\nOf oxen.\n\n{section}"
    assert found(parts, "repeated-section") == [], "as manuals say the same of each part"
    mantra = paragraph(1).strip() + "\n"
    assert found(TEXT + mantra * 4, "repeated-section") == []
    code = copy.replace("hen", "`hen`")
    assert found(TEXT.replace("hen", "`hen`") + code, "repeated-section") == []
    folded = f"<details>\n<summary>x</summary>\n<p>{LONG.strip()}</p>\n</details>\n\n"
    assert found(f"汤。\n\n{folded}好。\n\n{folded}", "repeated-section") == []
    items = "".join("- " + paragraph(number).strip() + "\n" for number in range(5))
    assert found(f"{TEXT}{items}\nAgain:\n\n{items}", "repeated-section") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Boil.\n\n```sh\nboil\n\nSkim.\n", "```sh"),
        ("Boil.\n\n~~~\nboil\n```\n", "~~~"),
        ("Boil.\n\n<!-- salt\n\nSkim.\n", "<!--"),
        ("Boil.\n\n$$\nx < y\n\nSkim.\n", "$$"),
        ("Boil.\n\n%%\nsalt\n\nSkim.\n", "%%"),
        (
            TEXT + "We ate. But in the night there was a knock at the door, and when we opened there sto",
            "But in the night there was a knock at the door, and when we opened there sto",
        ),
    ],
)
def test_notes_that_break_off(text: str, place: str) -> None:
    assert found(text, "truncated") == [("truncated", place)]


@pytest.mark.parametrize(
    "text",
    [
        "```\nboil\n```\n",
        "> ```\n> boil\n\nSkim.\n",
        "- ```\n  boil\n\nSkim.\n",
        "Skim.\n\n<!-- more -->\n\nBoil.\n",
        "It costs $$ and 5 %% more.\n",
        TEXT + "Ann Lee\n",
        TEXT + "Yours sincerely, and with many thanks for the soup that you left at our door,\nAnn Lee\n",
        TEXT + "We thank all those who knocked on the wall for thirty years, and the hen that gave.\nAnn Lee\n",
        TEXT + "Photograph by Ann Lee, who has been taking pictures of soup for thirty years in Rome and Paris\n",
        TEXT + "Written in the kitchen of the house by the river, where we lived then, by Ann [[Lee]]\n",
        TEXT + "See what we wrote of the soup at the time, there is more of it: https://example.org/soup\n",
        paragraph(1) + "We ate, and in the night there was a knock at the door, and when we opened there sto",
        TEXT.replace("why.", "why")
        + "We ate, and in the night there was a knock at the door, and when we opened there sto",
        TEXT
        + "<details>\n<summary>x</summary>\n<p>We ate, and in the night there was a knock at the door, and there sto",
    ],
)
def test_notes_that_only_end(text: str) -> None:
    """A block that its list or quote ends; a signature, a link; notes that are short, or do not care for full stops.

    Of a `<details>` that is cut off, `details/unclosed` tells.
    """
    assert found(text, "truncated") == []


def test_clippings_are_guesses() -> None:
    lines = "".join(f"我们把第{day}锅汤煮了很久很久。 本文来自好汤网\n\n" for day in "一二三四五六")
    assert [said for _, said in found(lines, "clipping")] == ["本文来自好汤网"] * 6
    assert mended(lines, "clipping") == lines
    assert mended(lines, "clipping", unsafe=True) == lines.replace(" 本文来自好汤网", "")
    keywords = "关键词：汤，骨头，盐，葱，姜，水，锅，火，碗\n"
    assert found(keywords, "clipping") == [("clipping", keywords.strip())]
    assert found("`cafÃ©`\n", "clipping") == []


def test_patterns_of_ones_own() -> None:
    text = "Boil it.\n\nSlate v2 export.\n\nSkim it with Slate v3 export now.\n"
    assert found(text, "marker", patterns=("slate v* export",)) == [
        ("marker", "Slate v2 export"),
        ("marker", "Slate v3 export"),
    ]
    assert found("[X.Y]\n", "marker", patterns=("[x?y]", "*")) == [], (
        "no other sign has a meaning, and a star alone none"
    )
    assert found("Sure! Here is the translation:\n", "placeholder", allow=("sure! *",)) == []


PIECES = st.sampled_from(
    [
        *MARKS,
        *SAID,
        "Boil it.",
        "",
        "",
        "very " * 20,
        "我们" * 20,
        "```",
        "<!--",
        "$$",
        "> q",
        "- i",
        "<p>",
        "<think>",
        "汤。",
        LONG.strip(),
    ]
)


@given(st.lists(PIECES, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_there_a_second_run_changes_nothing(pieces: Sequence[str], newline: str) -> None:
    text = newline.join(pieces)
    once = mended(text)
    assert mended(once) == once
    assert len(once) <= len(text)


REPEATED = {
    "marks": "[BODY_START]\n\n",
    "open brackets": "[",
    "comments": "<!-- chunk 1/8 -->\n\n",
    "thoughts": "<think>\n\n",
    "sentences": "Sure! Here is the translation of your text:\n\n",
    "beginnings": "Here is the text that I\n",
    "one line": "we boil the bones and ",
    "one letter": "a",
    "letters": "的",
    "lines": "We boil the bones of the hen.\n",
    "paragraphs": LONG,
    "nearly the same": "we boil we boil we boil we skim ",
    "fences": "```\n",
    "stars": "*** ",
    "parts": "<!-- chunk 1/8 -->\n",
}


def steps(text: str) -> int:
    """How many lines of Python are run to check the text."""
    active = rules(*DEFAULT, "clipping")
    count = 0

    def step(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        checked = check_note(parse("note.md", text), active)
    finally:
        sys.settrace(before)
    assert not checked.crashes
    return count


@pytest.mark.parametrize("why", REPEATED)
def test_four_times_the_text_takes_about_four_times_the_steps(why: str) -> None:
    short, long = (steps(REPEATED[why] * times) for times in (100, 400))
    assert long < 5 * short
