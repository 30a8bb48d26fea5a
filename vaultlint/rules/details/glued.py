"""Text stands in front of `<details>` or behind `</details>` on its line.

In front, the block becomes part of a paragraph; behind, the text becomes part of the HTML and its Markdown is not
rendered. Both belong on lines of their own.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.markdown.details.rendering.beside import glued
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in glued(note.body))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("- <details>\n  <summary>Stock</summary>\n  <p>Bones, water.</p>\n  </details>\n"),
        Invalid(
            "Stock. «<details>»\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
            message="text stands in front of the tag on its line, so the block is part of a paragraph",
            fixed="Stock.\n\n<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
        ),
        Invalid(
            "<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n«</details>» Then *soup*.\n",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n\nThen *soup*.\n",
        ),
    ],
)
