"""The front matter is not the first thing in the note.

Obsidian, Eleventy and Jekyll look for `---` in the first line only. One blank line above it, and the note has no
properties: its keys show as text, and the closing fence turns the last of them into a heading.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity, safe
from vaultlint.note import Note
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    matter = note.frontmatter
    if matter is None or matter.is_template:
        return
    for fault in matter.fence_faults:
        if fault.kind == "misplaced":
            yield Finding(fault.span, fault.message, safe("Put the front matter first", *fault.edits))


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("---\ntitle: Bread\n---\nFlour and water.\n"),
        Valid("\nFront matter looks like this:\n\n---\ntitle: Bread\n---\n"),
        Valid("# Slides\n\n---\n\nNote: speak slowly\n\n---\n\nThe end.\n"),
        Valid("# Slides\n\n---\nlayout: center\nclass: a\n---\n\n# Two\n\n---\nlayout: end\n---\n"),
        Invalid(
            "\n\n«---»\ntitle: Bread\n---\nFlour and water.\n",
            message="blank lines before the front matter, so it is not seen; it must be the first thing in the note",
            fixed="---\ntitle: Bread\n---\nFlour and water.\n",
        ),
        Invalid(
            {"note.md": "# Bread\n\n«---»\ntitle: Bread\ntags: [baking]\n---\nFlour and water.\n"},
            message="text before the front matter, so it is not seen; it must be the first thing in the note",
            fixed="---\ntitle: Bread\ntags: [baking]\n---\n# Bread\n\nFlour and water.\n",
        ),
    ],
)
