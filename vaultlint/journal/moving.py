"""Notes moved back to where they were before a run, with their bytes; all of a run, or nothing."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from vaultlint.errors import reason_of
from vaultlint.files import NotWritten, is_one, move, settle, write
from vaultlint.journal.run import Change, Move, Run, digest


class Scene:
    """The files of a vault as they would be, known by the hashes of their bytes; None where there is none.

    Raises:
        NotWritten: a file is there, but cannot be read.
    """

    def __init__(self) -> None:
        self._known: dict[Path, str | None] = {}

    def at(self, file: Path) -> str | None:
        if file not in self._known:
            try:
                self._known[file] = digest(file.read_bytes())
            except (FileNotFoundError, NotADirectoryError):
                self._known[file] = None
            except OSError as error:
                raise NotWritten(f"{file.name}: {reason_of(error)}") from None
        return self._known[file]

    def put(self, file: Path, known: str | None) -> None:
        self._known[file] = known


class Past:
    """Where notes were before a run gave them other paths, one after the other."""

    def __init__(self, run: Run) -> None:
        self.moves, self.changes = run.moves(), run.changes()
        self._was = defaultdict[Path, set[str]](set)
        for change in self.changes:
            self._was[change.root / change.path].add(change.was)
        last = dict[Path, int]()
        self._before: list[int | None] = []
        for index, one in enumerate(self.moves):
            self._before.append(last.get(one.root / one.old))
            last[one.root / one.new] = index

    def is_back(self, index: int, scene: Scene) -> bool:
        """Whether a note is where it was before that move: it was not made, or it and more is taken back already."""
        at: int | None = index
        while at is not None:
            one = self.moves[at]
            old, new = one.root / one.old, one.root / one.new
            if scene.at(old) in (one.digest, *self._was[old]) and (scene.at(new) is None or not _is_one(old, new)):
                return True
            at = self._before[at]
        return False


def obstacles(run: Run) -> dict[tuple[Path, str], str]:
    """Why the run cannot be taken back, by root and path of the notes in the way; nothing is touched.

    Raises:
        NotWritten: whether it can be taken back is not known, for a file cannot be read.
        OSError: the journal of the run is gone.
    """
    scene, past, found = Scene(), Past(run), dict[tuple[Path, str], str]()
    for index, one in reversed([*enumerate(past.moves)]):
        reason = None if past.is_back(index, scene) else _moved(one, scene)
        if reason is not None:
            found[one.root, one.new] = reason
    if found:
        return found
    for change in past.changes:
        known = scene.at(change.root / change.path)
        if known not in (change.was, change.after):
            found[change.root, change.path] = "it has changed since" if known else GONE
    return found


GONE = "it is not there any more; it was deleted or renamed"


def _moved(one: Move, scene: Scene) -> str | None:
    """What is in the way of moving a note back, which the scene then shows moved; None if nothing is."""
    old, new = one.root / one.old, one.root / one.new
    here, there = scene.at(old), scene.at(new)
    if here is not None and there is not None and _is_one(old, new):
        here = None
    if there is None:
        return GONE
    if there != one.digest:
        return "it has changed since"
    if here is not None:
        return f"there is another `{one.old}` now"
    scene.put(old, there)
    scene.put(new, None)
    return None


def take_back(run: Run) -> tuple[list[Move], list[Change]]:
    """Move the notes of the run back, and restore their bytes; what there was to do.

    Raises:
        NotWritten: the disk did not let one be moved or written.
        OSError: the journal of the run is gone.
    """
    past, moved = Past(run), list[Move]()
    for index, one in reversed([*enumerate(past.moves)]):
        if not past.is_back(index, Scene()):
            _move_back(one)
            moved.append(one)
        for folder in reversed(one.made):
            with suppress(OSError):  # something else is in it by now
                (one.root / folder).rmdir()
    changed = [one for one in reversed(past.changes) if _brought_back(one)]
    settle_all(past.changes)
    return moved, changed


def _move_back(one: Move) -> None:
    if not os.path.lexists(one.root / one.new):
        raise NotWritten(f"{one.new}: {GONE}")
    move(one.root, one.new, one.old)


def _brought_back(change: Change) -> bool:
    try:
        return restore(change)
    except NotWritten as error:
        raise NotWritten(f"{change.path}: {error}") from None


class Outdated(NotWritten):
    """A note is not as the run left it; another try would come to the same."""


def restore(change: Change) -> bool:
    """Put the note's bytes back; whether there was something to do. The folder is to be settled.

    Raises:
        Outdated: the note has changed since, or is gone.
        NotWritten: it cannot be read or written now.
    """
    file = change.root / change.path
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise (Outdated if change.root.is_dir() else NotWritten)(GONE) from None
    except OSError as error:
        raise NotWritten(reason_of(error)) from None
    before = change.undone(data)
    if before is None:
        raise Outdated("it has changed since")
    if before != data:
        write(file, data, before, change.root)
    return before != data


def settle_all(changes: Iterable[Change]) -> None:
    """Settle the folders in which a run wrote notes, and in which it may have been killed."""
    for root, path in {(one.root, one.path.rpartition("/")[0]) for one in changes}:
        folder = Path(os.path.realpath(root / path))
        if folder.is_relative_to(os.path.realpath(root)):
            settle(folder)


def _is_one(old: Path, new: Path) -> bool:
    try:
        return is_one(old, new)
    except OSError:
        return False


__all__ = ["Outdated", "obstacles", "restore", "settle_all", "take_back"]
