"""The laws of edits: the data after is the data before with that change, the rest stays, and twice is once."""

from __future__ import annotations

import copy

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from vaultlint.errors import EditRefused
from vaultlint.finding import Applicability, Change, Path, Value
from vaultlint.frontmatter import FrontMatter, Style, read, same, walk
from vaultlint.frontmatter.edits import add_key, make_list, new_block, remove, rename_key, reorder, set_value
from vaultlint.frontmatter.items import exchange, items
from vaultlint.frontmatter.writing import Habit, dump_flow, dump_key, dump_lines, dump_scalar
from vaultlint.text import apply

texts = st.one_of(
    st.text(max_size=12),
    st.text(": #-'\"[]{},\\\n\t&*!|>%@`?~.0123456789noyesx", max_size=10),
    st.sampled_from(
        ["no", "1:30", "012", "2024-05-01", "null", "---", "...", "- a", "a: b", "#a", "[[Note]]", "it's", " a"]
    ),
)
scalars = st.one_of(texts, st.integers(), st.booleans(), st.none(), st.floats())
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)
habits = st.builds(
    Habit,
    st.sampled_from([0, 2, 4]),
    st.sampled_from([Style.SINGLE, Style.DOUBLE]),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)


def values_of(text: str) -> dict[str, Value]:
    matter = read(text)
    assert matter is not None and matter.values is not None, text
    return matter.values


@given(scalars, st.sampled_from([Style.PLAIN, Style.SINGLE, Style.DOUBLE]))
@example("a\u2028b", Style.SINGLE)
@example(" ", Style.PLAIN)
def test_a_scalar_reads_as_what_was_written(value: str | float | bool | None, style: Style) -> None:
    assume(not isinstance(value, str) or not ("\ud800" <= max(value, default=" ") <= "\udfff"))
    text = f"---\nx: {dump_scalar(value, style)}\nl: [{dump_scalar(value, style, flow=True)}]\nz: 1\n---\n"
    assume(read(text) is not None and not read(text).is_template)  # type: ignore[union-attr]
    found = values_of(text)
    assert same(found["x"], value) and same(found["l"], [value]) and found["z"] == 1


@given(st.dictionaries(texts, values, min_size=1, max_size=4), habits)
def test_a_block_reads_as_what_was_written(data: dict[str, Value], habit: Habit) -> None:
    text = "---\n" + "".join(line + habit.newline for line in dump_lines(data, habit)) + "---\n"
    assume(not _is_template(text))
    assert same(values_of(text), data)


@given(st.dictionaries(texts, values, min_size=1, max_size=4), habits)
def test_one_line_reads_as_what_was_written(data: dict[str, Value], habit: Habit) -> None:
    text = f"---\n{dump_flow(data, habit)}\n---\n"
    assume(not _is_template(text))
    assert same(values_of(text), data)


def _is_template(text: str) -> bool:
    matter = read(text)
    return matter is not None and matter.is_template


PIECES = [
    "title: Bread # the title\n",
    "'quoted key': \"x: y\"\n",
    "tags:\n- a\n- b # why\n",
    "people:\n  - Ada\n  # the other\n  - 'Bob'\n",
    "flow: [a, 'b, c', d]\n",
    "map: {a: 1, b: [x, y]}\n",
    "nested:\n  one: 1\n  two:\n    - x\n    - k: v\n      w: z\n  three:\n",
    "text: |\n  line one\n\n  line two\n",
    "kept: |+\n  line\n\n",
    "folded: >-\n  some\n  text\n",
    "empty:\n",
    "none: []\n",
    "long: words that\n  go on here\n",
    "# about the date\ndate: 2024-05-01\n",
    "\n",
    "# alone\n\n",
    "键: 值\n",
    "a b: 1.10\n",
    "anchor: &x [1]\nalias: *x\n",
    "tagged: !!str 12\n",
    "list:\n- - a\n  - b\n- c\n",
    "items:\n- k: v\n  w: x\n- y: z\n",
    "single: 'it''s\n  folded'\n",
    "e: ''\n",
    "oneitem:\n- x\n",
    "i:\n    - deep\n    - deeper\n",
]
blocks = st.builds(
    lambda parts, newline, body: "".join(["---\n", *parts, "---\n", body]).replace("\n", newline),
    st.lists(st.sampled_from(PIECES), max_size=6, unique=True).filter(lambda parts: parts[:1] != ["\n"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "Body\n", "\n# Heading\n\n---\n"]),
)


def _paths(matter: FrontMatter) -> list[Path]:
    return [path for path, _ in walk(matter.root) if path] if matter.root else []


