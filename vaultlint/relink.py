"""What files on disk must say so that their links follow notes to new names; nothing is written here."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vaultlint import pool
from vaultlint.errors import EditRefused
from vaultlint.files import Unread, read
from vaultlint.project import Advance
from vaultlint.renaming import HOLDERS, Course, followed


@dataclass(frozen=True, slots=True)
class Relinked:
    """What becomes of one file: its bytes, and its new text; None if that cannot be, for the reason `refusal`."""

    path: str
    before: bytes = b""
    text: str | None = None
    refusal: str = ""


def relink(root: Path, course: Course, jobs: int, advance: Advance) -> list[Relinked]:
    """The files of the vault at `root` that must change, and those that cannot although they must."""
    course.prepare()
    holders = [file for file in course.files if file.endswith(HOLDERS)]
    found = pool.over(holders, _Relink(root, course, os.path.realpath(root)), jobs, advance)
    return [one for one in found if one is not None]


def pointed_at(root: Path, files: Iterable[str]) -> dict[str, str]:
    """The files that symbolic links among `files` lead to, by their real paths, with the link."""
    links = ((file, str(root / file)) for file in files)
    return {os.path.realpath(path): file for file, path in links if os.path.islink(path)}  # noqa: PTH114


def obstacle(root: Path, old: str, new: str, files: Collection[str], pointed: Mapping[str, str]) -> str | None:
    """What on disk is in the way of a new name, besides the `files` that are known; None if nothing is.

    `pointed` are the files that symbolic links lead to.
    """
    source, target = root / old, root / new
    if source.is_symlink():
        return "it is a symbolic link"
    if pointed and (link := pointed.get(os.path.realpath(source))):
        return f"the symbolic link `{link}` leads to it"
    if new not in files and os.path.lexists(target) and not source.samefile(target):
        return f"`{new}` is there already"
    place = next(one for one in target.parents if os.path.lexists(one))
    if not place.is_dir():
        return f"`{place.relative_to(root).as_posix()}` is no folder"
    if place != source.parent and not place.resolve().is_relative_to(root.resolve()):
        return f"`{new}` lies outside of the vault"
    return None if all(os.access(one, os.W_OK) for one in (place, source.parent)) else "its folder is read-only"


@dataclass(frozen=True)
class _Relink:
    root: Path
    course: Course
    home: str

    def __call__(self, path: str) -> Relinked | None:
        source = read(self.root / path, self.root)
        try:
            text = followed(path, source.text, self.course)
        except EditRefused as error:
            return Relinked(path, refusal=str(error))
        if text == source.text:
            return None
        if isinstance(source, Unread):
            return Relinked(path, refusal=getattr(source.trouble, "reason", "it is not UTF-8"))
        reason = _unwritable(self.root / path, self.home)
        return Relinked(path, refusal=reason) if reason else Relinked(path, source.data, text)


def _unwritable(file: Path, home: str) -> str | None:
    target = os.path.realpath(file)
    if not target.startswith(f"{home}{os.sep}"):
        return "it lies outside of the vault"
    is_ours = os.access(target, os.W_OK) and os.access(os.path.dirname(target), os.W_OK)  # noqa: PTH120  (no Path yet)
    return None if is_ours else "it is read-only"


__all__ = ["Relinked", "obstacle", "pointed_at", "relink"]
