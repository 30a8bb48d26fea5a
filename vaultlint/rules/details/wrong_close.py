"""A closing tag bears another name than the tag that it should close.

Browsers then go on looking for the right one: a label swallows the text, a block the rest of the note. The fix
writes the name that is due, and nothing else.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in note.body.details.of("wrong-close"))


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("In code, `<details>` opens nothing.\n\n```html\n<details>\n<summary>Stock</p>\n```\n"),
        Invalid(
            "<details>\n<summary>Stock«</p>»\n<p>Bones, water.</p>\n</details>\n",
            message="`</p>` where `<summary>` is to be closed, so browsers go on looking for its end",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
        ),
        Invalid(
            "<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n«</detais>»\n\n# Soup\n",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n\n# Soup\n",
        ),
        Invalid(
            "<details>\n<summary>Stock</summary>\n<p>Bones, water.«</summary>»\n</details>\n",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
        ),
    ],
)
