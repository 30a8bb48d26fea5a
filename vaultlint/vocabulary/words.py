"""What is said of an item that is no term: what, why, and what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence

from vaultlint.schema.words import either, meant, shown
from vaultlint.vocabulary.terms import Verdict, Vocabulary

MOST = 8
"""So many terms are all named where none of them is near."""


def message(key: str, name: str, verdict: Verdict, vocabulary: Vocabulary) -> str:
    """Why `name` is no term for `key`."""
    said, source = shown(name), vocabulary.source
    if verdict.kind == "alias":
        return f"{said} is an alias of {shown(verdict.meant)} in {source}"
    if verdict.kind == "spelling":
        return f"{said} is spelt {shown(verdict.meant)} in {source}"
    if verdict.kind == "deprecated":
        return f"{said} is deprecated in {source}{_instead(verdict)}"
    if verdict.kind == "several":
        return f"{said} is several terms in one value: {either([*map(shown, verdict.parts)], 'and')}"
    if verdict.kind == "form":
        return f"{said} is {verdict.why}{meant(verdict.meant)}"
    if verdict.meant is not None:
        return f"{said} is no term for `{key}` in {source}{meant(verdict.meant)}"
    return f"{said} is no term for `{key}` in {source}; {_known(vocabulary.terms)}"


def _known(terms: Sequence[str]) -> str:
    if len(terms) > MOST:
        return "use another, or add it there"
    return f"there {'are' if len(terms) > 1 else 'is'} {either([*map(shown, terms)], 'and')}"


def _instead(verdict: Verdict) -> str:
    why = f": {verdict.why}" if verdict.why else ""
    if verdict.meant is not None:
        return f"{why}; use {shown(verdict.meant)}"
    return why or " and has no successor; remove it"
