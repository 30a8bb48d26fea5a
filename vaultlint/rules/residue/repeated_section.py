"""A long paragraph, or a row of paragraphs, stands in the note twice.

Where a text was made in parts, the parts overlap. Two equal paragraphs of 200 letters, one right behind the other, or
three and more in the same order, are a copy; a teaser at the beginning, which repeats later, is none, nor are verses.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.residue import copies
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (one.finding() for one in copies(note.text, note.body))


_LONG = (
    "First boil the water in the largest pot that you have, then put in the bones, the onion and the carrot, and skim "
    "what rises to the top; after four hours strain it through a cloth, and let it stand in the cold until morning."
)

RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid(f"{_LONG}\n\nNow the soup.\n\n{_LONG}\n"),
        Valid("Boil it.\n\nBoil it.\n"),
        Invalid(f"Soup:\n\n{_LONG}\n\n«{_LONG}»\n\nNow the soup.\n"),
    ],
)
