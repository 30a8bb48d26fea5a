"""What a `[[translation]]` binding with the carrier `file` says: which file translates which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from vaultlint.siblings.paths import PathPattern

LANGUAGE_KEYS = ("lang", "language", "locale")
"""The keys in which notes name their language."""


@dataclass(frozen=True)
class FileForm:
    """Notes in `original`, and their translations into `languages`.

    `pair` is a pattern of paths with `{lang}`, two patterns (that of originals, that of translations), or the key of
    which the two share the value. In a translation, `accepted` is the key that holds the fingerprint of the original
    it was made from, `commit` the key (dotted, where it is nested) that holds the commit.
    """

    languages: tuple[str, ...]
    original: str
    pair: tuple[str, ...]
    require: Literal["always", "when-present", "never"] = "when-present"
    accepted: str = "source_hash"
    commit: str | None = None

    @property
    def key(self) -> str | None:
        """The key of which translation and original share the value; None if paths pair them."""
        return self.pair[0] if len(self.pair) == 1 and "{" not in self.pair[0] else None

    @cached_property
    def pattern(self) -> PathPattern:
        """The pattern of the translations' paths, and of originals that name their language."""
        return PathPattern(self.pair[-1], (*self.languages, self.original))

    @cached_property
    def unmarked(self) -> tuple[PathPattern, ...]:
        """The patterns of the originals' paths that do not name the language."""
        return (PathPattern(self.pair[0], ()),) if len(self.pair) == 2 else tuple(self.pattern.without_language())

    def known(self, code: str) -> str | None:
        """The language of the form that a code names, in any case and with `_` or `-`; None if it is another."""
        return next((one for one in (*self.languages, self.original) if _plain(one) == _plain(code)), None)

    def language_of(self, path: str) -> str | None:
        """The language that a path names: the outermost folder that is one, else the end of the file's name."""
        *folders, name = path.split("/")
        stem = name.removesuffix(".md")
        ends = (stem[at + 1 :] for at, sign in enumerate(stem) if sign in ".-_")
        return next((found for part in (*folders, *ends) if (found := self.known(part))), None)


def _plain(code: str) -> str:
    return code.casefold().replace("_", "-")
