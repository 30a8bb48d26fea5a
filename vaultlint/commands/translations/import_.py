"""`vaultlint translations import FILE`: finished translations put into the notes, each in the note's own form."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from vaultlint.commands import editing, options, terminal
from vaultlint.commands.diff import diff
from vaultlint.configs import normal
from vaultlint.errors import UsageError
from vaultlint.exchange import MARK, Placed, fill, place
from vaultlint.exchange.formats import ENDINGS, FORMATS, read
from vaultlint.files import NotWritten, Source
from vaultlint.journal import Journal
from vaultlint.note import Note
from vaultlint.project import Project
from vaultlint.report.outcome import count
from vaultlint.rewrite import rewrite

NAME = "import"
HELP = "put finished translations into the notes"
NOT_COPIED = "there is no such note; copy its original there, and the translations take the places of the texts"


def add(parser: argparse.ArgumentParser) -> None:
    """The action's options."""
    parser.description = (
        "FILE is what `vaultlint translations export` wrote, filled in. Each translation is put beside its text in the "
        "form that the note has for it; in a file of its own, a copy of the original at first, it takes the place of "
        "the text. Without --write it is shown what would change; `vaultlint undo` takes it back."
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the translations")
    parser.add_argument("--format", choices=[*FORMATS], help="of the file (default: by the ending of its name)")
    parser.add_argument("--write", action="store_true", help="write the notes; else it is only shown what would change")
    options.add_within(parser)
    output = parser.add_argument_group("output")
    options.add_target(output)
    output.add_argument("--quiet", action="store_true", help="no counts and no summary")


def run(arguments: argparse.Namespace) -> int:
    """0 if all is done, 1 if something is refused, or, without `--write`, if something would change."""
    wanted = _wanted(arguments)
    run = _Run(arguments)
    known = [(one, {normal(one.config.root / note): note for note in one.notes}) for one in options.chosen(arguments)]
    with Journal(
        [one.config.root for one, _ in known], shlex.join(["translations", NAME, str(arguments.file)])
    ) as journal:
        for chosen, paths in known:
            project = Project(chosen.config)
            for shown, words in wanted.items():
                note = paths.get(normal(Path(shown).absolute()))
                if note is not None:
                    run.put(project, note, words, journal)
    for shown in sorted(wanted.keys() - run.seen):
        whole = any(name.startswith(MARK) for name in wanted[shown])
        run.refuse(shown, NOT_COPIED if whole else "there is no such note", len(wanted[shown]))
    return run.report()


def _done(note: Note, words: Mapping[str, str]) -> Placed:
    """Words that belong into a file of their own take the places of the texts; others are put beside theirs."""
    filled = fill(note, {name: text for name, text in words.items() if name.startswith(MARK)})
    beside = {name: text for name, text in words.items() if not name.startswith(MARK)}
    if not beside:
        return filled
    placed = place(replace(note, text=filled.text), beside)
    return Placed(placed.text, (*filled.done, *placed.done), {**filled.refused, **placed.refused})


def _wanted(arguments: argparse.Namespace) -> dict[str, dict[str, str]]:
    """Of each note, as users write its path, the translations by the ids of their texts; those that are there."""
    file: Path = arguments.file
    name = arguments.format or ENDINGS.get(file.suffix.lower())
    if name is None:
        raise UsageError(f"{file}: of which format is it? say it with --format {'|'.join(FORMATS)}")
    try:
        answers = read(name, editing.text_of(file))
    except ValueError as error:
        raise UsageError(f"{file}: {error}") from None
    wanted: dict[str, dict[str, str]] = {}
    for one in answers:
        if one.target.strip():
            wanted.setdefault(one.path, {})[one.id] = one.target
    return wanted


class _Run:
    """What has been done so far."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments, self.style = arguments, terminal.style(arguments)
        self.lines: list[str] = []
        self.seen: set[str] = set()
        self.placed, self.notes, self.refused = 0, 0, 0

    def put(self, project: Project, path: str, words: Mapping[str, str], journal: Journal) -> None:
        """Put translations into one note."""
        root = project.config.root
        shown = terminal.shown_path(root, path)
        self.seen.add(shown)
        source = project.read(path)
        if not isinstance(source, Source):
            return self.refuse(shown, "it cannot be read")
        done = _done(project.note(path, source.text), words)
        for reason in dict.fromkeys(done.refused.values()):
            self.refuse(shown, reason, [*done.refused.values()].count(reason))
        if done.text == source.text:
            return None
        if not self.arguments.write:
            self.lines += diff(shown, source.text, done.text, self.style, terminal.is_shown(self.arguments))
            return self._count(done)
        try:
            rewrite(root, path, source.data, done.text, journal)
        except NotWritten as error:
            return self.refuse(shown, str(error), len(done.done))
        return self._count(done)

    def _count(self, done: Placed) -> None:
        self.placed += len(done.done)
        self.notes += 1

    def refuse(self, path: str, reason: str, number: int = 1) -> None:
        """Say why translations are not put into a note."""
        self.refused += number
        terminal.warn(f"{path}: {reason}" + (f" ({number} texts)" if number > 1 else ""))

    def report(self) -> int:
        """Show the diff, and say how much was done."""
        terminal.put(self.lines, self.arguments.output_file)
        if not self.arguments.quiet:
            verb = "put into" if self.arguments.write else "would be put into"
            refused = f"; {self.refused:,} refused" if self.refused else ""
            terminal.warn(f"{count(self.placed, 'translation')} {verb} {count(self.notes, 'note')}{refused}")
        return 1 if self.refused or (self.placed and not self.arguments.write) else 0
