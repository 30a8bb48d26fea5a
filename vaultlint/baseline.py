"""The findings that a vault has come to live with: known by note, rule and content, never by line.

A baseline is a JSON file: notes, with paths relative to its folder; for each the rules; for each the digests of its
findings, all of them sorted. A finding that stands twice in a note is listed twice. A note that is gone lends what is
known of it to one that nothing is known of: it may have another name now.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from vaultlint import door
from vaultlint.errors import ConfigError, UsageError, reason_of
from vaultlint.files import NotWritten, put
from vaultlint.finding import Diagnostic
from vaultlint.report.fingerprint import content

VERSION = 1

START = 64
"""In so many bytes a baseline says that it is one."""

Key = tuple[str, str, str]
"""Note, rule, digest of the content."""


class Compared(NamedTuple):
    """The findings that are not known, and what is to be known from now on."""

    new: list[Diagnostic]
    rest: Baseline


@dataclass(frozen=True)
class Baseline:
    """The known findings in `file`, each with how often it is known."""

    file: Path
    known: Counter[Key]

    @classmethod
    def read(cls, file: Path) -> Baseline:
        """The baseline in `file`.

        Raises:
            ConfigError: it cannot be read, or is no baseline.
        """
        try:
            document = json.loads(door.content(file).decode("utf-8", "surrogateescape"))
            notes, version = document["notes"], document.get("version")
            keys = [(note, rule, one) for note, rules in notes.items() for rule, all_ in rules.items() for one in all_]
            if version == VERSION and all(isinstance(one, str) for *_, one in keys):
                return cls(file, Counter(keys))
        except OSError as error:
            raise ConfigError(f"{file}: {reason_of(error)}") from None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            version = VERSION
        if version != VERSION:
            raise ConfigError(f"{file}: a baseline of version {version}, where {VERSION} is known; write it anew")
        raise ConfigError(f"{file}: no baseline; write one with --write-baseline")

    @classmethod
    def of(cls, file: Path, diagnostics: Iterable[Diagnostic]) -> Baseline:
        """The baseline of these findings, to be written to `file`."""
        return cls(file, Counter(_key(found, file) for found in diagnostics))

    def compare(self, diagnostics: Sequence[Diagnostic], ran: Mapping[str, Collection[str]], whole: bool) -> Compared:
        """What is new, and the baseline without what is found no more.

        `ran` are the rules that ran on each note (paths as shown): of others nothing is dropped. Where the `whole`
        vault was looked at, notes that are gone are forgotten.
        """
        left, found, fresh = Counter(self.known), Counter[Key](), []
        for one in diagnostics:
            key = _key(one, self.file)
            known = self._known_as(key, left)
            if known is None:
                fresh.append(one)
            else:
                left[known] -= 1
                found[key] += 1
        judged = {_relative(note, self.file): rules for note, rules in ran.items()}
        if whole:
            judged |= dict.fromkeys(self._gone, frozenset().union(*ran.values()))
        kept = {key: number for key, number in left.items() if key[1] not in judged.get(key[0], ())}
        return Compared(fresh, Baseline(self.file, found + Counter(kept)))

    def _known_as(self, key: Key, left: Counter[Key]) -> Key | None:
        """The key under which a finding is known: its own, or that of a note that is gone."""
        if left[key] > 0:
            return key
        if key[0] in self._notes:
            return None
        return next((one for note in self._lent[key[1:]] if left[one := (note, *key[1:])] > 0), None)

    @cached_property
    def _notes(self) -> frozenset[str]:
        return frozenset(note for note, *_ in self.known)

    @cached_property
    def _gone(self) -> frozenset[str]:
        return frozenset(note for note in self._notes if not os.path.lexists(self.file.parent / note))

    @cached_property
    def _lent(self) -> defaultdict[tuple[str, str], list[str]]:
        """The notes that are gone, by rule and digest."""
        lent = defaultdict(list)
        for note, rule, digest in sorted(self.known):
            if note in self._gone:
                lent[rule, digest].append(note)
        return lent

    def write(self) -> None:
        """Put the baseline into its file, at once and whole: hooks run side by side.

        Raises:
            UsageError: it cannot be written.
        """
        notes: dict[str, dict[str, list[str]]] = {}
        for note, rule, digest in sorted(self.known.elements()):
            notes.setdefault(note, {}).setdefault(rule, []).append(digest)
        text = json.dumps({"version": VERSION, "notes": notes}, ensure_ascii=False, indent=1)
        try:
            put(self.file, text.encode("utf-8", "surrogateescape") + b"\n")
        except NotWritten as error:
            raise UsageError(f"{self.file}: cannot be written: {error}") from None


def is_baseline(file: Path) -> bool:
    """Whether a file begins as baselines do, also those of other versions, or that a merge has left in conflict."""
    try:
        with file.open("rb") as opened:
            start = opened.read(START)
    except OSError:
        return False
    return not start or (start.lstrip()[:1] == b"{" and b'"version"' in start and b'"notes"' in start)


def _key(found: Diagnostic, file: Path) -> Key:
    return _relative(found.path, file), found.rule, content(found)


def _relative(path: str, file: Path) -> str:
    """A path, as shown, seen from the folder of the baseline."""
    return os.path.relpath(path, file.parent).replace(os.sep, "/")
