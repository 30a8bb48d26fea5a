"""The functions of expressions: those of JMESPath, and ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from jmespath.functions import Functions, signature

from vaultlint.finding import Value
from vaultlint.where import texts
from vaultlint.where.counts import Token, token

_TEXT: Any = {"types": ["string", "null"]}
_NAME: Any = {"types": ["string"]}
_ANY: Any = {"types": []}


class NoteFunctions(Functions):
    """What expressions may call. `counts`, `found` and `path` are what the last three need to know.

    `counts` has, for a key, how often each value stands in the vault; `found` the rules, and their families, that
    find something in a note, by its path; `path` is the note that is looked at.
    """

    def __init__(self) -> None:
        self.counts: Mapping[str, Counter[Token]] = {}
        self.found: Mapping[str, Collection[str]] = {}
        self.path = ""

    @signature(_TEXT, _NAME)
    def _func_matches(self, text: str | None, pattern: str) -> bool:
        return text is not None and texts.compiled(pattern).search(text) is not None

    @signature(_TEXT)
    def _func_lower(self, text: str | None) -> str | None:
        return None if text is None else text.lower()

    @signature(_TEXT)
    def _func_slug(self, text: str | None) -> str | None:
        return None if text is None else texts.slug(text)

    @signature(_TEXT)
    def _func_kebab(self, text: str | None) -> str | None:
        return None if text is None else texts.kebab(text)

    @signature(_TEXT)
    def _func_has_cjk(self, text: str | None) -> bool:
        return text is not None and texts.has_cjk(text)

    @signature(_TEXT)
    def _func_youtube_id(self, text: str | None) -> str | None:
        return None if text is None else texts.youtube_id(text)

    @signature(_ANY)
    def _func_empty(self, value: Value) -> bool:
        return texts.empty(value)

    @signature(_NAME, _ANY)
    def _func_freq(self, key: str, value: Value) -> int:
        return self.counts[key][token(value)] if key in self.counts else 0

    @signature(_NAME)
    def _func_has_rule(self, name: str) -> bool:
        return name in self.found.get(self.path, ())
