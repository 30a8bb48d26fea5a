"""The law of reading: the fast reader and the exact one build the same tree, and YAML 1.2 core is what it means."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultlint.frontmatter import Mapping, Node, Scalar, exact, plain, read, read_again, same, value_of, walk
from vaultlint.frontmatter.fault import Fault
from vaultlint.frontmatter.scalars import resolve
from vaultlint.frontmatter.yaml11 import reading
from vaultlint.text import Span

SHARED = Path(__file__).parents[2] / "shared"
SUITE = SHARED / "suites" / "yaml-test-suite.json"

words = st.sampled_from(
    [
        "bread",
        "rye 2",
        "no",
        "012",
        "0x1F",
        "0o17",
        "1:30",
        "2024-05-01",
        "1.10",
        "-3",
        "+7",
        ".5",
        "1e3",
        ".inf",
        "~",
        "null",
        "True",
        "https://example.org/a#b",
        "漢字，好",
        "a - b",
        "it's",
        "C#",
        "-x",
        "😀",
        "a, b",
        "x]",
        "50%",
        "",
        "''",
        "'it''s'",
        '""',
        '"a: b"',
        "'# no'",
        "[]",
        "{}",
        "[a, b]",
        "[a, 'b, c', \"d\"]",
        "[ ]",
        "[a,]",
        "[1, 2.0]",
        "a #c",
        "'a' # c",
        "# c",
        "#c",
        "a: b",
        "a:",
        "&x a",
        "*x",
        "!!str 1",
        "|",
        ">-",
        "- a",
        "? a",
        "[a",
        "'a",
        '"a\\n"',
        "@a",
        "`a`",
        "%a",
        "a\tb",
        "a\u00a0",
        "\u200ba",
        "a\u2028b",
        "a\x0bb",
        "a  ",
        "a\n  TAX",
        "'a\n  b'",
        "a\n\n  b",
        "\n  a",
        "\n- a",
        "\n  - a",
        "\n- a\n- 'b'",
        "\n  - a\n  # c\n  - b",
        "\n  k: v",
        "\n-",
        "\n- \n- a",
        "\n- a\n  b",
        "\n  - a\n    b",
        "\n  - a\n  b",
        "\n\n- a",
        "a\n  # c",
        "a\n b",
        "'a'\n  b",
        "[a]\n  b",
        "{a: 1}",
        "[[a]]",
        "{{a}}",
    ]
)
keys = st.sampled_from(
    ["title", "tags", "a b", "键", "x-y", "x.y", "_z", "A", "a1", "true", "1", "'k'", '"k"', "k#", "?", "a_"]
)
lines = st.one_of(
    st.builds(lambda key, gap, value: f"{key}:{gap}{value}", keys, st.sampled_from([" ", "", "  "]), words),
    st.sampled_from(
        ["", "  ", "# comment", "  # further in", "- x", "  - x", "  x", "--- x", "%YAML 1.2", "x", ":", "-"]
    ),
)
blocks = st.builds(
    lambda parts, ending, last: ending.join("\n".join(parts).split("\n")) + (ending if last else ""),
    st.lists(lines, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)


@given(blocks)
@example("a:\n- b\n- ")
@example("a: 'x\n  y'\nb: \"p\n  q\"\n")
def test_both_readers_build_the_same_tree(block: str) -> None:
    text = "---\n" + block
    try:
        fast = plain.read(text, Span(4, len(text)))
    except plain.UnknownShapeError:
        return
    assert repr(fast) == repr(exact.read(text, Span(4, len(text))))


@given(st.text("ab:-# '\"[]{},\n\r&*!|>?\t1.", max_size=24))
def test_both_readers_agree_on_anything(block: str) -> None:
    test_both_readers_build_the_same_tree.hypothesis.inner_test(block)  # type: ignore[attr-defined]


@given(blocks)
def test_every_span_holds_what_it_says(block: str) -> None:
    text = "---\n" + block
    root = exact.read(text, Span(4, len(text)))
    if root is None or isinstance(root, Fault):
        return
    for _, node in walk(root):
        assert 4 <= node.span.start <= node.span.end <= len(text)
        if isinstance(node, Scalar) and node.style.value == "plain" and node.tag is None and node.anchor is None:
            written = node.span.of(text)
            assert written == written.strip(" \r\n")
            assert len(written.split("\n")) > 1 or "\r" in written or same(resolve(written), node.value)


@given(st.text(max_size=60))
@example("---\n")
@example("---\n---")
@example("---\n[[[[[[[[\n---\n")
@example("---\n" + "[" * 4000 + "\n---\n")
@example("---\na: &a [*a]\n---\n")
def test_any_text_is_read_without_raising(text: str) -> None:
    for one in (text, "---\n" + text, "---\n" + text + "\n---\n", "+++\n" + text + "\n+++\n", "{\n" + text + "\n}\n"):
        matter = read(one)
        if matter is not None:
            assert 0 <= matter.opener.start <= matter.content.start <= matter.content.end <= matter.end <= len(one)
            assert matter.comments is not None
            assert matter.duplicates is not None
            json.dumps(matter.values)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("1:30", "1:30"),
        ("2024-05-01", "2024-05-01"),
        ("1_000", "1_000"),
        ("012", 12),
        ("0o7", 7),
        ("0x1F", 31),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        ("-.INF", float("-inf")),
        ("~", None),
        ("NULL", None),
        ("nuLL", "nuLL"),
        ("True", True),
        ("tRUE", "tRUE"),
        ("0b1", "0b1"),
        ("+1", 1),
        ("1.", 1.0),
        (".", "."),
        ("-", "-"),
        ("+.inf", float("inf")),
        (".infx", ".infx"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_plain_scalars_mean_what_the_core_schema_says(written: str, value: object) -> None:
    assert same(resolve(written), value)  # type: ignore[arg-type]


def _bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "---\n" + "\n".join(lines) + "\n---\n"


def test_a_block_that_is_too_large_says_so_and_speaks_of_aliases_only_if_it_has_some() -> None:
    block = read("---\na:\n" + "  - |\n   b\n" * 20_001 + "---\n")
    assert block is not None and block.fault is not None
    assert block.fault.message == "it holds more than 20,000 values"
    bomb = read(_bomb(9))
    assert bomb is not None and bomb.fault is not None
    assert bomb.fault.message == "it holds more than 20,000 values, those that its aliases stand for counted again"


@pytest.mark.parametrize(
    ("most", "more", "message"),
    [
        ("a: " + "[" * 60 + "]" * 60, "a: " + "[" * 61 + "]" * 61, "nested more than 60 levels deep"),
        ("- [{}]\n" * 500, "- [{}]\n" * 500 + "- []\n", "more than 1000 brackets"),
    ],
)
def test_a_block_may_be_so_large_and_no_larger(most: str, more: str, message: str) -> None:
    assert not isinstance(exact.read(most, Span(0, len(most))), Fault)
    fault = exact.read(more, Span(0, len(more)))
    assert isinstance(fault, Fault) and fault.message == message
    lower = exact.read(f"x\n\n{more}", Span(2, len(more) + 3))
    assert isinstance(lower, Fault) and lower.span.start == (fault.span.start + 3 if fault.span.start else 2)


def test_aliases_cannot_make_a_small_block_large() -> None:
    matter = read(_bomb(9))
    assert matter is not None and matter.fault is not None and "aliases" in matter.fault.message


def _suite() -> list[tuple[str, str, object]]:
    if not SUITE.exists():
        return []
    cases = []
    for case in json.loads(SUITE.read_text("utf-8")):
        if case["json"] and not case["error"]:
            try:
                document = json.loads(case["json"])
            except ValueError:
                continue
            if isinstance(document, dict):
                cases.append((case["id"] + " " + case["title"], case["yaml"], document))
    return cases


READ_OTHERWISE = ("652Z", "L24T/01")
"""Cases that ruamel.yaml reads, but not as the specification has them: no front matter of people has their shapes."""


@pytest.mark.skipif(not SUITE.exists(), reason="the official YAML test suite is not beside the project")
@pytest.mark.parametrize(("source", "document"), [pytest.param(s, d, id=i) for i, s, d in _suite()])
def test_the_official_suite_means_the_same(
    source: str, document: dict[str, object], request: pytest.FixtureRequest
) -> None:
    if any(known in request.node.name for known in READ_OTHERWISE):
        pytest.xfail("ruamel.yaml reads it otherwise")
    root = exact.read(source, Span(0, len(source)))
    if isinstance(root, Fault):
        pytest.xfail(f"ruamel.yaml refuses it: {root.message}")
    assert isinstance(root, Mapping)
    assert value_of(root) == document


def _samples() -> list[Path]:
    return sorted((SHARED / "samples").rglob("*.md")) if (SHARED / "samples").exists() else []


@pytest.mark.skipif(not _samples(), reason="the sample notes are not beside the project")
def test_both_readers_agree_on_every_sample() -> None:
    fast = 0
    for path in _samples():
        text = path.read_bytes().decode().removeprefix("\ufeff")
        matter = read(text)
        if matter is None or matter.is_template:
            continue
        try:
            tree: Node | None = plain.read(text, matter.content)
        except plain.UnknownShapeError:
            continue
        fast += 1
        assert tree == exact.read(text, matter.content), path
    assert fast > 300


@pytest.mark.parametrize(
    ("block", "at", "words"),
    [
        ('a: "b\nc: d\n', '"b', "a quotation mark is opened here and never closed"),
        ('a: "C:\\Users\\x"\n', "\\U", "a backslash in double quotes that starts no escape"),
        ("a: [[b]], [[c]]\n", ", ", "text behind the end of the value"),
        ("a: ,b\n", ",b", "a value without quotes may not start with `,`"),
        ("a: ? b\n", "? b", "`? ` in a value without quotes"),
        ("a: [b\nc: d\n", "[b", "a bracket is opened and not closed as it should be"),
        ("x: 1\na：b\nc: d\n", "a：b", "neither a key with `: ` behind it"),
        ("a：b\nc: d\n", "a：b", "neither a key with `: ` behind it"),
    ],
)
def test_a_fault_is_told_in_words_at_the_place_to_look_at(block: str, at: str, words: str) -> None:
    matter = read(f"---\n{block}---\n")
    assert matter is not None and matter.fault is not None
    assert matter.text.startswith(at, matter.fault.span.start)
    assert matter.fault.message.startswith(words)


@given(blocks, st.sampled_from(["---\n", "---", "---\r\n", "---\r", "...\n", "--- \n", ""]), st.text("-.a:\r\n# ", max_size=6),
       st.text("-.a:\r\n# ", max_size=6))  # fmt: skip
@example("a: 1\n", "---\r", "", "\n")
@example("a: 1\n", "---", "", "x")
def test_what_is_read_again_is_what_is_read(block: str, closer: str, before: str, after: str) -> None:
    head = f"---\n{block}{closer}"
    for changed in (head + after, after + head, head.replace("a", "b") + before):
        again, fresh = read_again(changed, read(head + before)), read(changed)
        assert again == fresh
        assert again is None or fresh is None or again.values == fresh.values


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("on", "the boolean true"), ("No", "the boolean false"), ("oN", None), ("y", None), ("nothing", None),
        ("1:30", "the number 90"), ("-1:30", "the number -90"), ("1_0:30", "the number 630"), ("1:00:01", "the number 3601"),
        ("1:30.5", "the number 90.5"), ("1:60", None), ("1:", None),
        ("0b101", "the number 5"), ("-0b1_1", "the number -3"), ("0b_", None), ("0b_1", "the number 1"), ("017", "the octal number 15"), ("-0_17", "the octal number -15"),
        ("08", "text"), ("0", None), ("00", None), ("007", None), ("0o17", "text"), ("0x1_F", "the number 0x1F"), ("0x1F", None),
        ("1_000", "the number 1000"), ("1_000.5", "the number 1000.5"), ("1_0e3", None), ("1__0", None), ("1_", None), ("_1", None),
        ("1e5", "text"), ("1.5e5", "text"), ("1.5e+5", None), (".5e5", "text"), ("1.5", None),
        ("2024-02-29", None), ("2024-02-30", "a date that does not exist"), ("2024-2-30", None),
        ("2024-02-03 25:00:00", "a date that does not exist"), ("2024-02-03T05:00:00Z", None), ("2024-2-30T05:00:00", "a date that does not exist"),
        ("2024-02-03 05:60:00", "a date that does not exist"), ("2024-02-03 05:00:60", "a date that does not exist"),
        ("0" + "1" * 40, None), ("", None),
    ],
)  # fmt: skip
def test_what_yaml_1_1_makes_of_a_scalar(written: str, meaning: str | None) -> None:
    found = reading(written)
    assert (found and found.meaning) == meaning
    assert found is None or found.is_word == meaning.startswith("the boolean")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("key", "name"), [("[a, b]", "['a', 'b']"), ("null", "null"), ("true", "true"), ("1.5", "1.5")]
)
def test_a_key_that_is_no_text_has_a_name(key: str, name: str) -> None:
    matter = read(f"---\n? {key}\n: 1\n---\n")
    assert matter is not None and matter.values == {name: 1}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!!float 1", 1.0), ("!!float '1.5'", 1.5), ("!!int '0x1F'", 31), ("!!str 1", "1"), ("!!bool 'true'", True),
        ("!!null ''", None), ("!!float x", "x"), ("!!int 1.5", "1.5"), ("!!int true", "true"), ("!!float true", "true"), ("!x 1", "1"),
    ],
)  # fmt: skip
def test_a_tag_decides_what_a_value_is(written: str, value: object) -> None:
    matter = read(f"---\nx: {written}\n---\n")
    assert matter is not None and matter.values is not None
    assert repr(matter.values["x"]) == repr(value)
