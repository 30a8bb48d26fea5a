"""The front matter is opened, but never closed.

Obsidian then sees none at all: every property is gone from its panel and from queries, and the keys show as text at
the top of the note. Put `---` on a line of its own behind the last value.
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
        if fault.kind == "unclosed":
            fix = safe("Close the front matter behind its last value", *fault.edits) if fault.edits else None
            yield Finding(fault.span, fault.message, fix)


RULE = NoteRule(
    check,
    severity=Severity.ERROR,
    examples=[
        Valid("---\ntitle: Bread\n---\nFlour and water.\n"),
        Valid("---\n\nA thematic break opens this note.\n"),
        Valid("---\nNote: a thematic break, then prose with a colon.\n"),
        Invalid(
            "«---»\ntitle: Bread\ntags:\n  - baking\n\nFlour and water.\n",
            message="never closed, so the note has no front matter; put `---` behind its last value",
            fixed="---\ntitle: Bread\ntags:\n  - baking\n---\n\nFlour and water.\n",
        ),
        Invalid(
            "«---»\ntitle: Bread\ntags: [baking]\n\n# Bread\n\nFlour.\n\n---\n\nWater.\n",
            fixed="---\ntitle: Bread\ntags: [baking]\n---\n\n# Bread\n\nFlour.\n\n---\n\nWater.\n",
        ),
        Invalid("«---»\ntitle: Bread\n\nstatus: which of these lines is the body?\n"),
    ],
)
