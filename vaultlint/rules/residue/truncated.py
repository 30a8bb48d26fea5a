"""The note is cut off inside a block or a sentence.

A generator stops where its space is used up, a transfer where the line breaks. Code, a comment or math that nothing
closes swallows what is below it. A last sentence without an end is told only where all long paragraphs above it, twelve
at least, end as sentences do.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.residue import cuts
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (one.finding() for one in cuts(note.text, note.body))


_TEXT = "".join(
    f"On day {day} of the week we boiled the bones for so long that nobody could sleep.\n\n" for day in range(13)
)

RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid("Boil it.\n\n```sh\nboil\n```\n\n<!-- more -->\n"),
        Valid(
            f"{_TEXT}With thanks to all the neighbours, who never once knocked on the wall at night, Ada\n\n[[Soup]]\n"
        ),
        Invalid("Boil it.\n\n«```sh»\nboil\n"),
        Invalid("Boil it.\n\n«<!--» salt?\n\nSkim it.\n"),
        Invalid(f"{_TEXT}It was good. «But when the neighbours came to ask what it was that they had been smel»\n"),
    ],
)
