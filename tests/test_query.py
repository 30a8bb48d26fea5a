"""`query` tells what the notes say: which match, what their values are, how often each stands in the vault.

It reads no more than the metadata of a note, and tells what it could not read.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from conftest import Vault
from hypothesis import given
from hypothesis import strategies as st

from vaultlint import frontmatter, heads
from vaultlint.heads import read_head
from vaultlint.report.cells import width_of
from vaultlint.report.style import Style
from vaultlint.report.table import TABLES, Table
from vaultlint.spellings import folded, variants

SOUP = "---\ntitle: Soup\nstatus: evergreen\ntags: [food, winter]\nguest: ''\n---\n\nBones, water.\n"
BREAD = "---\ntitle: 面包\nstatus: draft\ntags:\n- food\n- 烘焙\nrating: 4\n---\n\nFlour, water.\n"
PLAIN = "No metadata here.\n"
BROKEN = "---\ntitle: 'Tea\n---\n\nLeaves, water.\n"


@pytest.fixture
def kitchen(vault: Vault) -> Vault:
    vault.put({"notes/soup.md": SOUP, "notes/bread.md": BREAD, "plain.md": PLAIN, "photo.png": b"\x89PNG"})
    return vault


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ([], ["notes/bread.md", "notes/soup.md", "plain.md"]),
        (["status == 'evergreen'"], ["notes/soup.md"]),
        (["--where", "status == 'evergreen'"], ["notes/soup.md"]),
        (["status", "--where", "rating"], ["notes/bread.md"]),
        (["!title"], ["plain.md"]),
        (["contains(not_null(tags, `[]`), 'food')"], ["notes/bread.md", "notes/soup.md"]),
        (["file.folder == 'notes'", "--in", "notes/soup.md"], ["notes/soup.md"]),
        (["--in", "notes/soup.md", "--in", "plain.md"], ["notes/soup.md", "plain.md"]),
        (["tags[?freq('tags', @) == `1`]"], ["notes/bread.md", "notes/soup.md"]),
        pytest.param(["tags[?freq('tags', @) == `2`]", "--in", "notes/soup.md"], ["notes/soup.md"], id="counts from all"),
        (["has_rule('frontmatter/invalid-yaml')"], []),
    ],
)  # fmt: skip
def test_paths(kitchen: Vault, words: list[str], paths: list[str]) -> None:
    answer = kitchen.run("query", *words)
    assert (answer.code, answer.out.split()) == (0, paths)


def test_paths_are_shown_from_the_current_folder(kitchen: Vault) -> None:
    kitchen.monkeypatch.chdir(kitchen.root / "notes")
    assert kitchen.run("query", "--in", ".", "--in", "../plain.md").out.split() == [
        "../plain.md",
        "bread.md",
        "soup.md",
    ]
    assert kitchen.run("query", "file.path == 'notes/soup.md'").out == "soup.md\n", (
        "for expressions, from the vault's top"
    )


def test_nothing_found_is_said_with_the_number_of_notes(kitchen: Vault) -> None:
    answer = kitchen.run("query", "status == 'gone'")
    assert (answer.code, answer.out, answer.err) == (0, "", "vaultlint: nothing found; 3 notes read\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["statsu == 'x'"], "no note has the key `statsu`; did you mean `status`?"),
        (["--count-by", "tag"], "no note has the key `tag`; did you mean `tags`?"),
        (["notes"], "notes are chosen with `--in notes`"),
        (["tags == 'food'"], "`tags` is a list, and equals no text; write `contains(tags, 'food')`"),
    ],
)
def test_a_key_that_no_note_has_is_named_if_nothing_is_found(kitchen: Vault, words: list[str], says: str) -> None:
    answer = kitchen.run("query", *words)
    assert (answer.code, answer.out) == (0, "")
    assert says in answer.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["status = 'x'"], "the expression `status = 'x'`, column 8: values are compared with `==`; write `status == 'x'`"),
        (["status == draft"], "the expression `status == draft`: no note has the key `draft`; if it is text, write 'draft'"),
        (["contains(tags, food)"], "no note has the key `food`; if it is text, write 'food'"),
        (["notes/soup.md"], "notes are chosen with `--in notes/soup.md`"),
        ([""], "the expression: it is empty"),
        (["--keys", "title,"], "the expression: it is empty"),
        (["--in", "gone"], "gone: there is no such note or folder"),
        (["has_rule('details/unclose')"], "has_rule(): there is no rule or family `details/unclose`; did you mean `details/unclosed`?"),
        (["--keys", "length(title"], "the expression `length(title`"),
        (["--variants"], "--variants goes with --count-by KEY"),
        (["--count-by", "tags", "--output-format", "paths"], "--count-by shows values"),
        (["--count-by", "tags", "--keys", "title"], "not allowed with"),
        (["--output-format", "cvs"], "did you mean `csv`?"),
    ],
)  # fmt: skip
def test_a_wrong_call(kitchen: Vault, words: list[str], says: str) -> None:
    answer = kitchen.run("query", *words)
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err


def test_metadata_that_cannot_be_read_is_told_once(kitchen: Vault) -> None:
    kitchen.put({"tea.md": BROKEN, "u.md": b"---\ntitle: \xff\n---\n", "t.md": "---\ntitle: {{title}}\n---\n"})
    answer = kitchen.run("query", "!title")
    assert answer.out == "plain.md\n", "whether the others have a title is not known"
    assert answer.err == "vaultlint: 3 notes have metadata that cannot be read (the first is t.md: it is a template)\n"
    assert kitchen.run("query", "file.stem == 'tea'").out == "tea.md\n", "this is about the file only"
    assert kitchen.run("query", "has_rule('frontmatter/invalid-yaml')").out == "tea.md\n"
    assert "tea.md" in kitchen.run("query").out


def test_what_does_not_fit_is_told_once_at_the_end(kitchen: Vault) -> None:
    answer = kitchen.run("query", "starts_with(tags, 'f') || rating")
    assert answer.out == ""
    assert answer.err.split("\n")[1:] == [
        "vaultlint: the expression does not fit 2 notes (the first is notes/bread.md), which counts as no match: "
        "starts_with() is for text, not for a list",
        "vaultlint: the expression does not fit 1 note (plain.md), which counts as no match: "
        "starts_with() is for text, not for nothing; `KEY && …` passes over notes without the key",
        "",
    ]


def test_rules_are_asked_for_where_a_note_has_them(kitchen: Vault) -> None:
    kitchen.put({"fold.md": "<details>\n<summary>Stock</summary>\n\nBones, water.\n"})
    assert kitchen.run("query", "has_rule('details/unclosed')").out == "fold.md\n"
    assert kitchen.run("query", "has_rule('details') && !title").out == "fold.md\n"


def test_keys_as_a_table(kitchen: Vault) -> None:
    answer = kitchen.run("query", "--keys", "title,tags,rating")
    assert answer.out == (
        "path            title  tags          rating\n"
        "notes/bread.md  面包   food, 烘焙         4\n"
        "notes/soup.md   Soup   food, winter\n"
        "plain.md\n"
        "\n"
        "3 of 3 notes\n"
    )


def test_keys_may_be_expressions(kitchen: Vault) -> None:
    answer = kitchen.run(
        "query", "title", "--keys", "length(tags), file.stem,tags[?contains(@, 'o')]", "--output-format", "jsonl"
    )
    assert [json.loads(line) for line in answer.out.splitlines()] == [
        {"path": "notes/bread.md", "length(tags)": 2, "file.stem": "bread", "tags[?contains(@, 'o')]": ["food"]},
        {"path": "notes/soup.md", "length(tags)": 2, "file.stem": "soup", "tags[?contains(@, 'o')]": ["food"]},
    ]


def test_formats(kitchen: Vault) -> None:
    def told(form: str) -> str:
        return kitchen.run("query", "title", "--keys", "title,tags,rating", "--output-format", form).out

    rows = [
        {"path": "notes/bread.md", "title": "面包", "tags": ["food", "烘焙"], "rating": 4},
        {"path": "notes/soup.md", "title": "Soup", "tags": ["food", "winter"], "rating": None},
    ]
    assert json.loads(told("json")) == rows
    assert [json.loads(line) for line in told("jsonl").splitlines()] == rows
    assert list(csv.reader(io.StringIO(told("csv")))) == [
        ["path", "title", "tags", "rating"],
        ["notes/bread.md", "面包", '["food", "烘焙"]', "4"],
        ["notes/soup.md", "Soup", '["food", "winter"]', ""],
    ]
    assert told("paths") == "notes/bread.md\nnotes/soup.md\n"
    assert told("markdown") == (
        "| path | title | tags | rating |\n| --- | --- | --- | --- |\n"
        "| notes/bread.md | 面包 | food, 烘焙 | 4 |\n| notes/soup.md | Soup | food, winter |  |\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("form", "out"),
    [("paths", ""), ("table", ""), ("jsonl", ""), ("markdown", ""), ("json", "[]\n"), ("csv", "path\n")],
)
def test_nothing_found_in_each_format(kitchen: Vault, form: str, out: str) -> None:
    assert kitchen.run("query", "gone", "--output-format", form).out == out


def test_an_output_file_has_all_columns_in_full(kitchen: Vault) -> None:
    kitchen.monkeypatch.setenv("COLUMNS", "40")
    kitchen.put({"long.md": f"---\ntitle: {'长' * 100}\n---\n"})
    assert kitchen.run("query", "--keys", "title", "--output-file", "out.txt", "--quiet").out == ""
    lines = kitchen.text("out.txt").splitlines()
    assert len(lines) == 5
    assert "长" * 100 in lines[1]


def test_counts(kitchen: Vault) -> None:
    answer = kitchen.run("query", "--count-by", "tags")
    assert answer.out == (
        "count  value\n    2  food\n    1  winter\n    1  烘焙\n\n3 values, 4 uses in 2 of 3 notes\n"
    )  # fmt: skip
    assert kitchen.run("query", "--count-by", "tags", "--output-format", "json").json == [
        {"count": 2, "value": "food"}, {"count": 1, "value": "winter"}, {"count": 1, "value": "烘焙"},
    ]  # fmt: skip
    assert (
        kitchen.run("query", "rating", "--count-by", "tags", "--quiet").out
        == "count  value\n    1  food\n    1  烘焙\n"
    )
    assert (
        kitchen.run("query", "--count-by", "file.folder", "--output-format", "csv").out == "count,value\n2,notes\n1,\n"
    )


def test_values_of_another_type_are_told_apart(vault: Vault) -> None:
    vault.put(
        {
            f"{name}.md": f"---\nk: {value}\n---\n"
            for name, value in zip("abcde", ["1", "'1'", "true", "''", "null"], strict=True)
        }
    )
    rows = vault.run("query", "--count-by", "k", "--quiet").out.splitlines()
    assert sorted(rows[1:]) == ["    1  ''", "    1  '1'", "    1  1", "    1  true"]
    assert [one["value"] for one in vault.run("query", "--count-by", "k", "--output-format", "json").json] == [
        "",
        "1",
        1,
        True,
    ]


def test_a_key_with_blanks_hyphens_or_chinese_letters_needs_no_quotes(vault: Vault) -> None:
    vault.put({"a.md": "---\n发布 日期: x\ndue-date: y\n---\n"})
    assert vault.run("query", "--count-by", "发布 日期", "--quiet").out == "count  value\n    1  x\n"
    assert (
        vault.run("query", "--keys", "due-date,发布 日期", "--output-format", "csv").out
        == "path,due-date,发布 日期\na.md,y,x\n"
    )


def test_duplicates(kitchen: Vault) -> None:
    kitchen.put({"notes/soup 2.md": "---\ntitle: Soup\ntags: [winter, food]\nguest: ''\n---\n"})
    answer = kitchen.run("query", "--duplicates", "title")
    assert answer.out == (
        "value  path\nSoup   notes/soup 2.md\nSoup   notes/soup.md\n\n1 value shared by 2 of 4 notes\n"
    )  # fmt: skip
    assert kitchen.run("query", "--duplicates", "guest").out == "", "nothing is shared where nothing is"
    assert kitchen.run("query", "--duplicates", "lower(title)", "--output-format", "paths").out.splitlines() == [
        "notes/soup 2.md", "notes/soup.md",
    ]  # fmt: skip


def test_variants(vault: Vault) -> None:
    people = [
        "Ann Lee",
        "ann-lee",
        "Ann Lee",
        "Ａnn Lee",
        "Ilya Sutskever",
        "Ilia Sutskever",
        "许志永",
        "徐志永",
        "Bob",
    ]
    vault.put({f"{number}.md": f"---\npeople: [{name}]\n---\n" for number, name in enumerate(people)})
    answer = vault.run("query", "--count-by", "people", "--variants", "--output-format", "json")
    assert [tuple(one.values()) for one in answer.json] == [
        (2, "Ann Lee", None, "Ann Lee"),
        (1, "ann-lee", "form", "Ann Lee"),
        (1, "Ａnn Lee", "form", "Ann Lee"),
        (1, "Ilia Sutskever", None, "Ilia Sutskever"),
        (1, "Ilya Sutskever", "letter", "Ilia Sutskever"),
    ]
    assert vault.run("query", "--count-by", "people", "--variants").out.endswith(
        "\n2 terms in several spellings, of 8 values, 9 uses in 9 of 9 notes\n"
    )


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Donald Trump", "donald-trump", True),
        ("deep_learning", "Deep Learning", True),
        ("ＯｐｅｎＡＩ", "OpenAI", True),
        ("Jean‑Luc", "Jean-Luc", True),
        ("Mat·Damon", "Mat Damon", True),
        ("Ilya Sutskever", "Ilia Sutskever", True),
        ("agent systems", "agents systems", True),
        ("Sutskever", "Sustkever", True),
        pytest.param("许志永", "徐志永", False, id="short names that differ in a letter are two people"),
        pytest.param("GPT-4 Turbo", "GPT-5 Turbo", False, id="another number is another thing"),
        pytest.param("GPT 3.5", "GPT 35", False, id="a dot between digits"),
        pytest.param("C", "C++", False, id="signs that are part of a name"),
        pytest.param("C++", "C#", False, id="other signs"),
        pytest.param("AI", "AR", False, id="short words"),
        pytest.param("Sutskever", "Sustkevar", False, id="two slips"),
        pytest.param("-", "_", False, id="nothing but separators"),
    ],
)
def test_alike(one: str, other: str, alike: bool) -> None:
    assert bool(variants({one: 1, other: 2})) is alike


@given(st.dictionaries(st.text("abAB -1", max_size=8), st.integers(1, 5), max_size=12))
def test_spellings_that_fold_to_one_are_in_one_group_and_none_in_two(counts: dict[str, int]) -> None:
    groups = variants(counts)
    texts = [one.text for group in groups for one in group]
    assert len(texts) == len(set(texts))
    shared = {form for form, number in Counter(map(folded, counts)).items() if number > 1}
    assert {text for text in counts if folded(text) in shared} <= set(texts)
    assert all(group[0].uses == max(one.uses for one in group) for group in groups)


@given(
    st.lists(st.tuples(st.text('ab中文\n|,"é ', max_size=12), st.integers() | st.none()), min_size=1),
    st.integers(20, 60),
)
def test_a_table_is_aligned_and_fits(rows: list[tuple[Any, Any]], width: int) -> None:
    lines = list(TABLES["table"](Table(("text", "number"), rows), Style(False, 10_000)))
    assert len(lines) == len(rows) + 1
    numbered = [line for line, row in zip(lines[1:], rows, strict=True) if row[1] is not None]
    assert len({width_of(line) for line in numbered if all(isinstance(row[1], int) for row in rows)}) <= 1
    narrow = TABLES["table"](Table(("text", "number"), [(text, 1) for text, _ in rows]), Style(False, width))
    assert all(width_of(line) <= width for line in narrow)


@given(st.lists(st.lists(st.text("a,\"'\n\r中", max_size=5), min_size=2, max_size=2)))
def test_csv_is_read_back(rows: list[list[str]]) -> None:
    table = Table(("a", "b"), [tuple(row) for row in rows])
    text = "".join(line + "\n" for line in TABLES["csv"](table, Style(False)))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b"], *rows]


HEADS = {
    "plain": SOUP,
    "crlf": SOUP.replace("\n", "\r\n"),
    "mark": "\ufeff" + SOUP,
    "nothing": PLAIN,
    "empty": "",
    "empty block": "---\n---\nText.\n",
    "broken": BROKEN,
    "bad closer": "---\ntitle: Soup\n---\\\n\nBones.\n\n---\n\nWater.\n",
    "blank behind a fence": "---\ntitle: Soup\n--- \n\nBones.\n",
    "a break that is no fence": "---\n# Soup\n\nBones.\n---\n",
    "unclosed": "---\ntitle: Soup\n\nBones, water.\n",
    "text before": "Soup:\n---\ntitle: Soup\ntags: [a]\n---\n",
    "toml": '+++\ntitle = "Soup"\n+++\n',
    "json": '{\n  "title": "Soup"\n}\n\nBones.\n',
    "dots": "---\ntitle: Soup\n...\nBones.\n",
    "dots in a value": "---\ntitle: |\n  Soup\n...\n\n---\n\nBones.\n",
    "template": "---\ntitle: <% tp.title %>\n---\n",
    "a list": "---\n- a\n---\n",
    "a fence in a value": "---\ntitle: |\n  ---\nstatus: x\n---\n",
    "longer than what is read first": "---\nsummary: " + "长" * 9_000 + "\nstatus: x\n---\nBones.\n",
    "a long note": SOUP + "Water.\n" * 9_000,
    "a long note with an open block": "---\ntitle: Soup\n\n" + "Water.\n" * 9_000 + "---\n",
}


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS.keys())
def test_metadata_is_the_same_without_the_body(tmp_path: Path, text: str) -> None:
    file = tmp_path / "note.md"
    file.write_bytes(text.encode())
    matter = frontmatter.read(text.removeprefix("\ufeff"))
    head = read_head(file, file.parent)
    assert head.values == (matter.values if matter else {})
    assert bool(head.trouble) is (head.values is None)
    assert head.size == len(text.encode())


LINES = [
    "---",
    "--- ",
    "...",
    "---\\",
    "----",
    "a: 1",
    "a: 2",
    "b: |",
    "  ---",
    "- x",
    "'",
    "# Soup",
    "Text.",
    "",
    "+++",
    "{",
]


@given(st.lists(st.sampled_from(LINES), max_size=9), st.sampled_from(["\n", "\r\n", "\r"]), st.integers(1, 60))
def test_wherever_the_first_part_ends(lines: list[str], ending: str, enough: int) -> None:
    text = ending.join(lines)
    with TemporaryDirectory() as folder, patch.object(heads, "_ENOUGH", enough):
        file = Path(folder, "note.md")
        file.write_bytes(text.encode())
        matter = frontmatter.read(text)
        assert heads.read_head(file, file.parent).values == (matter.values if matter else {})


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert read_head(tmp_path / "pipe.md", tmp_path).trouble == "it is no regular file"


def test_a_note_that_vanished(tmp_path: Path) -> None:
    assert read_head(tmp_path / "gone.md", tmp_path).trouble == "no such file or directory"
