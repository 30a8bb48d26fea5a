"""Blocks and values are those that others read, in notes that nobody wrote; `tests/attack/differential.py` asks for more."""

from __future__ import annotations

import pytest
from differential import compare_blocks, compare_values, parse_yaml
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.frontmatter import read

BLOCKS = st.sampled_from(
    (
        "- ", "1. ", "2) ", "> ", "  ", "\t", "```\n", "~~~\n", "text", "\n", "\n\n", "<div>\n", "</div>", "<!-- x -->",
        "<!--", "-->", "<?", "?>", "<?>", "<!-->", "<!X>", "<pre>", "</pre>", "<b>\n", "# ", "***\n", "===\n", "---\n", "\\",
        "<details>\n", "<summary>", "![a](b)", "<a href='x\n'>", "</p>\n", "> [!note] t\n", "x\r\n",
    )
)  # fmt: skip
"""No bars: which line with bars is a table is for other tests."""

VALUES = st.sampled_from(
    (
        "bread", "no", "012", "0x1F", "0o17", "1:30", "2024-05-01", "1.10", "-3", "+7", ".5", "1e3", ".inf", "~", "null", "True",
        "''", "'it''s'", '"a: b"', '"\\u00e9"', "[]", "{}", "[a, 'b, c']", "a #c", "a: b", "&x a", "*x", "@a", "|\n  a\n\n   b",
        ">-\n  a\n  b\n\n  c", "\n- a\n- 1", "\n  k: v", "a\n  b", "[a", "漢字，好", "!!str 1",
    )
)  # fmt: skip


@pytest.mark.parametrize("text", ["<?> text\n\n~~~\na\n~~~\n", "<!--> text\n\n# a\n", "<!X>\n# a\n"])
def test_html_that_ends_where_it_begins_takes_nothing_with_it(text: str) -> None:
    assert not list(compare_blocks(text))


@pytest.mark.parametrize(
    "text",
    [
        "**Prices:**\n| a | b |\n|---|---|\n| c | d |\n",
        "a\nb\nc | d\n:-: | --\ne\n\nf\n",
        "> a\n> | b |\n> |---|\n> | c |\n",
        "- a\n  | b | c |\n  |---|---|\n  d\n- e\n",
        "| a | b |\n|---|\n| c | d |\n",
        "| a |\n|---|---|\n| b | c |\n|---|---|\n",
        "| a \\| b |\n|---|\n| c |\n",
        "a\n|---|\n",
        "x | y |\n--- | ---\n",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_tables_begin_where_others_see_them(text: str, newline: str) -> None:
    """At the last line above the row of dashes, and only with as many cells as that (GFM 4.10)."""
    assert not list(compare_blocks(text.replace("\n", newline)))


@given(st.lists(BLOCKS, max_size=12).map("".join))
def test_blocks_are_those_of_markdown_it(text: str) -> None:
    assert not [one for one in compare_blocks(text) if not one.known]


@pytest.mark.skipif(parse_yaml is None, reason="py-yaml12 is not installed")
@given(st.dictionaries(st.sampled_from(("title", "a b", "键", "'k'", "true", "2")), VALUES, min_size=1, max_size=3))
def test_values_are_those_of_another_parser(values: dict[str, str]) -> None:
    found = read("---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + "---\n")
    assert found is not None
    assert not [one for one in compare_values(found) if not one.known]
