"""A clipper of web pages took along what is not the text.

A watermark at the ends of lines, the sounds of Chinese words in brackets behind them, a line of keywords, and letters
read in the wrong encoding (`cafÃ©`; found where `pip install 'vaultlint-md[clipping]'` has brought the library `ftfy`).
Off by default: a vault for learning a language has glosses on purpose.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.residue import clippings
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note) -> Iterator[Finding]:
    return (one.finding() for one in clippings(note.text, note.body))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    default=False,
    examples=[
        Valid("汤(tāng)要煮很久。\n\nA café, and Ångström.\n"),
        Invalid("汤«(tāng)»里放盐«(yán)»和葱«(cōng)»。\n", unsafely_fixed="汤里放盐和葱。\n"),
        Invalid(
            "Keep the «cafÃ©» open.\n",
            message="read in the wrong encoding; it was `café`",
            unsafely_fixed="Keep the café open.\n",
        ),
    ],
)
