"""Positions of the protocol and offsets of the text say the same, in each unit; what is typed arrives as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls")

from lsprotocol.types import Position, Range, TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument

from vaultlint.server.differences import differences
from vaultlint.server.documents import Document
from vaultlint.server.positions import UTF8, UTF16, UTF32, Positions
from vaultlint.text import Edit, Span, apply

UNITS = {UTF8: "utf-8", UTF16: "utf-16-le", UTF32: "utf-32-le"}
WIDTHS = {UTF8: 1, UTF16: 2, UTF32: 4}
UNIT = st.sampled_from(sorted(UNITS))
TEXT = st.text(st.sampled_from("ab \n\r\té漢🐝\u2028\x0b\x85\u0301\ud800"), max_size=30)


def naive(text: str, offset: int, unit: str) -> Position:
    """Line and character by going through the text, a character at a time, as the protocol explains it."""
    line = start = 0
    for index in range(offset):
        if text[index] == "\n" or (text[index] == "\r" and text[index + 1 : index + 2] != "\n"):
            line, start = line + 1, index + 1
    return Position(line, len(text[start:offset].encode(UNITS[unit], "surrogatepass")) // WIDTHS[unit])


@given(TEXT, UNIT)
def test_a_position_is_what_the_protocol_says(text: str, unit: str) -> None:
    positions = Positions(text, unit)
    for offset in range(len(text) + 1):
        assert positions.position(offset) == naive(text, offset, unit)


@given(TEXT, UNIT)
def test_a_position_leads_back(text: str, unit: str) -> None:
    positions = Positions(text, unit)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":  # there is no place between the two
            assert positions.offset(positions.position(offset)) == offset


@given(TEXT, UNIT, st.integers(0, 9), st.integers(0, 40))
def test_every_position_is_somewhere(text: str, unit: str, line: int, character: int) -> None:
    """Beyond the end of a line is its end, inside a character its start."""
    offset = Positions(text, unit).offset(Position(line, character))
    assert 0 <= offset <= len(text)
    found = naive(text, offset, unit)
    assert found.line == line or offset == len(text)
    assert found.character <= character or found.line < line


@given(TEXT, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), TEXT), max_size=4), UNIT, st.booleans())
def test_what_is_typed_arrives(text: str, typed: list[tuple[int, int, str]], unit: str, marked: bool) -> None:
    document = Document("file:///a.md", "\ufeff" * marked + text, 1, unit)
    wanted, changes = document.text, []
    for one, other, new in typed:
        start, end = sorted((min(one, len(wanted)), min(other, len(wanted))))
        if "\r\n" in (wanted[start - 1 : start + 1], wanted[end - 1 : end + 1]):
            continue
        changes.append(
            TextDocumentContentChangePartial(Range(naive(wanted, start, unit), naive(wanted, end, unit)), new)
        )
        wanted = wanted[:start] + new + wanted[end:]
    assert document.changed(changes, 2) == Document("file:///a.md", wanted, 2, unit)
    assert document.changed([*changes, TextDocumentContentChangeWholeDocument("x")], 3).text == "x"


@given(TEXT, TEXT, TEXT)
def test_differences_make_the_other_text(before: str, after: str, around: str) -> None:
    for old, new in ((before, after), (around + before, around + after), (before + around, after + around)):
        edits = differences(old, new)
        assert apply(old, edits) == new
        assert not edits or old != new
        for edit in edits:  # an editor knows no place within CR LF
            assert "\r\n" not in (
                old[edit.span.start - 1 : edit.span.start + 1],
                old[edit.span.end - 1 : edit.span.end + 1],
            )


def test_differences_are_small() -> None:
    before = "one\n" * 300 + "the title\n" + "two\n" * 300
    assert differences(before, before.replace("title", "tile")) == [Edit(Span(1206, 1207), "")]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_is_the_clients(mark: str) -> None:
    """A client that shows it counts it; the note has none."""
    document = Document("file:///a.md", f"{mark}# A\nb", 1, UTF16)
    assert document.note_text == "# A\nb"
    assert document.range(Span(2, 3)) == Range(Position(0, 2 + len(mark)), Position(0, 3 + len(mark)))
    assert document.range(Span(4, 5)) == Range(Position(1, 0), Position(1, 1))
    assert document.offset(Position(0, 0)) == 0
    assert document.offset(Position(0, 2 + len(mark))) == 2
