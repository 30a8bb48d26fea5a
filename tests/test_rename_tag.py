"""`rename-tag`: a tag is renamed wherever Obsidian reads one, and nothing else of a note changes."""

from __future__ import annotations

import pytest
from conftest import Vault
from hypothesis import example, given
from hypothesis import strategies as st

from vaultlint.errors import EditRefused, UsageError
from vaultlint.markdown import Body
from vaultlint.note import parse
from vaultlint.operations import Context, build, revised
from vaultlint.operations.retag import rebased
from vaultlint.operations.steps import Retag
from vaultlint.where import File

TAGS = [
    ("#a", ["a"]),
    ("x #a, #b. (see #c)", ["a", "b", "c"]),
    ("- #a\n> #b\n>#c\n## h #d\n| #e |\n| --- |\n", ["a", "b", "c", "d", "e"]),
    ("#in/out/2 #-_ #y1984 #1/2", ["in/out/2", "-_", "y1984", "1/2"]),
    ("#讀書 #标签，后 #été #🍞 #👩‍🍳x", ["讀書", "标签", "été", "🍞", "👩‍🍳x"]),
]

NO_TAGS = [
    ("#1984 #7", "digits alone are no tag"),
    ("# h\n## h\n#", "marks of headings"),
    ("\\#a x#a .#a &#38; [#a](#a)", "escaped, or no blank before it"),
    ("`#a` `` x #a ``", "inline code"),
    ("```\n#a\n```\n\n~~~ css\n#a\n~~~\n\n    #a\n", "code"),
    ("[[n #a]] [[n#a]] ![[#a]] [x #a](u) [x](u#a) [x](u 't #a')", "links, what they show and where they go"),
    ("<https://x.y/#a> https://x.y/#a http://x.y/?q= <b title='x #a'>b</b>", "addresses and attributes"),
    ("<p>\n#a\n</p>", "HTML blocks"),
    ("$x #a$ and\n\n$$\n#a\n$$\n", "math"),
    ("<!-- #a --> %% #a %%\n\n%%\n#a\n%%\n", "comments"),
    ("[x]: u 'y #a'", "definitions of links"),
    ("{{ #a }} <% #a %>", "templates"),
]


@pytest.mark.parametrize(("text", "names"), TAGS)
def test_these_are_tags(text: str, names: list[str]) -> None:
    found = Body(text, 0).tags
    assert [tag.name for tag in found] == [tag.span.of(text) for tag in found] == [one for one in names if one]


@pytest.mark.parametrize(("text", "why"), NO_TAGS)
def test_these_are_none(text: str, why: str) -> None:
    assert not Body(text, 0).tags, why


def edited(text: str, old: str = "a", new: str = "b") -> str:
    note = parse("n.md", text)
    one = build("rename-tag", {"old": old, "new": new}, str)
    return revised(note, tuple(one.plan(note.values or {}, Context(File("n.md")))))


def block(tags: str) -> str:
    return f"---\nt: a # a\n{tags}---\na\n"


FRONT_MATTER = [
    ("tags: a\n", "tags: b\n"),
    ("tags: '#a'\n", "tags: '#b'\n"),
    ("tags: a, A/x  ab\n", "tags: b, b/x  ab\n"),
    ("tags: [x, a, a/y]\n", "tags: [x, b, b/y]\n"),
    ("tags:\n- x # 1\n- 'A' # 2\n- aa\n", "tags:\n- x # 1\n- 'b' # 2\n- aa\n"),
    ("tags:\n  - a\n  - b\n", "tags:\n  - b\n"),
    ("tags:\n  - B\n  - a\n", "tags:\n  - B\n"),
    ("tags: [a, A]\n", "tags: [b]\n"),
    ("tags: [1, null]\n", "tags: [1, null]\n"),
]


@pytest.mark.parametrize(("before", "after"), FRONT_MATTER)
def test_front_matter(before: str, after: str) -> None:
    for ending in ("\n", "\r\n"):
        assert edited(block(before).replace("\n", ending)) == block(after).replace("\n", ending)


TEXTS = [
    ("#a #A/x #ab #b", "#b #b/x #ab #b"),
    ("---\nx: 1\n---\n#a `#a`\r\n", "---\nx: 1\n---\n#b `#a`\r\n"),
    ("---\ntags: [a]\n---\n#a", "---\ntags: [b]\n---\n#b"),
    (
        "```base\nfilters: file.hasTag(\"a\", 'x', 'a/y')\n```\n",
        "```base\nfilters: file.hasTag(\"b\", 'x', 'b/y')\n```\n",
    ),
    ('```js\nfile.hasTag("a")\n```\n', '```js\nfile.hasTag("a")\n```\n'),
]


@pytest.mark.parametrize(("before", "after"), TEXTS)
def test_text(before: str, after: str) -> None:
    assert edited(before) == after
    assert edited(after) == after


