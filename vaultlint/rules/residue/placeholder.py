"""A sentence of the model that made the text, or of its template, is left in the text.

`Sure! Here is the translation:`, `As an AI language model, I …`, `[Insert title here]`, `（译文未完）`: nobody wrote
that to be read. Only lines of their own are judged, and not those in quotes, lists and code, where such sentences are
spoken of, nor notes that keep a talk with a model.
`patterns` adds your own, `allow` lets be what is meant: texts in which `*` stands for anything within a line.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.residue import allowed, chatter, wanted
from vaultlint.rule import Invalid, NoteRule, Valid


def check(note: Note, *, patterns: tuple[str, ...] = (), allow: tuple[str, ...] = ()) -> Iterator[Finding]:
    own = wanted(note.text, note.body, patterns, "a sentence that your config does not want in notes")
    found = {one.span: one for one in (*own, *chatter(note.text, note.body))}
    yield from (one.finding() for one in found.values() if not allowed(note.text, one.span, allow))


RULE = NoteRule(
    check,
    severity=Severity.WARNING,
    examples=[
        Valid('She said: "Sure! Here is the translation:"\n\n> As an AI language model, I cannot taste soup.\n'),
        Valid(
            "The stone is in Latin.\n\nHere is the translation:\n\nHe who digs shall find.\n\nIt hangs in the hall.\n"
        ),
        Invalid(
            "«Sure! Here is the translation of your text:»\n\nBoil the bones.\n",
            message="words of what made the text, not of the text",
            fixed="Boil the bones.\n",
        ),
        Invalid("Boil the bones.\n\n«（译文未完，待续）»\n", fixed="Boil the bones.\n"),
        Invalid(
            "# «[Insert title here]»\n\nBoil the bones.\n",
            message="words of what made the text, not of the text; take them out",
        ),
        Invalid(
            "Boil the bones.\n\n«Translated with Soupbot»\n",
            options={"patterns": ["translated with *"]},
            fixed="Boil the bones.\n",
        ),
    ],
)
