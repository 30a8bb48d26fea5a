"""Which files are notes of which vault.

Left out are, as in Obsidian, folders whose name starts with a dot, and its own "excluded files"; then what the config
excludes and what `.gitignore` files ignore, all of it even if it is named. Symbolic links to folders are not followed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vaultlint import config, obsidian
from vaultlint.config import Config
from vaultlint.door import content
from vaultlint.errors import UsageError
from vaultlint.linking.index import PACKAGES
from vaultlint.obsidian import Obsidian
from vaultlint.patterns import fits, understood

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

ROOT_MARKS = (obsidian.FOLDER, ".git")
"""What tells the top of a vault that has no config."""

OBSIDIANS = frozenset({obsidian.FOLDER, ".trash"})
"""Folders of Obsidian's own."""

ConfigOf = Callable[[Path], Config]
"""The config of the vault that a folder lies in."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The notes of one vault that a command is about, as sorted paths relative to its root, with `/`."""

    config: Config
    notes: tuple[str, ...]


def root_of(folder: Path) -> tuple[Path, Path | None]:
    """The root of the vault that `folder` lies in, and its config file, if it has one."""
    marked = None
    for place in (folder, *folder.parents):
        file = config.find(place)
        if file is not None:
            return place, file
        if marked is None and any((place / mark).exists() for mark in ROOT_MARKS):
            marked = place
    return marked or folder, None


def choose(paths: list[Path], config_of: ConfigOf) -> list[Chosen]:
    """The notes that `paths`, files or folders, stand for, a vault at a time.

    Raises:
        UsageError: a path does not exist.
    """
    found: dict[Path, tuple[Config, set[str]]] = {}
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"{_shown(path)}: there is no such note or folder")
        for settings, note in _folder(path, config_of) if path.is_dir() else _named(path, config_of):
            found.setdefault(settings.root, (settings, set()))[1].add(note)
    return [Chosen(settings, tuple(sorted(notes))) for _, (settings, notes) in sorted(found.items())]


def _shown(path: Path) -> str:
    """A path as the user is likely to have typed it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _named(file: Path, config_of: ConfigOf) -> Iterator[tuple[Config, str]]:
    settings = config_of(file.parent)
    note = file.relative_to(settings.root).as_posix()
    filters = _down_to(file.parent, Filter.of(settings))
    if not _is_obsidians(note) and not filters.excludes(note) and not _ignored_above(note, filters):
        yield settings, note


def _down_to(folder: Path, filters: Filter) -> Filter:
    """The filter at `folder`, with the `.gitignore` files from the root down to it."""
    root = filters.config.root
    for place in reversed([folder, *folder.parents]):
        if place.is_relative_to(root):
            filters = filters.below(place)
    return filters


def _ignored_above(path: str, filters: Filter) -> bool:
    """Whether git ignores `path`, or a folder that it lies in."""
    steps = path.rstrip("/").split("/")
    folders = ["/".join(steps[:count]) + "/" for count in range(1, len(steps))]
    return any(filters.ignores(one) for one in (*folders, path))


def _is_obsidians(path: str) -> bool:
    """Whether it lies in a folder that never holds notes, even if it is named."""
    return not OBSIDIANS.isdisjoint(path.split("/"))


def _folder(folder: Path, config_of: ConfigOf) -> Iterator[tuple[Config, str]]:
    settings = config_of(folder)
    start = folder.relative_to(settings.root).as_posix()
    filters = Filter.of(settings)
    if start == ".":
        yield from _walk(folder, "", filters, config_of, top=True)
        return
    filters = _down_to(folder.parent, filters)
    if not _is_obsidians(start) and not _ignored_above(start + "/", filters):
        yield from _walk(folder, start + "/", filters, config_of, top=True)


def _walk(
    folder: Path, prefix: str, filters: Filter, config_of: ConfigOf, top: bool = False
) -> Iterator[tuple[Config, str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield filters.config, prefix.removesuffix("/") or "."  # reading it as a note tells why
        return
    names = {entry.name for entry in entries}
    if not top and names.intersection(config.NAMES) and config_of(folder).root == folder != filters.config.root:
        yield from _walk(folder, "", Filter.of(config_of(folder)), config_of, top=True)
        return
    if ".gitignore" in names:
        filters = filters.below(folder)
    for entry in entries:
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith(".") and not filters.ignores(path + "/") and not filters.excludes(path + "/"):
                yield from _walk(folder / entry.name, path + "/", filters, config_of)
        elif (
            filters.includes(path)
            and not _leads_to_folder(entry)
            and not filters.ignores(path)
            and not filters.excludes(path)
        ):
            yield filters.config, path


def files_below(root: Path) -> Iterator[str]:
    """All files that Obsidian knows of, notes and others, also those that are left out; links may lead to them.

    Links to folders are followed if these lie outside of the vault, as in Obsidian, each folder once.
    """
    waiting, seen = [(root, "")], [root.resolve()]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name == PACKAGES:
                continue
            if not _leads_to_folder(entry):
                yield prefix + entry.name
            elif not entry.is_symlink() or _is_new(Path(entry.path).resolve(), seen):
                waiting.append((folder / entry.name, f"{prefix}{entry.name}/"))


def _is_new(folder: Path, seen: list[Path]) -> bool:
    """Whether a folder lies apart from those that have been seen; then it is one of them."""
    if any(folder.is_relative_to(one) or one.is_relative_to(folder) for one in seen):
        return False
    seen.append(folder)
    return True


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a link to a folder; one that leads in circles is no folder."""
    try:
        return entry.is_dir()
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Filter:
    """What is a note and what is left out, below one folder."""

    config: Config
    obsidian: Obsidian
    ignored: tuple[tuple[str, GitIgnoreSpec], ...] = field(default=())

    @classmethod
    def of(cls, settings: Config) -> Filter:
        """The filter at the root of a vault."""
        return cls(settings, obsidian.read(settings.root))

    def below(self, folder: Path) -> Filter:
        """The filter with the `.gitignore` of `folder`."""
        try:
            lines = content(folder / ".gitignore").decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        except OSError:
            return self
        place = folder.relative_to(self.config.root).as_posix()
        prefix = "" if place == "." else place + "/"
        return replace(self, ignored=(*self.ignored, (prefix, understood(lines))))

    def includes(self, path: str) -> bool:
        """Whether the file is a note."""
        include = self.config.include
        return path.endswith(".md") if include == Config.include else fits(include, path)

    def excludes(self, path: str) -> bool:
        """Whether the vault's owner leaves it out."""
        return fits(self.config.exclude, path) or self.obsidian.excludes(path)

    def ignores(self, path: str) -> bool:
        """Whether git ignores it; a deeper `.gitignore` outranks a higher one."""
        for prefix, patterns in reversed(self.ignored):
            if path.startswith(prefix):
                result = patterns.check_file(path[len(prefix) :])
                if result.include is not None:
                    return result.include
        return False
