"""A `<details>` block has no summary.

The reader sees only the browser's own word for one, in the browser's language. Write what is folded away.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity, unsafe
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding(unsafe) for fault in note.body.details.of("summary-missing"))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("<details class=\"widget\">\n<p>Bones, water.</p>\n</details>\n"),
        Invalid(
            "«<details>»\n<p>Bones, water.</p>\n</details>\n",
            message="no summary, so the reader sees the browser's own word for one",
            unsafely_fixed="<details>\n<summary>Details</summary>\n<p>Bones, water.</p>\n</details>\n",
        ),
    ],
)
