"""A text is said to be in the wrong language, or to stand twice, only where no reader would doubt it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import Vault
from hypothesis import given
from hypothesis import strategies as st

from vaultlint import project
from vaultlint.bilingual import Form
from vaultlint.bilingual.languages import detector, language
from vaultlint.bilingual.languages.language import has_enough, may_be_in, tell
from vaultlint.bilingual.languages.script import scripts
from vaultlint.lint import activate, check_note
from vaultlint.note import Bindings, Note
from vaultlint.rule import discover

HTML = Form(labels=("View Original",), html_class="original")
PLAIN = Form(labels=("Original",))
ACTIVE = [activate(discover()[name]) for name in ("translation/wrong-language", "translation/repeated")]

ZH, EN = "先把骨头放进冷水里，慢慢烧开，再撇去浮沫。", "Put the bones in cold water, bring it to a boil and skim it."
ZH2, EN2 = (
    "骑车翻山的人都知道，最后三公里才是真正的开始。",
    "Every cyclist knows that the last three kilometres are where it begins.",
)
ZH3, EN3 = "他用了整整十年，才学会怎样把一块木头刨平。", "It took him ten whole years to learn how to plane a board."
ZH4, EN4 = (
    "桥在一八八七年通车，那天全城的人都来了。",
    "The bridge was opened in 1887, and the whole town was there that day.",
)


def html(text: str, label: str = "View Original", name: str = "original") -> str:
    return f'<details>\n<summary>{label}</summary>\n<p class="{name}">{text}</p>\n</details>\n\n'


def plain(text: str, label: str = "Original") -> str:
    return f"<details>\n<summary>{label}</summary>\n\n{text}\n\n</details>\n\n"


def note(*pairs: tuple[str, str]) -> str:
    return "# 汤\n\n" + "".join(f"{own}\n\n{html(original)}" for own, original in pairs)


def found(text: str, *forms: Form) -> list[tuple[str, str]]:
    """Rule and text of each finding."""
    checked = check_note(Note("a.md", text, Bindings(translations=forms or (HTML, PLAIN))), ACTIVE)
    assert not checked.crashes
    return [(one.rule.partition("/")[2], one.finding.span.of(text)) for one in checked.diagnostics]


TOLD = [
    ("zh", "en", ZH, "zh"),
    ("zh", "en", EN, "en"),
    ("en", "zh", ZH, "zh"),
    ("zh-Hant-TW", "en-US", "先把骨頭放進冷水裡，慢慢燒開。", "zh-Hant-TW"),
    ("zh", "en", "我们用 OpenAI、Claude Code 和 VS Code 写了 Python 代码。", "zh"),
    ("zh", "en", "他在 NVIDIA、AMD、Intel、Qualcomm 和 Broadcom 都工作过很多年。", "zh"),
    ("zh", "en", "He calls it 关系, and that means as much as connections.", "en"),
    ("zh", "en", "The poet writes: “床前明月光，疑是地上霜，举头望明月，低头思故乡。” It is about the moon and about longing for home.", "en"),
    ("zh", "en", "他引用了乔布斯的话：“Stay hungry, stay foolish, and never let go of your appetite.” 然后就下台了。", "zh"),
    ("zh", "en", "我们有**TSA**（Transportation Security Administration: the people at the airport）的特工，他们都在机场工作。", "zh"),
    ("zh", "en", "The market is led by **Nvidia**（一家领先的图形处理器和人工智能芯片制造商） with nine tenths of it.", "en"),
    ("zh", "en", "**Joe Weisenthal:** 是的，就是这样，我们下周再见。", "zh"),
    ("zh", "en", "主持人：And what did you do after that, when the money was gone?", "en"),
    ("zh", "en", "好的，明天见。", "zh"),
    ("ja", "en", "まず骨を冷たい水に入れて、ゆっくり沸かします。", "ja"),
    ("ja", "zh", "まず骨を冷たい水に入れて、ゆっくり沸かします。", "ja"),
    ("zh", "ja", "まず骨を冷たい水に入れて、ゆっくり沸かします。", "ja"),
    ("ja", "zh", ZH, "zh"),
    ("zh", "ja", "日语里的「の」很像中文的的字，很多店铺喜欢把它写在招牌上面，看起来很特别。", "zh"),
    ("ko", "en", "먼저 뼈를 찬물에 넣고 천천히 끓입니다.", "ko"),
    ("ko", "ja", "먼저 뼈를 찬물에 넣고 천천히 끓입니다.", "ko"),
    ("ru", "en", "Сначала положите кости в холодную воду.", "ru"),
    ("ru", "en", "Мы купили новый GitHub Copilot и Visual Studio Code для всей команды.", "ru"),
    ("ar", "en", "ضع العظام في الماء البارد واتركها تغلي ببطء", "ar"),
    ("he", "en", "שים את העצמות במים קרים והבא לרתיחה לאט", "he"),
    ("el", "en", "Βάλτε τα κόκαλα σε κρύο νερό και αφήστε τα να βράσουν.", "el"),
    ("th", "en", "ใส่กระดูกลงในน้ำเย็นแล้วต้มช้าๆ จนเดือด", "th"),
    ("hi", "en", "हड्डियों को ठंडे पानी में डालें और धीरे-धीरे उबालें।", "hi"),
    ("bn", "en", "হাড়গুলো ঠান্ডা পানিতে দিন এবং ধীরে ধীরে ফুটান।", "bn"),
    ("ta", "en", "எலும்புகளை குளிர்ந்த நீரில் போட்டு மெதுவாக கொதிக்க விடவும்.", "ta"),
    ("te", "en", "ఎముకలను చల్లటి నీటిలో వేసి నెమ్మదిగా మరిగించండి.", "te"),
    ("hy", "ru", "Ոսկորները դրեք սառը ջրի մեջ և դանդաղ եռացրեք։", "hy"),
    ("ka", "ru", "ძვლები ჩადეთ ცივ წყალში და ნელა აადუღეთ.", "ka"),
    ("my", "en", "အရိုးများကို ရေအေးထဲတွင် ထည့်ပါ။", "my"),
    ("km", "en", "ដាក់ឆ្អឹងក្នុងទឹកត្រជាក់ ហើយដាំឱ្យពុះ", "km"),
    ("am", "en", "አጥንቶቹን በቀዝቃዛ ውሃ ውስጥ ያስቀምጡ እና ቀስ ብለው ያፍሉ", "am"),
    ("sr-Cyrl", "sr-Latn", "Ставите кости у хладну воду и полако загрејте.", "sr-Cyrl"),
    ("sr", "en", "Ставите кости у хладну воду и полако загрејте.", "sr"),
    ("sr-Latn", "ru", "Stavite kosti u hladnu vodu i polako zagrejte do ključanja.", "sr-Latn"),
    ("zh-Latn", "zh", "xiān bǎ gǔtou fàng jìn lěng shuǐ lǐ, màn màn shāo kāi", "zh-Latn"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "text", "answer"), TOLD)
def test_prose_tells_its_language(one: str, other: str, text: str, answer: str | None) -> None:
    assert tell(text, one, other) == tell(text, other, one) == answer


SILENT = [
    ("zh", "en", "", "nothing"),
    ("zh", "en", "2025, 30 %, 1:30.", "numbers"),
    ("zh", "en", "Amit：AMD。", "a name and a name"),
    ("zh", "en", "OpenAI o3。", "a product"),
    ("zh", "en", "[Music]", "what is heard"),
    ("zh", "en", "Yes.", "a short reply, which may be left as it is"),
    ("zh", "en", "对。", "a short reply"),
    ("zh", "en", "谢谢，Nikolai。", "thanks and a name"),
    ("zh", "en", "**Tracy Alloway:** 我是Tracy Alloway。", "who speaks, and the name"),
    ("zh", "en", "Kerman Rodriguez, Dash Bennett, Kale Brooks, Cale Nguyen, Tracy Alloway", "a list of names"),
    ("zh", "en", "Attention Is All You Need", "the title of a paper"),
    ("zh", "en", "https://example.com/how-to-boil-bones-in-cold-water and more: www.boil-the-bones.com", "addresses"),
    ("zh", "en", "`git commit --amend --no-edit` `npm run build and deploy`", "code"),
    ("zh", "en", "$a + b = \\text{the sum of both of the numbers}$", "math"),
    ("zh", "en", "先把骨头放进冷水里 and then bring the water to a boil slowly", "half of each"),
    ("zh", "en", "“Stay hungry, stay foolish, and never let go of your appetite.”", "a quotation, left as it is"),
    ("zh", "en", "@stalwart @tracy_alloway #podcast/finance", "handles and tags"),
    ("zh", "en", "♪ and the band played on and on until the morning came ♪", "a song"),
    ("zh", "ja", "東京都知事選挙", "a heading that may be either"),
    ("zh", "en", "Сначала положите кости в холодную воду.", "neither of both"),
    ("zh", "en", "まず骨を冷たい水に入れて、ゆっくり沸かします。", "Japanese, which is neither"),
    ("zh-Hans", "zh-Hant", ZH, "one language in two spellings"),
    ("en-GB", "en-US", EN, "one language of two countries"),
    ("zh", "yue", ZH, "no library tells these"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "text", "why"), SILENT)
def test_what_may_be_either_is_not_told(one: str, other: str, text: str, why: str) -> None:
    assert tell(text, one, other) is tell(text, other, one) is None, why


@given(st.text(), st.sampled_from(TOLD), st.sampled_from(TOLD))
def test_a_glance_never_loses_an_answer(text: str, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    text = one[2] + text
    answer = tell(text, one[0], other[0])
    assert answer in (one[0], other[0], None)
    if answer == one[0] and scripts(one[0]) != scripts(other[0]) and not scripts(one[0]) < scripts(other[0]):
        assert may_be_in(text, one[0], other[0])


_SIGNED = st.lists(
    st.sampled_from(["`", "$", "<", ">", "♪", "[", "](", "]", ")", "://", "www.", "@", "#", "/", "（", "）", "《", "》",
                     ":", "：", "\n", " ", "“", "”", "汉字汉字", "骨头放进冷水里", "put the bones", "Name", "a.b-c"]),
    max_size=14,
).map("".join)  # fmt: skip


@given(_SIGNED, st.sampled_from([("zh", "en"), ("en", "zh"), ("ru", "en"), ("ja", "en")]))
def test_what_is_left_out_of_account_takes_no_text_for_one_that_has_too_little(
    text: str, languages: tuple[str, str]
) -> None:
    told = tell(text, *languages)
    assert told is None or has_enough(text, told)


WRONG = [
    (note((ZH, EN), (ZH2, ZH)), [ZH], "Chinese under an English label"),
    (note((ZH, EN), (ZH2, ZH2)), [ZH2], "the paragraph itself, once more"),
    (note((ZH, EN), (ZH2, "好的，谢谢。")), ["好的，谢谢。"], "a short answer, but without any other letter"),
    (note((ZH, EN), (EN2, EN2)), [EN2], "a paragraph that nobody has translated"),
    (note((ZH, EN), (f"**Tom:** {EN2}", EN2)), [f"**Tom:** {EN2}"], "the same with who speaks"),
    (note((ZH, EN), (EN2, ZH2)), [ZH2], "a pair that is the other way round is one fault"),
    (note((ZH, ZH), (ZH2, EN2), (ZH3, ZH3)), [ZH, ZH3], "each by itself"),
    (f"{ZH}\n\n{plain(ZH2)}", [ZH2], "in a block of plain Markdown"),
    (note((ZH, EN), (f">> {EN2}", EN2)), [EN2], "a second sign of a quote tells who speaks"),
    (f"{ZH}\n\n" + plain(f"{ZH2}\n\n{ZH3}"), [f"{ZH2}\n\n{ZH3}"], "two paragraphs in it"),
    (f"{ZH}\n\n{plain('`code`')}", [], "code says nothing"),
    (f"{ZH}\n\n" + html(f'{ZH2}</p>\n<p class="original">{ZH3}'), [f'{ZH2}</p>\n<p class="original">{ZH3}'], "two <p>"),
    (f"{ZH}\n\n" + html(f"{EN}</p>\n<p class=\"original\">{ZH3}"), [], "half of each"),
    (f"> {EN}\n\n{html(EN)}", [], "a quotation is left in its language"),
    (f"## {EN}\n\n{html(EN)}", [], "a heading is no paragraph"),
    (note((ZH, EN), ("Amit：AMD。", "AMD.")), [], "names"),
    (note((ZH, EN), ("[Music]", "[Music]")), [], "what is heard"),
    (note((ZH, EN), ("Yeah, absolutely.", "Yeah, absolutely.")), [], "a short reply"),
    (note((ZH, EN), ("Kerman Rodriguez, Dash Bennett, Kale Brooks", "Kerman Rodriguez, Dash Bennett, Kale Brooks")), [], "names"),
    (note((ZH, EN), ("♪ and the band played on and on, until dawn ♪", "♪ and the band played on and on, until dawn ♪")), [], "lyrics"),
    (note((ZH, EN), (ZH2, f"{EN2}（最后三公里）")), [], "a gloss"),
    (note((ZH, EN), (ZH2, "")), [], "an empty block is another rule's"),
    (note((ZH, EN)) + f"{ZH2}\n\n{html(ZH, 'View Original Chinese', 'chinese')}", [], "the label and the class say that it is Chinese"),
    (note((ZH, EN)) + f"{EN2}\n\n{html(ZH2, name='chinese')}", [], "the class says that it is Chinese"),
    (f"{ZH}\n\n<details>\n<summary>Notes</summary>\n\n{ZH2}\n\n</details>\n", [], "no translation"),
    (f"{ZH}\n\n<details>\n<summary>Original</p>\n\n{ZH2}\n\n</details>\n", [], "a broken tag comes first"),
    (f"```\n{note((ZH, ZH2))}```\n", [], "an example in code"),
    (f"<!--\n{ZH}\n\n{html(ZH2)}-->\n", [], "a comment"),
    (f"{EN}\n\n{ZH}\n\n{html(EN)}", [], "the block belongs to the paragraph right before it"),
    (f"- {EN2}\n\n{html(EN2)}", [EN2], "an item of a list"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), WRONG)
def test_wrong_language(text: str, expected: list[str], why: str) -> None:
    assert found(text) == [("wrong-language", one) for one in expected], why
    crlf = found(text.replace("\n", "\r\n"))
    assert [(rule, text.replace("\r\n", "\n")) for rule, text in crlf] == found(text)


REVERSED = Form(language="en", original="zh", labels=("View Original",), html_class="original")


def test_the_other_direction() -> None:
    text = f"{EN}\n\n{html(ZH)}{EN2}\n\n{html(EN2)}{ZH3}\n\n{html(ZH3)}"
    assert found(text, REVERSED) == [("wrong-language", EN2), ("wrong-language", ZH3)]


def test_a_note_that_may_be_either_way_round() -> None:
    text = f"{EN}\n\n{html(ZH)}{ZH2}\n\n{html(EN2)}"
    assert found(text, HTML, REVERSED) == []
    assert found(f"{text}{ZH3}\n\n{html(ZH4)}", HTML, REVERSED) == [("wrong-language", ZH4)]


def test_other_languages() -> None:
    form = Form(language="ja", original="ko", labels=("Original",))
    japanese, korean = "骨を冷たい水に入れて、ゆっくり沸かします。", "뼈를 찬물에 넣고 천천히 끓입니다."
    text = f"{japanese}\n\n{plain(korean)}{japanese}\n\n{plain(japanese)}{korean}\n\n{plain(korean)}"
    assert found(text, form) == [("wrong-language", japanese), ("wrong-language", korean)]


def test_callouts() -> None:
    form = Form(carrier="callout")
    assert found(f"{ZH}\n\n> [!en]- Original\n> {EN}\n\n{ZH2}\n\n> [!en]- Original\n> {ZH3}\n> {ZH4}\n", form) == [
        ("wrong-language", f"{ZH3}\n> {ZH4}")
    ]


REPEATED = [
    (note((ZH, EN), (ZH2, EN)), [EN], "the neighbour's"),
    (note((ZH, EN), (ZH2, EN2), (ZH3, EN)), [EN], "the neighbour's but one"),
    (note((ZH, EN), (ZH2, EN), (ZH3, EN), (ZH4, EN4)), [EN, EN], "three times: each of the later ones"),
    (note((ZH, EN), (ZH2, EN.upper().replace(", ", " – "))), [EN.upper().replace(", ", " – ")], "but for case and punctuation"),
    (note((ZH, EN), (ZH2, f"<b>{EN}</b>")), [f"<b>{EN}</b>"], "but for tags"),
    (note((ZH, EN), (ZH2, EN.replace(" ", "\n"))), [EN.replace(" ", "\n")], "but for white space"),
    (note((ZH, EN), (ZH2, f">> {EN}")), [f">> {EN}"], "but for who speaks"),
    (note((ZH, EN), (ZH2, EN.replace("bones", "beans"))), [], "nearly the same is not the same"),
    (note((ZH, EN), (ZH2, "Yes, of course, as everybody knows it.")), [], "not the same"),
    (note((ZH, "Yes, of course, as everybody knows."), (ZH2, "Yes, of course, as everybody knows.")), [], "less than 40 characters"),
    (note((ZH, "x" * 10 + " abcdefghi" * 3), (ZH2, "x" * 10 + " abcdefghi" * 3)), ["x" * 10 + " abcdefghi" * 3], "just 40 characters"),
    (note((ZH, EN), (ZH, EN)), [], "the paragraph repeats, too"),
    (note((ZH, EN), (ZH2, EN2), (f"{ZH[:-1]}，对吧？", EN)), [], "nearly the same paragraph"),
    (note((ZH, EN), *((f"第{n}段。", f"Number {n}.") for n in range(20)), (f"**{ZH}**", EN)), [], "a teaser"),
    (note((ZH, EN), *((f"第{n}段。", f"Number {n}.") for n in range(20)), ("骨头要从冷水开始煮，水开以后把沫子去掉。", EN)), [], "a teaser that was translated twice"),
    (note(*((f"第{n}段。", f"Number {n}.") for n in range(20)), (ZH, EN), *((f"第{n}节。", f"Part {n}.") for n in range(20)), (ZH2, EN)), [EN], "far away, but another paragraph"),
    (note((ZH, "♪"), (ZH2, "♪")), [], "no text"),
    (f"{ZH}\n\n{plain(EN)}{ZH2}\n\n{html(EN)}", [EN], "in another form"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), REPEATED)
def test_repeated(text: str, expected: list[str], why: str) -> None:
    told = found(text)
    assert [rule for rule, _ in told] == ["repeated"] * len(expected), why
    for (_, block), one in zip(told, expected, strict=True):
        assert block.startswith("<details>") and block.endswith("</details>") and one in block


def test_a_broken_block_repeats_nothing() -> None:
    assert found(note((ZH, EN), (ZH2, EN)).replace("</summary>", "</p>")) == []


def test_a_block_that_stands_twice_is_repeated_and_no_orphan() -> None:
    both = [*ACTIVE, activate(discover()["translation/orphan"])]
    text = note((ZH, EN), (ZH2, EN2), (ZH3, EN3), (ZH4, EN4)).replace(html(EN2), html(EN2) * 2)
    checked = check_note(Note("a.md", text, Bindings(translations=(HTML,))), both)
    assert [one.rule for one in checked.diagnostics] == ["translation/repeated"]


@pytest.fixture
def without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (detector, project):
        monkeypatch.setattr(module, "is_there", lambda: False)
    detector.detector.cache_clear()


@pytest.fixture
def articles(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A detector that knows English from French by the articles."""

    def of(one: str, other: str) -> detector.Detector:
        def english(text: str) -> float:
            words = text.split()
            score = {"en": words.count("the"), "fr": words.count("la") + words.count("le")}
            return (score[one] + 0.01) / (score[one] + score[other] + 0.02)

        return english

    monkeypatch.setattr(detector, "detector", of)
    yield


