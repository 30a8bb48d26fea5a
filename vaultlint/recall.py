"""`Project.check` and `Project.mend` with a memory: of notes that are as they were the findings come back.

What the rules about one note said holds as long as its content is the same, what those about the vault said as long
as all outlines and the list of files are. A note that names a schema of its own, could not be read, or made a rule
fail is never remembered.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from vaultlint import pool
from vaultlint.binding import OWN
from vaultlint.cache import notes as memory
from vaultlint.cache import stamp as stamps
from vaultlint.cache import watch
from vaultlint.cache.coding import Unfit, decode, encode
from vaultlint.cache.identity import name_of
from vaultlint.cache.notes import Entry
from vaultlint.cache.place import blake2b
from vaultlint.cache.program import program
from vaultlint.cache.stamp import Stamp
from vaultlint.files import Unread
from vaultlint.finding import Applicability, Diagnostic
from vaultlint.lint import Checked
from vaultlint.mend import mendable
from vaultlint.project import Advance, FileMend, Known, Mending, Mendings, Project, Result, both
from vaultlint.vault import Outline, Vault


class Kept(NamedTuple):
    """What is remembered of a `Result`."""

    diagnostics: tuple[Diagnostic, ...]
    hidden: int
    again: bool
    habit: str

    def result(self, path: str) -> Result:
        """What came of the note at that path."""
        return Result(path, Checked(self.diagnostics, hidden=self.hidden), None, self.again, self.habit)


class Fresh(NamedTuple):
    """A note that has been checked, and what may be remembered of it, by the digest of what was read."""

    result: Result
    digest: str = ""
    found: bytes = b""
    outline: bytes = b""


def check(project: Project, notes: Sequence[str], jobs: int, advance: Advance) -> list[Result]:
    """What `project.check` says, from memory where that is the same."""
    try:
        return _Recall(project, _context(project), jobs).check(notes, advance)
    except Unfit:
        return project.check(notes, jobs, advance)


def mend(
    project: Project, notes: Sequence[str], threshold: Applicability, jobs: int, advance: Advance
) -> Mendings:
    """What `project.mend` says, of notes that are known from memory.

    Of a vault of which nothing is known all notes are mended at once: to check them first is more work.
    """
    try:
        memory = _Recall(project, _context(project), jobs)
    except Unfit:
        return project.mend(notes, threshold, jobs, advance)
    if not memory.before and len(notes) >= len(project.every_note):
        return project.mend(notes, threshold, jobs, advance)
    results = memory.check(notes, advance)
    known = {
        one.path: Known(memory.digest(one.path), one.checked)
        for one in results
        if any(mendable(one.checked, threshold))
    }
    mended = pool.over(list(known), FileMend(project, threshold, memory.vault, known), jobs, _silent) if known else []
    mendings = {one.path: one for one in mended}
    return Mendings([mendings.get(one.path) or Mending(one.path, one.checked) for one in results], memory.vault)


def _context(project: Project) -> str:
    """The name of all that findings rest on besides the notes."""
    active = [(one.rule.name, one.severity, one.options) for one in project.active]
    return name_of(program(), project.config, active, project.verbose, project.binds)


def _silent(count: int) -> None:
    pass


class _Recall:
    """One run over a vault."""

    def __init__(self, project: Project, context: str, jobs: int) -> None:
        self.project, self.context, self.jobs = project, context, jobs
        self.root = str(project.config.root)
        self.taken = stamps.now()
        self.before = memory.read(self.root, context)
        self.entries = dict(self.before)
        self.stamps: dict[str, Stamp] = {}
        self.fresh: dict[str, Fresh] = {}
        self.known: tuple[str, ...] = ()
        self.bare = Vault(())
        self.name = ""

    def check(self, notes: Sequence[str], advance: Advance) -> list[Result]:
        every = self.project.every_note if self.project.has_vault_rules else ()
        with watch.resting():
            for path in dict.fromkeys((*notes, *every)):
                self.look(path)
        self.check_new(notes, advance)
        found = self.among_others(notes, every) if self.project.has_vault_rules else {}
        results = [found.get(path) or self.first(path) for path in notes]
        if every:
            present = {*notes, *every}
            self.entries = {path: entry for path, entry in self.entries.items() if path in present}
        if self.entries != self.before:
            with watch.resting():
                memory.write(self.root, self.context, self.entries)
        self.tell_watch(notes, every)
        return results

    def tell_watch(self, notes: Sequence[str], every: Sequence[str]) -> None:
        """Say what the answer rests on, if it rests on nothing that nobody can say."""
        seen, config = watch.now(), self.project.config
        if seen is None:
            return
        if any(one.key is not None for one in config.schemas) or not all(map(self.is_known, notes)):
            seen.is_whole = False
        for path in dict.fromkeys((*notes, *every)):
            entry, fresh = self.entries.get(path), self.fresh.get(path)
            digest = entry.digest if entry else fresh.digest if fresh else ""
            seen.note(f"{self.root}{os.sep}{path}", entry.stamp if entry else stamps.NONE, digest)

    def is_known(self, path: str) -> bool:
        """Whether all that rules say of the note is remembered, or it could not be read."""
        entry = self.entries.get(path)
        if entry is None:
            return path in self.fresh and bool(self.fresh[path].digest)
        if self.project.has_vault_rules and (not self.name or entry.vault != self.name):
            return False
        return bool(entry.found)

    def look(self, path: str) -> None:
        """Keep the entry of the note if its content is the same."""
        file = f"{self.root}{os.sep}{path}"
        now = self.stamps[path] = stamps.stamp(file)
        entry = self.entries.pop(path, None)
        if entry is None or now == stamps.NONE:
            return
        if now == entry.stamp:
            self.entries[path] = entry
        elif stamps.content(file) == entry.digest:
            self.entries[path] = entry._replace(stamp=self.trusted(path))

    def over(self, paths: Sequence[str], function: Callable[[str], Fresh], advance: Advance = _silent) -> list[Fresh]:
        with watch.resting():
            return pool.over(paths, function, self.jobs, advance)

    def trusted(self, path: str) -> Stamp:
        return stamps.trusted(self.stamps[path], self.taken)

    def check_new(self, notes: Sequence[str], advance: Advance) -> None:
        """Check the notes of which nothing is known."""
        new = [path for path in notes if path not in self.entries or not self.entries[path].found]
        advance(len(notes) - len(new))
        for path, fresh in zip(new, self.over(new, _Check(self.project), advance), strict=True):
            self.fresh[path] = fresh
            self.put(path, fresh)

    def put(self, path: str, fresh: Fresh) -> None:
        self.entries.pop(path, None)
        if fresh.outline:
            entry = Entry(self.trusted(path), fresh.digest, fresh.found, fresh.outline)
            self.entries[path] = self.as_before(path, entry)

    def as_before(self, path: str, entry: Entry) -> Entry:
        """The entry, with what is known already: the vault did not concern a note with such an outline."""
        old = self.before.get(path)
        same = old is not None and old.outline == entry.outline and not old.whole
        return entry._replace(vault=old.vault) if old and same and not self.first(path).again else entry

    def first(self, path: str) -> Result:
        """What the rules about one note say."""
        if path in self.fresh:
            return self.fresh[path].result
        return _kept(self.entries[path].found).result(path)

    def among_others(self, notes: Sequence[str], every: Sequence[str]) -> dict[str, Result]:
        """What all rules say of those notes of which the rules about the vault have to say something."""
        unknown = [path for path in every if path not in self.entries and path not in self.fresh]
        for path, fresh in zip(unknown, self.over(unknown, _Outline(self.project)), strict=True):
            self.put_outline(path, fresh)
        self.known = tuple(sorted({*notes, *every}))
        self.bare = self.project.vault(self.jobs, read_already={*every})
        self.name = name = self.vault_name(self.known, self.bare)
        found, open_ = dict[str, Result](), list[str]()
        for path in notes:
            entry = self.entries.get(path)
            if entry is None or not name or entry.vault != name:
                open_.append(path)
            elif entry.whole:
                found[path] = _kept(entry.whole).result(path)
        return found | self.judged(open_, name) if open_ else found

    def put_outline(self, path: str, fresh: Fresh) -> None:
        self.fresh[path] = fresh
        if fresh.outline:
            self.entries[path] = Entry(self.trusted(path), fresh.digest, b"", fresh.outline)

    def vault_name(self, known: Sequence[str], vault: Vault) -> str:
        """The name of the vault as its rules see it; empty if it has none."""
        if any(one.form.commit for one in self.project.config.file_translations):
            return ""
        digest = blake2b(digest_size=16)
        for path in known:
            if path not in self.entries and self.outline(path) is not None:
                return ""
            outline = self.entries[path].outline if path in self.entries else b""
            digest.update(f"{len(outline)} {path}\0".encode("utf-8", "surrogateescape"))
            digest.update(outline)
        try:
            others = name_of(sorted(vault.files), vault.link_format, [encode(Outline, one) for one in vault.boards])
        except Unfit:
            return ""
        digest.update(others.encode())
        return digest.hexdigest()

    def outline(self, path: str) -> Outline | None:
        """The outline of the note; None if it could not be read."""
        if path in self.fresh:
            return self.fresh[path].result.outline
        return decode(Outline, self.entries[path].outline)

    @cached_property
    def vault(self) -> Vault:
        """The vault with all outlines; an empty one where no rule asks for it."""
        outlines = tuple(outline for path in self.known if (outline := self.outline(path)))
        return self.project.vault_of(outlines, self.bare)

    def judged(self, notes: Sequence[str], name: str) -> dict[str, Result]:
        """What all rules say of those of the notes that the rules about the vault concern."""
        vault = self.vault
        firsts = {path: replace(self.first(path), outline=self.outline(path)) for path in notes}
        concerned = [path for path, first in firsts.items() if self.project.concerns(first, vault)]
        wholly = frozenset(path for path in concerned if firsts[path].again)
        again = self.over(concerned, _Again(self.project, vault, wholly))
        found = {}
        for path, fresh in zip(concerned, again, strict=True):
            result = fresh.result if path in wholly else both(firsts[path], fresh.result)
            found[path] = replace(result, outline=None)
            self.keep(path, fresh.digest, name, _found(result))
        for path in firsts.keys() - found.keys():
            self.keep(path, self.digest(path), name, b"")
        return found

    def digest(self, path: str) -> str:
        return self.entries[path].digest if path in self.entries else ""

    def keep(self, path: str, digest: str, name: str, whole: bytes | None) -> None:
        """Remember what all rules say of the note, unless it was another when they said it."""
        entry = self.entries.get(path)
        if entry is not None and whole is not None and digest == entry.digest:
            self.entries[path] = entry._replace(vault=name, whole=whole)


@dataclass(frozen=True)
class _Check:
    project: Project

    def __call__(self, path: str) -> Fresh:
        source = self.project.read(path)
        result = self.project.check_text(path, source)
        if isinstance(source, Unread):
            return Fresh(result, _unread(self.project, path, source))
        if result.outline is None:
            return Fresh(result)
        found = b"" if OWN in source.text else _found(result) or b""
        return Fresh(result, stamps.digest(source.data), found, _encoded(result.outline))


@dataclass(frozen=True)
class _Again:
    """As `Project.check` does it: by the rules about the vault alone, or, one of `wholly`, by all."""

    project: Project
    vault: Vault
    wholly: frozenset[str]

    def __call__(self, path: str) -> Fresh:
        source = self.project.read(path)
        result = self.project.check_again(path, source, self.vault, path in self.wholly)
        if isinstance(source, Unread) or OWN in source.text:
            return Fresh(result)
        return Fresh(result, stamps.digest(source.data))


@dataclass(frozen=True)
class _Outline:
    project: Project

    def __call__(self, path: str) -> Fresh:
        source = self.project.read(path)
        outline = self.project.outline_of(path, source)
        result = Result(path, Checked(), outline)
        if isinstance(source, Unread):
            return Fresh(result, _unread(self.project, path, source))
        return Fresh(result, stamps.digest(source.data), b"", _encoded(outline) if outline else b"")


def _unread(project: Project, path: str, source: Unread) -> str:
    """The digest of a note that could not be read; empty if it has changed since, or leads out of the vault."""
    file = os.path.join(project.config.root, path)  # noqa: PTH118
    if os.path.islink(file):  # noqa: PTH114
        return ""
    digest = stamps.content(file)
    return digest if project.read(path) == source else ""


def _found(result: Result) -> bytes | None:
    """What is remembered of the result; None if it must not be."""
    if result.checked.crashes:
        return None
    try:
        return encode(Kept, Kept(result.checked.diagnostics, result.checked.hidden, result.again, result.habit))
    except Unfit:
        return None


def _encoded(outline: Outline) -> bytes:
    """The outline; empty if it cannot be remembered."""
    try:
        return encode(Outline, outline)
    except Unfit:
        return b""


@lru_cache(maxsize=4096)
def _kept(data: bytes) -> Kept:
    return decode(Kept, data)


__all__ = ["check", "mend"]
