"""A vault that is kept in memory while its notes are edited: looked at again, only what has changed is read.

What stands in buffers counts, not what the files say. All that is known at one moment is one `Known`, which is replaced
as a whole, so that whoever holds one may go on with it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from vaultlint import config, obsidian
from vaultlint.cache.stamp import NONE, Stamp, stamp
from vaultlint.config import Config
from vaultlint.configs import Configs
from vaultlint.errors import VaultlintError
from vaultlint.files import Source, Unread
from vaultlint.late import late
from vaultlint.markdown.links.boards import BOARDS
from vaultlint.project import Project
from vaultlint.schemas import SHIPPED, YAML
from vaultlint.tag import DIGITS, HASHTAG
from vaultlint.vault import Outline, Vault
from vaultlint.walk import choose, files_below

_SETTINGS = (".json", *YAML, ".toml")
_TAG = late(rf"(?<![^\s>])#({HASHTAG})(?!#)")


@dataclass(frozen=True)
class Known:
    """What is known of a vault; `vault` is None as long as its notes have not been read.

    `tags` are what looks like a tag in the text of notes, by their paths; code is not told from text in it.
    """

    project: Project
    vault: Vault | None = None
    tags: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class _Read:
    """A note as it was read: its outline, its tags, and how to see whether it has changed."""

    sign: Stamp | str
    outline: Outline | None
    tags: frozenset[str]


class LiveVault:
    """The vault in the folder `root`; a `loose` note is none of a vault, and the notes beside it are left alone."""

    def __init__(self, root: Path, loose: bool = False) -> None:
        self.root, self.loose = root, loose
        self.known: Known | None = None
        self.trouble = ""
        self._config_sign: object = None
        self._notes: dict[str, _Read] = {}
        self._around: object = None

    def prepare(self) -> bool:
        """Read the config and what it names, if that is not as it was; whether it is not.

        A config that is wrong leaves nothing known, and its message in `trouble`.
        """
        sign = frozenset((file, stamp(file)) for file in self._settings())
        if sign == self._config_sign:
            return False
        self._config_sign = sign
        try:
            project = Project(Config(self.root) if self.loose else Configs().of(self.root))
            project.prepare()
        except VaultlintError as error:
            self.known, self.trouble = None, str(error)
            return True
        if project.config.file_translations:  # what outlines hold depends on them
            self._notes.clear()
        before = self.known or Known(project)
        self.known, self.trouble = replace(before, project=project), ""
        return True

    def _settings(self) -> Iterator[str]:
        """The files that may say what is a note, and what it is bound to."""
        yield from (str(self.root / name) for name in (*config.NAMES, ".gitignore"))
        yield from (str(self.root / obsidian.FOLDER / name) for name in ("app.json", "types.json"))
        if self.loose:
            return
        settings = self.known.project.config if self.known else Config(self.root)
        named = [one.file for one in settings.schemas if not one.file.startswith(SHIPPED)]
        named += [one.settings["file"] for one in settings.vocabularies if "file" in one.settings]
        yield from (str(self.root / name) for name in named)
        yield from (str(self.root / file) for file in files_below(self.root) if file.endswith(_SETTINGS))

    def look(self, buffers: Mapping[str, str]) -> None:
        """See what has changed in the files, and in the buffers, by their paths."""
        changed = self.prepare()
        known = self.known
        if self.loose or known is None:
            return
        changed = self._read_notes(known.project, buffers) or changed
        files = tuple(sorted(files_below(self.root)))
        boards = tuple((file, stamp(str(self.root / file))) for file in files if file.endswith(BOARDS))
        around = files, boards, obsidian.read(self.root).link_format
        if changed or around != self._around or known.vault is None:
            self._around = around
            bare = Vault((), files=files, link_format=around[2], boards=known.project.boards(files))
            outlines = tuple(one.outline for _, one in sorted(self._notes.items()) if one.outline is not None)
            tags = {path: one.tags for path, one in self._notes.items() if one.tags}
            self.known = Known(known.project, known.project.vault_of(outlines, bare), tags)
            gc.freeze()  # so much that stays would be gone through again and again, while somebody types

    def _read_notes(self, project: Project, buffers: Mapping[str, str]) -> bool:
        """Read the notes that are others than they were; whether there are any."""
        before, now = self._notes, dict[str, _Read]()
        unsaved = (path for path in buffers if not os.path.lexists(self.root / path))
        for path in sorted({*_notes(self.root), *unsaved}):
            sign = buffers[path] if path in buffers else stamp(str(self.root / path))
            old = before.get(path)
            if sign != NONE:
                now[path] = old if old is not None and old.sign == sign else self._read(project, path, sign)
        self._notes = now
        return any(_differs(before.get(path), now.get(path)) for path in before.keys() | now.keys())

    def _read(self, project: Project, path: str, sign: Stamp | str) -> _Read:
        source: Source | Unread = Source(b"", sign) if isinstance(sign, str) else project.read(path)
        found = _TAG.findall(source.text) if "#" in source.text else ()
        tags = frozenset(name for name in found if not DIGITS.match(name))
        return _Read(sign, project.outline_of(path, source), tags)


def _differs(one: _Read | None, other: _Read | None) -> bool:
    """Whether other notes, or who types in them, can see a difference."""
    if one is None or other is None:
        return one is not other
    return one is not other and (one.outline != other.outline or one.tags != other.tags)


def _notes(root: Path) -> tuple[str, ...]:
    """All notes of the vault; none if it is gone."""
    try:
        chosen = choose([root], Configs().of)
    except VaultlintError:
        return ()
    return next((one.notes for one in chosen if one.config.root == root), ())


def path_in(root: Path, file: Path) -> str | None:
    """The path of a file as the vault has it; None if it lies elsewhere."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else None


def is_left_out(settings: Config, file: Path) -> bool:
    """Whether the vault's owner, git or Obsidian leaves the file out; a file that is not there yet is not."""
    return os.path.lexists(file) and not any(one.notes for one in choose([file], lambda folder: settings))