def _matter(text: str) -> FrontMatter:
    matter = read(text)
    assert matter is not None and matter.values is not None
    return matter


def _holder(data: object, path: Path) -> object:
    for step in path[:-1]:
        data = data[step]  # type: ignore[index]
    return data


def _check(matter: FrontMatter, after: str, meant: Value) -> FrontMatter:
    again = _matter(after)
    assert same(again.values, meant)  # type: ignore[arg-type]
    assert after.endswith(matter.text[matter.end :])
    assert after.startswith("---")
    lines = after[: again.end].count("\n"), after[: again.end].count("\r\n")
    assert "\r\n" not in matter.text or lines[0] == lines[1], "new lines end as the others do"
    return again


@given(blocks, values, st.data())
def test_set_changes_one_value(text: str, value: Value, data: st.DataObject) -> None:
    matter = _matter(text)
    assume(_paths(matter))
    path = data.draw(st.sampled_from(_paths(matter)))
    try:
        edits = set_value(matter, path, value)
    except EditRefused:
        return
    meant = copy.deepcopy(matter.values)
    _holder(meant, path)[path[-1]] = value  # type: ignore[index]
    again = _check(matter, apply(text, edits), meant)
    assert set_value(again, path, value) == ()


@given(blocks, texts, values)
def test_add_adds_one_key(text: str, key: str, value: Value) -> None:
    matter = _matter(text)
    assert matter.values is not None
    assume(key not in matter.values)
    try:
        edits = add_key(matter, key, value, after="title", before="date")
    except EditRefused:
        return
    assert len(edits) == 1 and edits[0].span.start == edits[0].span.end
    _check(matter, apply(text, edits), {**matter.values, key: value})


@given(blocks, st.data())
def test_remove_takes_one_value_and_nothing_else(text: str, data: st.DataObject) -> None:
    matter = _matter(text)
    assume(_paths(matter))
    path = data.draw(st.sampled_from(_paths(matter)))
    try:
        edits = remove(matter, path)
    except EditRefused:
        return
    meant = copy.deepcopy(matter.values)
    del _holder(meant, path)[path[-1]]  # type: ignore[attr-defined]
    _check(matter, apply(text, edits), meant)


@given(blocks, texts, st.data())
def test_rename_keeps_the_value(text: str, new: str, data: st.DataObject) -> None:
    matter = _matter(text)
    paths = [path for path in _paths(matter) if isinstance(path[-1], str)]
    assume(paths)
    path = data.draw(st.sampled_from(paths))
    holder = copy.deepcopy(_holder(matter.values, path))
    assert isinstance(holder, dict)
    assume(new not in holder)
    try:
        edits = rename_key(matter, path, new)
    except EditRefused:
        return
    assert len(edits) == 1
    meant = copy.deepcopy(matter.values)
    inner = _holder(meant, path)
    assert isinstance(inner, dict)
    inner[new] = inner.pop(path[-1])
    _check(matter, apply(text, edits), meant)


@given(blocks, st.data())
def test_make_list_wraps_a_scalar(text: str, data: st.DataObject) -> None:
    matter = _matter(text)
    assume(_paths(matter))
    path = data.draw(st.sampled_from(_paths(matter)))
    try:
        edits = make_list(matter, path)
    except EditRefused:
        return
    meant = copy.deepcopy(matter.values)
    old = _holder(meant, path)[path[-1]]  # type: ignore[index]
    if not isinstance(old, (list, dict)):
        _holder(meant, path)[path[-1]] = [] if old in (None, "") else [old]  # type: ignore[index]
    again = _check(matter, apply(text, edits), meant)
    assert make_list(again, path) == ()


