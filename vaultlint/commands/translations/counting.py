"""How far notes are translated, counted note by note: `translations status` and `report` tell the same numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from vaultlint import pool
from vaultlint.counterparts.groups import groups
from vaultlint.files import Source
from vaultlint.health import Coverage
from vaultlint.project import Advance, Project, Result

COUNTED = {
    "missing": ("translation/absent",),
    "blocks_missing": ("translation/missing",),
    "doubtful": (
        "translation/empty", "translation/orphan", "translation/wrong-language", "translation/misplaced",
        "translation/repeated", "translation/file-structure",
    ),
    "outdated": ("translation/file-outdated",),
}  # fmt: skip
"""The numbers that are findings, and of which rules."""


class Pair(NamedTuple):
    """An original and its translation into a language, by their paths; whether there should be one and is none."""

    original: str
    language: str
    translation: str | None
    missing: bool


class _Texts(NamedTuple):
    """Of one note: the language of its translation blocks, and how many texts are to be translated."""

    language: str
    texts: int
    bilingual: bool


@dataclass(frozen=True)
class _Count:
    project: Project

    def __call__(self, path: str) -> _Texts | None:
        source = self.project.read(path)
        found = self.project.note(path, source.text).bilingual if isinstance(source, Source) else None
        if found is None or not found.forms:
            return None
        form = next((unit.form for unit in found.translations if unit.form is not None), found.forms[0])
        return _Texts(form.original, len(found.wanting), bool(found.translations))


@dataclass(frozen=True)
class Counting:
    """What is to be counted: the translations of these notes of a vault."""

    project: Project
    notes: Sequence[str]
    jobs: int

    @cached_property
    def every(self) -> list[str]:
        """The notes that must be checked first: these, and those that translate them."""
        return sorted({*self.notes, *(pair.translation for pair in self.pairs if pair.translation)})

    @cached_property
    def pairs(self) -> list[Pair]:
        """Each original among the notes with each language of its form."""
        return [*self._pairs()] if self.project.config.file_translations else []

    def _pairs(self) -> Iterator[Pair]:
        for form, known in groups(self.project.vault(self.jobs)).items():
            for path in self.notes:
                shared, own = known.place.get(path, ("", ""))
                lacking = {*known.lacking(path)}
                for language in form.languages if own == form.original else ():
                    other = known.members[shared].get(language)
                    yield Pair(path, language, other.path if other else None, language in lacking)

    def coverage(self, results: Mapping[str, Result], advance: Advance) -> Iterator[Coverage]:
        """An entry for each note and language; `results` are those of `every` note, by path."""
        texts = pool.over(self.notes, _Count(self.project), self.jobs, advance)
        for path, found in zip(self.notes, texts, strict=True):
            if found is not None:
                yield _of_blocks(path, found, results[path])
        for pair in self.pairs:
            yield _of_pair(pair, results)


def _of_blocks(path: str, texts: _Texts, result: Result) -> Coverage:
    blocks = texts.texts if texts.bilingual else 0
    numbers = {"notes": 1, "translated": int(texts.bilingual), "blocks": blocks, **_found(result)}
    return Coverage("note", _folder(path), texts.language, **numbers)


def _of_pair(pair: Pair, results: Mapping[str, Result]) -> Coverage:
    done = pair.translation is not None
    found = _found(results[pair.translation]) if pair.translation is not None else Counter[str]()
    found.update({"notes": 1, "translated": int(done), "missing": int(pair.missing)})
    return Coverage("file", _folder(pair.original), pair.language, **found)


def _found(result: Result) -> Counter[str]:
    by_rule = Counter(one.rule for one in result.checked.diagnostics)
    return Counter({name: sum(by_rule[rule] for rule in rules) for name, rules in COUNTED.items()})


def _folder(path: str) -> str:
    return path.rpartition("/")[0] or "."
