"""A closing tag has no opening one.

It does nothing here, or closes what should stay open. Remove it, or write the opening tag that it belongs to.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in note.body.details.of("stray-close"))


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("<p>\nHTML.\n</p>\n"),
        Invalid(
            "Soup.\n\n«</details>»\n\nMore soup.\n",
            message="`</details>` closes nothing that is open",
            fixed="Soup.\n\nMore soup.\n",
        ),
        Invalid(
            "<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n«</p>»\n</details>\n",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
        ),
        Invalid("Soup.«</p>»\n"),
    ],
)
