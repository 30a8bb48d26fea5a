"""The findings that a vault has come to live with: known by note, rule and content, never by line.

A baseline is a JSON file: notes, with paths relative to its folder; for each the rules; for each the digests of its
findings. A finding that stands twice in a note is listed twice.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaultlint.errors import ConfigError, UsageError, reason_of
from vaultlint.finding import Diagnostic

VERSION = 1

Key = tuple[str, str, str]
"""Note, rule, digest of the content."""


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
            notes = json.loads(file.read_text("utf-8"))["notes"]
            keys = [(note, rule, one) for note, rules in notes.items() for rule, all_ in rules.items() for one in all_]
        except OSError as error:
            raise ConfigError(f"{file}: {reason_of(error)}") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ConfigError(f"{file}: no baseline; write one with --write-baseline") from None
        return cls(file, Counter(keys))

    @classmethod
    def of(cls, file: Path, diagnostics: Iterable[Diagnostic]) -> Baseline:
        """The baseline of these findings, to be written to `file`."""
        return cls(file, Counter(_key(found, file) for found in diagnostics))

    def new(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Those of the findings that are not known."""
        left = Counter(self.known)
        fresh = []
        for found in diagnostics:
            key = _key(found, self.file)
            if left[key] > 0:
                left[key] -= 1
            else:
                fresh.append(found)
        return fresh

    def without_the_cured(self, diagnostics: Iterable[Diagnostic], notes: Iterable[str]) -> Baseline:
        """The baseline without what was known of the checked `notes` (paths as shown) and is found no more."""
        checked = {_relative(note, self.file) for note in notes}
        found = Counter(_key(one, self.file) for one in diagnostics)
        kept = {key: min(number, found[key]) if key[0] in checked else number for key, number in self.known.items()}
        return Baseline(self.file, +Counter(kept))

    def write(self) -> None:
        """Put the baseline into its file.

        Raises:
            UsageError: it cannot be written.
        """
        notes: dict[str, dict[str, list[str]]] = {}
        for note, rule, digest in sorted(self.known.elements()):
            notes.setdefault(note, {}).setdefault(rule, []).append(digest)
        try:
            text = json.dumps({"version": VERSION, "notes": notes}, ensure_ascii=False, indent=1)
            self.file.write_bytes(text.encode("utf-8", "surrogateescape") + b"\n")
        except OSError as error:
            raise UsageError(f"{self.file}: cannot be written: {reason_of(error)}") from None


def _key(found: Diagnostic, file: Path) -> Key:
    content = f"{found.finding.message}\0{found.excerpt.text.strip()}".encode("utf-8", "surrogatepass")
    return _relative(found.path, file), found.rule, hashlib.sha256(content).hexdigest()[:16]


def _relative(path: str, file: Path) -> str:
    """A path, as shown, seen from the folder of the baseline."""
    return os.path.relpath(path, file.parent).replace(os.sep, "/")
