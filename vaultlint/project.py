"""A vault under its config: which rules run on which note, what each note is bound to, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from vaultlint import config, history, obsidian, pool
from vaultlint.bilingual.languages.detector import is_there, needs_detector
from vaultlint.binding import Binder
from vaultlint.cache import stamp
from vaultlint.config import Config
from vaultlint.counterparts.groups import commits
from vaultlint.errors import VaultlintError
from vaultlint.files import Source, Unread, read, understand
from vaultlint.finding import Applicability
from vaultlint.lint import Active, Checked, check_note, crash, tell, vault_findings
from vaultlint.markdown.links.boards import BOARDS, board_references
from vaultlint.mend import Mended, mend
from vaultlint.note import Note, parse
from vaultlint.patterns import fits
from vaultlint.rule import VaultRule
from vaultlint.siblings.fingerprint import fingerprint
from vaultlint.suppress import covers_rule, ignores
from vaultlint.vault import Outline, Vault, outline
from vaultlint.walk import choose, files_below

Advance = Callable[[int], None]

TELLS_LANGUAGES = "translation/wrong-language"
"""The rule that needs a library for languages that share their script."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one note; `again` says whether the vault's rules concern it.

    `outline` is None if it could not be read, or if the vault was known before. `habit` says of a bilingual note what
    it is used to, if that was asked for.
    """

    path: str
    checked: Checked
    outline: Outline | None = None
    again: bool = False
    habit: str = ""


@dataclass(frozen=True, slots=True)
class Mending:
    """What fixing one note would do; `before` are its bytes, `mended` is None if it could not be read."""

    path: str
    left: Checked
    before: bytes = b""
    mended: Mended | None = None


class Mendings(NamedTuple):
    """What fixing notes would do, and the vault as it was."""

    notes: list[Mending]
    vault: Vault


@dataclass(frozen=True)
class Project:
    """A vault under its config; `select` and `ignore` are the command line's; `verbose` asks for the notes' habits."""

    config: Config
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    verbose: bool = False

    def __reduce__(self) -> tuple[type[Project], tuple[object, ...]]:
        return Project, (self.config, self.select, self.ignore, self.verbose)

    @cached_property
    def active(self) -> tuple[Active, ...]:
        """The rules that run."""
        return self.config.active(self.select, self.ignore)

    def prepare(self) -> None:
        """Read the rules and the schemas that the config names, so that what is wrong with them is told at once.

        Raises:
            ConfigError: a schema of the config cannot be used.
        """
        _ = self.active, self._binder

    @property
    def lacking(self) -> str | None:
        """What must be installed besides so that every active rule can do its work; None if nothing."""
        needs = [self._lacking_languages, *(each.rule.lacking() for each in self.active)]
        return "; ".join(filter(None, needs)) or None

    @property
    def _lacking_languages(self) -> str | None:
        pairs = {(one.form.language, one.form.original): None for one in self.config.translations}
        alike = [f"`{one}` and `{other}`" for one, other in pairs if needs_detector(one, other)]
        if not alike or is_there() or all(active.rule.name != TELLS_LANGUAGES for active in self.active):
            return None
        return f'{", ".join(alike)} share a script; to tell them apart: `pip install "vaultlint-md[languages]"`'

    def active_for(self, path: str) -> tuple[Active, ...]:
        """The rules that run on the note at `path`."""
        left_out = {name for pattern, names in self.config.per_file_ignores if fits((pattern,), path) for name in names}
        return _without(self.active, frozenset(left_out)) if left_out else self.active

    def names_for(self, path: str) -> frozenset[str]:
        """The names of the rules that run on the note at `path`."""
        return frozenset(each.rule.name for each in self.active_for(path))

    @cached_property
    def _binder(self) -> Binder:
        return Binder(self.config)

    @property
    def binds(self) -> tuple[object, ...]:
        """What the notes are bound to, as far as files say: schemas, vocabularies, types of properties."""
        tables = tuple(table.binds for table in self._binder.tables)
        return tables, self._binder.vocabularies.bound, self._binder.types

    def read(self, path: str) -> Source | Unread:
        """The note at `path`, or another file of the vault, unless it is too large or leads out of it."""
        return read(self.config.root / path, self.config.root, self.config.limits.note_size)

    def note(self, path: str, text: str) -> Note:
        """The note at `path`, bound as the config and the note itself say."""
        return self._binder.note(path, text)

    def check_text(
        self, path: str, source: Source | Unread, vault: Vault | None = None, active: Sequence[Active] | None = None
    ) -> Result:
        """What the rules, or those in `active`, say of a note that has been read."""
        active = self.active_for(path) if active is None else active
        if isinstance(source, Unread):
            return Result(path, Checked(tell(source.trouble, path, source.text, active)))
        try:
            note = self.note(path, source.text)
            checked = check_note(note, active, vault)
            again = vault is None and _concerns_vault(note, active)
            known = self._outline(note) if vault is None else None
            return Result(path, checked, known, again, _habit(note) if self.verbose else "")
        except VaultlintError:
            raise
        except Exception as error:
            return Result(path, Checked(crashes=(crash("engine", path, error),)))

    def mend_text(
        self,
        path: str,
        source: Source | Unread,
        threshold: Applicability,
        vault: Vault | None = None,
        checked: Checked | None = None,
    ) -> Mending:
        """What the fixes make of a note that has been read, and of which all findings may be known as `checked`."""
        active = self.active_for(path)
        if isinstance(source, Unread):
            return Mending(path, Checked(tell(source.trouble, path, source.text, active)))
        try:
            mended = mend(self.note(path, source.text), active, vault, threshold, checked)
        except VaultlintError:
            raise
        except Exception as error:
            return Mending(path, Checked(crashes=(crash("engine", path, error),)))
        return Mending(path, mended.left, source.data if mended.cured else b"", mended)

    def check(self, notes: Sequence[str], jobs: int, advance: Advance) -> list[Result]:
        """Check these notes of the vault; rules about the vault know all the others too."""
        results = pool.over(notes, _FileCheck(self), jobs, advance)
        if not self.has_vault_rules:
            return results
        vault = self.vault(jobs, [result.outline for result in results if result.outline], set(notes))
        concerned = [result for result in results if self.concerns(result, vault)]
        again = _FileAgain(self, vault, frozenset(result.path for result in concerned if result.again))
        found = pool.over([result.path for result in concerned], again, jobs, lambda count: None)
        whole = {
            one.path: one if first.again else both(first, one) for first, one in zip(concerned, found, strict=True)
        }
        return [whole.get(result.path, result) for result in results]

    def mend(self, notes: Sequence[str], threshold: Applicability, jobs: int, advance: Advance) -> Mendings:
        """What the fixes make of these notes of the vault; nothing is written."""
        vault = self.vault(jobs)
        return Mendings(pool.over(notes, FileMend(self, threshold, vault), jobs, advance), vault)

    def concerns(self, result: Result, vault: Vault) -> bool:
        """Whether the rules about the vault may have something to say of a note that has been checked without them."""
        if result.outline is None:
            return False
        return result.again or vault_findings(result.outline, vault, self.active_for(result.path))

    def check_again(self, path: str, source: Source | Unread, vault: Vault, wholly: bool) -> Result:
        """What the rules about the vault say of a note that has been read, or, `wholly`, what all rules say."""
        active = self.active_for(path)
        if not wholly:
            active = tuple(each for each in active if isinstance(each.rule, VaultRule))
        return self.check_text(path, source, vault, active)

    def _outline(self, note: Note) -> Outline:
        """The outline of the note; an empty one where no rule asks for it."""
        return outline(note) if self.has_vault_rules else Outline(note.path)

    def outline_of(self, path: str, source: Source | Unread) -> Outline | None:
        """The outline of a note that has been read; None if it could not be."""
        if isinstance(source, Unread):
            return None
        try:
            whole = self.config.file_translations  # their outlines need to know what a note is bound to
            return outline(self.note(path, source.text) if whole else parse(path, source.text))
        except Exception:  # told when the note itself is checked
            return None

    @cached_property
    def has_vault_rules(self) -> bool:
        """Whether a rule about the vault runs."""
        return any(isinstance(each.rule, VaultRule) for each in self.active)

    def vault(
        self, jobs: int, known: Sequence[Outline] = (), read_already: frozenset[str] | set[str] = frozenset()
    ) -> Vault:
        """The vault's outlines; those in `known` are not read again."""
        if not (self.has_vault_rules and self.config.root.is_dir()):
            return Vault(())
        others = [note for note in self.every_note if note not in read_already]
        found = pool.over(others, _FileOutline(self), jobs, lambda count: None)
        outlines = tuple(sorted((*known, *(one for one in found if one)), key=lambda one: one.path))
        files, link_format = tuple(files_below(self.config.root)), obsidian.read(self.config.root).link_format
        return self.vault_of(outlines, Vault((), files=files, link_format=link_format, boards=self.boards(files)))

    def vault_of(self, outlines: tuple[Outline, ...], bare: Vault) -> Vault:
        """The vault of these outlines, which are sorted by their paths; all else is in `bare`."""
        vault = replace(bare, outlines=outlines)
        by_commit = any(one.form.commit for one in self.config.file_translations)
        return replace(vault, earlier=_earlier(self.config.root, vault)) if by_commit else vault

    def boards(self, files: Sequence[str]) -> tuple[Outline, ...]:
        """The outlines of the canvases and bases among the files."""
        boards = [file for file in files if file.endswith(BOARDS)]
        read_boards = ((file, self.read(file)) for file in sorted(boards))
        known = ((file, source.text) for file, source in read_boards if isinstance(source, Source))
        return tuple(Outline(file, references=board_references(file, text)) for file, text in known)

    @cached_property
    def every_note(self) -> tuple[str, ...]:
        """All notes of the vault, sorted."""
        chosen = choose([self.config.root], self._config_of)
        return tuple(note for one in chosen if one.config is self.config for note in one.notes)

    def _config_of(self, folder: Path) -> Config:
        """The config of a folder below the root: a folder with a config of its own is another vault."""
        nested = folder != self.config.root and config.find(folder)
        return config.Config(folder) if nested else self.config


