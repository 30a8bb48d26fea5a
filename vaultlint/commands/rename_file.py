"""`vaultlint edit rename-file TEMPLATE`: give notes names made from their values; links follow them."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vaultlint import obsidian, where
from vaultlint.commands import editing, options, terminal
from vaultlint.commands.diff import move_diff, note_diff
from vaultlint.errors import EditRefused, UsageError, VaultlintError, reason_of
from vaultlint.files import NotWritten, is_one, move
from vaultlint.journal import Journal, Unjournalled, runs
from vaultlint.journal.moving import take_back
from vaultlint.naming.unsafe import folders
from vaultlint.relink import Relinked, obstacle, pointed_at, relink
from vaultlint.renaming import Course, Template, ordered, settled, template
from vaultlint.renaming.moves import free
from vaultlint.report.outcome import count
from vaultlint.rewrite import rewrite
from vaultlint.selection import Knowledge, Record, hints, records
from vaultlint.walk import Chosen, files_below
from vaultlint.where import Expression

NAME = "rename-file"
HELP = "give notes names made from their values; links in notes, canvases and bases follow"
EPILOG = """\
TEMPLATE is text with expressions in braces; a note for which one of them gives nothing
keeps its name.

  vaultlint edit rename-file '{youtube_id(source)}.md'
  vaultlint edit rename-file '{date} {slug(title)}.md' --where "area == 'tech'" --write
  vaultlint edit rename-file '{file.folder}/{date}/{file.name}' --in talks

Without `/` a note stays in its folder, and `./` and `../` start there; else it is a path from the top of the vault.
Nothing is overwritten: notes whose new name is taken, or wanted by another note, too, are skipped. Each link keeps its
style, and gets a longer path only where a name alone would be ambiguous. One `undo` takes all of it back.
"""
_CALL = f"edit {NAME}"


def add(parser: argparse.ArgumentParser) -> None:
    """The operation's options."""
    parser.epilog, parser.formatter_class = EPILOG, argparse.RawDescriptionHelpFormatter
    parser.add_argument("template", metavar="TEMPLATE", help="the name, or the path, with `.md`")
    told = "only notes that match all of them"
    parser.add_argument("--where", metavar="EXPR", action="append", default=[], help=told)
    editing.add_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """0 if all is done, 1 if a note is skipped, or, without `--write`, if something would change."""
    conditions = [where.compile(text) for text in arguments.where]
    words = [NAME, arguments.template, *(word for text in arguments.where for word in ("--where", text))]
    renaming = Renaming(template(arguments.template), conditions, arguments, shlex.join(["edit", *words]))
    return renaming.run()


