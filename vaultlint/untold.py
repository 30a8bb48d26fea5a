"""Notes that could not be read where no rule that runs says so: none is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from vaultlint.files import Unread
from vaultlint.lint import Active, tell
from vaultlint.project import Project
from vaultlint.text import Span
from vaultlint.trouble import NotUtf8, Unreadable

KINDS = (Unreadable(""), NotUtf8(Span(0, 0), 0))
"""Of each kind of trouble that a note meets when it is read, one."""


def untold(project: Project, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Those of the notes that could not be read although no rule tells it, and why each could not."""
    if not project.config.per_file_ignores and _tell_all(project.active):
        return
    for path in paths:
        source = project.read(path)
        if isinstance(source, Unread) and not tell(source.trouble, path, source.text, project.active_for(path)):
            yield path, getattr(source.trouble, "reason", "it is not UTF-8")


def _tell_all(active: Sequence[Active]) -> bool:
    return all(tell(trouble, "", "", active) for trouble in KINDS)
