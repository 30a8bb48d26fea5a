"""What is a link into the vault, what it names, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.markdown.links.anchors import has_block, has_heading, has_place, read_anchors
from vaultlint.markdown.links.link import Link
from vaultlint.markdown.links.read import candidates, empty
from vaultlint.note import parse


def links(text: str) -> list[Link]:
    return list(parse("note.md", text).body.links)


LINKS = [
    ("[[a]]", "[[a]]", "a", "a", ""),
    ("x [[a|b]] y", "[[a|b]]", "a", "a", ""),
    ("| [[a\\|b]] |", "[[a\\|b]]", "a", "a", ""),
    ("| [[a#h\\|b]] |", "[[a#h\\|b]]", "a", "a", "#h"),
    ("[[ a b ]]", "[[ a b ]]", "a b", "a b", ""),
    ("[[f/a.md#h#k|t]]", "[[f/a.md#h#k|t]]", "f/a.md", "f/a.md", "#h#k"),
    ("[[a#^b1]]", "[[a#^b1]]", "a", "a", "#^b1"),
    ("[[#h]]", "[[#h]]", "", "", "#h"),
    ("![[a.png|100x200]]", "![[a.png|100x200]]", "a.png", "a.png", ""),
    ("![[a.pdf#page=3]]", "![[a.pdf#page=3]]", "a.pdf", "a.pdf", "#page=3"),
    ("[[漢字 😀]]", "[[漢字 😀]]", "漢字 😀", "漢字 😀", ""),
    ("[t](a.md)", "[t](a.md)", "a.md", "a.md", ""),
    ("[t](a%20b.md#h%20k)", "[t](a%20b.md#h%20k)", "a%20b.md", "a b.md", "#h k"),
    ("[t](<a b.md>)", "[t](<a b.md>)", "a b.md", "a b.md", ""),
    ('[t](a.md "title")', '[t](a.md "title")', "a.md", "a.md", ""),
    ("[t](a_(b).md)", "[t](a_(b).md)", "a_(b).md", "a_(b).md", ""),
    ("[t](a\\(b.md)", "[t](a\\(b.md)", "a\\(b.md", "a(b.md", ""),
    ("[a [b] c](d.md)", "[a [b] c](d.md)", "d.md", "d.md", ""),
    ("![](a.png)", "![](a.png)", "a.png", "a.png", ""),
    ("[t](a&amp;b.md)", "[t](a&amp;b.md)", "a&amp;b.md", "a&b.md", ""),
    ("[t](a.md?raw=1)", "[t](a.md?raw=1)", "a.md", "a.md", ""),
    ("[t]\n\n[t]: a.md 'title'\n", "[t]: a.md 'title'", "a.md", "a.md", ""),
    ("[[a]] is at the start, a mark at the end!", "[[a]]", "a", "a", ""),
    ("see[x](b.md)", "[x](b.md)", "b.md", "b.md", ""),
]


@pytest.mark.parametrize(("text", "span", "target", "path", "subpath"), LINKS)
def test_a_link_is_read(text: str, span: str, target: str, path: str, subpath: str) -> None:
    (link,) = links(text)
    assert (link.span.of(text), link.target.of(text)) == (span, target)
    assert (link.reference.path, link.reference.subpath) == (path, subpath)
    assert link.reference.embeds == span.startswith("!")


NOT_LINKS = [
    ("`[[a]]` and `[t](a.md)`", "code"),
    ("```\n[[a]]\n```\n", "a block of code"),
    ("%% [[a]] %% <!-- [[b]] -->", "comments"),
    ("$$\n[[a]]\n$$\n", "a formula"),
    ("so $x [[a]] y$ holds", "a formula in the line"),
    ("[[{{title}}]] [t]({{x}}.md) [[<% tp.date %>]]", "templates"),
    ("[span_0](start_span)Boil it.[span_0](end_span)", "marks of a model"),
    ("\\[[a]]", "the bracket is escaped"),
    ("[t\\](a.md)", "the bracket is escaped"),
    ("[[1]](https://example.com)", "a footnote of a web page"),
    ("[t](https://example.com) [t](mailto:a@b.c) [t](obsidian://x) [t](file:///a) [t](//x.y)", "addresses"),
    ("[t](#place)", "a place on the page"),
    ("[t](a b.md)", "a blank ends the address"),
    ("[t]: a.md\n", "a definition that nothing uses"),
    ("[Music]: hello [Music]", "words behind a colon"),
    ("[^1]: a.md [^1]", "a footnote"),
    ("handlers[i](event)", "a call"),
    ("- [ ] task", "a task"),
    ("[[[1, 2], [3, 4]]]", "a table of numbers"),
    ("[[toc]]", "a table of contents elsewhere"),
    ("[[a\nb]]", "no link goes over lines"),
    ("<p>\n[[a]] [t](b.md)\n</p>\n", "HTML, in which Markdown is not read"),
]


@pytest.mark.parametrize(("text", "why"), NOT_LINKS)
def test_no_link_is_read(text: str, why: str) -> None:
    assert links(text) == [], why


def test_links_in_links_are_both_read() -> None:
    assert [link.reference.path for link in links("[![a](b.png)](c.md)")] == ["c.md", "b.png"]


@pytest.mark.parametrize("text", ["[[]]", "![[]]", "[[|a]]", "[x]()", "![]()", "[x](<>)", "[]()"])
def test_an_empty_link_is_read(text: str) -> None:
    assert [link.span.of(text) for link in empty(text, 0)] == [text]
    assert links(text) == []


@pytest.mark.parametrize(
    "text",
    ["[[" * 20_000, "[[a|" * 20_000, "[[#" * 20_000, "](" * 20_000, "[" * 20_000 + "](a)" * 9_000, "](a(" * 9_000],
)
def test_reading_takes_linear_time(text: str) -> None:
    candidates(text, 0)
    empty(text, 0)


def test_links_among_formulas_of_one_line_are_read_in_linear_time() -> None:
    """The formulas of the line are not looked for again for each link."""
    body = parse("a.md", "[[a]] $x$ $[[b]]$ " * 5_000).body
    assert [link.reference.path for link in body.links] == ["a"] * 5_000


@given(st.text('[]()!|#^\\\\<>ab/. %:"\n', max_size=40))
def test_spans_lie_in_one_another(text: str) -> None:
    for link in (*candidates(text, 0), *empty(text, 0)):
        places = (link.target.start, link.target.end, link.place.start, link.place.end, link.span.end)
        assert link.span.start < link.target.start and list(places) == sorted(places)
        assert link.span.of(text)[-1] in "])" or link.reference.kind == "definition"


HEADINGS = (
    "# One\n\n## A: b/c, *d*\n\ntext ^id-1\n\n> ### In `quote`\n\n- # In item\n\nUnder\n=====\n\nLow\n---\n\n# Two ##\n"
)


@pytest.mark.parametrize(
    "subpath",
    [
        "#One",
        "#one",
        "#A: b/c, *d*",
        "#A b c d",
        "#One#A b c d",
        "#In quote",
        "#In item",
        "#Under",
        "#Under#Low",
        "#Two",
    ],
)
def test_a_heading_is_found(subpath: str) -> None:
    assert has_heading(read_anchors(HEADINGS, 0), subpath)
    assert has_heading(read_anchors(HEADINGS.replace("\n", "\r\n"), 0), subpath)


@pytest.mark.parametrize("subpath", ["#On", "#A b c d#One", "#Two#Under", "#a-b-c-d"])
def test_no_heading_is_found(subpath: str) -> None:
    assert not has_heading(read_anchors(HEADINGS, 0), subpath)


@pytest.mark.parametrize(
    "text", ["word " * 40_000 + "\n---\n", "- " * 40_000 + " #", "\n> " * 20_000 + "#", "^a" * 40_000]
)
def test_reading_places_takes_linear_time(text: str) -> None:
    read_anchors(text, 0)


def test_a_title_that_stands_twice_is_found_below_either() -> None:
    anchors = read_anchors("## B\n\n# B\n\n## X\n\n# C\n\n## Y\n", 0)
    assert has_heading(anchors, "#B#X") and has_heading(anchors, "#C#Y") and not has_heading(anchors, "#B#Y")


def test_unicode_forms_of_a_heading_are_one() -> None:
    assert has_heading(read_anchors("# Cafe\u0301\n", 0), "#Café")


def test_a_block_is_found_whatever_its_case() -> None:
    anchors = read_anchors("- item ^Ab1\n\n| a |\n| - |\n\n^table\n\n2^10 is no block\n", 0)
    assert has_block(anchors, "ab1") and has_block(anchors, "table") and not has_block(anchors, "10")


@pytest.mark.parametrize("subpath", ["#a-bc-d", "#place", "#own", "#one-1"])
def test_places_of_pages_are_found(subpath: str) -> None:
    assert has_place(read_anchors(HEADINGS + '<a id="place"></a>\n\n# X {#own}\n', 0), subpath)
