"""Markdown stands in the HTML of a `<details>` block, where it is not rendered.

From `<details>` to the next blank line all is HTML for GitHub, Eleventy and Obsidian: readers see the asterisks. The
fix writes strong emphasis as HTML; other Markdown is yours to rewrite, or to put behind a blank line. Where Obsidian is
none of your renderers, the fix does that too: Obsidian's help knows no blank lines in HTML. Links in double brackets
are told only where it is one.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.markdown.details.rendering.raw import markdown_inert
from vaultlint.note import Bindings, Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (fault.finding() for fault in markdown_inert(note.body, note.bindings.renderers))


PAGES = Bindings(renderers=frozenset({"github", "eleventy"}))

RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("<details>\n<summary>Stock</summary>\n<p>Bones, water.</p>\n</details>\n"),
        Valid("<details>\n<summary>Stock</summary>\n\nBones, **water**.\n\n</details>\n"),
        Valid("<details>\n<summary>Stock</summary>\n<p>5 * 3 * 2, [Music], a ** b</p>\n</details>\n"),
        Invalid(
            "<details>\n<summary>Stock</summary>\n«<p>Bones, **water**.</p>»\n</details>\n",
            message="Markdown in an HTML block is not rendered, readers see its signs; write it in HTML",
            fixed="<details>\n<summary>Stock</summary>\n<p>Bones, <strong>water</strong>.</p>\n</details>\n",
        ),
        Invalid("<details>\n<summary>Stock</summary>\n«<p>See [[Bones]].</p>»\n</details>\n"),
        Valid("<details>\n<summary>Stock</summary>\n<p>See [[Bones]].</p>\n</details>\n", bindings=PAGES),
        Invalid(
            "<details>\n<summary>Stock</summary>\n«# Bones»\n</details>\n",
            bindings=PAGES,
            fixed="<details>\n<summary>Stock</summary>\n\n# Bones\n</details>\n",
        ),
    ],
)
