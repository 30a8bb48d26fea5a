"""Where front matter starts and ends; and what only looks like it, and must stay silent."""

from __future__ import annotations

import pytest

from vaultlint.frontmatter import read
from vaultlint.text import Span


@pytest.mark.parametrize(
    ("text", "content", "end"),
    [
        ("---\na: 1\n---\nBody\n", "a: 1\n", 13),
        ("---\na: 1\n---", "a: 1\n", 12),
        ("---\r\na: 1\r\n---\r\nBody", "a: 1\r\n", 16),
        ("---\ra: 1\r---\rBody", "a: 1\r", 13),
        ("---\na: 1\n...\nBody\n---\n", "a: 1\n", 13),
        ("---\n---\nBody\n", "", 8),
        ("---\n---", "", 7),
        ("---\n\n\n---\n", "\n\n", 10),
        ("---\na: |\n  ---\n---\n", "a: |\n  ---\n", 19),
        ("---\na: '---'\n# ---\n---\n", "a: '---'\n# ---\n", 23),
    ],
)
def test_a_block_is_split_exactly(text: str, content: str, end: int) -> None:
    matter = read(text)
    assert matter is not None and matter.fence_faults == ()
    assert (matter.content.of(text), matter.end, matter.opener) == (content, end, Span(0, 3))
    assert matter.closer is not None and matter.closer.of(text) in ("---", "...")


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("a thematic break opens the note", "---\n\nOnce upon a time.\n\nThe end.\n"),
        ("two thematic breaks around text", "---\n\nOnce upon a time.\n\n---\n\nThe end.\n"),
        ("two thematic breaks around a sentence", "---\nOnce upon a time.\n\n---\n\nThe end.\n"),
        ("two thematic breaks around a motto", "---\n*Once upon a time.*\n\n---\n\nThe end.\n"),
        ("a block of code opens the note", "    ---\n    title: Once\n    ---\n"),
        ("two thematic breaks around a heading", "---\n\n# Once\n\n---\n\nThe end.\n"),
        ("prose with a colon behind a break", "---\nRemember: bread needs time.\n\nThe end.\n"),
        ("one line with a colon behind a break", "---\nbread: needs time.\n\nThe end.\n"),
        ("a sentence among what looks like keys", "---\\\ntitle: a: b\nOnce upon a time\n---\n"),
        ("four dashes are a thematic break", "----\n\nOnce: upon a time.\n\n----\n"),
        ("a setext heading", "Bread\n---\nFlour: a lot\n---\n"),
        ("slides", "# One\n\nText\n\n---\n\nNote: slowly\n\n---\n\n# Two\n"),
        ("a note about front matter", "Notes start like this:\n\n---\ntitle: Bread\ntags: [a]\n---\n"),
        ("an example in code", "```\n---\ntitle: Bread\ntags: [a]\n---\n```\n"),
        ("a table", "| a | b |\n|---|---|\n| 1 | 2 |\n"),
        ("a dash of dialogue", "— Bread?\n— Yes.\n"),
        ("a dialogue with colons", "—\nAda: bread?\nBob: yes!\n\n—\n"),
        ("a dialogue between breaks", "----\nAda: bread?\nBob: yes!\n----\n"),
        ("keys in the body", "title: Bread\ntags: [a]\n"),
        ("nothing", ""),
        ("one fence", "---"),
        ("a brace opens the note", "{ not json }\n"),
        ("a diff", "--- a/file\n+++ b/file\n"),
    ],
)
def test_what_only_looks_like_front_matter(why: str, text: str) -> None:
    for one in (text, text.replace("\n", "\r\n")):
        assert read(one) is None, why


