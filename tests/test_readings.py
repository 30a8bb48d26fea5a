"""How small broken blocks are read, row by row in `readings.txt`: what is found where, what is written for it, which blocks there are.

A row is a text, `⇒`, and its reading: the findings with the edits of their fixes (`?` behind the place: unsafe), then the
blocks with their labels, contents and paragraphs, all by offset. `⏎` ends a line, `⇥` is a tab, `␍` a carriage return, and
of `⟨a‖b⟩` each gives that reading; `▸` stands for the two lines that begin a block, `¶` for a paragraph, `◂` for the end.
Text behind `with github` is read for that renderer, behind `saying` with the messages.

The rows pin choices down that were made with care: a row that changes must be judged, not updated. Then
`python tests/test_readings.py` writes all readings anew, and shows the rows that differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rows import ARROW, meant, sections, shown, write_anew

from vaultlint.finding import Applicability, Finding
from vaultlint.lint import Active, activate, check_note
from vaultlint.markdown.details.structure import DetailsBlock
from vaultlint.note import Bindings, Note, Renderer
from vaultlint.rule import discover
from vaultlint.text import Span

FILE = Path(__file__).parent / "readings.txt"
ROWS = sections(FILE)
OR = "‖"
PARTS = {"<details>\n<summary>Stock</summary>\n": "▸", '<p class="note">Boil it.</p>\n': "¶", "</details>\n": "◂"}
CHOICE = re.compile(f"⟨([^⟩]*{OR}[^⟩]*)⟩")
RENDERERS: dict[str, frozenset[Renderer]] = {"with github ": frozenset({"github"}), "with eleventy ": frozenset({"eleventy"})}
SAYING = "saying "


@cache
def rules() -> tuple[Active, ...]:
    return tuple(activate(rule) for name, rule in discover().items() if name.startswith("details/"))


def written(text: str) -> str:
    """The left side of a row for this text alone."""
    for part, sign in PARTS.items():
        text = text.replace(part, sign)
    return shown(text)


def texts(row: str) -> Iterator[str]:
    """All texts for which the left side of a row stands."""
    text = meant(row, PARTS)
    choice = CHOICE.search(text)
    if choice is None:
        yield text
        return
    for one in choice[1].split(OR):
        yield text[: choice.start()] + one + text[choice.end() :]


def reading(text: str) -> str:
    """What is found, what would be written, and the blocks."""
    bindings = Bindings()
    for words, renderers in RENDERERS.items():
        if text.startswith(words):
            bindings, text = Bindings(renderers=renderers), text.removeprefix(words)
    saying = text.startswith(SAYING)
    note = Note("note.md", text.removeprefix(SAYING), bindings)
    checked = check_note(note, rules())
    assert not checked.crashes
    found = (_found(one.rule.removeprefix("details/"), one.finding, saying) for one in checked.diagnostics)
    return shown(" · ".join((*found, *map(_block, () if saying else note.body.details.blocks)))) or "nothing"


def _found(rule: str, finding: Finding, saying: bool) -> str:
    told = f"{rule} {finding.span.start}-{finding.span.end}"
    if saying:
        return f"{told}: {finding.message}" + (f" [{finding.fix.title}]" if finding.fix else "")
    if finding.fix is None:
        return told
    told += "" if finding.fix.applicability is Applicability.SAFE else "?"
    return told + "".join(f" [{edit.span.start}-{edit.span.end}={edit.text}]" for edit in finding.fix.edits)


def _block(block: DetailsBlock) -> str:
    """A block by offsets; words, if they are not just what stands there."""
    raw = block.source
    assert block.open.name == "details" and block.start == block.span.start == block.open.span.start
    assert block.label == (block.summary.text if block.summary else None)
    assert block.class_name == (block.paragraphs[0].class_name if block.paragraphs else None)
    assert block.closed == (block.close is not None) and block.top_level == (not block.depth)
    told = f"{block.span.start}-{block.span.end}" + ("" if block.closed else "…")
    if block.summary:
        told += _part(" l", block.summary.label, block.summary.label.of(raw), block.summary.text)
        told += "" if block.summary.close else "…"
    told += _part(" c", block.content, block.content.of(raw), block.text)
    for one in block.paragraphs:
        told += _part(" p", one.content, one.class_span.of(raw) if one.class_span else None, _class(one.class_name))
        told += "" if one.close else "…"
    return told + (f" in {block.depth}" if block.depth else "") + (" empty" if block.is_empty else "")


def _part(name: str, span: Span, raw: str | None, words: str | None) -> str:
    return f"{name}{span.start}-{span.end}" + ("" if raw == words else f"“{words}”")


def _class(name: str | None) -> str | None:
    return None if name is None else f'class="{name}"'


@pytest.mark.parametrize("section", ROWS)
def test_each_text_is_read_so(section: str) -> None:
    for row in ROWS[section]:
        left, _, right = row.partition(ARROW)
        for text in texts(left):
            assert f"{written(text)}{ARROW}{reading(text)}" == f"{written(text)}{ARROW}{right}"


def anew() -> Iterator[str]:
    """The lines of the file with the readings as they are now; a row whose texts differ now becomes several."""
    for name, rows in ROWS.items():
        yield f"# {name}"
        for row in rows:
            left = row.partition(ARROW)[0]
            alike: dict[str, list[str]] = {}
            for text in texts(left):
                alike.setdefault(reading(text), []).append(written(text))
            for right, those in alike.items():
                rows_now = [left] if len(alike) == 1 else those
                yield from (f"{one}{ARROW}{right}" for one in rows_now)


if __name__ == "__main__":
    write_anew(FILE, anew())
