"""Expressions over a note's values: JMESPath as its specification has it, our functions, and complaints that help.

A missing key is null; what does not fit a note is no match, and is told once.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultlint import where
from vaultlint.errors import ExpressionError
from vaultlint.where.counts import counted, items, token

NOTE = {
    "title": "Fixing Small Nets",
    "状态": "完成",
    "date created": "2024-05-01",
    "due-date": "2024-06-01",
    "status": "evergreen",
    "draft": False,
    "rating": 4,
    "guest": "",
    "project": [],
    "series": None,
    "tags": ["AI", "deep-learning", "人工智能"],
    "source": "https://www.youtube.com/watch?v=-80WLZSCtKc",
    "book": {"author": "Ann Lee", "pages": 240},
}
FILE = where.File("notes/2024/-80WLZSCtKc.md", 1234)


@pytest.mark.parametrize(
    ("expression", "matches"),
    [
        ("status == 'evergreen'", True),
        ("status != 'evergreen'", False),
        ("status == 'evergreen' && !draft", True),
        ("draft || rating >= `5`", False),
        ("draft == `false`", True),
        ("rating > `3`", True),
        ("rating == `4.0`", True),
        ("missing", False),
        ("missing == `null`", True),
        ("!missing", True),
        ("series == `null`", True),
        ("guest", False),
        ("project", False),
        ("\"状态\" == '完成'", True),
        ("\"date created\" < '2024-06'", True),
        ('"date created" < "due-date"', True),
        ("contains(tags, 'AI')", True),
        ("contains(tags, 'ai')", False),
        ("tags[?@ == 'AI']", True),
        ("tags[?starts_with(@, 'x')]", False),
        ("tags[?has_cjk(@)]", True),
        ("length(tags) > `2`", True),
        ("book.pages > `200`", True),
        ("book.publisher", False),
        ("file.path == 'notes/2024/-80WLZSCtKc.md'", True),
        ("file.name == '-80WLZSCtKc.md'", True),
        ("file.folder == 'notes/2024'", True),
        ("starts_with(file.folder, 'notes')", True),
        ("file.size > `1000`", True),
        ("file.stem == youtube_id(source)", True),
        ("matches(title, '^Fix')", True),
        ("matches(title, '(?i)NETS$')", True),
        ("matches(title, '\\bSmall\\b')", True),
        ("matches(missing, '')", False),
        ("lower(title) == 'fixing small nets'", True),
        ("slug(title) == 'fixing-small-nets'", True),
        ("kebab(status) == status", True),
        ("empty(guest) && empty(project) && empty(series) && empty(missing)", True),
        ("empty(draft) || empty(rating) || empty(tags)", False),
    ],
)
def test_matches(expression: str, matches: bool) -> None:
    assert where.compile(expression).matches(NOTE, FILE) is matches


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("title", "Fixing Small Nets"),
        ("tags[0]", "AI"),
        ("book.[author, pages]", ["Ann Lee", 240]),
        ("file", {"path": FILE.path, "name": "-80WLZSCtKc.md", "stem": "-80WLZSCtKc", "folder": "notes/2024", "size": 1234}),
        ("map(&lower(@), tags)", ["ai", "deep-learning", "人工智能"]),
        ("lower(missing)", None),
        ("youtube_id(title)", None),
    ],
)  # fmt: skip
def test_value(expression: str, value: object) -> None:
    assert where.compile(expression).value(NOTE, FILE) == value


@pytest.mark.parametrize(
    ("path", "name", "stem", "folder"),
    [
        ("a.md", "a.md", "a", ""),
        ("x/y/a.b.md", "a.b.md", "a.b", "x/y"),
        ("x/.md", ".md", ".md", "x"),
        ("x.y/a", "a", "a", "x.y"),
    ],
)
def test_a_path_in_its_parts(path: str, name: str, stem: str, folder: str) -> None:
    assert where.File(path).values == {"path": path, "name": name, "stem": stem, "folder": folder, "size": 0}


@pytest.mark.parametrize(
    ("address", "video"),
    [
        ("https://www.youtube.com/watch?v=AbC-_123xyZ", "AbC-_123xyZ"),
        ("https://www.youtube.com/watch?t=5s&v=AbC-_123xyZ&list=PL1", "AbC-_123xyZ"),
        ("https://youtu.be/AbC-_123xyZ?t=5", "AbC-_123xyZ"),
        ("http://m.youtube.com/watch?v=AbC-_123xyZ", "AbC-_123xyZ"),
        ("https://www.youtube.com/shorts/AbC-_123xyZ", "AbC-_123xyZ"),
        ("https://www.youtube.com/live/AbC-_123xyZ?feature=share", "AbC-_123xyZ"),
        ("https://www.youtube-nocookie.com/embed/AbC-_123xyZ", "AbC-_123xyZ"),
        ("see [talk](https://youtu.be/AbC-_123xyZ)", "AbC-_123xyZ"),
        pytest.param("hello-world", None, id="eleven letters that are no address"),
        pytest.param("https://youtu.be/AbC-_123xyZ9", None, id="twelve letters"),
        pytest.param("https://notyoutube.com/watch?v=AbC-_123xyZ", None, id="another site"),
        ("https://www.youtube.com/@someone", None),
        ("https://vimeo.com/123456789", None),
    ],
)
def test_youtube_id(address: str, video: str | None) -> None:
    assert where.compile("youtube_id(source)").value({"source": address}, FILE) == video


@pytest.mark.parametrize(
    ("text", "kebab", "slug"),
    [
        ("Deep Learning", "deep-learning", "deep-learning"),
        ("  deep__learning ", "deep-learning", "deep-learning"),
        ("OpenAI", "openai", "openai"),
        ("Café Crème", "café-crème", "cafe-creme"),
        ("What's new? C++ & Rust!", "what's-new?-c++-&-rust!", "whats-new-c-rust"),
        ("人工智能 入门", "人工智能-入门", "人工智能-入门"),
        ("がっこう 한국어", "がっこう-한국어", "がっこう-한국어"),
        ("", "", ""),
    ],
)
def test_kebab_and_slug(text: str, kebab: str, slug: str) -> None:
    assert where.compile("[kebab(x), slug(x)]").value({"x": text}, FILE) == [kebab, slug]


def test_items_are_selected_by_what_they_are() -> None:
    names = ["AI", "Elon Musk", "特斯拉", ""]
    assert [one for one in names if where.compile("has_cjk(@) || empty(@)").select(one)] == ["特斯拉", ""]
    assert [one for one in names if where.compile("matches(@, '^[A-Z]+$')").select(one)] == ["AI"]


def test_frequency_is_that_in_the_vault() -> None:
    expression = where.compile("tags[?freq('tags', @) == `1`]")
    assert expression.counted == ("tags",)
    notes: list[dict[str, Any]] = [{"tags": ["a", "b"]}, {"tags": "a"}, {"tags": None}, {}, {"tags": [1, "1", True]}]
    expression.know(counts={"tags": counted(notes, "tags")})
    found = [expression.value(note, FILE) for note in notes]
    assert found == [["b"], None, None, None, [1, "1", True]]
    assert where.compile("freq('tags', @) <= `2`").select("new"), "what was never counted stands nowhere"


def test_rules_are_those_found_in_the_note() -> None:
    expression = where.compile("has_rule('details/unclosed') || has_rule('links')")
    assert expression.rules == ("details/unclosed", "links")
    expression.know(found={"a.md": {"details", "details/unclosed"}, "b.md": {"details"}})
    assert [expression.matches({}, where.File(path)) for path in ("a.md", "b.md", "c.md")] == [True, False, False]


def test_the_keys_that_are_read() -> None:
    expression = where.compile("a.b == 'x' && c[?d == 'y'] && contains(e, f) && g == h && file.name == 'z'")
    assert expression.keys == ("a", "c", "e", "f", "g", "h")
    assert expression.texts == ("f", "h"), "these are no keys, if no note has them: the quotes were forgotten"


@pytest.mark.parametrize("text", ["status", "状态", "date created", "due-date"])
def test_a_key_by_its_name(text: str) -> None:
    assert where.named(text).value(NOTE, FILE) == NOTE[text]


def test_an_expression_where_a_key_may_stand() -> None:
    assert where.named("length(tags)").value(NOTE, FILE) == 3
    assert where.named("file.folder").value(NOTE, FILE) == "notes/2024"


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("contains(missing, 'x')", "contains() is for a list or text, not for nothing; `KEY && …` passes over notes without the key"),
        ("starts_with(tags, 'x')", "starts_with() is for text, not for a list"),
        ("matches(rating, 'x')", "matches() is for text, not for a number"),
        ("rating < status", "text and numbers cannot be compared"),
        ("contains(status, `1`)", "text and numbers cannot be compared"),
        ("sum(tags) > `1`", "sum() is for a list of numbers, not for text"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_no_match_and_told_once(expression: str, reason: str) -> None:
    compiled = where.compile(expression)
    assert not compiled.matches(NOTE, where.File("a.md"))
    assert list(compiled.misfits()) == [
        f"the expression does not fit 1 note (a.md), which counts as no match: {reason}"
    ]
    assert not any(compiled.matches(NOTE, where.File(f"{letter}.md")) for letter in "abc")
    (line,) = compiled.misfits()
    assert line.startswith("the expression does not fit 3 notes (the first is a.md), which counts as no match: ")


@pytest.mark.parametrize(
    ("written", "column", "write"),
    [
        ("status = 'x'", 8, "status == 'x'"),
        ("status === 'x'", 8, "status == 'x'"),
        ("status <> 'x'", 8, "status != 'x'"),
        ('status == "x"', 8, "status == 'x'"),
        ('"状态" == "done"', 6, "\"状态\" == 'done'"),
        ('status = "in progress"', 8, "status == 'in progress'"),
        ("status == “x”", 11, "status == 'x'"),
        ("status ＝＝ 'x'", 8, "status == 'x'"),
        ("status == in-progress", 11, "status == 'in-progress'"),
        ("状态 == 完成", 1, "\"状态\" == '完成'"),
        ("due-date > '2024'", 1, "\"due-date\" > '2024'"),
        ("date created > '2024'", 1, "\"date created\" > '2024'"),
        ("date > 2024-01-01", 6, "date > '2024-01-01'"),
        ("rating > 3", 8, "rating > `3`"),
        ("draft == true", 7, "draft == `true`"),
        ("guest == None", 7, "guest == `null`"),
        ("guest is null", 7, "guest == `null`"),
        ("guest is not null", 7, "guest != `null`"),
        ("a and b", 3, "a && b"),
        ("a AND b OR not c", 3, "a && b || !c"),
        ("not(a)", 1, "!(a)"),
        ("a & b", 3, "a && b"),
        ("a == 'x' | b == 'y'", 3, "a == 'x' || b == 'y'"),
        ("!a == 'x'", 1, "a != 'x'"),
        ("not a == 'x'", 1, "a != 'x'"),
        ("'AI' in tags", 1, "contains(tags, 'AI')"),
        ("'AI' not in tags", 1, "!contains(tags, 'AI')"),
        ('contains(tags, "AI")', 1, "contains(tags, 'AI')"),
        ("contains(标签, 完成)", 10, "contains(\"标签\", '完成')"),
        ("not_null(a, 别名)", 13, 'not_null(a, "别名")'),
        ("status = draft", 8, "status == 'draft'"),
        ("draft = true", 7, "draft == `true`"),
        ("title like 'x'", 1, "matches(title, 'x')"),
        ("title =~ 'x'", 1, "matches(title, 'x')"),
        ('freq("tags", x)', 1, "freq('tags', x)"),
        ("a == 'x and = y' and b", 18, "a == 'x and = y' && b"),
    ],
)
def test_a_slip_is_told_with_what_to_write(written: str, column: int, write: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        where.compile(written)
    message = str(raised.value)
    assert message.startswith(f"the expression `{written}`, column {column}: ")
    assert message.endswith(f"; write `{write}`")
    where.compile(write)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "the expression: it is empty"),
        ("status == 'x", "column 11: the ' is never closed"),
        ("status ==", "it ends too early; between double quotes the shell runs what stands in `backticks`"),
        ("tags[?", "column 7: it ends too early"),
        ("a == 'x' , b", "column 10: `,` cannot stand here"),
        ("notes/a.md", "column 6: `/` has no meaning here"),
        ("lenght(tags)", "there is no function lenght(); did you mean length()?"),
        ("len(tags)", "there is no function len(); did you mean length()?"),
        ("matches(title)", "matches() takes 2 arguments, not 1"),
        ("matches(title, '(')", "`(` is no pattern: "),
        ("freq(tags, @)", "the first argument of freq() is a name in single quotes"),
        ("&a", "`&` stands before an argument of a function only"),
    ],
)
def test_a_complaint_says_where_and_why(written: str, says: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        where.compile(written)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("tags[?@ == 'a'] | [0]", id="a pipe behind a list"),
        pytest.param('"date created" == "due-date"', id="two keys that need quotes"),
        pytest.param('"in progress" == status', id="a key that needs quotes"),
        pytest.param('not_null(a, "别名")', id="a key that needs quotes, as an argument"),
        pytest.param('contains(people, "讲者")', id="a key that needs quotes, looked for in another"),
        pytest.param("title == 'not \"this\" = or that'", id="slips in a text"),
        pytest.param("a == b", id="two keys"),
        pytest.param("a == b.c", id="a key within a key"),
        pytest.param("not_null(a, b) == 'x'", id="a function of JMESPath"),
        pytest.param("a == 'x' || b", id="or"),
        pytest.param("sort_by(people, &name)", id="& before an argument"),
        pytest.param('a == `"x"`', id="text in backticks"),
    ],
)
def test_what_is_right_is_no_slip(expression: str) -> None:
    where.compile(expression)


@given(st.text(st.sampled_from("ab1.,'\"`[]{}()?*@&|!=<> \\-_中\n") | st.characters(), max_size=25))
def test_any_text_is_compiled_or_refused(text: str) -> None:
    for read in (where.compile, where.named):
        try:
            expression = read(text)
        except ExpressionError:
            continue
        expression.matches(NOTE, FILE)
        expression.select("x")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "a", "b", "1", "true"]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.sampled_from(["k", "l"]), VALUES), max_size=6))
def test_counting_is_a_plain_count(notes: list[dict[str, Any]]) -> None:
    plain = [one for note in notes for one in (note.get("k") if isinstance(note.get("k"), list) else [note.get("k")])]
    assert counted(notes, "k") == Counter(map(token, [one for one in plain if one is not None]))
    assert all(counted(notes, "k")[token(one)] for note in notes for one in items(note.get("k")))