@pytest.mark.parametrize(
    ("text", "kinds", "values"),
    [
        ("---\\\na: 1\n---\\\nBody\n", ["bad", "bad"], {"a": 1}),
        ("---\na: 1\n----\nBody\n\n---\n\nMore\n", ["bad"], {"a": 1}),
        ("---\na: 1\n ---\nBody\n", ["bad"], {"a": 1}),
        ("\u200b---\na: 1\n---\n", ["bad"], {"a": 1}),
        ("---\u00a0\na: 1\n---\u3000\n", ["bad", "bad"], {"a": 1}),
        ("———\ntitle: a\n———\n", ["bad", "bad"], {"title": "a"}),
        ("---\\\ntitle: a: b\n---\n", ["bad"], None),
        ("\n\n---\na: 1\n---\n", ["misplaced"], {"a": 1}),
        ("\n---  \na: 1\n---\n", ["misplaced", "bad"], {"a": 1}),
        ("---\nMood: a\nWeather: b\n", ["unclosed"], {"Mood": "a", "Weather": "b"}),
        ("---\ntitle: a\n", ["unclosed"], {"title": "a"}),
        ("---\ntitle: a\ntags:\n- b\n\nBody\n\n---\n\nMore\n", ["unclosed"], {"title": "a", "tags": ["b"]}),
    ],
)
def test_a_broken_fence_is_classified_once(text: str, kinds: list[str], values: object) -> None:
    for one in (text, text.replace("\n", "\r\n")):
        matter = read(one)
        assert matter is not None
        assert [fault.kind for fault in matter.fence_faults] == kinds
        assert matter.values == values


def test_toml_and_json_are_read() -> None:
    toml = read("+++\ntitle = 'Bread'\ndate = 2024-05-01\n[more]\nx = [1, 2.5]\n+++\nBody\n")
    assert toml is not None and toml.kind == "toml"
    assert toml.values == {"title": "Bread", "date": "2024-05-01", "more": {"x": [1, 2.5]}}
    json = read('{\n  "title": "Bread",\n  "tags": ["a"]\n}\nBody\n')
    assert json is not None and json.kind == "json" and json.values == {"title": "Bread", "tags": ["a"]}
    broken = read("+++\ntitle = \n+++\n")
    assert broken is not None and broken.fault is not None and broken.values is None


def test_a_text_of_toml_that_is_not_closed_is_told_in_words() -> None:
    broken = read('+++\ntitle = "Post\n+++\n')
    assert broken is not None
    assert broken.fault is not None
    assert broken.fault.message == "a text is not closed on its line"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: {{title}}\n---\n",
        "---\ncreated: {{date:YYYY-MM-DD}}\n---\n",
        "---\ntitle: <% tp.file.title %>\nup: [[x]]\n---\n",
        "---\n<%* await run() %>\n---\n",
        '---\ntitle: "{{ title }}"\n---\n',
        "---\ntags: [a, {{ b }}]\n---\n",
    ],
)
def test_a_template_is_left_alone(text: str) -> None:
    matter = read(text)
    assert matter is not None and matter.is_template
    assert matter.values is None and matter.entries == () and matter.fault is None


def test_a_value_that_a_generator_fills_in_is_no_template() -> None:
    matter = read('---\npermalink: "/posts/{{ title | slug }}/"\n---\n')
    assert matter is not None and not matter.is_template
    assert matter.values == {"permalink": "/posts/{{ title | slug }}/"}


def test_comments_are_found_where_they_are() -> None:
    text = "---\n# one\na: 1 # two\nb: 'x # no' # three\nc: |  # four\n  # no\nd: e#no\n  # five\n---\n# body\n"
    matter = read(text)
    assert matter is not None
    assert [span.of(text) for span in matter.comments] == ["# one", "# two", "# three", "# four", "# five"]


def test_one_well_known_key_is_enough_for_a_block_that_is_never_closed() -> None:
    words = """alias aliases area author authors category categories created cssclass cssclasses date description draft id
        keywords lang language layout lastmod modified permalink project publish published slug source status summary tag
        tags title topic type uid updated url"""
    for word in words.split():
        matter = read(f"---\n{word}: x\n")
        assert matter is not None and [fault.kind for fault in matter.fence_faults] == ["unclosed"], word
    assert read("---\nspoken: x\n") is None and read("---\nTitle: x\n") is None


def test_how_far_a_fence_is_looked_for() -> None:
    for length, is_found in ((1497, True), (1498, False)):
        head = f"%%{'x' * (length - 5)}%%\n"
        assert (read(f"{head}---\ntitle: x\n---\n") is not None) == is_found
    for length, is_found in ((99_993, True), (99_994, False)):
        assert (read(f"\n---\na: {'x' * length}\n---\n") is not None) == is_found
