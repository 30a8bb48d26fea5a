"""Any file of a vault that may hold links: quickly ruled out, or its text with links that lead where they did."""

from __future__ import annotations

from collections.abc import Iterable

from vaultlint.markdown.links.boards import BOARDS, base_calls, board_references
from vaultlint.markdown.links.link import Reference
from vaultlint.markdown.links.read import references
from vaultlint.note import parse
from vaultlint.renaming.boards import base_followed, canvas_followed
from vaultlint.renaming.course import Course
from vaultlint.renaming.notes import note_followed
from vaultlint.text import Span, has

HOLDERS = (".md", *BOARDS)
"""The endings of the files that hold links."""


def followed(path: str, text: str, course: Course) -> str:
    """The text of a note, canvas or base, its links leading where they did.

    Raises:
        EditRefused: that cannot be, or not be proved.
    """
    if not any(course.concerns(one, path) for one in _references(path, text)):
        return text
    if path.endswith(".canvas"):
        return canvas_followed(text, path, course)
    return base_followed(text, path, course) if path.endswith(".base") else note_followed(parse(path, text), course)


def _references(path: str, text: str) -> Iterable[Reference]:
    if path.endswith(BOARDS):
        return board_references(path, text)
    calls = base_calls(text, Span(0, len(text))) if has(text, "base") else ()
    return (*references(text), *(link.reference for link in calls))
