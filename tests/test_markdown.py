"""Blocks, code and HTML are where CommonMark says: judged by markdown-it-py on the examples of the specification."""

from __future__ import annotations

import re
import time
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from vaultlint.markdown import read
from vaultlint.markdown.blocks import _Reader, read_blocks
from vaultlint.text import Lines

SPEC = Path(__file__).parents[2] / "shared" / "suites" / "commonmark-spec.txt"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.M | re.S)
_PARSER = MarkdownIt("commonmark")

KINDS = {"fence": "code", "code_block": "indented-code", "html_block": "html", "hr": "thematic-break"}


def examples() -> list[str]:
    if not SPEC.exists():
        return []
    found = [match[1].replace("→", "\t") for match in _EXAMPLE.finditer(SPEC.read_text(encoding="utf-8"))]
    return [text for text in found if "$$" not in text and "%%" not in text]


def expected(text: str) -> list[tuple[str, int]]:
    """Kind and first line of each leaf block, as markdown-it sees them."""
    found = []
    for token in _PARSER.parse(text):
        if token.map is None:
            continue
        if token.type in KINDS:
            found.append((KINDS[token.type], token.map[0] + 1))
        elif token.type in ("paragraph_open", "heading_open"):
            found.append((token.type.removesuffix("_open"), token.map[0] + 1))
    return found


def read_as(text: str) -> list[tuple[str, int]]:
    lines = Lines(text)
    flowing = {"list-item", "blockquote", "callout", "table", "image"}
    return [
        ("paragraph" if block.kind in flowing else block.kind, lines.position(block.span.start).line)
        for block in read(text, 0).blocks
    ]


def code_spans(text: str) -> list[str]:
    """The text of all inline code, as markdown-it sees it."""

    def inner(tokens: list[Token]) -> list[str]:
        return [child.content for token in tokens for child in token.children or () if child.type == "code_inline"]

    return inner(_PARSER.parse(text))


@pytest.mark.skipif(not SPEC.exists(), reason="the text of the CommonMark specification is not part of the project")
def test_blocks_of_the_specification() -> None:
    texts = examples()
    assert len(texts) > 600
    # Link reference definitions are blocks of their own there, and paragraphs here: nobody asks.
    comparable = [text for text in texts if not re.search(r"^[ >]*\[[^]]*\]:|^\[.*\]:|^\[\n", text, re.M)]
    assert len(comparable) > 550
    wrong = [text for text in comparable if read_as(text) != expected(text)]
    assert not wrong


@pytest.mark.skipif(not SPEC.exists(), reason="the text of the CommonMark specification is not part of the project")
def test_inline_code_of_the_specification() -> None:
    for text in examples():
        # Tags and links bind as tightly as code; to be inert, code is enough.
        spans = code_spans(text)
        if not spans or re.search(r"<[^>\n]*`|\]\([^)\n]*`", text):
            continue
        inert = [span.of(text) for span in read(text, 0).inert.spans if span.of(text).startswith("`")]
        inside = [_RUN.sub(r"\2", code) for code in inert]
        assert [_plain(code) for code in inside] == [_plain(code) for code in spans], text


_RUN = re.compile(r"^(`+)(.*)\1$", re.S)


def _plain(code: str) -> str:
    return re.sub(r"\s+", " ", code).strip()


