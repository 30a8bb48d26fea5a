"""One fault, one finding, and after its fix none: for every part of a block, among blocks that are whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vaultlint.bilingual import Form
from vaultlint.finding import Applicability
from vaultlint.lint import Active, activate, check_note
from vaultlint.markdown import read
from vaultlint.markdown.details.tags import plain
from vaultlint.markdown.details.tags.near import near
from vaultlint.mend import mend
from vaultlint.note import Bindings, Note, parse
from vaultlint.rule import discover

OPEN, CLOSE = "<details>\n", "</details>\n"
SUMMARY, TEXT = "<summary>Stock</summary>\n", '<p class="note">Boil it.</p>\n'
WHOLE = OPEN + SUMMARY + TEXT + CLOSE


@cache
def rules() -> tuple[Active, ...]:
    return tuple(activate(rule) for name, rule in discover().items() if name.startswith("details/"))


def found(text: str, bindings: Bindings | None = None) -> list[tuple[str, str]]:
    checked = check_note(parse("note.md", text, bindings), rules())
    assert not checked.crashes
    return [(one.rule.removeprefix("details/"), one.finding.span.of(text)) for one in checked.diagnostics]


def mended(text: str, threshold: Applicability = Applicability.SAFE) -> str:
    return mend(parse("note.md", text), rules(), None, threshold).text


def among(block: str) -> str:
    """The block in the middle of a note of whole blocks."""
    return f"# 汤\n\n先烧水。\n\n{WHOLE}\n再放骨头。\n\n{block}\n最后放盐。\n\n{WHOLE}"


def disguised(text: str) -> list[str]:
    return [text, text.replace("\n", "\r\n"), text.removesuffix("\n")]


def balanced(text: str) -> bool:
    """Whether the HTML that markdown-it makes of the text nests its blocks as they are written, by html5lib."""
    page = html5lib.parse(MarkdownIt("commonmark").render(text), namespaceHTMLElements=False)
    blocks = page.findall(".//details")
    return len(blocks) == text.count("<details") and all(
        block.find("summary") is not None and not block.findall(".//details") for block in blocks
    )


# Each row: the block with «its fault», the rule, and whether the fix gives back the whole block.
FAULTS = [
    (OPEN + "<summary>Stock«</p>»\n" + TEXT + CLOSE, "wrong-close", True),
    (OPEN + "<summary>Stock«</details>»\n" + TEXT + CLOSE, "wrong-close", True),
    (OPEN + "<summary>Stock«</sumary>»\n" + TEXT + CLOSE, "wrong-close", True),
    (OPEN + "<summary>Stock«</b>»\n" + TEXT + CLOSE, "wrong-close", True),
    (OPEN + SUMMARY + '<p class="note">Boil it.«</summary>»\n' + CLOSE, "wrong-close", True),
    (OPEN + SUMMARY + '<p class="note">Boil it.«</text>»\n' + CLOSE, "wrong-close", True),
    (OPEN + SUMMARY + '<p class="note">Boil it.«</details>»\n' + CLOSE, "wrong-close", True),
    *(
        (OPEN + SUMMARY + TEXT + f"«{tag}»\n", "wrong-close", True)
        for tag in ("</detais>", "</text>", "</sdetails>", "</deepen>", "</summary>", "</p>", "</detail>", "</div>")
    ),
    *(
        (OPEN + SUMMARY + TEXT + f"«{tag}»\n", "malformed-tag", True)
        for tag in (
            "</details", "</details]", "</details)", "</details_", "＜/details＞", "</details＞", "< /details>",
            "</ details>", "/details>", "<</details>", "</details>>", "<\\details>", "<details>", "<details/>",
        )
    ),
    *(
        (f"«{tag}»\n" + SUMMARY + TEXT + CLOSE, "malformed-tag", True)
        for tag in (
            "<<details>", "<details", "details>", "＜details＞", "<detials>", "<deatils>", "< details>", "<details]",
            "<details<", "<Detials>",
        )
    ),
    *(
        (OPEN + label + "\n" + TEXT + CLOSE, "malformed-tag", True)
        for label in (
            "<summary>Stock«</summary»", "<summary>Stock«</summary_»", "«summary>»Stock</summary>",
            "«<sumary>»Stock</summary>", "<summary>Stock«<summary>»", "<summary>Stock«/summary>»",
            "«＜summary＞»Stock</summary>", "«<summary»Stock</summary>",
            "«<summary＞»Stock</summary>", "<summary>Stock«<summary/>»",
        )
    ),
    *(
        (OPEN + SUMMARY + paragraph + "\n" + CLOSE, "malformed-tag", True)
        for paragraph in (
            '«<p class="class="note">»Boil it.</p>', '«<p class="note>»Boil it.</p>', '«<p class=note">»Boil it.</p>',
            '«p class="note">»Boil it.</p>', '«<p class=“note”>»Boil it.</p>', '«<p class="note"">»Boil it.</p>',
            '«<pclass="note">»Boil it.</p>', '«<p class="note"»Boil it.</p>', '<p class="note">Boil it.«</p»',
            '<p class="note">Boil it.«<p>»',  '<p class="note">Boil it.«/p>»', '«<<p class="note">»Boil it.</p>',
        )
    ),
    (OPEN + "<summary>Stock«<p>»\n" + TEXT + CLOSE, "malformed-tag", True),
    (OPEN + SUMMARY + "«<p-english-text\">»Boil it.</p>\n" + CLOSE, "malformed-tag", False),
    ("«<details open=\">»\n" + SUMMARY + TEXT + CLOSE, "malformed-tag", False),
    (OPEN + SUMMARY + "<p>The «<details>» element folds text.</p>\n" + CLOSE, "unclosed", False),
    (OPEN + SUMMARY + "\nThe «<details>» element folds text.\n\n" + CLOSE, "unclosed", False),
    (OPEN + SUMMARY + "<p>The «<summary>» element names it.</p>\n" + CLOSE, "unclosed", False),
    ("The «<details>» element folds text.\n", "unclosed", False),
    (OPEN + "«<summary>»St\n" + SUMMARY + TEXT + CLOSE, "unclosed", False),
    (OPEN + SUMMARY + "<p class=\"note\"><p>Boil it.</p>«</p>»\n" + CLOSE, "stray-close", False),
    ("«<details>»\n" + SUMMARY + TEXT, "unclosed", True),
    (OPEN + "«<summary>»Stock\n" + TEXT + CLOSE, "unclosed", True),
    (OPEN + SUMMARY + '«<p class="note">»Boil it.\n' + CLOSE, "unclosed", True),
    (OPEN + "«<summary>»Stock Boil it until the bones fall apart, and then some.</summary>\n" + CLOSE, "unclosed", False),
    (OPEN + "«<summary>»Stock\nBoil it.</summary>\n" + CLOSE, "unclosed", True),
    (OPEN + "«<summary>»Stock\nBoil it.\n</summary>\n" + CLOSE, "unclosed", True),
    (OPEN + "«<summary>»Stock\n" + TEXT.rstrip() + "</summary>\n" + CLOSE, "unclosed", True),
    ("«<details>»\n" + SUMMARY + '<p class="note">Boil it.\n', "unclosed", True),
    ("«<details>»\n" + SUMMARY + '<p class="note">Boil\n' + WHOLE, "unclosed", True),
    (WHOLE + "«</details>»\n", "stray-close", True),
    (OPEN + SUMMARY + TEXT + "«</p>»\n" + CLOSE, "stray-close", True),
    (OPEN + SUMMARY + TEXT + "«</summary>»\n" + CLOSE, "stray-close", True),
    (OPEN + "Stock«</summary>»\n" + TEXT + CLOSE, "stray-close", True),
    (OPEN + SUMMARY + "Boil it.«</p>»\n" + CLOSE, "stray-close", True),
    (WHOLE + "\n«</p>»\n", "stray-close", True),
    ("«<details>»\n" + TEXT + CLOSE, "summary-missing", False),
    (OPEN + TEXT + "«<summary>Stock</summary>»\n" + CLOSE, "summary-misplaced", False),
    (OPEN + SUMMARY + "«<summary>Stock</summary>»\n" + TEXT + CLOSE, "summary-repeated", False),
    (OPEN + "«<summary> </summary>»\n" + TEXT + CLOSE, "summary-empty", False),
    (OPEN + "«<summary><b>&nbsp;</b></summary>»\n" + TEXT + CLOSE, "summary-empty", False),
    ("«<summary>Stock</summary>»\n", "summary-outside", False),
    ("«<summary>Stock</summary>»\n" + TEXT + CLOSE, "summary-outside", False),
    ("«<details>»\n" + SUMMARY + CLOSE, "empty", False),
    ("«<details>»\n" + SUMMARY + "<p></p>\n" + CLOSE, "empty", False),
    ("«<details>»\n" + SUMMARY + "<p>&nbsp;</p>\n" + CLOSE, "empty", False),
    ("# Head «<details>»\n" + SUMMARY + TEXT + CLOSE, "glued", False),
    ("Text «<details>»\n" + SUMMARY + TEXT + CLOSE, "glued", False),
    (OPEN + SUMMARY + TEXT + "«</details>» text\n", "glued", False),
    (WHOLE + "«Text **bold**»\nmore\n", "no-blank-after", False),
    (WHOLE + "«# Heading»\n", "no-blank-after", False),
    (WHOLE + "«> A quote.»\n", "no-blank-after", False),
    (OPEN + SUMMARY + "«<p>Boil **it**.</p>»\n" + CLOSE, "markdown-inert", False),
    (OPEN + "«<summary>**Stock**</summary>»\n" + TEXT + CLOSE, "markdown-inert", False),
    *(
        (OPEN + SUMMARY + text + CLOSE, "markdown-inert", False)
        for text in ("«```sh»\nboil\n```\n", "«| a | b |»\n|---|---|\n", "«![a](b.png)»\n", "«- **a**»\n- b\n", "«1. a»\n2. b\n")
    ),
    (OPEN + SUMMARY + '<p class="note">Boil\n«»\nit.</p>\n' + CLOSE, "blank-inside", False),
    (OPEN + SUMMARY + "«»\n" + TEXT + CLOSE, "blank-inside", True),
    (OPEN + SUMMARY + TEXT + "\n    «</details>»\n", "indented", True),
    ("    «<details>»\n    " + SUMMARY + "    " + TEXT + "    " + CLOSE, "indented", True),
    (OPEN + SUMMARY + "\n    «" + TEXT.replace(">Boil", ">»Boil") + "\n" + CLOSE, "indented", True),
    (OPEN + SUMMARY + "<p>Where x«<»y it boils.</p>\n" + CLOSE, "raw-angle", False),
    (OPEN + "<summary>Stock «<»B</summary>\n" + TEXT + CLOSE, "raw-angle", False),
    ("«<»从最大的角度看，这就是全部的意义所在了。\n", "raw-angle", False),
    ("«<»从最大的角度看，这就是意义。>\n", "raw-angle", False),
    ("«<»/从最大的角度看，这就是意义。>\n", "raw-angle", False),
]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "«<details>»\n" + SUMMARY + f"<p>{closed}</p>\n\nPeas.\n"
            for closed in ("`</details>`", "\\</details>", "$a </details>$", "%%</details>%%", "{{</details>}}", "[a](</details>)")
        ),
        OPEN + SUMMARY + '«<p class="note">»The `</p>` ends it.\n' + CLOSE,
        OPEN + "«<summary>»The `</summary>`\n" + TEXT + CLOSE,
        "<div>\n`<details>`\n«</details>»\n</div>\n",
    ],
)
def test_what_only_a_browser_takes_for_a_tag_leaves_the_fix_to_people(text: str) -> None:
    """In HTML a browser closes the block there: the tag that a fix puts in would be one too many."""
    plain = text.replace("«", "").replace("»", "")
    assert [place for _, place in found(plain)] == [text[text.index("«") + 1 : text.index("»")]]
    assert mended(plain) == plain


@pytest.mark.parametrize("mark", ["- ", "1. ", "   ", ""])
def test_paragraphs_made_of_one_stay_in_their_list(mark: str) -> None:
    lead = " " * len(mark)
    text = f"{mark}{OPEN}{lead}{SUMMARY}{lead}<p>Boil it.\n\n{lead}Stir it.</p>\n{lead}{CLOSE}\nPeas.\n"
    after = mended(text)
    assert f"{lead}<p>Boil it.</p>\n{lead}<p>Stir it.</p>\n" in after and balanced(after)


@pytest.mark.parametrize("words", ["<p>Boil it. <!-- </details> --></p>\n", "\nThe `</details>` ends it.\n"])
def test_what_nobody_takes_for_a_tag_stands_in_no_fix_s_way(words: str) -> None:
    after = mended(OPEN + SUMMARY + words)
    assert after.endswith("\n</details>\n") and balanced(after)


@pytest.mark.parametrize(("block", "rule", "restores"), FAULTS)
def test_one_fault_is_one_finding_and_after_its_fix_none(block: str, rule: str, restores: bool) -> None:
    for marked in disguised(among(block)):
        text = marked.replace("«", "").replace("»", "")
        assert found(text) == [(rule, marked[marked.index("«") + 1 : marked.index("»")])]
        after = mended(text)
        assert mended(after) == after
        if after != text:
            assert not found(after)
            assert balanced(after)
        if restores:
            newline = "\r\n" if "\r" in marked else "\n"
            assert after.rstrip() == among(WHOLE).rstrip().replace("\n", newline)


MENDED = [row for row in FAULTS if mended(among(row[0]).replace("«", "").replace("»", "")) != among(row[0])
          .replace("«", "").replace("»", "")]  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.sampled_from(MENDED), min_size=2, max_size=6))
def test_fixes_of_many_faults_compose(rows: list[tuple[str, str, bool]]) -> None:
    """Blocks with a fault each, between whole ones: each is told once, and all are mended as one by one."""
    marked = f"\n上面。\n\n{WHOLE}\n下面。\n\n".join(row[0] for row in rows) + f"\n末尾。\n\n{WHOLE}"
    text = marked.replace("«", "").replace("»", "")
    assert sorted(kind for kind, _ in found(text)) == sorted(kind for _, kind, _ in rows)
    after = mended(text)
    assert not found(after)
    assert mended(after) == after
    assert balanced(after)


SILENT = {
    "inline code": "Use `<details>` and `</summary>`.\n",
    "a fence": "```html\n<details>\n<summary>x</p>\n```\n",
    "a fence in a list": "- a\n\n  ```html\n  <details>\n  ```\n",
    "indented code": "So:\n\n    <details>\n    <summary>x\n",
    "indented code in a block": OPEN + SUMMARY + "\nSo:\n\n    <details>\n\nand on.\n\n</details>\n",
    "indented code for a part of a tag": "So:\n\n    <summary>\n\nand\n\n    </details>\n\nand on.\n",
    "a comment": "<!--\n<details>\n\n</summary>\n-->\n",
    "Obsidian's comment": "%%\n<details>\n\n</p>\n%%\n",
    "math": "Math $a<p>b$.\n",
    "a template": '{{ "<details>" }} and <% "<summary>" %>\n',
    "a raw element": "<pre>\n<details>\n</pre>\n",
    "prose about a tag": "In prose <details\\> is no tag, nor is \\<summary>.\n",
    "less than": "a < b, I <3 you, x<5, 价格<成本，请输入 <文件名>。\n",
    "a placeholder at the start": "<文件名> 是必填的。\n",
    "autolinks": "<https://example.org/details> <me@example.org>\n",
    "words that end like tags": "The details> of it, and summary> too.\n",
    "speech that looks like a list": OPEN + SUMMARY + "<p>\n- Yes.\n- No.\n</p>\n" + CLOSE,
    "generics": "List<String> x = new Map<K, V>();\n",
    "components": "<Details>\n\nx\n\n</Details>\n\n<MyTab title='x'>\n\ny\n\n</MyTab>\n",
    "HTML lets <p> stand open": "<p>left open\n\ntext\n",
    "HTML's own forms": "a<br>b<br/>c</br>d<hr/>\n",
    "a quote": "> " + WHOLE.strip().replace("\n", "\n> ") + "\n",
    "a callout": "> [!note]- T\n> " + WHOLE.strip().replace("\n", "\n> ") + "\n",
    "a list item": "- a\n\n  " + WHOLE.strip().replace("\n", "\n  ") + "\n- b\n",
    "an ordered item": "10. a\n\n    " + WHOLE.strip().replace("\n", "\n    ") + "\n\n11. b\n",
    "a nested block": OPEN + SUMMARY + "\n" + WHOLE + "\n" + CLOSE,
    "a block in a <p>": OPEN + SUMMARY + "<p>\n" + WHOLE + "</p>\n" + CLOSE,
    "open": "<details open>\n<summary>x</summary>\ny\n</details>\n",
    "capitals": "<DETAILS>\n<SUMMARY>x</SUMMARY>\n<P>y</P>\n</DETAILS>\n",
    "mixed letters": "<details>\n<Summary>x</Summary>\n<P>y</P>\n</Details>\n",
    "attributes over lines": "<details\n  open\n  class='x'>\n<summary\n class='b'>x</summary>\ny\n</details>\n",
    "a summary over lines": "<details>\n<summary>\n<b>x</b>\ny\n</summary>\ny\n</details>\n",
    "one line": "<details><summary>x</summary>y</details>\n",
    "summary beside details": "<details> <summary>x</summary>\n<p>y</p>\n</details>\n",
    "a page of HTML": "<!DOCTYPE html>\n<html><body>\n<details>\n<p>x</p>\n</details>\n</body></html>\n",
    "a table of HTML": "<table><tr><td>\na <details><summary>x</summary>y</details> b\n</td></tr></table>\n",
    "a table": "| a | b |\n|---|---|\n| x <details><summary>s</summary>t</details> | y |\n",
    "GitHub's form": OPEN + SUMMARY + "<p>\n\n#### head\n\n```js\nx <y\n```\n\n</p>\n</details>\n",
    "Markdown in the block": OPEN + SUMMARY + "\n- a **b**\n\n[c](https://d.e)\n\n</details>\n",
    "Markdown up to the tag": OPEN + SUMMARY + "\nA **b**\n</details>\n",
    "text without Markdown": OPEN + SUMMARY + "Just text.\n</details>\n",
    "several paragraphs": OPEN + SUMMARY + "<p>a</p>\n<p>b<br>\nc</p>\n</details>\n",
    "speech cues": OPEN + SUMMARY + "<p>>> Host: hi - [Music] >> ok ** hm</p>\n</details>\n",
    "a block right below": WHOLE + WHOLE,
    "a block right below text": "段落。\n" + WHOLE + "\n段落。\n",
    "HTML right below": WHOLE + "<br>\n\n" + WHOLE + "<!-- c -->\n\nText\n",
    "a block's name": WHOLE + "^stock\n",
    "items with blocks": "- <details><summary>x</summary>y</details>\n- z <details><summary>x</summary>y</details>\n",
    "a task": "- [ ] <details>\n  <summary>x</summary>\n  y\n  </details>\n",
    "other elements": OPEN + SUMMARY + "<div>\n<p>x</p>\n<ul>\n<li>a</li>\n</ul>\n</div>\n</details>\n",
    "indented, but in HTML": "<details>\n    <summary>x</summary>\n    <p>y</p>\n</details>\n",
    "a rule above": "---\n\ntext\n\n---\n\n" + WHOLE,
    "a custom block": '<details class="note">\nx\n</details>\n',
}


@pytest.mark.parametrize("why", SILENT)
def test_look_alikes_are_silent(why: str) -> None:
    for text in disguised(SILENT[why]):
        assert found(text) == []
    if not SILENT[why].startswith(("---", "<!DOCTYPE")):
        assert found(among(SILENT[why] + "\n")) == []


WORDS = st.sampled_from(["Boil it.", ">> Hi. >> No.", "A &amp; B", "a &lt;p&gt; b", "x details> y", "w/p>", "Boil\nit.",
    "> a", "salt  and", "t&nbsp; u", "＜p＞", "end\\", "a<b>c</b>", "a **b** [[c]]", "a\n\n- b\n- c", "`x`", "a\n# b\n", "\u3000a",
    "a\n> b", "a\n   b >> c", "a\n[details]\nb", "a\n    b", "$x$ *", "<!-- a -->"])  # fmt: skip
MARKDOWN = OPEN + SUMMARY + "\nBoil it.\n\n" + CLOSE
PLAIN = st.builds(lambda block, words: block.replace("Boil it.", words), st.sampled_from([WHOLE, WHOLE, MARKDOWN]), WORDS)
SCRAPS = st.sampled_from(["</p>", "<p>", OPEN, CLOSE, "<summary>", "</summary>", "\n\n", "&lt;/p&gt;", ">", "/p>", "\\", "    ", "> ", "\n\n```\n", "&lt;", "[/p]", "＜"])


@st.composite
def scratched(draw: st.DrawFn) -> str:
    """A plain block with a scrap somewhere in it."""
    block = draw(PLAIN)
    at = draw(st.integers(0, len(block)))
    return block[:at] + draw(SCRAPS) + block[at + draw(st.integers(0, 3)) :]


BEFORE = st.sampled_from(["", "", "> ", "- ", "<pre>\n", "<!-- a\n", "    ", "text", "\n"])


@given(BEFORE, st.lists(st.one_of(PLAIN, scratched(), SCRAPS), max_size=6).map("".join))
def test_blocks_read_at_once_are_those_read_tag_by_tag(before: str, text: str) -> None:
    text = before + text
    at_once, told = _structure(text), found(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "PLAIN_BLOCK", re.compile(r"(?!)"))
        assert _structure(text) == at_once
        assert found(text) == told


def _structure(text: str) -> tuple[object, ...]:
    """All that is known of the blocks but for how they were read."""
    details = read(text, 0).details
    return details.faults, [
        (block.open.span, block.summary and (block.summary.label, block.summary.text, block.summary.span), block.paragraphs,
         block.span, block.content, block.text, block.depth, len(block.inner), block.is_empty)
        for block in details.blocks
    ]  # fmt: skip


def test_the_fix_of_a_wrong_name_changes_that_name_only() -> None:
    text = among(OPEN + "<summary>Stock</p>\n" + TEXT + CLOSE)
    fix = check_note(parse("note.md", text), rules()).diagnostics[0].finding.fix
    assert fix is not None
    assert [(edit.span.of(text), edit.text) for edit in fix.edits] == [("</p>", "</summary>")]


def test_a_note_cut_off_in_a_block_is_closed_at_its_end() -> None:
    text = f"汤。\n\n{WHOLE}\n盐。\n\n{OPEN}{SUMMARY}<p class=\"note\">Salt, and th"
    assert found(text) == [("unclosed", "<details>")]
    assert mended(text) == text + "</p>\n</details>"


def test_a_garbled_name_twice_is_no_element() -> None:
    text = OPEN.replace("details", "detail") + SUMMARY + TEXT + CLOSE + "\n骨头。\n\n" + OPEN + SUMMARY + TEXT + "</detail>\n"
    assert [kind for kind, _ in found(text)] == ["malformed-tag", "wrong-close"]
    assert mended(text) == WHOLE + "\n骨头。\n\n" + WHOLE


def test_the_summary_that_is_added_has_the_label_of_the_blocks_below_too() -> None:
    text = OPEN + TEXT + CLOSE + "\n骨头。\n\n" + WHOLE + "\n盐。\n\n" + WHOLE
    assert mended(text, Applicability.UNSAFE).startswith(WHOLE)


def test_a_label_that_runs_into_the_end_of_its_block_is_one_fault() -> None:
    assert found(OPEN + "<summary>Stock</details>\n") == [("unclosed", "<summary>")]


def test_a_false_start_goes_where_the_text_is_there_again() -> None:
    start = OPEN + SUMMARY + '<p class="note">Boil it and then\n'
    again = (OPEN + SUMMARY + TEXT + CLOSE).replace("Boil it.", "Boil it and then eat.")
    assert mended("汤。\n\n" + start + again) == "汤。\n\n" + again


def test_blocks_with_the_label_of_the_one_around_them_are_not_nested_in_it() -> None:
    never_closed = OPEN + SUMMARY + TEXT
    text = never_closed + "\n骨头。\n\n" + WHOLE + CLOSE + "\n盐。\n"
    assert found(text) == [("unclosed", "<details>"), ("stray-close", "</details>")]
    assert mended(text) == WHOLE + "\n骨头。\n\n" + WHOLE + "\n盐。\n"


def test_renderers_decide_what_is_safe() -> None:
    text = OPEN + SUMMARY + "See [a](https://b.c).\n" + CLOSE
    for renderers, after in (
        (frozenset({"obsidian"}), text),
        (frozenset({"github", "eleventy"}), text.replace("See", "\nSee")),
    ):
        note = Note("note.md", text, Bindings(renderers=renderers))
        assert mend(note, rules()).text == after
    parts = OPEN + SUMMARY + "\n" + TEXT + CLOSE
    assert found(parts, Bindings(renderers=frozenset({"github"}))) == []


def test_an_empty_block_is_the_translations_affair_where_one_is_bound() -> None:
    bound = Bindings(translations=(Form(labels=("Stock",)),))
    assert found(OPEN + SUMMARY + CLOSE, bound) == []


TAGS = st.sampled_from(
    ["<details>", "</details>", "<summary>", "</summary>", "<p>", "</p>", '<p class="a">', "<details", "</detais>",
     "p>", "＜details＞", "<<summary>", "text", "**b**", " ", "\n", "\n\n", "\n    ", "> ", "- ", "`", "<b", "<!--",
     "-->", "$"]
)  # fmt: skip


@settings(max_examples=300)
@example("<details>＜details＞- <details>＜details＞</detais>")
@given(st.lists(TAGS, max_size=16).map("".join))
def test_whatever_stands_there_fixing_comes_to_rest(text: str) -> None:
    checked = check_note(parse("note.md", text), rules())
    assert not checked.crashes
    spans = [(one.rule, one.finding.span) for one in checked.diagnostics]
    assert len(spans) == len(set(spans))
    after = mended(text)
    assert mended(after) == after


def block(content: str) -> str:
    return OPEN + SUMMARY + content + CLOSE


PARTS = ["<details>", "\n", "<summary>", "Stock", "</summary>", "\n", '<p class="note">', "Boil it.", "</p>", "\n", "</details>", "\n"]
PLACES = {
    "in a quote": lambda block: "> " + block.rstrip().replace("\n", "\n> ") + "\n\n盐。\n",
    "in an item": lambda block: "- 盐\n\n  " + block.rstrip().replace("\n", "\n  ") + "\n- 水\n",
}


def damaged() -> Iterator[str]:
    """A whole block with one of its tags left out, doubled, exchanged or misspelt."""
    for at, tag in enumerate(PARTS):
        if tag.startswith("<"):
            spelt = (tag[:-1], tag[1:], tag.replace("<", "< "), tag.replace("/", "\\"), f"{tag}>", f"<{tag}", f"{tag[:-1]}/>")
            for instead in ("", tag * 2, *(part for part in PARTS if part.startswith("<")), *spelt):
                yield "".join([*PARTS[:at], instead, *PARTS[at + 1 :]])


@pytest.mark.parametrize("where", PLACES)
def test_what_is_mended_on_its_own_is_mended_anywhere(where: str) -> None:
    put = PLACES[where]
    mendable = [one for one in dict.fromkeys(damaged()) if one != WHOLE and mended(one) == WHOLE]
    assert len(mendable) > 50
    for one in mendable:
        if "\np class" not in one:  # which may be text in a quote
            assert mended(put(one)) == put(WHOLE), put(one)


HARMLESS = {
    "bold in an attribute": block('<img alt="**Fig. 1**" src="y.png">\n'),
    "bold in an attribute with an angle": block('<img alt="**Fig.** <b" src="y.png">\n'),
    "signs that are keys": block("<kbd>**</kbd>x<kbd>**</kbd>\n"),
    **{f"bold in {name}": block(f"<{name}>a **b** c</{name}>\n") for name in ("kbd", "samp", "tt", "svg", "code", "pre")},
    "bold in a diagram": block('<div class="mermaid">\na **b** c\n</div>\n'),
    "bold in a heading's attribute": block('<h1 title="**a**">x</h1>\n'),
    "an escaped closing tag": block("<p>write &lt;/p>\n</p>\n"),
    "an escaped closing tag in Markdown": block("write &lt;/p>\n"),
    "a glob": OPEN + "<summary>**/node_modules/** patterns</summary>\n" + TEXT + CLOSE,
    "a return": "  return <details><summary>s</summary>t</details>;\n",
    "an arrow": "x => <details><summary>s</summary>t</details>\n",
    "braces": block(TEXT).rstrip() + " {x}\n",
    "brackets": block(TEXT).rstrip() + " );\n",
    **{f"{sign} below": WHOLE + f"{sign} x\n" for sign in ("{%", "{{", "{:", "%}")},
    "an example below a colon": WHOLE + "\nSo:\n\n    " + WHOLE.strip().replace("\n", "\n    ") + "\n\nso on.\n",
    "an example below a wide colon": WHOLE + "\n例：\n\n    " + WHOLE.strip().replace("\n", "\n    ") + "\n\n好。\n",
    **{
        f"<{name}> behind an open <p>": block(f"<p>text\n<{name}>x</{name}>\n")
        for name in ("ul", "ol", "table", "div", "blockquote", "pre", "h1")
    },
    "an open <p> in an item": block("<ul><li><p>a</li>\n<li><p>b</li></ul>\n"),
    "an open <p> in a cell": block("<table><tr><td><p>a</td></tr></table>\n"),
    "an open <p> in a quote": block("<blockquote><p>a</blockquote>\n"),
}


@pytest.mark.parametrize("why", HARMLESS)
def test_what_may_be_meant_so_is_silent(why: str) -> None:
    for text in disguised(HARMLESS[why]):
        assert found(text) == []


OPEN_P = '<p class="note">Boil it.\n'
LOST_P = "<details open>\n<summary class='s'>Salt</summary>\n{}Boil.</p>\n</details>\n"
CODE = "    <details>\n    <summary>{}</summary>\n    {}Bones.</p>\n    </details>\n"
FALSE_NESTING = OPEN + SUMMARY + TEXT + "\n骨头。\n\n"
# Each row: the text, what is found in it, and what the safe fixes make of it.
TOLD = [
    (OPEN + SUMMARY + '<p class="note">Boil it.</detais>\n' + CLOSE, ["wrong-close </detais>"], WHOLE),
    (OPEN + SUMMARY + TEXT + '<p class="note">Salt, and th', ["unclosed <details>"],
     OPEN + SUMMARY + TEXT + '<p class="note">Salt, and th</p>\n</details>'),
    (OPEN + SUMMARY + TEXT + TEXT, ["unclosed <details>"], OPEN + SUMMARY + TEXT + TEXT + CLOSE),
    (OPEN + SUMMARY + OPEN_P + TEXT, ["unclosed <details>", 'unclosed <p class="note">'], OPEN + SUMMARY + TEXT + TEXT + CLOSE),
    (among(OPEN + SUMMARY + '<p class="note">Boil\n\nit.\n' + CLOSE), ['unclosed <p class="note">'], None),
    (LOST_P.format("<p class='n'>") * 4 + LOST_P.format(""), ["stray-close </p>"], LOST_P.format("<p class='n'>") * 5),
    ("Text.\n\n" + CODE.format("Original", "<p>"), ["indented <details>"], "Text.\n\n" + CODE.format("Original", "<p>").replace("    ", "")),
    ("Text.\n\n" + CODE.format("Soup", '<p class="en-text">'), ["indented <details>"],
     "Text.\n\n" + CODE.format("Soup", '<p class="en-text">').replace("    ", "")),
    ("Text.\n\n" + CODE.format("Soup", "<p>"), [], None),
    ("> " + (OPEN + SUMMARY + "| a | b |\n|---|---|\n" + CLOSE).strip().replace("\n", "\n> ") + "\n", ["markdown-inert | a | b |"], None),
    (block("<h1>x</h1>a **b** c\n"), ["markdown-inert <h1>x</h1>a **b** c"], block("<h1>x</h1>a <strong>b</strong> c\n")),
    (OPEN + SUMMARY + "<p class=“note>Boil it.</p>\n" + CLOSE, ["malformed-tag <p class=“note>"], WHOLE),
    (OPEN + SUMMARY + "<p class=note”>Boil it.</p>\n" + CLOSE, ["malformed-tag <p class=note”>"], WHOLE),
    (OPEN + SUMMARY + '<p class="note">Boil it.<\\p>\n' + CLOSE, ["malformed-tag <\\p>"], WHOLE),
    (OPEN + '<summary>Stock\n<p class="note">Boil it.</summary>\n' + CLOSE, ["unclosed <summary>"], WHOLE),
    (FALSE_NESTING * 2 + WHOLE + CLOSE * 2, ["unclosed <details>"] * 2 + ["stray-close </details>"] * 2, (WHOLE + "\n骨头。\n\n") * 2 + WHOLE),
    (OPEN + SUMMARY + OPEN_P + "\n骨头。\n\n" + WHOLE + "\n盐\n\n" + WHOLE + CLOSE, ["unclosed <details>", "stray-close </details>"],
     WHOLE + "\n骨头。\n\n" + WHOLE + "\n盐\n\n" + WHOLE),
    (OPEN + SUMMARY + TEXT + WHOLE + "\n盐\n\n" + WHOLE + CLOSE, [], None),
    ("<details<summary>Stock</summary>\n" + TEXT + CLOSE, ["malformed-tag <details"], "<details><summary>Stock</summary>\n" + TEXT + CLOSE),
    ("<details\nBoil\n" + CLOSE, ["malformed-tag <details", "summary-missing <details"], "<details>\nBoil\n" + CLOSE),
    (OPEN + "<summary\nStock</summary>\n" + TEXT + CLOSE, ["malformed-tag <summary"], OPEN + "<summary>\nStock</summary>\n" + TEXT + CLOSE),
    (OPEN + SUMMARY + TEXT + "</details<br>\n", ["malformed-tag </details"], OPEN + SUMMARY + TEXT + "</details><br>\n"),
    ("<details>>\n" + SUMMARY + TEXT + CLOSE, ["malformed-tag <details>>"], WHOLE),
    (OPEN + SUMMARY + TEXT + "</detials\n", ["wrong-close </detials"], WHOLE),
    (OPEN + SUMMARY + "<p>\n\n<details open>\n<summary>x</summary>\n<p>y</p>\n</details>\n\nText\n\n</p>\n" + CLOSE, [], None),
    ("Text <\\details>\n", [], None),
    (OPEN + '<summary>Stock\n<p class="note">Boil it.</p>\n<p class="note">Salt.</summary>\n' + CLOSE, ["unclosed <summary>"],
     OPEN + SUMMARY + TEXT + '<p class="note">Salt.</p>\n' + CLOSE),
    (WHOLE + "\n" + OPEN + '<summary>Stock\n<p class="note">Boil it.\n</summary>\n' + CLOSE, ["unclosed <summary>"],
     WHOLE + "\n" + OPEN + SUMMARY + '<p class="note">Boil it.\n</p>\n' + CLOSE),
    ("<p>\n\n" + WHOLE + "\n</p>\n\n</p>\n", ["stray-close </p>"], "<p>\n\n" + WHOLE + "\n</p>\n"),
    (OPEN + SUMMARY + "<p>\n\n<details open>\n<summary>x</summary>\n\n<p>y</p>\n\n</details>\n\n<p>z</p>\n\n</p>\n" + CLOSE,
     ["blank-inside "] * 2, OPEN + SUMMARY + "<p>\n\n<details open>\n<summary>x</summary>\n<p>y</p>\n</details>\n\n<p>z</p>\n\n</p>\n" + CLOSE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told", "after"), TOLD)
def test_faults_that_meet_are_told_apart(text: str, told: list[str], after: str | None) -> None:
    assert [f"{rule} {words}" for rule, words in found(text)] == told
    assert mended(text) == (text if after is None else after)


def test_a_tag_that_closes_nothing_in_a_line_is_told_with_what_to_do() -> None:
    (found,) = check_note(parse("note.md", "Text </details> more.\n"), rules()).diagnostics
    assert found.finding.message == "`</details>` closes nothing that is open; remove it, or add the opening tag that it belongs to"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *((name, "details") for name in ("detials", "deatils", "detaisl", "dteails", "derails", "entails", "detai")),
        *((name, "summary") for name in ("sumary", "smumary", "summray", "tsummary", "sammury")),
        *((name, None) for name in ("details", "summary", "detail", "dates", "settle", "summit", "deltas", "Detials", "deta", "tsdeails")),
    ],
)  # fmt: skip
def test_a_name_is_near_that_is_two_letters_off(name: str, meant: str | None) -> None:
    assert near(name) == meant


IN_ITEMS = [
    ("- <details><summary>Stock</summary><p>Bones.\n", "- <details><summary>Stock</summary><p>Bones.</p>\n  </details>\n"),
    ("> 1. <details><summary>Stock</summary><p>Bones.\n", "> 1. <details><summary>Stock</summary><p>Bones.</p>\n>    </details>\n"),
    ("- > <details><summary>Stock</summary><p>Bones.\n", "- > <details><summary>Stock</summary><p>Bones.</p>\n  > </details>\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "after"), IN_ITEMS)
def test_what_is_written_for_a_block_in_an_item_stands_in_the_item(text: str, after: str) -> None:
    assert mended(text) == after


LINES = "<details>\n<summary>a</summary>\n\n{}\n\n</details>\n"
MARKED = "<details>**b**</details> **c**"
IN_A_BLOCK = {
    "<details><p>b</p></details>" * 3: [],
    MARKED: [("markdown-inert", MARKED), ("markdown-inert", "**c**")],
    "<details><p>b</p></details>, <details>c and d": [("unclosed", "<details>")],
}


@pytest.mark.parametrize("line", IN_A_BLOCK)
def test_blocks_in_a_block_may_share_a_line(line: str) -> None:
    assert [one for one in found(LINES.format(line)) if one[0] != "summary-missing"] == IN_A_BLOCK[line]


def test_two_blocks_on_a_line_are_two_findings() -> None:
    both = "<details>**b**</details>" * 2
    assert [words for kind, words in found(both) if kind == "markdown-inert"] == [both, both[:24]]


UNMENDED = {
    "bold over a tag": (block("<p>a **b <em>c</em> d** e</p>\n"), ["markdown-inert"]),
    "a cell around the block": (
        "<table>\n<tr><td>\n" + OPEN + SUMMARY + "<p>text\n</td></tr>\n</table>\n", ["unclosed"],
    ),
    "a div around the block": ("<div>\n" + OPEN + SUMMARY + "<p>text\n</div>\n", ["unclosed"]),
    "an item around the block": ("<ul>\n<li>\n" + OPEN + SUMMARY + "<p>text\n</li>\n</ul>\n", ["unclosed"]),
    "a div around the block of text": ("<div>\n" + OPEN + SUMMARY + "text\n</div>\n", ["unclosed"]),
    **{
        f"blank line, then {text}": (block(f"<p>eat\n\n{text}\n</p>\n"), ["blank-inside"])
        for text in ("- eggs", "+ eggs", "1. eggs", "2) eggs", "*y*", "`x`", "---", "\\*", "[^1]", "$x$", "# x", "> x", "| x")
    },
    "a template around": ("{% block %}\n\ntext\n\n</details>\n", ["stray-close"]),
    "an include above": ("--8<-- 'head.md'\n\ntext\n\n</details>\n", ["stray-close"]),
    "a false start with an element that ends below": (
        OPEN + SUMMARY + "<section>\n" + WHOLE.removesuffix(CLOSE) + "</section>\n" + CLOSE, ["unclosed"],
    ),
    "a cut tag above": (WHOLE + "</p\n</p>\n", ["stray-close"]),
    "an open fence": (OPEN + SUMMARY + "\n```sh\nboil\n", ["unclosed"]),
    "an indented block in it": (OPEN + SUMMARY + "<p>a</p>\n  " + WHOLE.strip().replace("\n", "\n  ") + "\n", ["unclosed"]),
    "an open <p> and a list at the end": (OPEN + SUMMARY + "<p>text\n<ul>\n<li>a</li>\n</ul>\n", ["unclosed"]),
}


@pytest.mark.parametrize("why", UNMENDED)
def test_where_a_fix_may_harm_there_is_none(why: str) -> None:
    text, rules_found = UNMENDED[why]
    assert [kind for kind, _ in found(text)] == rules_found
    assert mended(text) == text
