"""A word, phrase or line stands there over and over.

A generator that loses its way says the same until it is stopped, and what should follow is missing. What people say or
sing on and on, `no, no, no` or `ha ha ha`, is no loop, nor is what is said fewer than eight times.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.residue import loops
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (one.finding() for one in loops(note.text, note.body))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid(f"No{', no' * 30}!\n\n{'[Music] ' * 20}\n\n{'哈' * 40}\n\n`{'the soup ' * 20}`\n"),
        Valid("The soup is very, very, very, very good.\n"),
        Invalid(
            f"So the soup «{' '.join(['the soup'] * 11)}» is done.\n",
            message="the same words 12 times in a row; keep them once",
        ),
        Invalid(f"然后把汤«{'把汤' * 15}»端上来。\n"),
        Invalid("Thank you for watching.\n" + "«" + "Thank you for watching.\n" * 8 + "Thank you for watching.»\n"),
    ],
)
