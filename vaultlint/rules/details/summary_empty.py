"""A `<summary>` has nothing in it.

The reader sees a triangle without words and cannot know what it unfolds. Write a label.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in note.body.details.of("summary-empty"))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("<details>\n<summary><img src=\"stock.png\"></summary>\n<p>Bones, water.</p>\n</details>\n"),
        Invalid("<details>\n«<summary></summary>»\n<p>Bones, water.</p>\n</details>\n"),
    ],
)
