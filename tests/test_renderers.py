"""What Obsidian, GitHub and Eleventy make of a `<details>` block is what the rules say of it.

GitHub and Eleventy are asked themselves, by markdown-it-py: CommonMark with tables and strikethrough, and markdown-it with
HTML and without indented code, as Eleventy has it since 2.0. Obsidian cannot be asked; its help says "Obsidian does not
render Markdown syntax inside HTML elements" and, in earlier editions, that it supports no "blank lines inside of HTML
tags" (Obsidian Flavored Markdown). GitHub's sanitiser keeps details, summary and p, and drops classes. Numbers in brackets
are those of the examples of CommonMark 0.31, section 4.6, that a case is a sibling of.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import NamedTuple

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from vaultlint.lint import Active, activate, check_note
from vaultlint.mend import mend
from vaultlint.note import Bindings, Note, Renderer, parse
from vaultlint.rule import discover

OPEN, CLOSE = "<details>\n<summary>S</summary>\n", "</details>\n"
ASKED: dict[Renderer, MarkdownIt] = {
    "github": MarkdownIt("commonmark").enable(["table", "strikethrough"]),
    "eleventy": MarkdownIt("js-default", {"html": True}).disable("code"),
}
WORD = re.compile(r"\bw\d+\b")
TOKEN, STRONG = re.compile(r"\*\*(w\d+)\*\*"), re.compile(r"<strong>(w\d+)</strong>")
CODE = re.compile(r"<pre>.*?</pre>", re.S)


@cache
def rules() -> tuple[Active, ...]:
    return tuple(activate(rule) for name, rule in discover().items() if name.startswith("details/"))


def bound(text: str, *renderers: Renderer) -> Note:
    return parse("note.md", text, Bindings(renderers=frozenset(renderers)))


def found(text: str, *renderers: Renderer) -> list[str]:
    """The rules that tell something, each with the number of its line, from 0."""
    note = bound(text, *renderers)
    checked = check_note(note, rules())
    assert not checked.crashes
    return [
        f"{one.rule.removeprefix('details/')} {text.count(chr(10), 0, one.finding.span.start)}"
        for one in checked.diagnostics
    ]


def shown(renderer: Renderer, text: str) -> dict[str, str]:
    """Each token of the text (`**w1**`, in order) as a reader sees it: strong, code, or raw, with its asterisks."""
    page = ASKED[renderer].render(text)
    code, strong = set(TOKEN.findall("".join(CODE.findall(page)))), set(STRONG.findall(page))
    ways = {token: "code" if token in code else "strong" if token in strong else "raw" for token in WORD.findall(text)}
    assert {token for token, way in ways.items() if way == "raw"} == set(TOKEN.findall(CODE.sub("", page)))
    return ways


class Case(NamedTuple):
    """A text; how GitHub and Eleventy show its tokens, in their order; what is told to users of each renderer."""

    text: str
    github: str
    eleventy: str
    to_obsidian: list[str]
    to_github: list[str]
    to_eleventy: list[str]


def alike(text: str, shows: str, *told: str) -> Case:
    return Case(text, shows, shows, list(told), list(told), list(told))


P = '<p class="note">a **w1**</p>\n'
CASES = {
    "the form with <p>": alike(OPEN + '<p class="note">a</p>\n' + CLOSE, ""),
    "the plain form (188)": alike(OPEN + "\n**w1**\n\n**w2**\n\n" + CLOSE, "strong strong"),
    "the plain form up to the tag": alike(OPEN + "\n**w1**\n" + CLOSE, "strong"),
    "a list in the plain form": alike(OPEN + "\n- **w1**\n- **w2**\n\n" + CLOSE, "strong strong"),
    "a quote in the plain form": alike(OPEN + "\n> **w1**\n\n" + CLOSE, "strong"),
    "no blank line below the summary (189)": alike(OPEN + "**w1**\n" + CLOSE, "raw", "markdown-inert 2"),
    "no blank line, then one": alike(OPEN + "**w1**\n\n**w2**\n" + CLOSE, "raw strong", "markdown-inert 2"),
    "only blanks on the line": alike(OPEN + "  \n**w1**\n" + CLOSE, "strong"),
    "Markdown in <p>": alike(OPEN + P + CLOSE, "raw", "markdown-inert 2"),
    "Markdown in <p> behind a blank line": Case(
        OPEN + "\n" + P + CLOSE, "raw", "raw", ["blank-inside 2", "markdown-inert 3"], ["markdown-inert 3"], ["markdown-inert 3"],
    ),
    "Markdown in <p> of several lines": alike(OPEN + "<p>\na\n**w1**\n</p>\n" + CLOSE, "raw", "markdown-inert 4"),
    "Markdown in <div> behind a blank line": alike(OPEN + "\n<div>**w1**</div>\n\n" + CLOSE, "raw", "markdown-inert 3"),
    "Markdown in inline HTML": alike(OPEN + "\na <b>b</b> **w1**\n" + CLOSE, "strong"),
    "Markdown in the summary": alike("<details>\n<summary>**w1**</summary>\na\n" + CLOSE, "raw", "markdown-inert 1"),
    "Markdown in a summary of blank lines": alike("<details>\n<summary>\n\n**w1**\n\n</summary>\na\n" + CLOSE, "strong"),
    "Markdown below such a summary": alike(
        "<details>\n<summary>\n\n**w1**\n\n</summary>\n**w2**\n" + CLOSE, "strong raw", "markdown-inert 6",
    ),
    "a heading": alike(OPEN + "# **w1**\n" + CLOSE, "raw", "markdown-inert 2"),
    "a fence": alike(OPEN + "```\n**w1**\n```\n" + CLOSE, "raw", "markdown-inert 2"),
    "a fence behind a blank line": alike(OPEN + "\n```\n**w1**\n```\n" + CLOSE, "code"),
    "a wikilink in <p>": Case(OPEN + "<p>[[a]]</p>\n" + CLOSE, "", "", ["markdown-inert 2"], [], []),
    "a wikilink in strong in <p>": alike(OPEN + "<p>**[[a]]**</p>\n" + CLOSE, "", "markdown-inert 2"),
    "GitHub's form with <p>": alike(OPEN + "<p>\n\n**w1**\n\n</p>\n" + CLOSE, "strong"),
    "a blank line in <p>": Case(OPEN + "<p>a\n\nb</p>\n" + CLOSE, "", "", ["blank-inside 3"], [], []),
    "a blank line in <p> of a class": Case(
        OPEN + '<p class="note">a\n\nb</p>\n' + CLOSE, "", "", ["blank-inside 3"], [], ["blank-inside 3"],
    ),
    "blank lines around <p>": Case(OPEN + "\n<p>a</p>\n\n" + CLOSE, "", "", ["blank-inside 2", "blank-inside 4"], [], []),
    "a line right below (186)": alike(OPEN + "<p>a</p>\n</details>\n**w1**\n", "raw", "no-blank-after 4"),
    "a line below a blank one": alike(OPEN + "<p>a</p>\n</details>\n\n**w1**\n", "strong"),
    "a line right below the plain form": alike(OPEN + "\na\n\n</details>\n**w1**\n\n**w2**\n", "raw strong", "no-blank-after 6"),
    "a block right below": alike(OPEN + "<p>a</p>\n</details>\n" + OPEN + "<p>b</p>\n" + CLOSE, ""),
    "a line of a list right below": alike(OPEN + "<p>a</p>\n</details>\n- **w1**\n", "raw", "no-blank-after 4"),
    "a quote right below in a quote": alike(
        "> " + OPEN.replace("\n", "\n> ") + "<p>a</p>\n> </details>\n> > **w1**\n", "raw", "no-blank-after 4",
    ),
    "a blank line in <pre> (148)": alike(OPEN + "<pre>\na\n\n**w1**\n</pre>\n" + CLOSE, "strong"),
    "a line below an inner block": alike(
        OPEN + "\n" + OPEN + "<p>a</p>\n</details>\n**w1**\n" + CLOSE, "raw", "markdown-inert 7",
    ),
    "a block in the middle of a paragraph (185)": alike("a\n" + OPEN + P + CLOSE, "raw", "markdown-inert 3"),
    "a block in a line": alike("a <details><summary>S</summary> **w1** </details>\n", "strong", "glued 0"),
    "a block in a list": alike("- a\n\n  " + OPEN.replace("\n", "\n  ") + "**w1**\n  " + CLOSE, "raw", "markdown-inert 4"),
    "an indented closer (184)": Case(
        OPEN + "\na\n\n    </details>\n\n**w1**\n", "strong", "strong", ["indented 5"], ["indented 5"], [],
    ),
    "an indented text": Case(OPEN + "\n    **w1**\n\n" + CLOSE, "code", "strong", [], [], []),
}


@pytest.mark.parametrize("why", CASES)
def test_the_renderers_show_it_so_and_that_is_told(why: str) -> None:
    case = CASES[why]
    assert " ".join(shown("github", case.text).values()) == case.github
    assert " ".join(shown("eleventy", case.text).values()) == case.eleventy
    assert found(case.text, "obsidian") == case.to_obsidian
    assert found(case.text, "github") == case.to_github
    assert found(case.text, "eleventy") == case.to_eleventy
    everywhere = found(case.text, "obsidian", "github", "eleventy")
    assert set(everywhere) == {*case.to_obsidian, *case.to_github, *case.to_eleventy}


def test_a_paragraph_that_is_mended_keeps_its_class() -> None:
    text = OPEN + '<p class="note">a\n\nb</p>\n' + CLOSE
    assert of_class(text) == ["a"]
    for renderer in ("obsidian", "eleventy"):
        assert of_class(mend(bound(text, renderer), rules()).text) == ["a", "b"]


def of_class(text: str) -> list[str]:
    """The texts of the paragraphs that are of a class, as a browser reads the page."""
    page = html5lib.parse(ASKED["eleventy"].render(text), namespaceHTMLElements=False)
    return ["".join(one.itertext()).strip() for one in page.iter("p") if one.get("class")]


OTHERS = {
    "kramdown and Python-Markdown render it": '<details markdown="1">\n<summary>S</summary>\n**w1**\n</details>\n**w2**\n',
    "the same of an element in it": OPEN + "<div markdown>\n**w1**\n</div>\n" + CLOSE,
    "the end of a container": OPEN + "\na\n\n</details>\n:::\n",
    "the end of a function": OPEN + "\na\n\n</details>\n);\n",
}


@pytest.mark.parametrize("why", OTHERS)
def test_what_is_written_for_another_renderer_is_let_be(why: str) -> None:
    assert found(OTHERS[why], "obsidian", "github", "eleventy") == []


# A body is made of pieces, a line each item; `@` is a token. The lines of inner blocks are marked by a `~`.
PIECES = [
    ["@"], ["@"], [""], [""], ["  "], ["  @"], ["    @"], ["\t@"], ["@<br>"], ["# @"], ["> @"], ["- @", "- @"], ["1. @", "2. @"],
    ["<p>@</p>"], ['<p class="note">x @</p>'], ["<p>", "@", "@", "</p>"], ["<p>x @", "", "@</p>"], ["<div>@</div>"],
    ["<div>", "", "@", "", "</div>"], ["```", "@", "```"], ["x <b>@</b>"], ["| a |", "|---|", "| @ |"],
    ["~<details>", "~<summary>s</summary>", "~@", "~</details>"],
]  # fmt: skip
SUMMARIES = [["<summary>S</summary>"], ["<summary>x @</summary>"], ["<summary>", "", "@", "", "</summary>"]]
BELOW = [[""], ["", "@"], ["@"], ["@", "@"], ["- @"], ["> @"], ["    @"], ["# @"], ["<br>", ""], ["", "    @"]]


class Made(NamedTuple):
    """A text with one block, the last line of which is `end`; `inner` are the lines of blocks inside of it."""

    text: str
    end: int
    inner: frozenset[int]


@st.composite
def made(draw: st.DrawFn) -> Made:
    above = draw(st.sampled_from([[], ["@", ""], ["@"]]))
    summary = draw(st.sampled_from(SUMMARIES))
    body = [line for piece in draw(st.lists(st.sampled_from(PIECES), max_size=4)) for line in piece]
    block = [*above, "<details>", *summary, *body, "</details>"]
    lines = [*block, *draw(st.sampled_from(BELOW))]
    first, others = draw(st.sampled_from([("", ""), ("", ""), ("- ", "  "), ("> ", "> ")]))
    text = "".join(f"{others if index else first}{line.removeprefix('~')}\n" for index, line in enumerate(lines))
    numbers = iter(range(text.count("@")))
    inner = frozenset(index for index, line in enumerate(lines) if line.startswith("~"))
    return Made(re.sub("@", lambda _: f"**w{next(numbers)}**", text), len(block) - 1, inner)


def begins(lines: list[str], at: int) -> int:
    """The line at which the fence or table around the token of a line begins; the line itself without one."""
    if [lines[at - 1][-3:], lines[at + 1][-3:]] == ["```", "```"]:
        return at - 1
    return at - 2 if lines[at].endswith(" |") else at


def expected(case: Made, renderer: Renderer) -> set[str]:
    """What is to be told by what the renderer shows: the first raw token of each block, and one right below."""
    lines, ways = case.text.split("\n"), shown(renderer, case.text)
    raw = [at for at, line in enumerate(lines) if any(ways[token] == "raw" for token in TOKEN.findall(line))]
    start = next(at for at, line in enumerate(lines) if line.endswith("<details>"))
    outer = [at for at in raw if start < at < case.end and at not in case.inner]
    told = {f"markdown-inert {begins(lines, at)}" for at in outer[:1]}
    told |= {f"markdown-inert {at}" for at in raw if at in case.inner}
    return told | {f"no-blank-after {at}" for at in raw if at == case.end + 1}


KINDS = ("markdown-inert", "no-blank-after")


@settings(max_examples=400)
@given(made(), st.sampled_from(sorted(ASKED)))
def test_what_is_told_is_what_the_renderer_shows(case: Made, renderer: Renderer) -> None:
    told = {one for one in found(case.text, renderer) if one.startswith(KINDS)}
    assert told == expected(case, renderer)


@settings(max_examples=400)
@given(made(), st.sets(st.sampled_from(["obsidian", *sorted(ASKED)]), min_size=1))
def test_a_fix_shows_what_was_meant_and_harms_nothing(case: Made, renderers: set[Renderer]) -> None:
    note = bound(case.text, *renderers)
    mended = [one.finding for one in check_note(note, rules()).diagnostics if one.finding.fix and one.rule[8:] in KINDS]
    meant = {token for finding in mended for token in TOKEN.findall(finding.span.of(case.text))}
    after = mend(note, rules()).text
    assert mend(bound(after, *renderers), rules()).text == after
    for renderer in ASKED:
        before, now = shown(renderer, case.text), shown(renderer, after)
        fenced = {token for token in now if re.search(rf"^[>\- ]*+```\n[> ]*+\*\*{token}\*\*$", case.text, re.M)}
        assert all(now[token] == "strong" for token in meant)
        assert all(now[token] == way for token, way in before.items() if way != "raw")
        assert all(now[token] != "code" for token, way in before.items() if way == "raw" and token not in fenced)


LINES = ["<details>", "<summary>S</summary>", '<p class="note">a</p>', "</details>"]


@settings(max_examples=300)
@given(
    st.tuples(*(st.tuples(st.sampled_from(["", "\n"]), st.sampled_from(["", "  ", "    ", "\t"])) for _ in LINES)),
    st.sampled_from(["", "a\n\n", "> a\n\n"]),
)
def test_an_indented_tag_is_code_and_its_fix_shows_the_block(places: tuple[tuple[str, str], ...], above: str) -> None:
    text = above + "".join(blank + lead + line + "\n" for (blank, lead), line in zip(places, LINES, strict=True))
    note = bound(text, "github")
    told = [one.finding for one in check_note(note, rules()).diagnostics if one.rule == "details/indented"]
    code = unescape("".join(CODE.findall(ASKED["github"].render(text))))
    assert all(finding.span.of(text) in code for finding in told)
    assert not any(one.startswith("indented") for one in found(text, "eleventy"))
    if told:
        page = html5lib.parse(ASKED["github"].render(mend(note, rules()).text), namespaceHTMLElements=False)
        assert [[part.tag for part in block] for block in page.iter("details")] == [["summary", "p"]]
        assert not list(page.iter("pre"))
