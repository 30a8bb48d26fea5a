"""A `<summary>` is not the first thing in its `<details>` block.

HTML asks for it to be the first child; what stands before it is folded away above the label. Move it up.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in note.body.details.of("summary-misplaced"))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Invalid("<details>\n<p>Bones, water.</p>\n«<summary>Stock</summary>»\n</details>\n"),
    ],
)