ENGLISH = "First put the bones into the cold water, then bring the pot to a boil."
FRENCH = "Mettez la viande et le sel dans la marmite avec le laurier, puis attendez."
LATIN = Form(language="fr", original="en", labels=("Original",))


@pytest.mark.usefixtures("articles")
def test_languages_of_one_script_are_told_by_a_detector() -> None:
    assert tell(ENGLISH, "fr", "en") == tell(ENGLISH, "en", "fr") == "en"
    assert tell(FRENCH, "fr", "en") == tell(FRENCH, "en", "fr") == "fr"
    assert tell("Dupont, Martin and the others.", "fr", "en") is None, "too short"
    text = f"{FRENCH}\n\n{plain(ENGLISH)}{FRENCH}\n\n{plain(FRENCH)}{ENGLISH}\n\n{plain('The end.')}"
    assert found(text, LATIN)[:2] == [("wrong-language", FRENCH), ("wrong-language", ENGLISH)]


@pytest.mark.usefixtures("without_library")
def test_without_the_library_nothing_is_told() -> None:
    assert tell(ENGLISH, "fr", "en") is None
    assert found(f"{FRENCH}\n\n{plain(FRENCH)}", LATIN) == []


CONFIG = '[[translation]]\nlanguage = "{}"\noriginal = "{}"\nlabels = ["Original"]\n'


