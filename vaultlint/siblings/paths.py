"""Patterns such as `{lang}/{path}` or `{name}.{lang}.md`: from a path to language and rest, and back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

from vaultlint.late import late

_FIELD = late(r"\{(\w++)\}")
_LANGUAGE = "{lang}"
_SEPARATORS = "./-_"


def folded(path: str) -> str:
    """What two paths have in common that differ by case or Unicode form only."""
    return unicodedata.normalize("NFC", path.casefold())


class PathPattern:
    """A pattern with `{lang}` and one other field, which stands for what a translation and its original share.

    `languages` are what `{lang}` may stand for, in any case of letters; all paths that fit a pattern without it are in
    the first of them, or in none that is known. The other field may hold folders, too.
    """

    def __init__(self, text: str, languages: tuple[str, ...]) -> None:
        self.text, self.languages = text, languages

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        codes = "|".join(re.escape(one) for one in sorted(self.languages, key=len, reverse=True))
        parts = _FIELD.split(self.text)
        fields = (f"(?P<lang>(?i:{codes}))" if one == "lang" else f"(?P<{one}>.+)" for one in parts[1::2])
        texts = [re.escape(one) for one in parts[0::2]]
        return re.compile("".join(part for pair in zip(texts, (*fields, ""), strict=True) for part in pair))

    def read(self, path: str) -> tuple[str, str] | None:
        """The language of the path ("" if it is not known) and the rest; None if the path does not fit."""
        found = self._pattern.fullmatch(path)
        if found is None:
            return None
        said = found.groupdict()
        language = said.pop("lang", "".join(self.languages[:1]))
        rest = "/".join(said.values())
        return next((one for one in self.languages if one.casefold() == language.casefold()), ""), rest

    def write(self, language: str, rest: str) -> str:
        """The path of that language and rest."""
        return _FIELD.sub(lambda field: language if field[1] == "lang" else rest, self.text)

    def without_language(self) -> Iterator[PathPattern]:
        """The pattern without the language and one of the signs beside it: how an original is called as a rule."""
        before, found, after = self.text.partition(_LANGUAGE)
        if not found:
            return
        if before[-1:] in _SEPARATORS and before[-1:] not in ("", "/"):
            yield PathPattern(before[:-1] + after, ())
        elif after[:1] in _SEPARATORS and after:
            yield PathPattern(before + after[1:], ())


def objection(text: str) -> str | None:
    """What is wrong with a pattern of paths; None if nothing is."""
    fields = _FIELD.findall(text)
    if fields.count("lang") > 1:
        return "it has `{lang}` twice"
    if len([one for one in fields if one != "lang"]) != 1:
        return "besides `{lang}` it should have one field for what the two share, as in `{lang}/{path}`"
    if _FIELD.sub("", text).strip("{}") != _FIELD.sub("", text):
        return "its brackets do not match"
    return None
