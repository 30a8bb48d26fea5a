"""A value does not fit the type that its property has in this vault.

Obsidian keeps the types of properties in `.obsidian/types.json` and shows a warning where a value is of another: it can
be neither sorted nor picked from a calendar. Write the value in its type, or give the property another one in Obsidian.
The fix does so where one reading is possible and nothing is lost. Types of plugins, and the names in the file that the
note does not have, are no matter here.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid

BOUND = Bindings(types={
    "title": "text", "topics": "multitext", "rating": "number", "read": "checkbox", "created": "date",
    "due": "datetime", "mood": "slider",
})  # fmt: skip


def check(note: Note) -> Iterator[Finding]:
    yield from note.property_findings.get("type", ())


RULE = NoteRule(check, severity=Severity.WARNING, examples=[

    Valid("---\ntitle: Rye\ntopics: [bread]\nrating:\ncreated: 2025-10-08\nmood: 3\n---\n", bindings=BOUND),
    Valid("---\nrating: five\ncreated: yesterday\n---\nA vault without types asks for none.\n"),
    Invalid("---\nRating: «'4'»\n---\n", bindings=BOUND, fixed="---\nRating: 4\n---\n",
            message="`Rating` should be a number for Obsidian, not the text `4`"),
    Invalid("---\nread: «\"true\"»\n---\n", bindings=BOUND, fixed="---\nread: true\n---\n"),
    Invalid("---\ntopics: «bread»\n---\n", bindings=BOUND, fixed="---\ntopics:\n  - bread\n---\n"),
    Invalid("---\ntitle: «1984»\n---\n", bindings=BOUND, fixed="---\ntitle: \"1984\"\n---\n"),
    Invalid("---\ncreated: «2025/10/8»\ndue: «8 October 2025, 9:30»\n---\n", bindings=BOUND,
            fixed="---\ncreated: 2025-10-08\ndue: 2025-10-08T09:30\n---\n"),
    Invalid("---\ncreated: «08/10/2025»\nrating: «4/5»\n---\n", bindings=BOUND,
            message="`created` should be a date like 2025-10-08 for Obsidian, not the text `08/10/2025`"),
])  # fmt: skip