@pytest.mark.usefixtures("without_library")
def test_what_is_lacking_is_said_once(vault: Vault) -> None:
    vault.put({"vaultlint.toml": CONFIG.format("fr", "en"), "a.md": "Un.\n", "b/c.md": "Deux.\n"})
    said = vault.run("check").err
    assert said.count("pip install") == 1 and "`fr` and `en` share a script" in said
    assert vault.run("check", "--quiet").err == ""
    assert vault.run("check", "--ignore", "translation").err == "", "nothing that runs needs it"


@pytest.mark.usefixtures("without_library")
@pytest.mark.parametrize(
    ("language", "original"), [("zh", "en"), ("ja", "zh"), ("zh-Hans", "zh-Hant"), ("en", "en-GB")]
)
def test_nothing_is_lacking_where_letters_tell(vault: Vault, language: str, original: str) -> None:
    vault.put({"vaultlint.toml": CONFIG.format(language, original), "a.md": "Un.\n"})
    assert vault.run("check").err == ""


PAIRS = [
    ("fr", "en", "Mettez les os dans l'eau froide et portez lentement à ébullition.", "fr"),
    ("de", "en", "Legen Sie die Knochen in kaltes Wasser und bringen Sie es langsam zum Kochen.", "de"),
    ("ru", "uk", "Положите кости в холодную воду и медленно доведите до кипения.", "ru"),
    ("ru", "uk", "Покладіть кістки в холодну воду і повільно доведіть до кипіння.", "uk"),
    ("es", "pt", "Pon los huesos en agua fría y llévalos a ebullición lentamente.", "es"),
    ("ar", "fa", "ضع العظام في الماء البارد واتركها تغلي ببطء ثم أزل الرغوة", "ar"),
    ("sr-Latn", "en", "Stavite kosti u hladnu vodu i polako zagrejte do ključanja.", None),
    ("br", "en", "Put the bones in cold water and bring it slowly to a boil.", None),
    ("es", "it", "OpenAI, Claude, Gemini, Mistral, DeepSeek, Nvidia, Microsoft", None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "text", "answer"), PAIRS)
def test_the_real_library(one: str, other: str, text: str, answer: str | None) -> None:
    pytest.importorskip("lingua", reason="the extra `languages` is not installed")
    assert tell(text, one, other) == answer


@given(st.text("a.b 三：:(（)[`$<♪《》@/#\nw", max_size=12).map(lambda text: text.replace("w", "www.")))
def test_of_what_says_nothing_only_that_whose_signs_are_there_is_looked_for(text: str) -> None:
    text += ZH + EN
    every = language._silent("\n".join(language._SILENT))
    assert language._spoken(text) == every.sub(" ", text)