PIECES = st.sampled_from(
    ["- ", "1. ", "> ", ">> ", "\n> ", "2) ", "    ", "```\n", "~~~\n", "text", "\n", "\n\n", "<div>\n", "# ", "***\n", "\t", "===\n", "  "]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_blocks_lie_apart_and_in_order(text: str) -> None:
    blocks = read(text, 0).blocks
    for one, other in pairwise(blocks):
        assert one.span.end <= other.span.start
    assert all(block.span.start < block.span.end <= len(text) for block in blocks)


@given(st.lists(PIECES, max_size=10).map("".join))
def test_line_endings_change_no_structure(text: str) -> None:
    kinds = [block.kind for block in read(text, 0).blocks]
    assert kinds == [block.kind for block in read(text.replace("\n", "\r\n"), 0).blocks]


@given(st.lists(st.one_of(PIECES, st.sampled_from(["**b**", "2024\n", "|", "---\n", "![](a)", "\r\n", "</p>\n", "\n\n**b**\n\n", "\n<details>\n"])), max_size=14))
def test_blocks_read_at_once_are_those_read_line_by_line(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert list(_Reader(text).read(0)) == list(_Reader(text, at_rest=False).read(0))


@given(st.lists(PIECES, max_size=12).map("".join))
def test_blocks_are_those_of_markdown_it(text: str) -> None:
    # A tab that only in part belongs to a list's indentation is read otherwise by the judge than by the specification.
    # So is a `>` behind four blanks: by the specification it is no marker of a quote.
    if "\t" in text or re.search(r"^ {4,}>", text, re.M):
        return
    assert [kind for kind, _ in read_as(text)] == [kind for kind, _ in expected(text)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("> [!note]\n> Text\n", ["callout"]),
        ("> Text\nlazy\n\nNext\n", ["blockquote", "paragraph"]),
        ("- a\n\n  b\n- c\n\nd\n", ["list-item", "list-item", "list-item", "paragraph"]),
        ("| a | b |\n|---|---|\n| c | d |\n", ["table"]),
        ("![[a.png]]\n\n![b](c.png) text\n", ["image", "paragraph"]),
        ("$$\na\n\nb\n$$\n\nText\n", ["math", "paragraph"]),
        ("%%\na\n\nb\n%%\n\nText\n", ["comment", "paragraph"]),
        ("$$ never closed\n", ["paragraph"]),
        ("- ```\n  <details>\n  ```\n- b\n", ["code", "list-item"]),
        ("> ```\n> a\n\nb\n", ["code", "paragraph"]),
    ],
)
def test_what_commonmark_does_not_know(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in read(text, 0).blocks] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "`«<a>»`\n",
        "`` ` «<a>» ``\n",
        "```\n«<a>»\n```\n",
        "    «<a>»\n",
        "<!-- «<a>» -->\n",
        "<!--\n\n«<a>»\n-->\n",
        "%% «<a>» %%\n",
        "Text $x «<a>» y$\n",
        "$$\nx «<a>» y\n$$\n",
        "{{ «<a>» }}\n",
        "<% «<a>» %>\n",
        "<pre>\n«<a>»\n\n</pre>\n",
        "<script>\n«<a>»\n</script>\n",
        "> ```\n> «<a>»\n> ```\n",
        "- a\n\n      «<a>»\n",
    ],
)
def test_inert(text: str) -> None:
    at = text.index("«")
    clean = text.replace("«", "").replace("»", "")
    assert at in read(clean, 0).inert


@pytest.mark.parametrize(
    "text",
    [
        "a ` b\n\n«<a>» ` c\n",  # a code span does not reach beyond its block
        "It costs $5 «<a>» and $6\n",  # money is no math
        "100%% «<a>»\n",
        "Text\n    «<a>»\n",  # goes on with the paragraph
        "1. a\n\n    «<a>»\n",  # belongs to the item
        "\\`«<a>»\\`\n",
    ],
)
def test_not_inert(text: str) -> None:
    at = text.index("«")
    clean = text.replace("«", "").replace("»", "")
    assert at not in read(clean, 0).inert


def test_comments_have_their_spans() -> None:
    text = "a <!-- b --> c\n\n%% d %%\n\n`<!-- e -->`\n\n<!--\nf\n\ng -->\n"
    assert [span.of(text) for span in read(text, 0).comments] == ["<!-- b -->", "%% d %%", "<!--\nf\n\ng -->"]


def test_kinds_are_told_apart_by_line() -> None:
    """A long text of all kinds: every line belongs to the block that it should."""
    text = "# a\n\nb\nc\n***\n- d\n  e\n\n> f\n\n<p>\ng\n\n    h\n"
    spans = read(text, 0).blocks
    assert [kind for kind, _ in groupby(block.kind for block in spans)] == [
        "heading", "paragraph", "thematic-break", "list-item", "blockquote", "html", "indented-code",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["- " * 50_000 + "x\n", "> - " * 50_000 + "x\n", "- " * 5_000 + "\n" * 20_000, "x\n|-|\n" * 50_000]
)
def test_no_nesting_takes_long(text: str) -> None:
    """What is deeper than a hundred containers is the text of a paragraph, as in markdown-it."""
    start = time.process_time()
    found = read_blocks(text, 0)
    assert time.process_time() - start < 5
    assert max(len(one.within) for one in found) <= 100
