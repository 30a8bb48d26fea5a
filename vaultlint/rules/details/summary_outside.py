"""A `<summary>` has no `<details>` around it.

It folds nothing and shows as plain text. Put `<details>` in front of it, or remove it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in note.body.details.of("summary-outside"))


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("<meta>\nA note.\n</meta>\n\n<summary>\nBones, water.\n</summary>\n"),
        Invalid("Soup.\n\n«<summary>Stock</summary>»\n\nBones, water.\n"),
    ],
)
