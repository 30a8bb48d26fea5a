"""Translations in files of their own: the texts of an original, and words that take their places in a copy of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from vaultlint.exchange.placing import Placed
from vaultlint.exchange.task import Task, headings, named
from vaultlint.late import late
from vaultlint.markdown import Block
from vaultlint.note import Note
from vaultlint.text import Edit, Span, apply

TEXTS = frozenset({"paragraph", "list-item", "blockquote", "callout", "heading", "table"})
_HEADING = late(r"#{1,6}[ \t]++|")
_BEHIND_HEADING = late(
    r"(?<![ \t])(?:[ \t]++\{#[^{}\r\n]++\})?+(?:[ \t]++#++)?[ \t]*+(?:(?:\r\n?|\n)[ \t>]*+[=-]++[ \t]*+)?\Z"
)
_MARGIN = late(r"\n[ \t]*+(?:>[ \t]*+)*+")
_WORDS = late(r"[^\W\d_]{2,}+")
_WIDE = late(r"[\u3040-\u9fff\uac00-\ud7af]")
FEWEST_WORDS, FEWEST_WIDE = 4, 6

MARK = "w"
"""The ids of texts that are translated in another file begin with it, and no others."""


def texts(note: Note) -> dict[str, Block]:
    """What is to be translated in a note, by ids made from the text: all but code, formulas, pictures and HTML."""
    wanted = [block for block in note.body.blocks if block.kind in TEXTS and _source(note, block)]
    return {MARK + name: block for name, block in named(wanted, lambda block: _source(note, block)).items()}


def whole_tasks(
    original: Note, path: str, language: str, target: str, is_wanted: Callable[[str], bool] = bool
) -> Iterator[Task]:
    """The texts of an original for the translation at `path`, those that are wanted."""
    before = ""
    for name, block in texts(original).items():
        source = _source(original, block)
        if is_wanted(source):
            line = original.lines.position(block.span.start).line
            above = headings(original, block.span.start)
            yield Task(path, line, name, source, language, target, above, before)
        before = source


def left_as_it_was(translation: Note) -> Callable[[str], bool]:
    """Whether a text of the original still stands in its translation; a name or two may be the same in both."""
    own = {_source(translation, block) for block in texts(translation).values()}
    return lambda source: (
        source in own and (len(_WORDS.findall(source)) >= FEWEST_WORDS or len(_WIDE.findall(source)) >= FEWEST_WIDE)
    )


def fill(copy: Note, words: Mapping[str, str]) -> Placed:
    """Put words in the place of the texts with those ids, in a copy of the original; what changes more is refused."""
    found = texts(copy)
    refused = {name: "the note has no such text of its original any more" for name in words if name not in found}
    edits = {
        name: Edit(_span(copy, block), _written(copy, block, words[name]))
        for name, block in found.items()
        if name in words
    }
    if not _is_proved(copy, edits):
        wrong = [name for name in edits if not _is_proved(copy, {name: edits[name]})] or [*edits]
        refused.update(dict.fromkeys(wrong, "it could not be proved to be read as meant"))
        edits = {name: edit for name, edit in edits.items() if name not in wrong}
    text = apply(copy.text, edits.values())
    return Placed(text, tuple(edits), refused)


def _source(note: Note, block: Block) -> str:
    """A text as it would stand outside of lists and quotes, with `\\n` at the ends of its lines."""
    own = _span(note, block).of(note.text).replace("\r\n", "\n").replace("\r", "\n")
    return _MARGIN.sub("\n", own) if block.within else own


def _span(note: Note, block: Block) -> Span:
    """A block without the marks of a heading."""
    own = block.span.of(note.text)
    if block.kind != "heading":
        return Span(block.span.start, block.span.start + len(own.rstrip()))
    before, behind = _HEADING.match(own), _BEHIND_HEADING.search(own)
    start = before.end() if before else 0
    return Span(block.span.start + start, block.span.start + max(start, behind.start() if behind else len(own)))


def _written(note: Note, block: Block, words: str) -> str:
    """Words with the margin that the text has in a list or quote; on one line where the text is."""
    lines = words.strip().replace("\r\n", "\n").split("\n")
    margin = _MARGIN.search(_span(note, block).of(note.text).replace("\r\n", "\n"))
    if block.kind == "heading" or (block.within and margin is None):
        return " ".join(line.strip() for line in lines)
    newline = "\r\n" if "\r\n" in note.text else "\n"
    return (newline + (margin[0][1:] if margin and block.within else "")).join(lines)


def _is_proved(copy: Note, edits: Mapping[str, Edit]) -> bool:
    """Whether all blocks stay what they are, and in what they stand."""
    return _frame(replace(copy, text=apply(copy.text, edits.values()))) == _frame(copy)


def _frame(note: Note) -> list[tuple[object, ...]]:
    return [(block.kind, block.within, block.level) for block in note.body.blocks]
