"""A `<details>`, `<summary>` or `<p>` in it is never closed.

Everything below an open block folds away with it: the reader sees one grey triangle where the rest of the note
should be, and no editor says a word. The fix closes it where its content evidently ends.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in note.body.details.of("unclosed"))


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("<p>HTML lets a paragraph outside of any block stand open.\n"),
        Invalid(
            "«<details>»\n<summary>Stock</summary>\n\nBones, water.\n",
            message="never closed, so the rest of the note folds into it",
            fixed="<details>\n<summary>Stock</summary>\n\nBones, water.\n\n</details>\n",
        ),
        Invalid(
            "«<details>»\n<summary>Stock</summary>\n<p>Bones, water.</p>\n\nNow the soup.\n",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n\nNow the soup.\n",
        ),
        Invalid(
            "<details>\n<summary>Stock</summary>\n«<p>»Bones, water.\n</details>\n",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
        ),
        Invalid(
            "<details>\n«<summary>»Stock\n<p>Bones, water.</p>\n</details>\n",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
        ),
        Invalid("| a | b |\n|---|---|\n| «<details>»<summary>x</summary> y | c |\n| d | e |\n"),
    ],
)