@dataclass
class Renaming:
    """A run over vaults; `command` is what the journal calls it."""

    template: Template
    conditions: Sequence[Expression]
    arguments: argparse.Namespace
    command: str
    notes: int = 0
    moved: int = 0
    relinked: int = 0
    lines: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)

    def run(self) -> int:
        vaults = options.chosen(self.arguments)
        for chosen in vaults:
            _require_whole(chosen.config.root)
        for chosen in vaults:
            self._rename(chosen)
        return self._report()

    def _rename(self, chosen: Chosen) -> None:
        """Rename the notes of one vault, or show it."""
        root, jobs = chosen.config.root, options.jobs(self.arguments)
        with terminal.progress(len(chosen.notes), "reading") as advance:
            found = records(chosen.config, chosen.notes, jobs, advance)
        self.notes += len(found)
        knowledge = Knowledge(chosen.config, found, jobs)
        for expression in self._expressions:
            knowledge.inform(expression)
            for line in hints(expression, found):
                terminal.warn(line)
        files = frozenset(files_below(root)).union(chosen.notes)
        moves = self._moves(root, found, files)
        if not moves:
            return
        course = Course(sorted(files), moves, obsidian.read(root).link_format)
        with terminal.progress(len(files), "following links") as advance:
            relinked = relink(root, course, jobs, advance)
        refused = [one for one in relinked if one.text is None]
        for one in refused:
            self.skipped.append((terminal.shown_path(root, one.path), f"{one.refusal}; so no note is renamed"))
        if refused:
            return
        if self.arguments.write:
            _write(root, course, relinked, self.command)
        else:
            self.lines += self._diff(root, moves, relinked)
        self.moved += len(moves)
        self.relinked += len(relinked)

    @property
    def _expressions(self) -> Iterator[Expression]:
        yield from self.conditions
        yield from self.template.expressions

    def _moves(self, root: Path, found: Sequence[Record], files: frozenset[str]) -> dict[str, str]:
        """The notes that get other paths, old and new; those that cannot are put down."""
        known = frozenset(folder for file in files for folder in folders(file))
        pointed, wanted = pointed_at(root, files), dict[str, str]()
        refused: dict[str, str] = {}
        for record in found:
            old = record.file.path
            if not self._is_meant(record):
                continue
            try:
                new = self._path(record, known)
            except EditRefused as error:
                refused[old] = str(error)
                continue
            if new is None:
                self.nameless.append(terminal.shown_path(root, old))
                continue
            reason = obstacle(root, old, new, files, pointed) if new != old else None
            if reason is None:
                wanted[old] = new
            else:
                refused[old] = reason
        moves, more = settled(wanted, files, self.template.asked)
        refused.update(more)
        self.skipped += ((terminal.shown_path(root, old), reason) for old, reason in refused.items())
        return moves

    def _is_meant(self, record: Record) -> bool:
        """Whether the note matches, or may match: where its values are not known, only its file is asked."""
        asked = [one for one in self.conditions if record.values is not None or not one.reads_values]
        return all(one.matches(record.values or {}, record.file) for one in asked)

    def _path(self, record: Record, known: frozenset[str]) -> str | None:
        """The path that a note is to have; None if there is none."""
        values = record.values
        if values is None and any(one.reads_values for one in self._expressions):
            raise EditRefused(record.trouble)
        return self.template.path(values or {}, record.file, known)

    def _diff(self, root: Path, moves: Mapping[str, str], relinked: Iterable[Relinked]) -> Iterator[str]:
        texts = {one.path: one for one in relinked}
        for path in sorted({*moves, *texts}):
            old, new = (terminal.shown_path(root, one) for one in (path, moves.get(path, path)))
            if path in moves:
                yield from move_diff(self.arguments, old, new)
            if path in texts:
                one = texts[path]
                yield from note_diff(self.arguments, old, one.before, one.text or "", new)

    def _report(self) -> int:
        lines, write = self.lines, self.arguments.write
        told = f"{self.moved:,} of {count(self.notes, 'note')}"
        links = f"; links in {count(self.relinked, 'file')} follow" if self.relinked else ""
        if write and self.moved and not self.arguments.quiet:
            lines = [f"renamed {told}{links}; `vaultlint undo` takes it back"]
        terminal.put(lines, self.arguments.output_file)
        for path, reason in sorted(self.skipped):
            terminal.warn(f"{path}: skipped: {reason}")
        for line in dict.fromkeys(line for one in self._expressions for line in one.misfits()):
            terminal.warn(line)
        if self.nameless:
            notes = count(len(self.nameless), "note")
            terminal.warn(f"{notes} keep their names, for the template gives nothing (the first is {self.nameless[0]})")
        if not self.arguments.quiet:
            self._tell_end(told, links)
        return int(bool(self.skipped) or (not write and self.moved > 0))

    def _tell_end(self, told: str, links: str) -> None:
        skipped = f"; {count(len(self.skipped), 'note')} skipped" if self.skipped else ""
        if not self.moved:
            terminal.warn(f"nothing to rename; {count(self.notes, 'note')} read{skipped}")
        elif not self.arguments.write:
            terminal.warn(f"{told} would be renamed{links}{skipped}; --write makes it so")
        elif skipped:
            terminal.warn(skipped.removeprefix("; "))


def _require_whole(root: Path) -> None:
    """Go on only where the last run of this command came to its end.

    Raises:
        UsageError: it did not.
    """
    last = next((one for one in runs(root) if one.is_live), None)
    if last is not None and last.command.startswith(_CALL) and not last.is_whole:
        raise UsageError(f"the last `{_CALL}` was broken off; `vaultlint undo` takes it back, then it can be run again")


def _write(root: Path, course: Course, relinked: Sequence[Relinked], command: str) -> None:
    """Write the links, then rename the notes; all of it or nothing.

    Raises:
        VaultlintError: that cannot be; all is as it was.
    """
    with Journal([root], command) as journal:
        try:
            for one in relinked:
                rewrite(root, one.path, one.before, one.text or "", journal)
            for old, new in _steps(root, course):
                _move(root, old, new, journal)
            journal.complete()
            return
        except (NotWritten, Unjournalled, OSError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else str(error)
    if journal.run is not None:
        try:
            take_back(journal.run)
            journal.run.end(done=True)
        except (NotWritten, OSError):
            raise VaultlintError(f"not all could be renamed: {reason}; `vaultlint undo` takes back the rest") from None
    raise VaultlintError(f"no note is renamed: {reason}")


def _steps(root: Path, course: Course) -> Iterator[tuple[str, str]]:
    """The moves in order; where a disk takes the new name for the old one, a note goes aside first."""
    for old, new in ordered(course.moves, course.files):
        try:
            is_same = is_one(root / old, root / new)
        except OSError:  # nothing is there yet
            is_same = False
        if is_same:
            aside = free(old, course.files)
            yield old, aside
            yield aside, new
        else:
            yield old, new


def _move(root: Path, old: str, new: str, journal: Journal) -> None:
    made = [folder for folder in folders(new) if not (root / folder).exists()]
    journal.move(root, old, new, (root / old).read_bytes(), made)
    move(root, old, new)