def edited(text: str, operation: str, *arguments: object) -> str:
    operations = {"set": set_value, "add": add_key, "remove": remove, "rename": rename_key, "list": make_list}
    return apply(text, operations[operation](_matter(text), *arguments))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [
        ("---\ntags:\n- a\n---\n", ("set", ("tags",), ["a", "b"]), "---\ntags:\n- a\n- b\n---\n"),
        ("---\ntags: []\n---\n", ("set", ("tags",), ["a"]), "---\ntags:\n  - a\n---\n"),
        ("---\ntags: [] # why\n---\n", ("set", ("tags",), ["a"]), "---\ntags: # why\n  - a\n---\n"),
        ("---\nx:\n- 1\ntags: []\n---\n", ("set", ("tags",), ["a"]), "---\nx:\n- 1\ntags:\n- a\n---\n"),
        ("---\ntags: [a, b]\n---\n", ("remove", ("tags", 0)), "---\ntags: [b]\n---\n"),
        ("---\ntags:\n- a\nx: 1\n---\n", ("remove", ("tags", 0)), "---\ntags: []\nx: 1\n---\n"),
        ("---\npeople:\n- Ada\n- Bob\ntags:\n- x\n---\n", ("remove", ("people",)), "---\ntags:\n- x\n---\n"),
        ("---\na: 1\n# of b\nb: 2\n# of c\nc: 3\n---\n", ("remove", ("b",)), "---\na: 1\n# of c\nc: 3\n---\n"),
        ("---\na: 1\n---\n", ("remove", ("a",)), "---\n---\n"),
        ("---\n---\n", ("add", "title", "Bread"), "---\ntitle: Bread\n---\n"),
        ("---\r\na: 1\r\nb: 2\r\n---\r\n", ("add", "x", "y", "a"), "---\r\na: 1\r\nx: y\r\nb: 2\r\n---\r\n"),
        ("---\na: 1\n# of b\nb: 2\n---\n", ("add", "x", "y", None, "b"), "---\na: 1\nx: y\n# of b\nb: 2\n---\n"),
        ("---\ntags: a b\n---\n", ("list", ("tags",)), "---\ntags:\n  - a b\n---\n"),
        ("---\nx: [a]\ntags: b\n---\n", ("list", ("tags",)), "---\nx: [a]\ntags: [b]\n---\n"),
        ("---\ntags: a # why\n---\n", ("list", ("tags",)), "---\ntags:\n  - a # why\n---\n"),
        ("---\ntags:\n---\n", ("list", ("tags",)), "---\ntags: []\n---\n"),
        ("---\n'Series': x\n---\n", ("rename", ("Series",), "series"), "---\n'series': x\n---\n"),
        ("---\na: 'x'\n---\n", ("set", ("a",), "y"), "---\na: 'y'\n---\n"),
        ("---\na: x\n---\n", ("set", ("a",), "no"), '---\na: "no"\n---\n'),
        ("---\na: x # c\n---\n", ("set", ("a",), None), "---\na: # c\n---\n"),
        ("---\nl:\n- a\n---\n", ("set", ("l", 1), "b"), "---\nl:\n- a\n- b\n---\n"),
        ("---\nl: [a]\n---\n", ("set", ("l", 1), "b"), "---\nl: [a, b]\n---\n"),
        ("---\nl: [a]\n---\n", ("remove", ("l", 0)), "---\nl: []\n---\n"),
        ("---\na:\n  b: 1\nz: 1\n---\n", ("set", ("a", "c"), 2), "---\na:\n  b: 1\n  c: 2\nz: 1\n---\n"),
        ("---\na: {b: 1}\n---\n", ("set", ("a", "c d"), "x, y"), '---\na: {b: 1, c d: "x, y"}\n---\n'),
        ("---\nl:\n  - a\n---\n", ("list", ("l", 0)), "---\nl:\n  - [a]\n---\n"),
        (
            "---\nl:\n- a # 1\n- a # 2\n- b\n---\n",
            ("set", ("l",), ["b", "a", "a"]),
            "---\nl:\n- b\n- a # 1\n- a # 2\n---\n",
        ),
        ("---\nl: ['a', 'b']\n---\n", ("set", ("l",), ["a", "b", ["c"]]), "---\nl: ['a', 'b', ['c']]\n---\n"),
        ("---\ns: |\n  text\n\nb: 1\n---\n", ("remove", ("s",)), "---\n\nb: 1\n---\n"),
    ],
)
def test_edits_follow_the_hand_that_wrote_the_block(before: str, step: tuple[object, ...], after: str) -> None:
    assert edited(before, *step) == after  # type: ignore[arg-type]


@pytest.mark.parametrize("path", [("l", 4), ("l", -2), ("l", "x"), ("a", "b"), (2,)])
def test_what_has_no_place_is_refused(path: Path) -> None:
    with pytest.raises(EditRefused, match="there is no place"):
        set_value(_matter("---\na: 1\nl:\n- a\n---\n"), path, 1)


def test_an_anchor_that_an_alias_needs_stays() -> None:
    matter = _matter("---\na: &x [1]\nb: *x\n---\n")
    with pytest.raises(EditRefused, match="alias"):
        remove(matter, ("a",))
    with pytest.raises(EditRefused, match="alias"):
        set_value(matter, ("a",), 1)


@pytest.mark.parametrize(
    "text", ["+++\na = 1\n+++\n", "---\na: {{date}}\n---\n", "---\na: b: c\n---\n", "---\n- a\n---\n"]
)
def test_what_is_not_understood_is_not_edited(text: str) -> None:
    matter = read(text)
    assert matter is not None
    with pytest.raises(EditRefused):
        set_value(matter, ("a",), 2)


