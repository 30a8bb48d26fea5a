"""A blank line breaks the HTML of a `<details>` block.

A blank line ends an HTML block. In a `<p>` the text behind it falls out of the paragraph and, in Obsidian and on
Eleventy's pages, out of its class; between the parts of a block Obsidian ends the block there. Markdown between blank
lines is a form of its own, and fine.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.markdown.details.rendering.blanks import blank_inside
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in blank_inside(note.body, note.bindings.renderers))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("<details>\n<summary>Stock</summary>\n\nBones, **water**.\n\n</details>\n"),
        Valid(
            '<details>\n<summary>Stock</summary>\n\n<p class="note">Bones,\n\nwater.</p>\n</details>\n',
            bindings=Bindings(renderers=frozenset({"github"})),
        ),
        Invalid(
            "<details>\n<summary>Stock</summary>\n<p>Bones,\n«»\nwater.</p>\n</details>\n",
            message="a blank line ends an HTML block: the rest of the `<p>` falls out of it, and out of its class",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones,</p>\n<p>water.</p>\n</details>\n",
        ),
        Invalid(
            "<details>\n<summary>Stock</summary>\n«»\n<p>Bones, water.</p>\n</details>\n",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n",
        ),
    ],
)
