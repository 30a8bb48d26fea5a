"""The laws of operations: the values after are those before with the operation done on plain Python values, what no
step is about is written as it was, and the same operation again changes nothing.

The model of each operation below is written for this test, from the words of its help, and shares no code with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from vaultlint.errors import EditRefused, UsageError, VaultlintError
from vaultlint.finding import Value
from vaultlint.frontmatter import read, same
from vaultlint.note import parse
from vaultlint.operations import OPERATIONS, Context, after, build, revised
from vaultlint.operations.words import value
from vaultlint.schema import compile_schema
from vaultlint.where import File


def nothing(name: str) -> str:
    raise UsageError(f"{name} is no file")


def operation(name: str, files: Mapping[str, str] = {}, **given: Any) -> Any:
    arguments = {key.rstrip("_").replace("_", "-"): value for key, value in given.items()}
    return build(name, arguments, files.__getitem__ if files else nothing)


def in_words(name: str, files: Mapping[str, str] = {}, **given: list[str]) -> Any:
    arguments = {key.rstrip("_").replace("_", "-"): value for key, value in given.items()}
    return build(name, arguments, files.__getitem__ if files else nothing, words=True)


CONTEXT = Context(File("a.md"))


def edited(text: str, one: Any, context: Context = CONTEXT) -> str:
    note = parse("a.md", text)
    values = {} if note.frontmatter is None else note.frontmatter.values
    assert values is not None
    return revised(note, tuple(one.plan(values, context)))


# --- laws ---

PIECES = [
    "title: Bread # the title\n",
    "'quoted key': \"x: y\"\n",
    "tags:\n- a\n- b # why\n# the last\n- c\n",
    "tags:\n  - 'a'\n  - 'b'\n",
    'tags: [a, "b", c] # on one line\n',
    "tags: 'a, b'\n",
    "tags:\n",
    "tags: ''\n",
    "tags: []\n",
    "tags:\n    - a\n\n    - deep: 1\n      b: 2\n    - - b\n",
    "tags:\n# head\n- |\n  a\n- >-\n  b\n\n- c\n",
    "tags: {a: 1}\n",
    "tags: |\n  a\n  b\n",
    "people:\n  - Ada\n  # the other\n  - 'Bob'\n",
    "people: Ada\n",
    'people: "Ada、Bob"\n',
    "map: {a: 1, b: [x, y]}\n",
    "nested:\n  one: 1\n  # inner\n  two:\n    - x\n  three:\n",
    "text: |\n  line one\n\n  line two\n",
    "kept: |+\n  line\n\n",
    "folded: >2-\n    some\n  text\n",
    "long: words that\n  go on here\n",
    "# about the date\ndate: 2024-05-01\n",
    "\n",
    "# alone\n\n",
    "键: 值\n",
    "a b: 1.10\n",
    "anchor: &x [a]\nalias: *x\n",
    "tagged: !!str 12\n",
]


def _keys(parts: list[str]) -> list[str]:
    return [line.split(":")[0] for part in parts for line in part.split("\n") if re.match(r"[^\s#-][^:]*:", line)]


def _whole(parts: list[str], body: str) -> str:
    return "".join(["---\n", *parts, "---\n", body]) if parts is not None else body


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


DISGUISES: list[Callable[[str], str]] = [str, crlf, lambda text: text.removesuffix("\n")]
blocks = st.lists(st.sampled_from(PIECES), max_size=6).filter(
    lambda parts: len(set(_keys(parts))) == len(_keys(parts)) and parts[:1] != ["\n"]
)
notes = st.one_of(
    st.builds(_whole, blocks, st.sampled_from(["", "Body\n", "\n# Heading\n\n---\n"])),
    st.sampled_from(["", "Body\n", "\nBody", "# Heading\n\n---\n\nmore\n", "---\n\nA break, no fence\n\n---\n"]),
)
keys = st.sampled_from(
    ["tags", "people", "title", "text", "anchor", "alias", "nested", "date", "new", "a b", "键", "kept"]
)
words = st.sampled_from(["a", "b", "c", "Ada", "Bread", "no", "1:30", "x: y", "a, b", "#a", "", "it's", "值"])
scalars: st.SearchStrategy[Value] = st.one_of(words, st.integers(0, 9), st.booleans(), st.none())
values = st.one_of(scalars, st.lists(scalars, max_size=3), st.dictionaries(words, scalars, max_size=2))

Model = Callable[[dict[str, Any]], None]


def items_of(old: Any) -> list[Any]:
    return list(old) if isinstance(old, list) else [] if old in (None, "") else [old]


def has(items: list[Any], one: Any) -> bool:
    return any(type(item) is type(one) and item == one for item in items)


def model_set(data: dict[str, Any], key: str, new: Any) -> None:
    data[key] = new


def model_add(data: dict[str, Any], key: str, new: list[Any]) -> None:
    items = items_of(data.get(key))
    missing: list[Any] = []
    for one in new:
        if not has(items + missing, one):
            missing.append(one)
    if missing:
        data[key] = items + missing


def model_remove(data: dict[str, Any], key: str, gone: list[Any]) -> None:
    old = data.get(key)
    kept = [item for item in items_of(old) if not has(gone, item)]
    if len(kept) < len(items_of(old)):
        data[key] = kept if isinstance(old, list) else "" if isinstance(old, str) else None


def model_rename(data: dict[str, Any], old: str, new: str) -> None:
    if old in data:
        data[new] = data.pop(old)


def model_move(data: dict[str, Any], source: str, target: str, some: list[Any]) -> None:
    moved = [item for item in items_of(data.get(source)) if not some or has(some, item)]
    if moved:
        model_add(data, target, moved)
        model_remove(data, source, moved)


def model_map(data: dict[str, Any], key: str, table: dict[str, str]) -> None:
    old = data.get(key)
    new: list[Any] = []
    came: list[Any] = []
    for item in items_of(old):
        one = table.get(item, item) if isinstance(item, str) else item
        if one != item and not has(new, one):
            came.append(one)
            new.append(one)
        elif one == item and not has(came, item):
            new.append(item)
    if new != items_of(old):
        data[key] = new if isinstance(old, list) else new[0]


def model_split(data: dict[str, Any], key: str) -> None:
    old = data.get(key)
    if isinstance(old, str) and re.search("[,，、]", old):
        data[key] = list(dict.fromkeys(part.strip() for part in re.split("[,，、]", old) if part.strip())) or ""


def model_unset(data: dict[str, Any], key: str) -> None:
    data.pop(key, None)


cases = st.one_of(
    st.builds(lambda k, v: (operation("set", values={k: v}), lambda d: model_set(d, k, v), {k}), keys, values),
    st.builds(lambda k: (operation("unset", keys=[k]), lambda d: model_unset(d, k), {k}), keys),
    st.builds(
        lambda k, n: (operation("rename", old=k, new=n), lambda d: model_rename(d, k, n), {k, n}),
        keys,
        st.sampled_from(["fresh", "新", "a: b", "no"]),
    ),
    st.builds(
        lambda k, v: (operation("add", key=k, values=v), lambda d: model_add(d, k, v), {k}),
        keys,
        st.lists(scalars, min_size=1, max_size=3),
    ),
    st.builds(
        lambda k, v: (operation("remove", key=k, values=v), lambda d: model_remove(d, k, v), {k}),
        keys,
        st.lists(words.filter(bool), min_size=1, max_size=3),
    ),
    st.builds(
        lambda f, t, v: (operation("move", from_=f, to=t, values=v), lambda d: model_move(d, f, t, v), {f, t}),
        st.sampled_from(["tags", "people", "title"]),
        st.sampled_from(["topics", "键", "date"]),
        st.lists(words.filter(bool), max_size=2),
    ),
    st.builds(
        lambda k, n: (operation("map", keys=[k], pairs={"a": n, "Ada": n}), lambda d: model_map(
            d, k, {"a": n, "Ada": n}), {k}),
        keys,
        st.sampled_from(["b", "c", "new: one", "新"]),
    ),
    st.builds(lambda k: (operation("split", key=k), lambda d: model_split(d, k), {k}), keys),
)  # fmt: skip


@given(notes, cases, st.sampled_from(DISGUISES))
def test_an_operation_does_what_it_does_to_plain_values(
    text: str, case: tuple[Any, Model, set[str]], disguise: Callable[[str], str]
) -> None:
    one, model, touched = case
    text = disguise(text)
    before = read(text)
    data: dict[str, Any] = {} if before is None else dict(before.values or {})
    assume(before is None or before.values is not None)
    try:
        outcome = edited(text, one)
    except EditRefused:
        return
    model(data)
    now = read(outcome)
    assert (now is None and not data) or (now is not None and same(now.values or {}, data))
    assert outcome.endswith(text if before is None else text[before.end :])
    assert "\r\n" not in text or "\n" not in outcome.replace("\r\n", "")
    assert edited(outcome, one) == outcome
    if before is not None:
        _only_touched_lines_changed(text, outcome, touched)


def _only_touched_lines_changed(text: str, outcome: str, touched: set[str]) -> None:
    """Each line of a key that the operation is not about is still there, and those lines are in their order."""
    before = read(text)
    assert before is not None
    spans = [
        (text.rfind("\n", 0, entry.key.span.start) + 1, entry.value.span.end)
        for entry in before.entries
        if entry.name not in touched
    ]
    at = 0
    for start, end in spans:
        found = outcome.find(text[start:end], at)
        assert found != -1, text[start:end]
        at = found + end - start


@given(notes, keys, keys, scalars, scalars)
def test_operations_on_different_keys_commute(text: str, key: str, other: str, new: Value, more: Value) -> None:
    assume(key != other)
    one, two = operation("set", values={key: new}), operation("add", key=other, values=[more])
    try:
        first, second = edited(edited(text, one), two), edited(edited(text, two), one)
    except EditRefused:
        return
    matters = read(first), read(second)
    assert matters[0] is not None and matters[1] is not None
    assert same(matters[0].values or {}, matters[1].values or {})


@given(notes, st.permutations(["tags", "title", "people", "date", "text"]))
def test_order_changes_the_order_only(text: str, first: list[str]) -> None:
    before = read(text)
    one = operation("order", keys=first)
    try:
        outcome = edited(text, one)
    except EditRefused:
        return
    now = read(outcome)
    if before is None or now is None:
        assert outcome == text
        return
    assert same(before.values or {}, now.values or {})
    rank = {key: place for place, key in enumerate(first)}
    assert list(now.values or {}) == sorted(before.values or {}, key=lambda key: rank.get(key, 99))
    assert sorted(outcome.split("\n")) == sorted(text.split("\n")), "each line is there as it was"
    assert edited(outcome, one) == outcome


FORMS = st.sampled_from(["empty", "date", "bool", "trim", "kebab", "dedupe", "sort", "quotes"])


@given(notes, keys, FORMS)
@example("---\ntags:\n- b # one\n- a\n- b\n---\n", "tags", "sort")
def test_a_value_in_its_form_stays(text: str, key: str, form: str) -> None:
    one = operation("normalise", keys=[key], as_=form)
    try:
        outcome = edited(text, one)
    except EditRefused:
        return
    assert edited(outcome, one) == outcome


@given(values)
def test_a_value_in_yaml_is_that_value(new: Value) -> None:
    from vaultlint.frontmatter.writing import Habit, dump_flow

    assume(new != "")
    assert same(value(dump_flow(new, Habit())), new)


# --- tables: what comes of a block, exactly ---

FLUSH = "---\ntitle: Soup\ntags:\n- a # first\n# of b\n- b\nstatus: 'open' # why\n---\nBody\n"


@pytest.mark.parametrize(
    ("before", "one", "outcome"),
    [
        # set
        (FLUSH, operation("set", values={"status": "done"}), FLUSH.replace("'open'", "'done'")),
        (FLUSH, operation("set", values={"x": 1}, after="title"), FLUSH.replace("Soup\n", "Soup\nx: 1\n")),
        (FLUSH, operation("set", values={"x": 1, "y": 2}, first=True), FLUSH.replace("title", "x: 1\ny: 2\ntitle")),
        (FLUSH, operation("set", values={"x": [1]}, before="status"), FLUSH.replace("status", "x:\n- 1\nstatus")),
        (FLUSH, operation("set", values={"x": None}, after="nowhere"), FLUSH.replace("why\n", "why\nx:\n")),
        (FLUSH, operation("set", values={"status": "x", "z": 1}, if_="missing"), FLUSH.replace("why\n", "why\nz: 1\n")),
        ("---\nx: ''\ny: 1\n---\n", operation("set", values={"x": "a", "y": 2}, if_="empty"), "---\nx: 'a'\ny: 1\n---\n"),
        (FLUSH, operation("set", values={"tags": ["b", "c"]}), FLUSH.replace("- a # first\n", "").replace(
            "- b\n", "- b\n- c\n")),
        ("Body", operation("set", values={"a": 1}), "---\na: 1\n---\nBody"),
        ("", operation("set", values={"a": 1, "b": ["x"]}), "---\na: 1\nb:\n  - x\n---\n"),
        ("---\n---\nBody\n", operation("set", values={"a": 1}), "---\na: 1\n---\nBody\n"),
        ("---\r\n# none\r\n---\r\n", operation("set", values={"a": 1}), "---\r\n# none\r\na: 1\r\n---\r\n"),
        ("---\ns: |\n  x\n---\n", operation("set", values={"s": "y"}), "---\ns: y\n---\n"),
        ("---\na: 1\n\n# end\n---\n", operation("set", values={"b": 2}), "---\na: 1\nb: 2\n\n# end\n---\n"),
        ("---\n{a: 1}\n---\n", operation("set", values={"b": [2]}), "---\n{a: 1, b: [2]}\n---\n"),
        ('---\na: "x"\nb: "y"\n---\n', operation("set", values={"c": "z"}), '---\na: "x"\nb: "y"\nc: "z"\n---\n'),
        # unset
        (FLUSH, operation("unset", keys=["tags"]), "---\ntitle: Soup\nstatus: 'open' # why\n---\nBody\n"),
        ("---\n# of a\na: |+\n  x\n\n# of b\nb: 1\n---\n", operation("unset", keys=["a"]), "---\n# of b\nb: 1\n---\n"),
        ("---\na: 1\n---\n", operation("unset", keys=["a", "b"]), "---\n---\n"),
        ("---\nt:\n  - a\n\n  # end\nz: 1\n---\n", operation("unset", keys=["t"]), "---\nz: 1\n---\n"),
        ("---\n? a\n: 1\nb: 2\n---\n", operation("unset", keys=["a"]), "---\nb: 2\n---\n"),
        # rename
        (FLUSH, operation("rename", old="tags", new="topics"), FLUSH.replace("tags", "topics")),
        ("---\na: 1\nb: 2\n---\n", operation("rename", old="a", new="b", on_conflict="keep"), "---\nb: 2\n---\n"),
        ("---\na: 1\nb: ''\n---\n", operation("rename", old="a", new="b", on_conflict="keep"), "---\nb: 1\n---\n"),
        ("---\na: [x, y]\nb:\n- y\n- z\n---\n", operation("rename", old="a", new="b", on_conflict="merge"),
         "---\nb:\n- y\n- z\n- x\n---\n"),
        ("---\na: x\nb: x\n---\n", operation("rename", old="a", new="b", on_conflict="merge"), "---\nb: x\n---\n"),
        # add
        (FLUSH, operation("add", key="tags", values=["b", "c"]), FLUSH.replace("- b\n", "- b\n- c\n")),
        ("---\nt: ['a']\n---\n", operation("add", key="t", values=["b"]), "---\nt: ['a', 'b']\n---\n"),
        ("---\nt:\n  - 'a'\n---\n", operation("add", key="t", values=["b"]), "---\nt:\n  - 'a'\n  - 'b'\n---\n"),
        ("---\nt: \"a\" # c\n---\n", operation("add", key="t", values=["b"]), "---\nt:\n  - \"a\" # c\n  - \"b\"\n---\n"),
        ("---\nt: []\n---\n", operation("add", key="t", values=["b"]), "---\nt:\n  - b\n---\n"),
        ("---\nt: ''\n---\n", operation("add", key="t", values=["b"]), "---\nt:\n  - b\n---\n"),
        ("---\nt: a\n---\n", operation("add", key="t", values=["a"]), "---\nt: a\n---\n"),
        ("---\nt: [\n  a, # one\n  b\n]\n---\n", operation("add", key="t", values=["c"]),
         "---\nt: [\n  a, # one\n  b, c\n]\n---\n"),
        ("---\nt: [\n  a,\n  b,\n]\n---\n", operation("add", key="t", values=["c"]),
         "---\nt: [\n  a,\n  b,\n  c,\n]\n---\n"),
        ("---\nt: [ a,b ]\n---\n", operation("add", key="t", values=["c"]), "---\nt: [ a,b,c ]\n---\n"),
        # remove
        (FLUSH, operation("remove", key="tags", values=["a"]), FLUSH.replace("- a # first\n", "")),
        (FLUSH, operation("remove", key="tags", values=["b"]), FLUSH.replace("# of b\n- b\n", "")),
        (FLUSH, operation("remove", key="tags", values=["a", "b"]), FLUSH.replace(
            "tags:\n- a # first\n# of b\n- b\n", "tags: []\n")),
        ("---\nt: # c\n- a\n---\n", operation("remove", key="t", values=["a"]), "---\nt: [] # c\n---\n"),
        ("---\nt: [a, b, a]\n---\n", operation("remove", key="t", values=["a"]), "---\nt: [b]\n---\n"),
        ("---\nt: a\n---\n", operation("remove", key="t", values=["a"]), '---\nt: ""\n---\n'),
        ("---\nt: [ab, b]\n---\n", operation("remove", key="t", items="starts_with(@, 'a')"), "---\nt: [b]\n---\n"),
        ("---\nt:\n- ''\n- a\n-\n---\n", in_words("remove", key=["t"], values=[""]), "---\nt:\n- a\n---\n"),
        ("---\nt: [a] # c\n---\n", operation("remove", key="t", values=["a"]), "---\nt: [] # c\n---\n"),
        # map
        (FLUSH, operation("map", keys=["tags", "status"], pairs={"a": "x", "open": "shut"}), FLUSH.replace(
            "- a", "- x").replace("'open'", "'shut'")),
        (FLUSH, operation("map", keys=["tags"], pairs={"a": None}), FLUSH.replace("- a # first\n", "")),
        (FLUSH, operation("map", keys=["tags"], pairs={"b": "a"}), FLUSH.replace("# of b\n- b\n", "")),
        ("---\nt: [Ａ, b]\n---\n", operation("map", keys=["t"], pairs={"a": "x"}, match="fold"), "---\nt: [x, b]\n---\n"),
        ("---\nt: [v-1, b]\n---\n", operation("map", keys=["t"], pairs={r"v-(\d)": r"\1!"}, match="regex"),
         "---\nt: [1!, b]\n---\n"),
        ("---\nr: 4\n---\n", operation("map", keys=["r"], pairs={"4": 5}), "---\nr: 5\n---\n"),
        ("---\nt:\n- a & b\n- c\n---\n", operation("map", keys=["t"], pairs={"a & b": ["a", "b"]}),
         "---\nt:\n- a\n- b\n- c\n---\n"),
        # move
        ("---\nt: [A, b]\n---\n", operation("move", from_="t", to="p", values=["A"]), "---\nt: [b]\np: [A]\n---\n"),
        ("---\nt:\n- A\np:\n- B\n- A\n---\n", operation("move", from_="t", to="p"), "---\nt: []\np:\n- B\n- A\n---\n"),
        ("---\ns: A\np: []\n---\n", operation("move", from_="s", to="p"), '---\ns: ""\np:\n  - A\n---\n'),
        # split, join
        ("---\np: A, B\n---\n", operation("split", key="p"), "---\np:\n  - A\n  - B\n---\n"),
        ("---\np:\n- A、B # c\n- C\n---\n", operation("split", key="p"), "---\np:\n- A # c\n- B\n- C\n---\n"),
        ("---\np: A;B\n---\n", operation("split", key="p", by=";"), "---\np:\n  - A\n  - B\n---\n"),
        ("---\np: A\n---\n", operation("split", key="p"), "---\np: A\n---\n"),
        ("---\np: [A, 1]\n---\n", operation("join", key="p", by=" · "), "---\np: A · 1\n---\n"),
        ("---\np: []\n---\n", operation("join", key="p", by=", "), '---\np: ""\n---\n'),
        # normalise
        ("---\ng: ''\nh: []\n---\n", operation("normalise", keys=["g", "h"], as_="empty"), "---\ng:\nh: []\n---\n"),
        ("---\nt:\n- ''\n- a\n---\n", operation("normalise", keys=["t"], as_="empty"), "---\nt:\n- a\n---\n"),
        ("---\nd: '2025/1/8'\n---\n", operation("normalise", keys=["d"], as_="date"), "---\nd: '2025-01-08'\n---\n"),
        ('---\nd: "true"\ne: no\n---\n', operation("normalise", keys=["d", "e"], as_="bool"),
         "---\nd: true\ne: false\n---\n"),
        ("---\nd: ' a '\n---\n", operation("normalise", keys=["d"], as_="trim"), "---\nd: 'a'\n---\n"),
        ("---\nt: [Deep Learning, deep-learning]\n---\n", operation("normalise", keys=["t"], as_="kebab"),
         "---\nt: [deep-learning]\n---\n"),
        ("---\nt:\n- a # 1\n- b\n- a # 2\n---\n", operation("normalise", keys=["t"], as_="dedupe"),
         "---\nt:\n- a # 1\n- b\n---\n"),
        ("---\nt:\n- b # of b\n# of a\n- A\n---\n", operation("normalise", keys=["t"], as_="sort"),
         "---\nt:\n# of a\n- A\n- b # of b\n---\n"),
        ("---\nt: '\"RTX\"'\n---\n", operation("normalise", keys=["t"], as_="quotes"), "---\nt: 'RTX'\n---\n"),
        # order
        (FLUSH, operation("order", keys=["status", "tags"]),
         "---\nstatus: 'open' # why\ntags:\n- a # first\n# of b\n- b\ntitle: Soup\n---\nBody\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("disguise", [str, crlf])
def test_what_comes_of_a_block(before: str, one: Any, outcome: str, disguise: Callable[[str], str]) -> None:
    if "\n" not in before or "\r" in before:
        disguise = str
    assert edited(disguise(before), one) == disguise(outcome)
    assert edited(disguise(outcome), one) == disguise(outcome)


@pytest.mark.parametrize(
    ("text", "one", "reason"),
    [
        ("---\ntags: [a]\n---\n", operation("set", values={"tags": "x"}), "`tags` is a list there"),
        ("---\ntags: a\n---\n", operation("set", values={"tags": ["x"]}), "`tags` is a single value there"),
        ("---\nm: {a: 1}\n---\n", operation("add", key="m", values=["x"]), "`m` holds keys of its own"),
        ("---\nm: {a: 1}\n---\n", operation("normalise", keys=["m"], as_="trim"), "`m` holds keys of its own"),
        ("---\na: &x [1]\nb: *x\n---\n", operation("unset", keys=["a"]), "the alias"),
        ("---\na: &x [1]\nb: *x\n---\n", operation("set", values={"a": [2]}), "alias"),
        ("---\na: 1\nb: 2\n---\n", operation("rename", old="a", new="b"), "both there"),
        ("---\na: 1\na: 2\n---\n", operation("set", values={"a": 3}), "more than once"),
        ("---\nd: someday\n---\n", operation("normalise", keys=["d"], as_="date"), "no date"),
        ("---\nd: maybe\n---\n", operation("normalise", keys=["d"], as_="bool"), "neither"),
        ("+++\na = 1\n+++\n", operation("set", values={"a": 2}), "TOML"),
        ("---\na: xa\n---\n", operation("map", keys=["a"], pairs={"(.*)": r"x\1"}, match="regex"), "run twice"),
        ("---\nl:\n- - 1\n---\n", operation("join", key="l", by=","), "no single value"),
    ],
)
def test_what_is_refused_and_why(text: str, one: Any, reason: str) -> None:
    with pytest.raises(EditRefused, match=re.escape(reason)):
        edited(text, one)


# --- arguments ---


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("draft", "draft"), ("4", 4), ("1.5", 1.5), ("true", True), ("", None), ("null", None), ("''", ""),
        ("[a, b]", ["a", "b"]), ("{a: 1}", {"a": 1}), ("2024-05-01", "2024-05-01"), ("no", "no"), ("'4'", "4"),
        ("Soup: the book", "Soup: the book"), ("C #1", "C #1"), ("#a", "#a"), ("@ada", "@ada"), ("- a", "- a"),
        ("*bold*", "*bold*"), ("100%", "100%"), ("值", "值"), ("a\nb", "a b"), ("- a\n- b", ["a", "b"]),
    ],
)  # fmt: skip
def test_what_a_word_means(word: str, meant: Value) -> None:
    assert same(value(word), meant)


@pytest.mark.parametrize(
    ("name", "given", "reason"),
    [
        ("sett", {}, "did you mean `set`"),
        ("set", {}, "`set` lacks KEY=VALUE"),
        ("set", {"values": ["a"]}, "no KEY=VALUE"),
        ("set", {"values": ["a=[b"]}, "no value in YAML"),
        ("set", {"values": ["a=1"], "iff": ["missing"]}, "did you mean `if`"),
        ("set", {"values": ["a=1"], "if": ["mising"]}, "did you mean `missing`"),
        ("set", {"values": ["a=1"], "after": ["b"], "first": []}, "one of"),
        ("remove", {"key": ["a"]}, "items to remove"),
        ("remove", {"key": ["a"], "items": ["@ =="]}, "expression"),
        ("map", {"keys": ["a"], "pairs": ["x=y", "y=z"]}, "run twice"),
        ("map", {"keys": ["a"], "pairs": ["(=y"], "match": ["regex"]}, "regular expression"),
        ("move", {"from": ["a"], "to": ["a"]}, "itself"),
        ("rename", {"old": ["a"], "new": ["a"]}, "its own new name"),
        ("order", {}, "--schema"),
        ("normalise", {"keys": ["a"], "as": ["srot"]}, "did you mean `sort`"),
        ("join", {"key": ["a"]}, "lacks --by"),
    ],
)
def test_a_slip_in_a_call_is_told(name: str, given: dict[str, list[str]], reason: str) -> None:
    with pytest.raises(VaultlintError, match=re.escape(reason)):
        build(name, given, nothing, words=True)


@pytest.mark.parametrize(
    ("name", "given", "reason"),
    [
        ("set", {"values": "a=1"}, "`values` is a mapping"),
        ("unset", {"keys": [1]}, "`keys` is a list of names"),
        ("order", {"schema": "yes"}, "`schema` is true or false"),
        ("rename", {"old": 1, "new": "b"}, "`old` is a text"),
    ],
)
def test_a_slip_in_data_is_told(name: str, given: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError, match=re.escape(reason)):
        build(name, given, nothing)


def test_a_table_has_old_and_new() -> None:
    table = {"t.csv": '\ufeffold,new\r\na,"x, y"\r\nb,\r\n'}
    one = in_words("map", table, keys=["t"], pairs=["@t.csv"])
    assert edited("---\nt:\n- a\n- b\n---\n", one) == "---\nt:\n- x, y\n---\n"
    with pytest.raises(UsageError, match="row 2"):
        in_words("map", {"t.csv": "a,b\nc\n"}, keys=["t"], pairs=["@t.csv"])


@pytest.mark.parametrize(
    "file", ['path,key,value\na.md,t,"[x, y]"\nb.md,t,1\n', '{"path": "a.md", "key": "t", "value": ["x", "y"]}\n']
)
def test_values_from_outside_are_applied(file: str) -> None:
    one = in_words("apply", {"f": file}, file=["f"])
    context = Context(File("a.md"), "a.md")
    assert edited("---\nt: [x]\n---\n", one, context) == "---\nt: [x, y]\n---\n"
    assert edited("---\nt: []\n---\n", one, Context(File("c.md"), "c.md")) == "---\nt: []\n---\n"
    schema = compile_schema({"properties": {"t": {"type": "string"}}}, "s.json")
    with pytest.raises(EditRefused, match="`t`"):
        edited("---\nt: []\n---\n", one, Context(File("a.md"), "a.md", (schema,)))


@pytest.mark.parametrize("file", ["a.md,t\n", "path,key,value\na.md,t,\n", '{"path": "a.md"}\n', "{\n"])
def test_rows_that_are_not_whole_are_told(file: str) -> None:
    with pytest.raises(UsageError, match=r"f: (?:row|line) 1"):
        in_words("apply", {"f": file}, file=["f"])


def test_the_order_of_a_schema() -> None:
    schema = compile_schema({"properties": {"title": {}, "date": {}}}, "s.json")
    context = Context(File("a.md"), schemas=(schema,))
    text = "---\nz: 1\ndate: 2\ntitle: 3\n---\n"
    assert edited(text, operation("order", schema=True), context) == "---\ntitle: 3\ndate: 2\nz: 1\n---\n"


def test_what_steps_make_of_values_is_what_they_make_of_text() -> None:
    one = operation("rename", old="a", new="b")
    values: dict[str, Value] = {"a": 1, "c": 2}
    assert list(after(values, one.plan(values, Context(File("a.md"))))) == ["b", "c"]


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_says_what_it_does(name: str) -> None:
    one = OPERATIONS[name]
    assert name == one.NAME and one.HELP and one.__doc__
    assert all(argument.help for argument in one.ARGUMENTS)
