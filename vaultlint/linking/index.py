"""The files of a vault by their names, and which of them a link names.

As Obsidian's `getFirstLinkpathDest`: a name finds its file wherever it lies; a path finds the files whose own ends with
it; `./`, `../` and `/` are meant literally. `.md` may be left out. Case and Unicode forms are no difference.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from vaultlint.late import late


class Found(NamedTuple):
    """The files that a path may mean, the one that Obsidian takes first.

    `sure` says whether it can only mean that one: it is named in full, is the only one, or the only one beside the
    note or below its folder.
    """

    files: tuple[str, ...]
    sure: bool = True


_LANGUAGE = late(r"((?:[^/]+/)*?[a-z]{2}(?:[-_][A-Za-z]{2,4})?)/")

NOTHING = Found(())

PACKAGES = "node_modules"
"""The folder of other people's files, which are too many to be looked at."""


class Index:
    """All files of a vault, in whatever order they are given."""

    def __init__(self, files: Iterable[str]) -> None:
        self.by_path: dict[str, list[str]] = {}
        self.by_name: dict[str, list[str]] = {}
        for file in sorted(files):
            path = folded(file)
            self.by_path.setdefault(path, []).append(file)
            self.by_name.setdefault(path.rpartition("/")[2], []).append(file)

    @cached_property
    def folders(self) -> frozenset[str]:
        """All folders that hold a file somewhere below them, folded."""
        found: set[str] = set()
        for path in self.by_path:
            while (path := path.rpartition("/")[0]) and path not in found:
                found.add(path)
        return frozenset(found)

    def find(self, path: str, source: str) -> Found:
        """What the path in a wikilink of the note `source` means."""
        wanted = folded(path)
        if wanted.startswith(("./", "../", "/")):
            place = wanted.lstrip("/") if wanted.startswith("/") else joined(folded(folder(source)), wanted)
            return NOTHING if place is None else self._named(place)
        name = wanted.rpartition("/")[2]
        files = self.by_name.get(name)
        if files is None:
            wanted += ".md"
            files = self.by_name.get(name + ".md", [])
        if wanted in self.by_path:
            return Found(_exact_first(self.by_path[wanted], path))
        if "/" in wanted:
            files = [file for file in files if folded(file).endswith(wanted)]
        return _ranked(files, folder(source)) if files else NOTHING

    def beside(self, path: str, source: str) -> Found:
        """What the path means if it starts at the folder of `source`, as Markdown links do for other programs.

        One that starts with `/` starts at the top.
        """
        place = joined("" if path.startswith("/") else folded(folder(source)), folded(path))
        return NOTHING if place is None else self._named(place)

    def _named(self, place: str) -> Found:
        files = self.by_path.get(place) or self.by_path.get(place + ".md")
        return Found(tuple(files)) if files else NOTHING

    def is_folder(self, path: str, source: str) -> bool:
        """Whether the path is that of a folder, from the top or from the folder of `source`."""
        place = joined(folded(folder(source)), folded(path))
        return place == "" or place in self.folders or folded(path).strip("/") in self.folders

    def leaves(self, path: str, source: str) -> bool:
        """Whether the path leads out of the vault, or into a folder whose files are not known."""
        place = joined(folder(source), path)
        return place is None or any(step.startswith(".") or step == PACKAGES for step in place.split("/"))

    def shortest(self, file: str) -> str:
        """The shortest path by which a link anywhere means `file`: its name, if there is no other, or the whole."""
        name = file.rpartition("/")[2]
        return name if len(self.by_name.get(folded(name), ())) == 1 else file


def folded(path: str) -> str:
    """A path in the form in which Obsidian compares them."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", path.replace("\u00a0", " ").replace("\u202f", " ")).lower()


def folder(path: str) -> str:
    """The folder of a file, "" for the top."""
    return path.rpartition("/")[0]


def joined(folder: str, path: str) -> str | None:
    """A relative path, put behind a folder; None if it leads out of the vault."""
    steps = folder.split("/") if folder else []
    for step in path.strip("/").split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in (".", ""):
            steps.append(step)
    return "/".join(steps)


def language_folder(path: str) -> str:
    """The folder that is named as a language, with those above it: `docs/pt-br`; "" for a path without one."""
    match = _LANGUAGE.match(path)
    return match[1] if match else ""


def _exact_first(files: list[str], path: str) -> tuple[str, ...]:
    return tuple(sorted(files, key=lambda file: (file.removesuffix(".md") != path.removesuffix(".md"), file)))


def _ranked(files: list[str], source: str) -> Found:
    """Those below the folder of the source first, shorter paths first; among languages, the one in its own."""
    if len(files) == 1:
        return Found((files[0],))
    own = [file for file in files if language_folder(file) == language_folder(source + "/")]
    if len(own) == 1 and all(map(language_folder, files)):
        return Found((own[0],))
    below = [file for file in files if source and file.startswith(source + "/")]
    ranked = sorted(files, key=lambda file: (file not in below, len(file), file))
    beside = [file for file in files if folder(file) == source]
    return Found(tuple(ranked), len(below) == 1 or len(beside) == 1)
