"""XLIFF and PO, as translation programs have them, through the Translate Toolkit (the extra `exchange`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from vaultlint.errors import UsageError
from vaultlint.exchange.task import Task
from vaultlint.late import late

MARK = "#"
"""In the context of a PO message, stands between the path of the note and the id of the text."""

NO_DATE = "YEAR-MO-DA HO:MI+ZONE"
"""As PO has it where none is known: the same texts make the same file."""

FILE_MARK = "\x04"
"""Between the file and the id of a unit, as the library gives them."""

_NOT_XML = late(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _library(name: str) -> Any:
    try:
        from translate.storage import po, xliff
    except ImportError:
        message = (
            'XLIFF and PO need the Translate Toolkit: `pip install "vaultlint-md[exchange]"`; `jsonl` needs nothing'
        )
        raise UsageError(message) from None
    return {"po": po, "xliff": xliff}[name]


def write_xliff(tasks: Sequence[Task]) -> str:
    """XLIFF 1.1: a `<file>` for each note."""
    library = _library("xliff")
    store = library.xlifffile()
    for (path, language, original), group in groupby(tasks, key=lambda one: (one.path, one.language, one.original)):
        store.switchfile(path, createifmissing=True)
        store.setsourcelanguage(language)
        store.settargetlanguage(original)
        for task in group:
            unit = library.xliffunit(_clean(task.source))
            unit.setid(task.id)
            for note in _notes(task):
                unit.addnote(_clean(note), origin="developer")
            store.addunit(unit)
    return bytes(store).decode()


def write_po(tasks: Sequence[Task]) -> str:
    """PO, a message for each text; the context of a message is its note and id."""
    library = _library("po")
    store = library.pofile()
    store.updateheader(add=True, Language=tasks[0].original if tasks else "", POT_Creation_Date=NO_DATE)
    for task in tasks:
        unit = library.pounit(task.source)
        unit.setcontext(task.path + MARK + task.id)
        unit.addlocation(f"{task.path}:{task.line}")
        for note in _notes(task):
            unit.addnote(note, origin="developer")
        store.addunit(unit)
    return bytes(store).decode()


def _notes(task: Task) -> Iterator[str]:
    if task.headings:
        yield task.headings
    if task.before:
        yield f"behind: {task.before}"


def _clean(text: str) -> str:
    """The text without the characters that no XML can hold."""
    return _NOT_XML.sub("\ufffd", text)


def read_xliff(text: str) -> Iterator[tuple[str, str, str]]:
    """Path, id and translation of each unit.

    Raises:
        ValueError: it is no XLIFF.
    """
    library = _library("xliff")
    return _answers(text, library.xlifffile, FILE_MARK)


def read_po(text: str) -> Iterator[tuple[str, str, str]]:
    """Path, id and translation of each message; those that are marked as fuzzy have none.

    Raises:
        ValueError: it is no PO.
    """
    library = _library("po")
    return _answers(text, library.pofile, MARK)


def _answers(text: str, kind: Any, separator: str) -> Iterator[tuple[str, str, str]]:
    try:
        store = kind.parsestring(text.encode())
    except Exception as error:  # what the library's parsers raise has no common base
        raise ValueError(str(error) or type(error).__name__) from None
    for unit in store.units:
        name = unit.getid() if separator == FILE_MARK else unit.getcontext()
        path, mark, own = (name or "").rpartition(separator)
        if mark and not unit.isheader():
            unsure = separator == MARK and unit.isfuzzy()  # in XLIFF, all that is not approved counts as such
            yield path, own, "" if unsure else str(unit.target or "")
