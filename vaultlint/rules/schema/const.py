"""A value is not the one that the schema prescribes.

The schema leaves no choice for this key. A value that differs only in case, blanks or hyphens is put right safely; one
that is merely close is put right with `--unsafe-fixes`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Bindings, Invalid, Note, NoteRule, Valid
from vaultlint.schema import Schema

BOUND = Bindings(schemas=(Schema.of({"properties": {"layout": {"const": "book-page"}}}, "book.schema.json"),))


def check(note: Note) -> Iterator[Finding]:
    yield from note.schema_findings.get("const", ())


RULE = NoteRule(check, severity=Severity.ERROR, examples=[

    Valid("---\nlayout: book-page\n---\n", bindings=BOUND),
    Invalid("---\nlayout: «Book Page»\n---\n", bindings=BOUND, fixed="---\nlayout: book-page\n---\n",
            message="`layout` must be `book-page`, not `Book Page`"),
    Invalid("---\nlayout: «book-pge»\n---\n", bindings=BOUND, unsafely_fixed="---\nlayout: book-page\n---\n"),
    Invalid("---\nlayout: «3»\n---\n", bindings=BOUND, message="`layout` must be `book-page`, not the number `3`"),
])  # fmt: skip
