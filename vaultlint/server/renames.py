"""Headings, tags and files called by other names, with all that names them: edits for the client to make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from vaultlint.errors import EditRefused, UsageError
from vaultlint.linking.landing import section_of, sections
from vaultlint.note import Note
from vaultlint.operations import revised
from vaultlint.operations.carry import known_values
from vaultlint.operations.operation import Context
from vaultlint.operations.rename_tag import RenameTag
from vaultlint.operations.retag import rebased
from vaultlint.renaming import HOLDERS, Course, Retitling, followed, heading_followed, retitling
from vaultlint.server.edits import Change, rewritten
from vaultlint.server.navigation import holders, leads, tagged
from vaultlint.server.session import View
from vaultlint.server.targets import link_at, section_at, tag_at
from vaultlint.text import Span
from vaultlint.where import File


class Renamed(NamedTuple):
    """The changes of documents, and why others, by their paths, are left as they are."""

    changes: list[Change]
    refused: dict[str, str]


def renameable(view: View, offset: int) -> Span | None:
    """The name at an offset that can be another: that of a tag, or the title of a heading."""
    if link_at(view.note, offset) is not None:
        return None
    if (tag := tag_at(view.note, offset)) is not None:
        return tag.span
    section = section_at(view.note, offset)
    return section.title if section is not None else None


def renamed(view: View, offset: int, name: str) -> Renamed:
    """What calls the tag or heading at an offset by another name.

    Raises:
        EditRefused: there is none, or that cannot be done.
    """
    span = renameable(view, offset)
    if span is None:
        raise EditRefused("only headings and tags can be renamed here")
    if (tag := tag_at(view.note, offset)) is not None and tag.span == span:
        return _retagged(view, tag.name, name)
    index = next(number for number, one in enumerate(sections(view.note)) if one.title == span)
    return _retitled(view, index, name)


def _retitled(view: View, index: int, title: str) -> Renamed:
    """The heading with its new title, and all links to it; all of it or nothing."""
    change = retitling(view.note, index, title)

    def follow(note: Note) -> str:
        own = change.after if note.path == view.path else note
        return heading_followed(own, change, lambda link: leads(view, link, note.path, view.path))

    found = _each(view, holders(view, view.path), follow)
    if found.refused:
        path, reason = next(iter(found.refused.items()))
        raise EditRefused(f"{path}: {reason}")
    return Renamed(found.changes, dict.fromkeys(_boards_to(view, change), "a link in it leads to the heading"))


def _boards_to(view: View, change: Retitling) -> Iterator[str]:
    """The canvases and bases that lead to a heading; what they say is not changed."""
    for board in view.vault.boards:
        for link in board.references:
            if section_of(change.old, link.subpath) == change.index and leads(view, link, board.path, view.path):
                yield board.path
                break


def _retagged(view: View, old: str, new: str) -> Renamed:
    try:
        operation = RenameTag(old, new)
    except UsageError as error:
        raise EditRefused(str(error)) from None

    def retag(note: Note) -> str:
        context = Context(File(note.path, len(note.text)))
        return revised(note, list(operation.plan(known_values(note.frontmatter), context)))

    notes = _each(view, tagged(view, old), retag)
    bases = [path for path in view.vault.files if path.endswith(".base")]
    more = _each(view, bases, lambda base: rebased(base.text, operation.retags))
    return Renamed(notes.changes + more.changes, notes.refused | more.refused)


def moved(view: View, moves: Mapping[str, str]) -> Renamed:
    """What links must be when files, or folders, have other paths: edits to be made before they have."""
    whole = dict(_files(view.vault.files, moves))
    course = Course(sorted(view.vault.every_file), whole, view.vault.link_format)
    course.prepare()
    known = (*view.vault.outlines, *view.vault.boards)
    linking = {one.path for one in known if any(course.concerns(link, one.path) for link in one.references)}
    paths = [path for path in sorted({*linking, *view.buffers}) if path.endswith(HOLDERS)]
    return _each(view, paths, lambda note: followed(note.path, note.text, course))


def _files(files: tuple[str, ...], moves: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for old, new in moves.items():
        yield from ((file, new + file[len(old) :]) for file in files if file == old or file.startswith(f"{old}/"))


def _each(view: View, paths: list[str], change: Callable[[Note], str]) -> Renamed:
    """What becomes of each of the files."""
    made, refused = list[Change](), dict[str, str]()
    for path in paths:
        found = view.note_of(path)
        if found is None:
            continue
        document, note = found
        try:
            text = change(note)
        except EditRefused as error:
            refused[path] = str(error)
            continue
        if text != document.note_text:
            made.append(rewritten(document, text))
    return Renamed(made, refused)
