"""Did you mean: the file that a link to nothing was most likely meant to lead to, and the heading likewise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from urllib.parse import unquote

from vaultlint.late import late
from vaultlint.linking.index import Index, folded
from vaultlint.linking.judge import Judge
from vaultlint.vault import Outline, Vault

_DIGITS = late(r"\d+")
_BETWEEN = late(r"[\s_.\-–—'’,()&+]+")

ALIASES = frozenset({"aliases", "alias"})


class Meant:
    """Finds what was meant in one vault."""

    def __init__(self, vault: Vault) -> None:
        self.index: Index = vault.answer(Judge).index
        self.outlines: Sequence[Outline] = vault.outlines
        self._known: dict[str, str | None] = {}

    def by_alias(self, path: str) -> str | None:
        """The only note that has the path as an alias."""
        return self._aliases.get(folded(path))

    def file(self, path: str) -> str | None:
        """The only file whose name is that of the path, or the nearest to it."""
        if path not in self._known:
            self._known[path] = self._file(folded(path).rpartition("/")[2])
        return self._known[path]

    def _file(self, name: str) -> str | None:
        for right in (name, f"{name}.md", unquote(name), f"{unquote(name)}.md"):
            if right in self.index.by_name:
                return _only(self.index.by_name[right])
        names = self._squeezed.get(_squeezed(name)) or self._of_other_kind(name) or self._near(name)
        return _only(self.index.by_name[names[0]]) if len(names) == 1 else None

    @cached_property
    def _aliases(self) -> dict[str, str]:
        notes: dict[str, set[str]] = {}
        for one in self.outlines:
            for terms in one.terms:
                if terms.key.lower() in ALIASES:
                    for text in terms.texts:
                        notes.setdefault(folded(text.strip()), set()).add(one.path)
        return {alias: min(paths) for alias, paths in notes.items() if len(paths) == 1}

    @cached_property
    def _squeezed(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.index.by_name:
            found.setdefault(_squeezed(name), []).append(name)
        return found

    def _of_other_kind(self, name: str) -> list[str]:
        """The attachments with that name and another extension, or with one."""
        stem, _, extension = name.rpartition(".")
        return self._stems.get(name) or (self._stems.get(stem, []) if stem and extension.isalnum() else [])

    @cached_property
    def _stems(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.index.by_name:
            stem, _, extension = name.rpartition(".")
            if stem and extension != "md":
                found.setdefault(stem, []).append(name)
        return found

    @cached_property
    def _by_ends(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.index.by_name:
            stem = name.removesuffix(".md")
            for end in (*_ends(stem, 3), *_ends(stem, 1)):
                found.setdefault(end, []).append(stem)
        return found

    def _near(self, name: str) -> list[str]:
        """The names that a slip or two tell from this one, the nearest only, if they begin or end alike."""
        stem = name.removesuffix(".md")
        near = [other for end in _ends(stem, 3 if len(stem) >= LONG else 1) for other in self._by_ends.get(end, ())]
        return [
            one if one in self.index.by_name else f"{one}.md" for one in nearest_to(stem, list(dict.fromkeys(near)))
        ]


LONG = 8
"""Of a name this long three letters at the beginning, or three at the end, are right."""


def _ends(stem: str, count: int) -> tuple[str, ...]:
    """The letters at the beginning and at the end by which names are found; short names by one, long ones by three."""
    if count == 1 and len(stem) > LONG + 1:
        return ()
    return f"^{stem[:count]}", f"{stem[-count:]}$"


def nearest_to(name: str, others: Sequence[str]) -> list[str]:
    """Those that the fewest slips tell from `name`: one in four letters, two in eight; numbers must be the same."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = min(len(name) // 4, 2)
    if not slips or not others:
        return []
    found = process.extract(name, others, scorer=OSA.distance, score_cutoff=slips, limit=8)
    digits = _DIGITS.findall(name)
    same = [(other, distance) for other, distance, _ in found if _DIGITS.findall(other) == digits]
    return [other for other, distance in same if distance == same[0][1]]


def _only(files: Sequence[str]) -> str | None:
    return files[0] if len(files) == 1 else None


def _squeezed(name: str) -> str:
    stem, dot, ending = name.removesuffix(".md").rpartition(".")
    return (_BETWEEN.sub("", stem) + dot + ending) if dot and " " not in ending else _BETWEEN.sub("", ending)
