"""What lacks its translation goes out, and comes back into the same place in the note's own form, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Vault as Folder

from vaultlint.bilingual import Form
from vaultlint.exchange import place, tasks
from vaultlint.exchange.formats import FORMATS, read
from vaultlint.exchange.task import Task
from vaultlint.note import Bindings, Note

NUMBERS = "一二三四五六七八九"
CLASSED = Form(labels=("Original",), html_class="english")
PLAIN = Form(labels=("Original",))
CALLOUT = Form(carrier="callout", labels=("Original",))
COMMENT = Form(carrier="comment", position="before")

SHAPES = {
    "a class": (CLASSED, "{text}\n\n<details>\n<summary>Original</summary>\n<p class=\"english\">{words}</p>\n</details>\n\n"),
    "no blank line": (CLASSED, "{text}\n<details>\n<summary>Original</summary>\n<p class=\"english\">{words}</p>\n</details>\n\n"),
    "one line": (CLASSED, "{text}\n\n<details> <summary>Original</summary> <p class=\"english\">{words}</p> </details>\n\n"),
    "lines of their own": (CLASSED, "{text}\n\n<details>\n<summary>Original</summary>\n<p class=\"english\">\n{words}\n</p>\n</details>\n\n"),
    "Markdown": (PLAIN, "{text}\n\n<details>\n<summary>Original</summary>\n\n{words}\n\n</details>\n\n"),
    "a callout": (CALLOUT, "{text}\n\n> [!en]- Original\n> {words}\n\n"),
    "in a list": (CLASSED, "- {text}\n\n  <details>\n  <summary>Original</summary>\n  <p class=\"english\">{words}</p>\n  </details>\n\n"),
    "Markdown in a list": (PLAIN, "10. {text}\n\n    <details>\n    <summary>Original</summary>\n\n    {words}\n\n    </details>\n\n"),
    "a callout in a list": (CALLOUT, "- {text}\n\n  > [!en]- Original\n  > {words}\n\n"),
    "behind a list": (CLASSED, "- {text}\n\n<details>\n<summary>Original</summary>\n<p class=\"english\">{words}</p>\n</details>\n\n"),
    "behind a quote": (PLAIN, "> {text}\n\n<details>\n<summary>Original</summary>\n\n{words}\n\n</details>\n\n"),
    "a comment": (COMMENT, "<!--\n{words}\n-->\n{text}\n\n"),
}  # fmt: skip


def _shape(name: str) -> tuple[Bindings, str]:
    form, shape = SHAPES[name]
    return Bindings(translations=(form,)), shape


def _texts(shape: str, left_out: int) -> tuple[str, str]:
    """A note with all its translations, and the same without that of one text."""
    block = [shape.format(text=f"先把第{one}锅水烧开。", words=f"First boil pot number {one}.") for one in NUMBERS]
    cut = list(block)
    mark = shape.partition("{text}")[0] if shape[0] in "->1" else ""
    cut[left_out] = f"{mark}先把第{NUMBERS[left_out]}锅水烧开。\n\n"
    return "# 汤\n\n" + "".join(block), "# 汤\n\n" + "".join(cut)


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("left_out", [3, 6])
@pytest.mark.parametrize("name", SHAPES)
def test_a_translation_comes_back_where_it_was(name: str, left_out: int, newline: str) -> None:
    bindings, shape = _shape(name)
    whole, cut = (text.replace("\n", newline) for text in _texts(shape, left_out))
    note = Note("a.md", cut, bindings)
    (task,) = tasks(note)
    assert (task.source, task.headings) == (f"先把第{NUMBERS[left_out]}锅水烧开。", "汤")
    assert task.before == f"先把第{NUMBERS[left_out - 1]}锅水烧开。"
    placed = place(note, {task.id: f"First boil pot number {NUMBERS[left_out]}."})
    assert (placed.text, placed.done, dict(placed.refused)) == (whole, (task.id,), {})


@pytest.mark.parametrize(
    ("name", "looks"),
    [
        ("a class", '<p class="english">One.</p>\n<p class="english">Two.</p>'),
        ("in a list", '  <p class="english">One.</p>\n  <p class="english">Two.</p>'),
        ("Markdown in a list", "\n\n    One.\n\n    Two.\n\n"),
        ("a callout", "\n> One.\n>\n> Two.\n"),
        ("a callout in a list", "\n  > One.\n  >\n  > Two.\n"),
    ],
)
def test_several_paragraphs_look_as_the_note_does(name: str, looks: str) -> None:
    bindings, shape = _shape(name)
    note = Note("a.md", _texts(shape, 4)[1], bindings)
    (task,) = tasks(note)
    assert looks in place(note, {task.id: "One.\n\nTwo."}).text


def test_a_slip_in_the_block_above_is_not_copied() -> None:
    bindings, shape = _shape("a class")
    whole, cut = (text.replace("Original", "Orginal", 4).replace("Orginal", "Original", 3) for text in _texts(shape, 4))
    assert cut.count("Orginal") == 1
    note = Note("a.md", cut, bindings)
    (task,) = tasks(note)
    assert place(note, {task.id: f"First boil pot number {NUMBERS[4]}."}).text == whole


@pytest.mark.parametrize("name", ["a class", "Markdown", "a callout", "a comment"])
def test_a_note_without_any_gets_them_in_the_form_of_the_config(name: str) -> None:
    bindings, _ = _shape(name)
    note = Note("a.md", "先把第一锅水烧开。\n\n然后放骨头，再煮一会儿。\n", bindings)
    assert not [*tasks(note)]
    found = [*tasks(note, untranslated=True)]
    placed = place(note, {one.id: f"Words {number}.\n\nMore." for number, one in enumerate(found)})
    assert len(placed.done) == 2
    after = Note("a.md", placed.text, bindings)
    assert after.bilingual is not None
    assert [one.text.split()[0] for one in after.bilingual.translations] == ["Words", "Words"]
    assert not after.body.details.faults
    assert [*tasks(after, untranslated=True)] == []


def test_the_same_text_twice_has_two_ids() -> None:
    note = Note("a.md", "先把第一锅水烧开。\n\n先把第一锅水烧开。\n", Bindings(translations=(PLAIN,)))
    first, second = tasks(note, untranslated=True)
    assert first.id != second.id
    placed = place(note, {second.id: "Boil it."})
    assert placed.text.startswith("先把第一锅水烧开。\n\n先把第一锅水烧开。\n\n<details>")


def test_what_is_no_longer_there_is_refused() -> None:
    bindings, shape = _shape("a class")
    whole, cut = _texts(shape, 3)
    (task,) = tasks(Note("a.md", cut, bindings))
    placed = place(Note("a.md", whole, bindings), {task.id: "Boil."})
    assert placed.text == whole
    assert "no such text" in placed.refused[task.id]


@pytest.mark.parametrize(
    "words", ["</details>", "<details>\n<summary>Original</summary>", "a\n\n</p></details>\n\n# b", "-->", "```"]
)
@pytest.mark.parametrize("name", SHAPES)
def test_words_that_would_break_the_note_do_not(name: str, words: str) -> None:
    bindings, shape = _shape(name)
    _, cut = _texts(shape, 4)
    note = Note("a.md", cut, bindings)
    (task,) = tasks(note)
    placed = place(note, {task.id: words})
    after = Note("a.md", placed.text, bindings)
    assert placed.text == cut or len(after.body.details.faults) == 0
    assert after.bilingual is not None
    assert len(after.bilingual.translations) == len(NUMBERS) - 1 + len(placed.done)


def test_a_text_in_a_list_is_left_to_people() -> None:
    bindings, shape = _shape("a class")
    whole, _ = _texts(shape, 0)
    note = Note("a.md", whole + "- 最后把汤放在桌子上，等大家都来。\n", bindings)
    (task,) = tasks(note)
    placed = place(note, {task.id: "Serve."})
    assert placed.text == note.text
    assert "by hand" in placed.refused[task.id]


TASK = Task("a b/汤 #1.md", 7, "0a1b", "先把 **水** <p>烧开。\n“第二行” \\n 100 %", "zh", "en", "汤 › 水", "前面")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_brings_back_what_it_took(name: str) -> None:
    if name != "jsonl":
        pytest.importorskip("translate")
    text = FORMATS[name].write([TASK, TASK._replace(id="2", source="盐。")])
    assert "汤 › 水" in text
    assert [(one.path, one.id, one.target) for one in read(name, text)] == [
        (TASK.path, "0a1b", ""),
        (TASK.path, "2", ""),
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_another_format_is_one_clear_line(vault: Folder, name: str) -> None:
    if name != "jsonl":
        pytest.importorskip("translate")
    vault.put({"a.md": "A\n", "back.txt": "<<<< no such thing\n\x00"})
    answer = vault.run("translations", "import", "back.txt", "--format", name)
    assert answer.code == 2 or "0 translations" in answer.err
    assert "Traceback" not in answer.err


CONFIG = '[[translation]]\nlabels = ["Original"]\nclass = "english"\n'


@pytest.mark.parametrize("name", FORMATS)
def test_out_and_back_by_the_command_line(vault: Folder, name: str) -> None:
    if name != "jsonl":
        pytest.importorskip("translate")
    whole, cut = _texts(SHAPES["a class"][1], 5)
    vault.put({"vaultlint.toml": CONFIG, "notes/a.md": cut, "b.md": "没有翻译。\n"})
    file = f"out.{name}"
    assert vault.run("translations", "export", "--format", name, "--output-file", file).code == 0
    _fill(vault.root / file, name, f"First boil pot number {NUMBERS[5]}.")
    preview = vault.run("translations", "import", file)
    assert (preview.code, vault.text("notes/a.md")) == (1, cut)
    assert f'+<p class="english">First boil pot number {NUMBERS[5]}.</p>' in preview.out
    assert vault.run("translations", "import", file, "--write").code == 0
    assert (vault.text("notes/a.md"), vault.text("b.md")) == (whole, "没有翻译。\n")
    assert vault.run("undo").code == 0
    assert vault.text("notes/a.md") == cut


def _fill(file: Path, name: str, words: str) -> None:
    text = file.read_text("utf-8")
    if name == "jsonl":
        file.write_text(json.dumps({**json.loads(text), "target": words}) + "\n", "utf-8")
    elif name == "po":
        head, _, tail = text.rpartition('msgstr ""')
        file.write_text(f'{head}msgstr "{words}"{tail}', "utf-8")
    else:
        file.write_text(text.replace("</source>", f"</source><target>{words}</target>"), "utf-8")


FILES = '[[translation]]\ncarrier = "file"\nlanguage = ["zh", "ja"]\noriginal = "en"\npair = "{lang}/{path}"\n'
ORIGINAL = """---
title: cooking
---
# Soup {#soup}

