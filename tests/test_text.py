"""`apply` changes what the edits say and nothing else; lines and columns lead back to the same offset."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.errors import EditsOverlap
from vaultlint.text import HEAD, Edit, Lines, Span, apply, has, insert, line_end, line_start, newline_of

TEXTS = st.text(alphabet=st.sampled_from("ab \n\r\t漢😀\u2028\x85"), max_size=40)


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, [Edit(span, draw(st.text(max_size=5))) for span in dict.fromkeys(spans)]


@given(texts_with_edits())
def test_text_outside_the_edits_stays(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    after, kept, done = apply(text, edits), "", 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        kept += text[done : edit.span.start] + edit.text
        done = edit.span.end
    assert after == kept + text[done:]


@given(TEXTS)
def test_no_edit_changes_nothing(text: str) -> None:
    assert apply(text, []) == text


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([Edit(Span(0, 3), ""), Edit(Span(2, 4), "")], id="two share a character"),
        pytest.param([Edit(Span(0, 3), ""), insert(1, "x")], id="one inserts inside another"),
        pytest.param([Edit(Span(4, 2), "x")], id="one ends before it begins"),
        pytest.param([Edit(Span(4, 7), "x")], id="one ends behind the text"),
        pytest.param([insert(7, "x")], id="one begins behind the text"),
    ],
)
def test_edits_that_meet_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(EditsOverlap):
        apply("abcdef", edits)


def test_insertions_at_one_place_keep_their_order() -> None:
    assert apply("ad", [insert(1, "b"), insert(1, "c")]) == "abcd"


@given(TEXTS, st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    lines = Lines(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = lines.position(offset)
    assert lines.start(line) + column - 1 == offset


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("a\nb", [1, 3]),
        ("a\r\nb", [1, 4]),
        ("a\rb\r", [1, 3, 4]),
        ("a\u2028b", [3]),
        ("a\x0cb\x85c", [5]),
        ("TAX\nX\n", [3, 5, 6]),
        ("", [0]),
    ],
)
def test_lines_end_where_commonmark_says(text: str, ends: list[int]) -> None:
    lines = Lines(text)
    assert [lines.span(number).end for number in range(1, len(lines.starts) + 1)] == ends


@given(TEXTS, st.data())
def test_places_near_the_beginning_are_those_of_the_whole_text(text: str, data: st.DataObject) -> None:
    known, lines = Lines(text), Lines(text)
    assert known.starts[0] == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vaultlint.text.HEAD", data.draw(st.integers(0, len(text) + 1)))
        for offset in data.draw(st.lists(st.integers(0, len(text)))):
            assert lines.position(offset) == known.position(offset)
            assert lines.span(lines.position(offset).line) == known.span(known.position(offset).line)


def test_a_line_far_below_is_found_at_once() -> None:
    text = "Soup.\n" * 3000
    assert Lines(text).span(2999) == Span(17988, 17993)
    assert Lines(text).position(17990) == (2999, 3)


def test_new_lines_end_as_the_first_one() -> None:
    assert (newline_of("a\r\nb\n"), newline_of("a\rb"), newline_of("a")) == ("\r\n", "\r", "\n")


@given(st.text("ab\n{<%"), st.text("ab\n{<%", min_size=1, max_size=3), st.integers(0, 8))
def test_a_sign_is_found_wherever_it_stands(text: str, sign: str, start: int) -> None:
    assert has(text, sign, start) == (text.find(sign, start) >= 0)


@pytest.mark.parametrize(
    ("text", "sign", "found"),
    [
        pytest.param("ax", "ab", False, id="only its first character, at the very beginning"),
        pytest.param("abx", "ab", True, id="at the very beginning alone"),
        pytest.param("ax ab", "ab", True, id="behind a look-alike at the very beginning"),
        pytest.param("a" * 20 + "b", "ab", True, id="behind many look-alikes"),
        pytest.param("a" * 20, "ab", False, id="many look-alikes"),
    ],
)
def test_look_alikes_of_a_sign_are_passed_over(text: str, sign: str, found: bool) -> None:
    assert has(text, sign) is found


def test_spans_that_touch_share_nothing() -> None:
    assert not Span(0, 2).overlaps(Span(2, 4)) and not Span(2, 4).overlaps(Span(0, 2))
    assert Span(0, 3).overlaps(Span(2, 4)) and Span(2, 4).overlaps(Span(0, 3))
    assert [offset in Span(1, 3) for offset in range(4)] == [False, True, True, False]
    assert None not in Span(0, 2)


@given(TEXTS, st.data())
def test_a_line_goes_from_ending_to_ending(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    start, end = line_start(text, at), line_end(text, at)
    assert start <= at <= end
    assert not {"\r", "\n"} & set(text[start:end])
    assert start == 0 or text[start - 1] in "\r\n"
    assert end == len(text) or text[end] in "\r\n"


def test_no_module_looks_for_a_line_ending_through_the_whole_text() -> None:
    """Carriage returns stand in few texts: to look back for one at each place takes the square of the time."""
    modules = [path for path in (Path(__file__).parents[1] / "vaultlint").rglob("*.py") if path.name != "text.py"]
    assert [path for path in modules if 'rfind("\\r", 0' in path.read_text(encoding="utf-8")] == []


def test_a_line_ending_over_the_end_of_the_head_is_one() -> None:
    text = "a" * (HEAD - 1) + "\r\n" + "b"
    assert [Lines(text).position(HEAD + step) for step in (-1, 0, 1)] == [(1, HEAD), (1, HEAD + 1), (2, 1)]


@pytest.mark.parametrize("sign", ["[[", "%%", "<"])
def test_what_stands_in_front_of_the_start_is_not_looked_at(sign: str) -> None:
    assert has(f"{sign}a", sign)
    assert not has(f"{sign}a", sign, len(sign))
