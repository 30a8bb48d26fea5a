"""The name of a note, or of its folder, breaks links, Windows or sync.

`#`, `^`, `|` and brackets have a meaning inside a wikilink, so that `[[C# basics]]` leads to a note called `C`. Windows
allows none of `\\ : * ? " < >`, no dot or blank at the end, and no name such as `CON`: a vault with such a name cannot
be cloned there. A folder is told once, at the first note in it. Rename it in Obsidian, which lets links follow.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.naming.unsafe import first_within, folders, objection
from vaultlint.rule import Invalid, Outline, Valid, Vault, VaultRule
from vaultlint.text import Span


def check(outline: Outline, vault: Vault) -> Iterator[Finding]:
    for folder in folders(outline.path):
        wrong = objection(folder.rpartition("/")[2])
        if wrong and vault.answer(first_within)[folder] == outline.path:
            yield Finding(Span(0, 0), f"the folder's name {wrong}: `{folder}`")
    wrong = objection(outline.path.rpartition("/")[2])
    if wrong:
        yield Finding(Span(0, 0), f"the note's name {wrong}")


RULE = VaultRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid({"Café – 二 (50 %) & co.md": "Bones.\n", "a.b/-x_Y.md": "Water.\n"}),
        Invalid({"C# basics.md": "«»Bones.\n"}, message="the note's name has `#`, which ends or splits a wikilink"),
        Invalid({"why?.md": "«»Bones.\n"}, message="the note's name has `?`, which no name on Windows may have"),
        Invalid(
            {"why?/a.md": "«»Bones.\n", "why?/b.md": "Water.\n"},
            message="the folder's name has `?`, which no name on Windows may have: `why?`",
        ),
    ],
)
