"""A line that was meant as a fence of the front matter is not exactly `---`.

With `---\\`, `----` or a dash that a keyboard made long, Obsidian sees no front matter, or takes half the note for it.
Blanks behind the dashes are forgiven by some tools and not by others.
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
        if fault.kind == "bad":
            yield Finding(fault.span, fault.message, safe("Write the fence as `---`", *fault.edits))


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("---\ntitle: Bread\n...\nFlour and water.\n"),
        Valid("----\n\nA thematic break may have four dashes.\n\n----\n"),
        Valid("---\ntitle: Bread\n---\nFlour\n----\nWater\n"),
        Invalid(
            "«---\\»\ntitle: Bread\n«---\\»\nFlour and water.\n",
            message="`---\\` is no fence, so the front matter is not seen; a fence is `---`",
            fixed="---\ntitle: Bread\n---\nFlour and water.\n",
        ),
        Invalid("«----»\ntitle: Bread\n---\nFlour.\n", fixed="---\ntitle: Bread\n---\nFlour.\n"),
        Invalid("---\ntitle: Bread\n«—»\nFlour.\n", fixed="---\ntitle: Bread\n---\nFlour.\n"),
        Invalid(
            "---\ntitle: Bread\n«---  »\nFlour.\n",
            message="blanks behind the fence, which some tools then take for text",
            fixed="---\ntitle: Bread\n---\nFlour.\n",
        ),
    ],
)