@dataclass(frozen=True)
class _FileCheck:
    project: Project

    def __call__(self, path: str) -> Result:
        return self.project.check_text(path, self.project.read(path))


@dataclass(frozen=True)
class _FileAgain:
    """Checks a note that the vault's rules concern: by these alone, or, one of `wholly`, by all."""

    project: Project
    vault: Vault
    wholly: frozenset[str]

    def __call__(self, path: str) -> Result:
        source = self.project.read(path)
        return self.project.check_again(path, source, self.vault, path in self.wholly)


@dataclass(frozen=True)
class _FileOutline:
    project: Project

    def __call__(self, path: str) -> Outline | None:
        return self.project.outline_of(path, self.project.read(path))


class Known(NamedTuple):
    """All that the rules say of a note of which the bytes have this digest."""

    digest: str
    checked: Checked


@dataclass(frozen=True)
class FileMend:
    """Mends the note at a path of the project, without writing it; what is `known` of it is not asked again."""

    project: Project
    threshold: Applicability
    vault: Vault
    known: Mapping[str, Known] = field(default_factory=dict)

    def __call__(self, path: str) -> Mending:
        source, known = self.project.read(path), self.known.get(path)
        is_same = known is not None and isinstance(source, Source) and stamp.digest(source.data) == known.digest
        checked = known.checked if known is not None and is_same else None
        return self.project.mend_text(path, source, self.threshold, self.vault, checked)