def test_only_the_case_and_nested_ones_can_be_renamed() -> None:
    assert edited("#AI #ai/x #Ai", "ai", "Ai") == "#Ai #Ai/x #Ai"
    assert edited("#x/y/z #x/y #x", "x/y", "w") == "#w/z #w #x"


@pytest.mark.parametrize(("old", "new"), [("a", "a"), ("a", "a/b"), ("a", "b c"), ("a", "7"), ("a", "")])
def test_what_makes_no_sense_is_refused(old: str, new: str) -> None:
    with pytest.raises(UsageError):
        build("rename-tag", {"old": old, "new": new}, str)


BASES = [
    ('filters:\n  and:\n    - file.hasTag("a")\n', 'filters:\n  and:\n    - file.hasTag("b")\n'),
    ("filters: '!tags.contains(\"#a/x\")'\n", "filters: '!tags.contains(\"#b/x\")'\n"),
    ('filters: "file.tags.containsAny(\\"x\\", \\"a\\")"\n', 'filters: "file.tags.containsAny(\\"x\\", \\"b\\")"\n'),
    ("# file.hasTag('a')\nx: a\ny: title.contains('a')\n", "# file.hasTag('a')\nx: a\ny: title.contains('a')\n"),
    ("x: file.hasTag('a' + y)\n", "x: file.hasTag('a' + y)\n"),
]


@pytest.mark.parametrize(("before", "after"), BASES)
def test_bases(before: str, after: str) -> None:
    assert rebased(before, [Retag("a", "b")]) == after


def test_a_base_that_does_not_parse_is_left() -> None:
    with pytest.raises(EditRefused, match="does not parse"):
        rebased("a: [\nfile.hasTag('a')\n", [Retag("a", "b")])


PIECES = [
    "#a",
    "#A/b",
    "`",
    "``",
    "$",
    "[[",
    "]]",
    "](",
    "<!--",
    "-->",
    "%%",
    "x",
    "\\",
    "<b ",
    ">",
    "```\n",
    " ",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("`#a` #a")
def test_only_the_names_of_tags_change(text: str) -> None:
    try:
        after = edited(text, "a", "zz")
    except EditRefused:
        return
    assert after.replace("zz", "a").lower() == text.lower()
    assert edited(after, "a", "zz") == after
    assert [tag.span.of(text) for tag in Body(text, 0).tags] == [tag.name for tag in Body(text, 0).tags]


@given(st.text("#a`x \n", max_size=12))
def test_code_may_say_anything(text: str) -> None:
    fenced = f"````\n{text.replace('````', '')}\n````\n"
    assert edited(f"#a\n\n{fenced}\n#a\n") == f"#b\n\n{fenced}\n#b\n"


@pytest.mark.parametrize(
    "piece", ["#a", "#a ", "[x](", "[[a #", "[x](()", "$x ", "<b a='", "`#a ", "[", "%% #a ", "\n#a\n\n"]
)
def test_no_text_is_slow(piece: str) -> None:
    """In quadratic time this would take hours, so the test itself would not end."""
    assert len(Body(f"#a {piece * 100_000} #a", 0).tags) >= 1


def test_a_run_with_bases_can_be_taken_back(vault: Vault) -> None:
    notes = {"a.md": "---\ntags:\n- a\n- b\n---\nx #a\n", "b.md": "\ufeff#a/x\r\n", "c.md": "a\n"}
    notes["v.base"] = "filters: file.hasTag('a')\n"
    vault.put(notes)
    shown = vault.run("edit", "rename-tag", "a", "b")
    assert shown.code == 1 and "a.md: #a and #b become one\n" in shown.out
    assert {path: vault.text(path) for path in notes if path != "b.md"} == {
        k: v for k, v in notes.items() if k != "b.md"
    }
    assert '1  text: "#a" → "#b"' in shown.out or "#a" in shown.out
    assert vault.run("edit", "rename-tag", "a", "b", "--write").code == 0
    assert vault.text("a.md") == "---\ntags:\n- b\n---\nx #b\n"
    assert vault.bytes("b.md") == "\ufeff#b/x\r\n".encode()
    assert vault.text("v.base") == "filters: file.hasTag('b')\n"
    assert vault.run("edit", "rename-tag", "a", "b", "--write").err.startswith("vaultlint: nothing to change")
    assert vault.run("undo").code == 0
    assert vault.bytes("b.md") == notes["b.md"].encode()
    assert {path: vault.text(path) for path in ("a.md", "v.base")} == {path: notes[path] for path in ("a.md", "v.base")}


def test_a_migration_counts_the_notes_of_each_step(vault: Vault) -> None:
    vault.put(
        {
            "a.md": "#a\n",
            "b.md": "---\nx: 1\n---\n",
            "m.yaml": "steps:\n- rename-tag: {old: a, new: b}\n- set: {values: {y: 1}}\n",
        }
    )
    out = vault.run("migrate", "m.yaml", "--write").out
    assert "1 note   step 1 (rename-tag)" in out and "2 notes  step 2 (set)" in out
    assert vault.text("a.md") == "---\ny: 1\n---\n#b\n"
