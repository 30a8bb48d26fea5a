"""A line right below `</details>` is swallowed by the HTML block.

An HTML block ends at a blank line only (CommonMark 0.31 section 4.6): without one the next paragraph is HTML too, its
emphasis, links and headings are shown as they are typed. The fix puts the blank line there.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.markdown.details.rendering.beside import swallowed
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in swallowed(note.body))


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n<br>\n\nSoup.\n"),
        Invalid(
            "<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n«Then *soup*.»\nMore.\n",
            message="right below `</details>` the line is part of the HTML block, so its Markdown is not rendered",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n\nThen *soup*.\nMore.\n",
        ),
        Invalid(
            "> <details>\n> <summary>Stock</summary>\n> <p>Bones.</p>\n> </details>\n> «Then *soup*.»\n",
            fixed="> <details>\n> <summary>Stock</summary>\n> <p>Bones.</p>\n> </details>\n>\n> Then *soup*.\n",
        ),
    ],
)
