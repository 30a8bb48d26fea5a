"""A note that is right has no error, however its blocks, lists, quotes, code and HTML are put into each other."""

from __future__ import annotations

import re
from functools import cache
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from vaultlint.finding import Severity
from vaultlint.lint import Active, activate, check_note
from vaultlint.note import Bindings, parse
from vaultlint.rule import NoteRule, discover

Text = st.SearchStrategy[str]

WORDS = st.sampled_from((
    "Boil the bones.", "先烧水。", "Use `<details>` here.", "a < b and c > d", "See [a](https://example.org/b).",
    "**Bold** and *soft*.", "one\ntwo", "A `</p>` and ``<summary>``.", "a <br> b", "a <b>c</b> d", "It costs $5 or $6.",
    "so $a<b$ is", "an &lt;details&gt;", "![a](b.png)", "<https://example.org>", "\\<details>", "a <!-- <p> --> b", "details> a",
    "他说：<成本> 5", "{{ a }} and {% b %}", "Vec<T> and Map<K, V>", "<a href='#b'>c</a>", "1. a? no", "a --> b",
))  # fmt: skip
HTML = st.sampled_from((
    "text", "<b>a</b>", "<ul>\n<li>a</li>\n</ul>", "<ul>\n<li>a\n<li>b\n</ul>", "<table>\n<tr><td><p>a</p></td></tr>\n</table>",
    "<pre>\n<details>\n</pre>", "<code>a<b></code>", "<p>a</p>", "<p class=\"a\">b</p>", "<P>a</P>", "<p>a</p><p>b</p>", "<br>",
    "<hr/>", "</br>", "<img src='a'>", "<div><p>a</p></div>", "<h3>a</h3>", "<dl><dt>a<dd>b</dl>", "<!-- a -->", "<p>&nbsp;</p>",
    "<script>\nlet a = '</details>'\n</script>", "<ol><li><p>a</p></li></ol>", "<p>a<br/>b</p>", "<p\n class='a'>b</p>",
))  # fmt: skip
LABELS = st.sampled_from(
    ("№", "<b>№</b>", "<code>a<b></code> №", "查看 №", "<i>a</i> №", "№ > a", "`№`", "{{ a }} №", "№<br>", "&amp; №")
)
OPENERS = st.sampled_from(("<details>", "<details open>", "<details class=\"a\">", "<DETAILS>", "<details >", "<details\nopen>"))
CLOSERS = st.sampled_from(("</details>", "</details>", "</DETAILS>", "</details >"))
CODE = st.builds(
    "{0}{1}\n{2}\n{0}".format,
    st.sampled_from(("```", "~~~", "`````")),
    st.sampled_from(("", "html", "js a")),
    st.sampled_from(("<details>\n", "</details>", "<summary>\n\n<p>", "**a**")),
)


def numbered(text: str) -> str:
    """The text with a number for each `№`: blocks of one label in each other may be one that was never closed."""
    numbers = count(1)
    return re.sub("№", lambda _: str(next(numbers)), text)


def apart(blocks: Text, most: int = 3) -> Text:
    return st.lists(blocks, min_size=1, max_size=most).map("\n\n".join)


def item(marker: str, blocks: str) -> str:
    return marker + blocks.replace("\n", "\n" + " " * len(marker)).replace("\n" + " " * len(marker) + "\n", "\n\n")


def quote(mark: str, blocks: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in (mark + blocks).split("\n"))


def folded(inner: Text) -> Text:
    summary = st.builds(str.format, st.sampled_from(("<summary>{}</summary>", "<summary>\n{}\n</summary>")), LABELS)
    content = st.one_of(
        apart(inner).map("\n\n{}\n\n".format),
        apart(inner, 2).map("\n<p>\n\n{}\n\n</p>\n".format),
        st.lists(HTML, min_size=1, max_size=3).map("\n".join).map("\n{}\n".format),
        st.builds("\n{}\n\n{}\n\n{}\n".format, HTML, inner, HTML),
        st.sampled_from(("text", "<p>a</p>", "a <b>c</b>")),
    )
    between = st.sampled_from(("", "\n", " ", "\n  "))
    return st.builds("{}{}{}{}{}".format, OPENERS, between, summary, content, CLOSERS)


def within(inner: Text) -> Text:
    return st.one_of(
        folded(inner),
        folded(inner),
        st.builds(item, st.sampled_from(("- ", "* ", "1. ", "10. ")), st.builds("{}\n\n{}".format, WORDS, apart(inner, 2))),
        st.builds(quote, st.sampled_from(("", "[!note]- a\n\n", "[!tip]\n\n")), apart(inner, 2)),
        st.builds("<{0}>\n\n{1}\n\n</{0}>".format, st.sampled_from(("div", "section", "center")), inner),
        st.builds("<table>\n<tr><td>\n\n{}\n\n</td></tr>\n</table>".format, inner),
    )


CELLS = st.just("| a | b |\n|---|---|\n| `<p>` | <details><summary>a</summary>b</details> |")
BLOCKS = st.recursive(st.one_of(WORDS, CODE, CELLS, st.just("# On `<details>`")), within, max_leaves=6)


@cache
def rules() -> tuple[Active, ...]:
    return tuple(activate(rule) for rule in discover().values() if isinstance(rule, NoteRule))


@settings(max_examples=150, deadline=None)
@given(apart(BLOCKS, 2), st.sampled_from(("obsidian", "github", "eleventy")), st.booleans())
def test_a_note_that_is_right_has_no_error(text: str, renderer: str, windows: bool) -> None:
    note = parse("note.md", (numbered(text) + "\n").replace("\n", "\r\n" if windows else "\n"), Bindings(renderers=frozenset({renderer})))
    checked = check_note(note, rules())
    assert not checked.crashes
    assert [one for one in checked.diagnostics if one.severity is Severity.ERROR] == []
