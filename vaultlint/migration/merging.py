"""The migration that gives each term one spelling, written for people to review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaultlint.frontmatter.writing import dump_scalar
from vaultlint.spellings import Spelling


def merging(key: str, terms: Sequence[Sequence[Spelling]], made: str) -> list[str]:
    """The lines of a migration that puts the best spelling of each term in the place of the others.

    Near spellings, which may be other terms, stand in comments; where there are only these, there are no lines.
    `made` is the command that asks for the file.
    """
    merged = [group for group in terms if any(one.difference == "form" for one in group)]
    if not merged:
        return []
    return [
        f"# Made by `{made}`. Review it, then",
        "#   vaultlint migrate FILE            shows what would change",
        "#   vaultlint migrate FILE --write    makes it so (`vaultlint undo` takes it back)",
        "# The numbers say how often a spelling is used. Take out the lines whose values are meant as they stand;",
        "# take the `# ` away from near spellings that are slips, and leave those that are other terms.",
        f"description: {dump_scalar(f'One spelling for each term of `{key}`')}",
        "steps:",
        "  - map:",
        f"      keys: [{dump_scalar(key, flow=True)}]",
        "      pairs:",
        *(f"        {line}" for group in merged for line in _term(group)),
        *(f"        {line}" for group in terms if group not in merged for line in _term(group)),
    ]


def _term(group: Sequence[Spelling]) -> Iterator[str]:
    best, *others = group
    yield f"# {dump_scalar(best.text)} ({best.uses})"
    for one in others:
        mark = "" if one.difference == "form" else "# "
        yield f"{mark}{dump_scalar(one.text)}: {dump_scalar(one.best)} # {one.uses}{', perhaps another' * bool(mark)}"