Boil the big pot of
water first.

<!-- a remark -->

- Add the bones,
  then salt.
- GitHub

> [!note] Take care
> The pot is very hot.

```sh
boil  # the pot
```

|a|b|
|-|-|
|1|2|

Bread
-----

![x](a.png)
"""


def _exported(vault: Folder) -> list[dict[str, str]]:
    return [json.loads(line) for line in vault.run("translations", "export", "--format", "jsonl").out.splitlines()]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_a_translation_in_a_file_of_its_own_begins_as_a_copy(vault: Folder, newline: str, mark: str) -> None:
    copy = mark + ORIGINAL.replace("\n", newline)
    vault.put({"vaultlint.toml": FILES, "en/a.md": ORIGINAL, "en/b.md": "B\n", "zh/b.md": "乙\n"})
    told = _exported(vault)
    assert {one["path"] for one in told} == {"zh/a.md"}
    assert [one["source"] for one in told] == [
        "Soup", "Boil the big pot of\nwater first.", "Add the bones,\nthen salt.", "GitHub",
        "[!note] Take care\nThe pot is very hot.", "|a|b|\n|-|-|\n|1|2|", "Bread",
    ]  # fmt: skip
    answers = [
        "汤",
        "先把大锅的\n水烧开。",
        "放骨头，\n再放盐。",
        "GitHub",
        "[!note] 小心\n锅很烫。",
        "|甲|乙|\n|-|-|\n|1|2|",
        "面包",
    ]
    lines = [json.dumps({**one, "target": words}) for one, words in zip(told, answers, strict=True)]
    vault.put({"back.jsonl": "\n".join(lines)})
    assert "copy its original there" in vault.run("translations", "import", "back.jsonl").err
    vault.put({"zh/a.md": copy})
    assert vault.run("translations", "import", "back.jsonl", "--write").code == 0
    wanted = copy
    for one, words in zip(told, answers, strict=True):
        for margin in ("", "  ", "> "):
            before, after = (text.replace("\n", newline + margin) for text in (one["source"], words))
            wanted = wanted.replace(before, after, 1) if before in wanted and before != after else wanted
    assert vault.text("zh/a.md") == wanted
    assert _exported(vault) == []
    assert vault.check("--select", "translation").findings == []
    assert vault.run("undo").code == 0
    assert vault.text("zh/a.md") == copy


@pytest.mark.parametrize("words", ["# 汤", "一\n\n二", "- 一", "```", "<!-- 一", "> 一", "---"])
def test_words_that_would_be_another_block_are_refused(vault: Folder, words: str) -> None:
    vault.put({"vaultlint.toml": FILES, "en/a.md": "Boil.\n\nStir.\n", "zh/b.md": "乙\n"})
    first, second = _exported(vault)
    vault.put({"zh/a.md": "Boil.\n\nStir.\n"})
    vault.put(
        {"back.jsonl": json.dumps({**first, "target": words}) + "\n" + json.dumps({**second, "target": "搅拌。"})}
    )
    answer = vault.run("translations", "import", "back.jsonl", "--write")
    assert (answer.code, vault.text("zh/a.md")) == (1, "Boil.\n\n搅拌。\n")
    assert "could not be proved" in answer.err


def test_what_stands_untranslated_or_is_outdated_goes_out(vault: Folder) -> None:
    kept = "Boil the big pot of water first.\n\nGitHub\n\nStir it all well, then serve.\n"
    changed = f"---\nsource_hash: '000000000000'\n---\n{kept}"
    vault.put(
        {
            "vaultlint.toml": FILES,
            "en/a.md": kept,
            "zh/a.md": "烧水。\n\n" + kept.partition("\n\n")[2],
            "ja/a.md": changed,
        }
    )
    assert [(one["path"], one["source"]) for one in _exported(vault)] == [
        ("zh/a.md", "Stir it all well, then serve."),
        ("ja/a.md", "Boil the big pot of water first."),
        ("ja/a.md", "GitHub"),
        ("ja/a.md", "Stir it all well, then serve."),
    ]


def test_of_notes_that_a_key_pairs_the_folder_of_the_language_is_meant(vault: Folder) -> None:
    binding = FILES.replace("{lang}/{path}", "permalink")
    keyed = "---\npermalink: {}\n---\nBoil it.\n"
    vault.put({"vaultlint.toml": binding, "x/en/Soup.md": keyed.format("a"), "x/zh/b.md": keyed.format("b")})
    assert [one["path"] for one in _exported(vault)] == ["x/zh/Soup.md"]