def both(one: Result, more: Result) -> Result:
    """What came of a note by some rules and by others."""
    found = sorted((*one.checked.diagnostics, *more.checked.diagnostics), key=lambda diagnostic: diagnostic.order)
    crashes = (*one.checked.crashes, *more.checked.crashes)
    return replace(one, checked=Checked(tuple(found), crashes, one.checked.hidden + more.checked.hidden))


def _earlier(root: Path, vault: Vault) -> dict[tuple[str, str], str]:
    """The fingerprints of originals as they were when they were translated."""
    found = history.texts(root, [*commits(vault)])
    texts = {one: text for one, data in found.items() if isinstance(text := understand(data), Source)}
    return {one: fingerprint(parse(one[0], source.text).body) for one, source in texts.items()}


def _concerns_vault(note: Note, active: Sequence[Active]) -> bool:
    """Whether the note has an ignore comment that a rule about the vault may need."""
    named = [ignore.names for ignore in ignores(note)]
    rules = [each.rule.name for each in active if isinstance(each.rule, VaultRule)] if named else []
    return any(not names or any(covers_rule(name, rule) for name in names for rule in rules) for names in named)


def _habit(note: Note) -> str:
    """What the note is used to; empty if it is in one language."""
    return str(note.bilingual.habit) if note.bilingual is not None and note.bilingual.translations else ""


@lru_cache(maxsize=256)
def _without_names(names: frozenset[str], rule: str) -> bool:
    return any(covers_rule(name, rule) for name in names)


def _without(active: Sequence[Active], names: frozenset[str]) -> tuple[Active, ...]:
    return tuple(each for each in active if not _without_names(names, each.rule.name))


__all__ = ["FileMend", "Known", "Mending", "Mendings", "Project", "Result", "both"]