def test_a_note_without_front_matter_gets_a_block() -> None:
    text = "# Bread\r\n"
    after = apply(text, new_block(text, {"title": "Bread", "tags": ["a"], "date": None}))
    assert after == "---\r\ntitle: Bread\r\ntags:\r\n  - a\r\ndate:\r\n---\r\n# Bread\r\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("+++\na = 1\n+++\n", "TOML front matter is not edited"),
        ('{\n"a": 1\n}\n', "JSON front matter is not edited"),
        ("---\na: {{date}}\n---\n", "the front matter is a template"),
        ("---\na: b: c\n---\n", "the front matter does not parse, or is no mapping"),
        ("---\n- a\n---\n", "the front matter does not parse, or is no mapping"),
        ("---\na: &x 1\nb: *x\n---\n", "the alias `*x` needs the anchor in it"),
    ],
)
def test_what_is_refused_says_why(text: str, why: str) -> None:
    matter = read(text)
    assert matter is not None
    with pytest.raises(EditRefused) as refused:
        set_value(matter, ("a",), 2)
    assert str(refused.value) == why


def test_a_block_without_values_is_two_fences() -> None:
    assert apply("x\n", new_block("x\n", {})) == "---\n---\nx\n"


def test_only_keys_that_move_are_edited() -> None:
    text = "---\na: 1\ntags: []\ntitle: x"
    edits = reorder(_matter(text), [2, 1, 0])
    assert apply(text, edits) == "---\ntitle: x\ntags: []\na: 1\n"
    assert [edit.span.of(text) for edit in edits] == ["a: 1\n", "title: x"]
    with pytest.raises(ValueError, match="shorter"):
        reorder(_matter(text), [2, 1])


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("a: x\nb: 7\nc:\n", [("a", None, "x")]),
        ("a: x\na: y\nb: z\n", [("a", None, "x"), ("b", None, "z")]),
        ("a: [x, 1, y, [z]]\n", [("a", 0, "x"), ("a", 2, "y")]),
        ("a:\n- &n x\n- *n\n- {k: v}\n", [("a", 0, "x"), ("a", 1, "x")]),
        ("a: &n x\nb: *n\nc: &m [y]\nd: *m\n", [("a", None, "x"), ("b", None, "x"), ("c", 0, "y")]),
        ("a: {{date}}\nb: x\n", []),
        ("- x\n", []),
    ],
)
def test_the_texts_below_the_keys_have_their_places(block: str, found: list[tuple[str, int | None, str]]) -> None:
    text = f"---\n{block}---\n"
    matter = read(text)
    assert matter is not None
    those = list(items(matter))
    assert [(one.key, one.index, one.text) for one in those] == found
    assert all(one.span.of(text).split(" ")[-1] in (one.text, "*n") for one in those)


@pytest.mark.parametrize(
    ("block", "number", "new", "after"),
    [
        ("a: x\n", 0, ["p"], "a: p\n"),
        ("a: x\n", 0, ["p", "q"], "a:\n  - p\n  - q\n"),
        ("a: [x, y]\n", 0, ["p", "y", "p", "q"], "a: [p, q, y]\n"),
        ("a: [x, y, z]\n", 1, ["x", "p"], "a: [x, p, z]\n"),
        ("a: [x, y, z]\n", 2, ["p"], "a: [x, y, p]\n"),
        ("a: &n x\nb: *n\n", 0, ["p"], None),
    ],
)
def test_a_text_is_exchanged_for_others(block: str, number: int, new: list[str], after: str | None) -> None:
    matter = _matter(f"---\n{block}---\n")
    item = list(items(matter))[number]
    fix = exchange("Write it so", matter, item, new)
    assert (fix and apply(matter.text, fix.edits)) == (after and f"---\n{after}---\n")
    if fix is not None and after is not None:
        assert fix.title == "Write it so" and fix.applicability is Applicability.UNSAFE
        assert fix.changes == (Change(("a",), values_of(f"---\n{after}---\n")["a"]),)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (float("inf"), ".inf"), (float("-inf"), "-.inf"), (float("nan"), ".nan"), (1e300, "1.0e+300"), (1.5e-7, "1.5e-07"),
        (2.0, "2.0"), (True, "true"), (False, "false"), (None, "null"), (7, "7"),
    ],
)  # fmt: skip
def test_a_value_that_is_no_text_is_written_so(value: float | bool | None, written: str) -> None:
    assert dump_scalar(value) == written


@given(texts)
def test_a_key_reads_as_what_was_written(name: str) -> None:
    text = f"---\n{dump_key(name)}: 1\n---\n"
    assume(not _is_template(text))
    assert values_of(text) == {name: 1}
