"""A `<details>` block has a second `<summary>`.

Only the first is the label, the second is folded away as text. Perhaps a block of its own was meant.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in note.body.details.of("summary-repeated"))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Invalid("<details>\n<summary>Stock</summary>\n<p>Bones.</p>\n«<summary>Soup</summary>»\n</details>\n"),
    ],
)
